//! Publishing without a window: the places of a shop, going live, going back, previews, installing by hand, what is
//! live. Secrets come from the environment, then from the keyring.

mod going_live;
mod install;
mod preview;
mod report;
mod review;
mod status;
mod target;

use std::sync::Arc;

use waymark_app::App;
use waymark_app::publishing::{Errand, Progress};
use waymark_app::vault::{ANY_SECRET, Vault};
use waymark_model::ShopSlug;

use crate::error::CliError;
use crate::output::Output;

pub use going_live::{publish, roll_back};
pub use install::install;
pub use preview::preview;
pub use status::status;
pub use target::target;

/// Steps go to standard error, as they happen.
struct Told;

impl Progress for Told {
    fn step(&self, words: &'static str) {
        Output::step(words);
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// The variable for any secret is only taken where one is meant: it must not reach a place that it does not belong to.
fn vault(app: &App, shop: &ShopSlug, target: Option<&str>) -> Result<Arc<Vault>, CliError> {
    let secrets = app.targets(shop)?.iter().filter(|view| view.needs_secret).count();
    let is_one = target.is_some() || secrets <= 1;
    let read = move |name: &str| {
        let is_meant = is_one || name != ANY_SECRET;
        std::env::var(name).ok().filter(|secret| is_meant && !secret.trim().is_empty())
    };
    Ok(Arc::new(Vault::with_environment(read)))
}

/// The first; the app gives at least one or an error.
fn one(mut errands: Vec<Errand>) -> Errand {
    errands.swap_remove(0)
}
