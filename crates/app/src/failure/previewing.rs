//! What keeps a preview from being made or taken away, as a person reads it.

use super::{Code, Failure};

pub(super) fn no_theme(target: &str) -> Failure {
    Failure::new(
        Code::Unsupported,
        format!("{target} cannot be previewed: only the theme of a Shopify shop can."),
        "Test the events in the pane instead.",
    )
}

pub(super) fn no_preview(target: &str) -> Failure {
    Failure::new(Code::NotFound, format!("There is no preview at {target}."), "Make one first.")
}

pub(super) fn preview_stopped() -> Failure {
    let hint = "Preview again to go on, or discard what was begun.";
    Failure::passing(Code::Cancelled, "Stopped. Visitors see nothing of it.", hint)
}

pub(super) fn preview_in_place(target: &str) -> Failure {
    Failure::new(
        Code::WriteFailed,
        format!("{target:?} publishes to that theme: a preview would take the place of what is there."),
        "Choose another theme, or a copy of the live one.",
    )
}

pub(super) fn preview_left(target: &str) -> Failure {
    Failure::new(
        Code::PreviewLeft,
        format!("The preview at {target} would stay in the shop, and nobody would remember it."),
        "Discard the preview first.",
    )
}
