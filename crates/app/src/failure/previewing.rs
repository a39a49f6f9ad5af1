//! What keeps a preview from being made or taken away, as a person reads it.

use super::{Code, Failure};
use crate::error::AppError;

pub(super) fn failure(error: &AppError) -> Failure {
    match error {
        AppError::NoTheme { target } => Failure::new(
            Code::Unsupported,
            format!("{target} cannot be previewed: only the theme of a Shopify shop can."),
            "Test the events in the pane instead.",
        ),
        AppError::NoPreview { target } => {
            Failure::new(Code::NotFound, format!("There is no preview at {target}."), "Make one first.")
        }
        AppError::PreviewInPlace { target } => Failure::new(
            Code::WriteFailed,
            format!("{target:?} publishes to that theme: a preview would take the place of what is there."),
            "Choose another theme, or a copy of the live one.",
        ),
        AppError::PreviewLeft { target } => Failure::new(
            Code::PreviewLeft,
            format!("The preview at {target} would stay in the shop, and nobody would remember it."),
            "Discard the preview first.",
        ),
        AppError::PreviewStopped => {
            let hint = "Preview again to go on, or discard what was begun.";
            Failure::passing(Code::Cancelled, "Stopped. Visitors see nothing of it.", hint)
        }
        _ => Failure::defect(),
    }
}
