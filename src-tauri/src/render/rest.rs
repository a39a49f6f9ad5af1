//! When a page has come to rest: its load event came, no request began or ended for a while, and none of its elements
//! changed for a while. A page that never does is taken as it is, and it is told what kept it.

use std::time::Duration;

use gtk::glib;
use serde::Deserialize;
use waymark_audit::render::{Busy, RenderError, ScriptErrors};

use super::view::{View, within};

/// How often it is looked.
const STEP: Duration = Duration::from_millis(40);
/// So long nothing begins or ends on the network.
const QUIET: Duration = Duration::from_millis(500);
/// So long no element changes, in milliseconds.
const STILL: f64 = 300.0;
/// Requests that stay open so long without anything else happening are streams: nobody waits for their end. And elements
/// that change so long with no request at all are a clock or a carousel.
const STANDING: Duration = Duration::from_secs(2);
/// A page that does not answer a question for so long, in milliseconds, hangs.
pub const HANGS: u32 = 5_000;

/// What the page's companion answers.
#[derive(Deserialize)]
struct Pulse {
    quiet: f64,
    errors: ScriptErrors,
}

/// Waits until the page has come to rest, or until `patience` (milliseconds since it was asked for) ends.
pub async fn come(view: &View, patience: u32) -> Result<Option<Busy>, RenderError> {
    let log = view.log();
    loop {
        glib::timeout_future(STEP).await;
        if let Some(failure) = log.failure() {
            return Err(failure);
        }
        if log.now() >= patience {
            return if log.is_committed() {
                Ok(Some(what_goes_on(view)))
            } else {
                Err(RenderError::Timeout { millis: patience })
            };
        }
        let is_quiet = log.unchanged() >= if log.open() == 0 { QUIET } else { STANDING };
        if log.loaded().is_none() || !is_quiet {
            continue;
        }
        let Some(pulse) = within(patience.saturating_sub(log.now()), pulse(view)).await.flatten() else {
            continue;
        };
        if pulse.quiet >= STILL {
            return Ok(None);
        }
        if log.unchanged() >= STANDING {
            return Ok(Some(Busy::Changing));
        }
    }
}

fn what_goes_on(view: &View) -> Busy {
    let log = view.log();
    if log.loaded().is_none() {
        Busy::Loading
    } else if log.unchanged() < QUIET || log.open() > 0 {
        Busy::Network
    } else {
        Busy::Changing
    }
}

async fn pulse(view: &View) -> Option<Pulse> {
    serde_json::from_str(&view.ask("__waymarkRest()").await?).ok()
}

/// What scripts of the page did not catch so far.
pub async fn errors(view: &View) -> ScriptErrors {
    within(HANGS, pulse(view)).await.flatten().map(|pulse| pulse.errors).unwrap_or_default()
}
