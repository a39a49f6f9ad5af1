//! What went wrong with audits and their reports, in words.

use super::{Code, Failure};
use crate::auditing::Elsewhere;

pub(super) fn running() -> Failure {
    Failure::new(
        Code::Conflict,
        "An audit of this shop is under way.",
        "Wait until it is done, or stop it first.",
    )
}

pub(super) fn elsewhere(Elsewhere { by, millis }: &Elsewhere) -> Failure {
    let since = match millis.map(|millis| millis / 60_000) {
        None => String::new(),
        Some(0) => ", since less than a minute".to_owned(),
        Some(1) => ", for a minute now".to_owned(),
        Some(minutes) => format!(", for {minutes} minutes now"),
    };
    let mut by = by.clone();
    if let Some(first) = by.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    Failure::passing(
        Code::AuditedElsewhere,
        format!("{by} is auditing this shop{since}."),
        "Wait until it is done, or stop it there; then begin again. What it found so far is kept.",
    )
}

pub(super) fn no_report() -> Failure {
    Failure::new(Code::NotFound, "There is no report of this audit.", "Choose one from the list.")
}

pub(super) fn not_audited() -> Failure {
    Failure::new(
        Code::NotFound,
        "No audit of this shop is done yet.",
        "Audit it first; one that was stopped goes on when it is asked for again.",
    )
}

pub(super) fn no_logo(is_large: bool) -> Failure {
    let (message, hint) = if is_large {
        ("This picture is too large.", "A logo may have 1 MB; save it smaller.")
    } else {
        ("This file is no picture that a report can show.", "Choose a PNG, JPEG, GIF, WebP or SVG file.")
    };
    Failure::new(Code::ReadFailed, message, hint)
}
