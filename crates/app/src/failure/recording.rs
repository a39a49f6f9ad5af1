//! A publication that went through while the list of publications could not be written, as a person reads it.

use waymark_store::StoreError;

use super::{Code, Failure};
use crate::error::AppError;

/// What visitors get has changed: nothing of what is said of the cause may say otherwise.
pub(super) fn failure(revision: &str, target: &str, unseen_in: Option<&str>, cause: &AppError) -> Failure {
    let is = unseen_in.map_or_else(
        || format!("Revision {revision} is live at {target}"),
        |theme| format!("Revision {revision} is in the theme “{theme}” of {target}"),
    );
    let cause = match cause {
        AppError::Store(StoreError::Full) => "the disk is full",
        AppError::Store(StoreError::Busy) => "another program kept the file with your plans to itself",
        _ => "the file with your plans could not be written to",
    };
    Failure {
        code: Code::NotWrittenDown,
        message: format!("{is}. Only your list of what was published lacks it: {cause}."),
        hint: "See to that, then look at the place again: it says what it has, and the list is put right. \
               Publishing again does the same."
            .to_owned(),
        retryable: true,
    }
}
