//! Previews of a theme publication: made with `publish --preview`, discarded here.

use std::path::PathBuf;

use serde_json::json;
use waymark_app::App;
use waymark_app::publishing::Errand;
use waymark_model::{Place, ShopSlug};

use super::{Told, one, vault};
use crate::args::{Preview, Publish};
use crate::commands::{open, runtime};
use crate::error::CliError;
use crate::output::Output;

/// `waymark publish --preview`: visitors see nothing of it.
pub fn make(command: &Publish, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let mut app = open(data)?;
    let shop = ShopSlug(command.shop.clone());
    let errand = theme(&app, &shop, command.target.as_deref())?;
    let order = app.order(&shop)?;
    let chosen = command.in_theme.as_deref();
    let runtime = runtime()?;
    let told = Told::hearing(&runtime);
    let ground = runtime.block_on(errand.preview_ground(chosen, &told))?;
    let previews = app.previewing(&shop, &order, &errand.target, chosen, &ground)?;
    let done = runtime.block_on(errand.preview(&order, previews, &told))?;
    app.previewed(&errand, &done)?;
    let answer = json!({
        "target": errand.target.name,
        "revision": order.release.revision,
        "theme": done.theme,
        "address": done.address,
    });
    output.answer(&answer, [done.address.clone()])
}

/// `waymark preview ...`
pub fn preview(command: Preview, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let Preview::Discard { shop, target } = command;
    let mut app = open(data)?;
    let errand = theme(&app, &ShopSlug(shop), target.as_deref())?;
    let (runtime, previews) = (runtime()?, app.previews_of(&errand)?);
    let stays = runtime.block_on(errand.discard(&previews, &Told::hearing(&runtime)))?;
    app.discarded(&errand)?;
    let line = if stays {
        "The preview's theme stays as it is: it was renamed or published, or it had Waymark before."
    } else {
        "The preview is discarded."
    };
    output.answer(&json!({ "target": errand.target.name, "stays": stays }), [line.to_owned()])
}

/// The named place, or the only theme among the shop's.
fn theme(app: &App, shop: &ShopSlug, named: Option<&str>) -> Result<Errand, CliError> {
    let mut errands = app.errands(shop, named, &vault(app, shop, named)?)?;
    if named.is_none() && errands.len() > 1 {
        errands.sort_by_key(|errand| !matches!(errand.target.place, Place::Theme { .. }));
    }
    Ok(one(errands))
}
