//! What went wrong with audits and their reports, in words.

use super::{Code, Failure};

pub(super) fn running() -> Failure {
    Failure::new(
        Code::Conflict,
        "An audit of this shop is under way.",
        "Wait until it is done, or stop it first.",
    )
}

pub(super) fn no_report() -> Failure {
    Failure::new(Code::NotFound, "There is no report of this audit.", "Choose one from the list.")
}

pub(super) fn no_logo(is_large: bool) -> Failure {
    let (message, hint) = if is_large {
        ("This picture is too large.", "A logo may have 1 MB; save it smaller.")
    } else {
        ("This file is no picture that a report can show.", "Choose a PNG, JPEG, GIF, WebP or SVG file.")
    };
    Failure::new(Code::ReadFailed, message, hint)
}
