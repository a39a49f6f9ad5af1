//! `try-shop`: tags the elements that a file names in a shop, each with a real mouse, proves each in the app and
//! in a plain Chromium, and judges whether the right one was meant. Formats are in `docs/try-shop.md`.

mod element;
mod judging;
mod outcome;
mod tagging;

use std::path::Path;

use serde_json::json;

pub use element::{Element, Viewport};
pub use outcome::Outcome;

use crate::app::App;
use crate::error::{Error, Result};
use crate::outside::{self, Act, Step, Visit};
use crate::panel::id;

/// Tries all elements on a fresh data folder. Pictures, the exported files and `result.json` go into `out`.
pub async fn run(url: &str, elements: &Path, out: &Path) -> Result<Vec<Outcome>> {
    std::fs::create_dir_all(out).map_err(Error::file(out))?;
    let elements = Element::read(elements)?;
    let app = App::start("try-shop").await?;
    app.panel().fill(&id("address"), url).await?;
    app.panel().press(&id("open-shop")).await?;
    app.panel().sees(&id("shop-screen")).await?;
    app.shop_loaded().await?;

    let mut outcomes = Vec::new();
    for (number, element) in elements.iter().enumerate() {
        let picture = out.join(format!("{:02}-{}.png", number + 1, element.slug()));
        outcomes.push(tagging::tag(&app, url, element, &picture).await);
    }
    let exported = out.join("exported");
    std::fs::create_dir_all(&exported).map_err(Error::file(&exported))?;
    if outcomes.iter().any(|outcome| outcome.saved) {
        app.panel().invoke("export_plan", json!({"folder": exported})).await?;
    }
    for (element, outcome) in elements.iter().zip(&mut outcomes).filter(|(_, outcome)| outcome.saved) {
        if let Err(error) = prove_outside(url, element, outcome, &exported.join("waymark.js")) {
            outcome.error.get_or_insert(error.to_string());
        }
    }
    let result = out.join("result.json");
    let json = serde_json::to_string_pretty(&outcomes).map_err(Error::json("the result"))?;
    std::fs::write(&result, json).map_err(Error::file(&result))?;
    Ok(outcomes)
}

/// Acts on the element, and on a stranger, in Chromium with the exported file on the page.
fn prove_outside(url: &str, element: &Element, outcome: &mut Outcome, script: &Path) -> Result {
    let visit = |last: Step| {
        let mut steps = element.before.clone();
        steps.extend(element.fill.iter().map(|(css, value)| Step {
            css: css.clone(),
            act: Act::Fill,
            value: Some(value.clone()),
        }));
        steps.push(last);
        let width = element.viewport.width();
        Visit { url: element.address(url), script: Some(script.to_path_buf()), steps, width }
    };
    let own = Step { css: element.css.clone(), act: element.act, value: element.value.clone() };
    let mut visits = vec![visit(own)];
    if let Some(stranger) = &outcome.stranger {
        visits.push(visit(Step { css: stranger.clone(), act: Act::Click, value: None }));
    }
    let last = visits[0].steps.len();
    let seen = outside::visit(&visits)?;
    outcome.outside_fired = seen.first().is_some_and(|seen| seen.fired(&outcome.event, last));
    outcome.stranger_fired = seen.get(1).is_some_and(|seen| seen.fired(&outcome.event, last));
    if outcome.stranger.is_none() {
        outcome.error.get_or_insert("the page has no unrelated control to try".into());
    }
    Ok(())
}
