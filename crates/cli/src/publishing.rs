//! Publishing without a window: the places of a shop, going live, going back, previews, installing by hand, what is
//! live. Secrets come from the environment, then from the keyring.

mod advice;
mod at_place;
mod going_live;
mod install;
mod preview;
mod report;
mod review;
mod status;
mod taking_out;
mod target;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::runtime::Runtime;
use waymark_app::App;
use waymark_app::publishing::{Errand, Progress};
use waymark_app::vault::{ANY_SECRET, SecretKey, Vault};
use waymark_model::ShopSlug;

use crate::error::CliError;
use crate::output::Output;

pub use going_live::{publish, roll_back};
pub use install::install;
pub use preview::preview;
pub use status::status;
pub use target::target;

/// What takes long where a place does not answer.
const ASKING: &str = "Asking the place";
/// What a shell says of a program that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Steps go to standard error, as they happen; Ctrl-C stops what is being sent.
struct Told {
    is_stopped: Arc<AtomicBool>,
}

impl Told {
    /// From now on Ctrl-C stops, as far as that is safe, and leaves time to say what is live; once more ends the program.
    fn hearing(runtime: &Runtime) -> Self {
        let is_stopped = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&is_stopped);
        runtime.spawn(async move {
            if tokio::signal::ctrl_c().await.is_err() {
                return;
            }
            stop.store(true, Ordering::Relaxed);
            Self::say("Stopping. Ctrl-C once more ends at once");
            if tokio::signal::ctrl_c().await.is_ok() {
                std::process::exit(INTERRUPTED);
            }
        });
        Self { is_stopped }
    }

    fn say(words: &str) {
        Output::step(words);
    }
}

impl Progress for Told {
    fn step(&self, words: &'static str) {
        Self::say(words);
    }

    fn is_cancelled(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }
}

/// The variable for any secret is only taken where one is meant: it must not reach a place that it does not belong to.
fn vault(app: &App, shop: &ShopSlug, target: Option<&str>) -> Result<Arc<Vault>, CliError> {
    let is_one = is_one(app, shop, target)?;
    let read = move |name: &str| secret_in(name).filter(|_| is_one || name != ANY_SECRET);
    Ok(Arc::new(Vault::with_environment(read)))
}

/// The variable for any secret is there, and belongs to nobody knows which place.
fn leaves_any_secret(app: &App, shop: &ShopSlug, target: Option<&str>) -> Result<bool, CliError> {
    Ok(secret_in(ANY_SECRET).is_some() && !is_one(app, shop, target)?)
}

/// There is one place at most that a secret can be for.
fn is_one(app: &App, shop: &ShopSlug, target: Option<&str>) -> Result<bool, CliError> {
    let secrets = app.targets(shop)?.iter().filter(|view| view.needs_secret).count();
    Ok(target.is_some() || secrets <= 1)
}

/// A place's own variable has its secret, or it needs none.
fn has_secret_for(errand: &Errand) -> bool {
    let own = SecretKey::of(&errand.shop, &errand.target);
    !errand.target.place.has_secret() || secret_in(own.variable()).is_some()
}

fn secret_in(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|secret| !secret.trim().is_empty())
}

/// The first; the app gives at least one or an error.
fn one(mut errands: Vec<Errand>) -> Errand {
    errands.swap_remove(0)
}
