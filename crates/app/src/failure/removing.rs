//! What keeps Waymark in a theme, as a person reads it.

use chrono::{DateTime, Utc};

use super::{Code, Failure};
use crate::error::AppError;

pub(super) fn failure(error: &AppError) -> Failure {
    match error {
        AppError::TakesOutOthers { revision, by, at } => {
            others(revision.as_deref(), by.as_deref(), at.as_deref())
        }
        AppError::OnlyByHand { target } => Failure::new(
            Code::Unsupported,
            format!("{target} is no theme of a Shopify shop: Waymark puts nothing into pages from there."),
            "Take the line that loads it out of the shop's pages by hand.",
        ),
        AppError::TakeOutStopped => Failure::passing(
            Code::Cancelled,
            "Stopped. Nothing was taken out.",
            "Take it out again, if you still want to.",
        ),
        _ => Failure::defect(),
    }
}

/// What would be taken out is somebody else's. `at` is RFC 3339, as a server says it: anything else is left out.
fn others(revision: Option<&str>, by: Option<&str>, at: Option<&str>) -> Failure {
    let what = revision.map_or_else(
        || "a file that is not Waymark's".to_owned(),
        |revision| format!("revision {revision}, which was not published from here"),
    );
    let since = at
        .and_then(|at| DateTime::parse_from_rfc3339(at).ok())
        .map(|at| at.with_timezone(&Utc).format(" since %Y-%m-%d %H:%M UTC").to_string())
        .unwrap_or_default();
    let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
    Failure::new(
        Code::Conflict,
        format!("The theme has {what}{by}{since}. Nothing was taken out."),
        "Ask who works on this shop, then decide whether to take it out all the same.",
    )
}
