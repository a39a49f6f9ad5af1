//! What is live at each place, and what the shop serves.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::json;
use waymark_app::publishing::serving;
use waymark_app::view::{Review, Serving};
use waymark_app::{AppError, Failure, Prober};
use waymark_model::ShopSlug;

use super::review::in_words;
use super::vault;
use crate::args::Status;
use crate::commands::{open, runtime};
use crate::error::CliError;
use crate::output::Output;

/// What `waymark status` says of one target, for scripts.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TargetStatus {
    target: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Review>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Failure>,
}

/// `waymark status`: what is live at each place, and what the shop serves.
pub fn status(command: &Status, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let app = open(data)?;
    let shop = ShopSlug(command.shop.clone());
    let errands =
        app.errands(&shop, command.target.as_deref(), &vault(&app, &shop, command.target.as_deref())?)?;
    let runtime = runtime()?;
    let mut statuses = Vec::new();
    let mut lines = Vec::new();
    for errand in &errands {
        let name = errand.target.name.clone();
        match runtime.block_on(errand.look()).and_then(|look| app.review(&shop, &look)) {
            Ok(review) => {
                lines.push(format!("{name}: {}", in_words(&review)));
                statuses.push(TargetStatus { target: name, review: Some(review), failure: None });
            }
            Err(error) => {
                let failure = Failure::from(error);
                lines.push(format!("{name}: not known. {} {}", failure.message, failure.hint));
                statuses.push(TargetStatus { target: name, review: None, failure: Some(failure) });
            }
        }
    }
    let page = app.base_of(&shop)?;
    let served: Result<Serving, AppError> = runtime.block_on(async { serving(&Prober::new()?, &page).await });
    let is_told = served.as_ref().is_ok_and(|serving| !serving.loads || serving.revision.is_some())
        && statuses.iter().all(|status| status.failure.is_none());
    let serving = match served {
        Ok(serving) => {
            lines.push(format!("{page} {}", serving_in_words(&serving)));
            Some(serving)
        }
        Err(error) => {
            lines.push(format!("{page} could not be looked at. {}", Failure::from(error).message));
            None
        }
    };
    output.answer(&json!({ "targets": statuses, "serving": serving }), lines)?;
    if is_told { Ok(()) } else { Err(CliError::NotTold) }
}

fn serving_in_words(serving: &Serving) -> String {
    match (serving.loads, &serving.revision) {
        (false, _) => "does not load Waymark.".into(),
        (true, None) => "loads Waymark; which revision could not be told.".into(),
        (true, Some(revision)) if serving.twice => {
            format!("serves revision {revision}, and loads Waymark more than once: take one of the tags out.")
        }
        (true, Some(revision)) => format!("serves revision {revision}."),
    }
}
