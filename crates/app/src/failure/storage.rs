//! Databases, files and folders that fail, in words. Paths are shown only where the person chose them.

use waymark_store::StoreError;

use super::{Code, Failure};

pub(super) fn failure(error: &StoreError) -> Failure {
    match error {
        StoreError::Newer { .. } => Failure::new(
            Code::DatabaseNewer,
            "Your plans were saved by a newer Waymark.",
            "Update Waymark. Nothing was changed.",
        ),
        StoreError::Damaged => Failure::new(
            Code::DatabaseDamaged,
            "The file with your plans is damaged.",
            "Restart Waymark to be offered the last backup.",
        ),
        StoreError::Busy => Failure::passing(
            Code::DatabaseFailed,
            "Another program is saving at the moment.",
            "Try again in a few seconds.",
        ),
        StoreError::Full => {
            Failure::passing(Code::DatabaseFailed, "The disk is full.", "Make some room, then try again.")
        }
        StoreError::File { .. } => Failure::passing(
            Code::DatabaseFailed,
            "The file with your plans cannot be opened.",
            "Check that the disk is there and that you may write to it.",
        ),
        StoreError::NoShop(slug) => Failure::new(
            Code::NotFound,
            format!("There is no shop called {}.", slug.0),
            "Choose one from the list, or add it.",
        ),
        StoreError::NoEvent(_) => {
            Failure::new(Code::NotFound, "This event is not in the plan any more.", "Undo may bring it back.")
        }
        StoreError::NoWalk(_) => {
            Failure::new(Code::NotFound, "This walk is not kept any more.", "Undo may bring it back.")
        }
        StoreError::NoTarget(_) => Failure::new(
            Code::NotFound,
            "This place is not in the list any more.",
            "Choose another place to publish to, or add it again.",
        ),
        StoreError::ShopTaken(slug) => Failure::new(
            Code::Invalid,
            format!("There is a shop called {} already.", slug.0),
            "Open it from the list.",
        ),
        StoreError::EventTaken(_) => Failure::new(
            Code::Invalid,
            "This event is in the plan already.",
            "Open it from the list to change it.",
        ),
        StoreError::AuditGone => Failure::new(
            Code::Conflict,
            "Another program began this shop's audit anew, or finished it.",
            "What was found here is not kept. Wait until that one is done, then look at its report.",
        ),
        StoreError::Document(_) => Failure::new(
            Code::DatabaseDamaged,
            "Something in the file with your plans cannot be read.",
            "Nothing was changed. Export what you still see, and report this.",
        ),
        StoreError::Database(_) => Failure::passing(
            Code::DatabaseFailed,
            "Your plans could not be read or saved.",
            "Nothing was changed. Check that the disk has room, then try again.",
        ),
    }
}

pub(super) fn damaged(has_backup: bool) -> Failure {
    let hint = if has_backup {
        "Go on with the last backup; the damaged file is kept beside it."
    } else {
        "There is no backup. Start with an empty file; the damaged one is kept beside it."
    };
    Failure::new(Code::DatabaseDamaged, "The file with your plans is damaged.", hint)
}
