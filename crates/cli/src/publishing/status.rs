//! What is live at each place, and what the shop serves.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::json;
use waymark_app::publishing::{Fault, fault, is_loaded_from, serving};
use waymark_app::standing::in_a_line;
use waymark_app::view::{EventProof, Review, Serving};
use waymark_app::{AppError, Failure, Prober};
use waymark_model::ShopSlug;

use super::advice::of_shop;
use super::review::standing;
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
    /// The page that its visitors get.
    page: String,
    /// What that page loads; absent where it could not be looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    serving: Option<Serving>,
}

/// `waymark status`: what is live at each place, and what its shop serves.
pub fn status(command: &Status, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let shop = ShopSlug(command.shop.clone());
    let at = of_shop(data.as_deref(), &shop);
    let mut app = open(data)?;
    let vault = vault(&app, &shop, command.target.as_deref())?;
    let runtime = runtime()?;
    let prober = Prober::new().map_err(AppError::from)?;
    let errands = match app.errands(&shop, command.target.as_deref(), &vault) {
        // The snippet may have come there without a place: by hand, or from another computer.
        Err(AppError::NoTargets) => {
            let page = app.base_of(&shop)?;
            let served = runtime.block_on(serving(&prober, &page)).map_err(Failure::from);
            let events = app.event_proofs(&shop)?;
            return say_of_shop(page.as_str(), &served, &events, output);
        }
        errands => errands?,
    };
    let mut statuses = Vec::new();
    let mut lines = Vec::new();
    // Each page once: most places are of the same shop.
    let mut pages: Vec<(String, Result<Serving, Failure>)> = Vec::new();
    for errand in &errands {
        let name = errand.target.name.clone();
        let reviewed = runtime.block_on(errand.look()).and_then(|look| {
            app.saw(&shop, &look);
            app.review(&shop, &look)
        });
        let (review, failure) = match reviewed {
            Ok(review) => {
                lines.extend(standing(&name, &review));
                (Some(review), None)
            }
            Err(error) => {
                let failure = Failure::from(error);
                lines.push(format!("{name}: not known. {} {}", failure.message, failure.hint));
                (None, Some(failure))
            }
        };
        let page = app.visited_page(&shop, &errand.target)?;
        let at = pages.iter().position(|(known, _)| known == page.as_str()).unwrap_or_else(|| {
            let served = runtime.block_on(serving(&prober, &page)).map_err(Failure::from);
            pages.push((page.to_string(), served));
            pages.len() - 1
        });
        let serving = pages[at].1.as_ref().ok().cloned();
        statuses.push(TargetStatus { target: name, review, failure, page: page.into(), serving });
    }
    let all: Option<Vec<&Review>> = match command.target {
        Some(_) => None,
        None => statuses.iter().map(|status| status.review.as_ref()).collect(),
    };
    let mut is_faulty = false;
    for (page, served) in &pages {
        // A page that loads one of the places by its address should serve what is live there, whatever others have.
        let loaded = served.as_ref().ok().and_then(|serving| {
            errands.iter().position(|errand| is_loaded_from(&shop, &errand.target, serving))
        });
        let loaded = loaded.and_then(|at| statuses[at].review.as_ref()).map(|review| vec![review]);
        let all = loaded.as_ref().or(all.as_ref());
        let here: Vec<&Review> = statuses
            .iter()
            .filter(|status| status.page == *page)
            .filter_map(|status| status.review.as_ref())
            .collect();
        let fault = served.as_ref().ok().and_then(|serving| fault(serving, &here, all.map(Vec::as_slice)));
        is_faulty |= fault.is_some();
        lines.push(format!("{}{}", page_in_words(page, served), fault_in_words(fault, &at)));
    }
    let all_told = statuses
        .iter()
        .all(|status| status.failure.is_none() && status.serving.as_ref().is_some_and(is_told));
    // After the looks, which may have told what is live.
    let events = app.event_proofs(&shop)?;
    lines.push(format!("events: {}", in_a_line(&events)));
    output.answer(&json!({ "targets": statuses, "events": events }), lines)?;
    // Nobody gets it, or somebody else's is live.
    let needs_somebody = |status: &TargetStatus| {
        let is_wrong = |review: &Review| {
            let is_unloaded = review.live.as_ref().is_some_and(|live| !live.is_loaded);
            review.unseen_in.is_some() || review.conflict.is_some() || review.is_gone || is_unloaded
        };
        status.review.as_ref().is_some_and(is_wrong)
    };
    match all_told {
        false => Err(CliError::NotTold),
        true if is_faulty || statuses.iter().any(needs_somebody) => Err(CliError::Findings),
        true => Ok(()),
    }
}

/// What is said of a shop that has no place to publish to.
fn say_of_shop(
    page: &str,
    served: &Result<Serving, Failure>,
    events: &[EventProof],
    output: &mut Output,
) -> Result<(), CliError> {
    let lines = [
        "There is no place to publish to yet.".into(),
        page_in_words(page, served),
        format!("events: {}", in_a_line(events)),
    ];
    let serving = served.as_ref().ok();
    output.answer(&json!({ "targets": [], "page": page, "serving": serving, "events": events }), lines)?;
    match serving {
        Some(serving) if serving.undelivered.is_some() => Err(CliError::Findings),
        Some(serving) if is_told(serving) => Ok(()),
        _ => Err(CliError::NotTold),
    }
}

/// Nothing about the page is left open.
fn is_told(serving: &Serving) -> bool {
    !serving.loads || serving.revision.is_some() || serving.undelivered.is_some()
}

fn page_in_words(page: &str, served: &Result<Serving, Failure>) -> String {
    match served {
        Ok(serving) => format!("{page} {}", serving_in_words(serving)),
        Err(failure) => format!("{page} could not be looked at. {}", failure.message),
    }
}

/// `at` names the shop for a command.
fn fault_in_words(fault: Option<Fault>, at: &str) -> String {
    match fault {
        // What to do about it is said already.
        None | Some(Fault::Twice | Fault::NotDelivered | Fault::Slow) => String::new(),
        Some(Fault::Missing) => format!(
            " Visitors get nothing of what is live: `waymark install guide{at}` says what to paste where. What a tag manager puts in cannot be seen from here."
        ),
        Some(Fault::Other) => format!(
            " That is live at none of its places: the page may be cached, or load Waymark from somewhere else; `waymark install check{at}` tells."
        ),
    }
}

fn serving_in_words(serving: &Serving) -> String {
    match (serving.loads, &serving.revision) {
        (false, _) if serving.is_closed => "is behind its password page, which loads nothing.".into(),
        (false, _) => "does not load Waymark.".into(),
        (true, Some(revision))
            if !serving.twice
                && let Some(undelivered) = serving.undelivered.as_ref().filter(|told| !told.works) =>
        {
            format!(
                "loads revision {revision}, which does not work there. {} {}",
                undelivered.message, undelivered.hint
            )
        }
        (true, None) if let Some(undelivered) = &serving.undelivered => {
            format!("loads Waymark, which does not work there. {} {}", undelivered.message, undelivered.hint)
        }
        (true, None) => "loads Waymark; which revision could not be told.".into(),
        (true, Some(revision)) if serving.twice => {
            format!("serves revision {revision}, and loads Waymark more than once: take one of the tags out.")
        }
        (true, Some(revision)) => {
            let slow = serving.undelivered.as_ref();
            let slow = slow.map(|slow| format!(" {} {}", slow.message, slow.hint)).unwrap_or_default();
            format!("serves revision {revision}.{slow}")
        }
    }
}
