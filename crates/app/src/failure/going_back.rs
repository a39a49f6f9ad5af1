//! What stands in the way back to an earlier revision, as a person reads it.

use waymark_publish::Lost;

use super::{Code, Failure};
use crate::error::AppError;
use crate::publishing::words::why_lost;

pub(super) fn failure(error: &AppError) -> Failure {
    match error {
        AppError::NothingBefore { target, lost, is_theme } => nothing_before(target, *lost, *is_theme),
        AppError::SeveralRevisions { revision, numbers } => several_revisions(revision, numbers),
        AppError::OtherForm { revision, in_one_file } => other_form(revision, *in_one_file),
        AppError::NoRevision(named) => no_revision(named),
        _ => Failure::defect(),
    }
}

fn nothing_before(target: &str, lost: Option<Lost>, is_theme: bool) -> Failure {
    let message = match lost {
        Some(lost) => format!(
            "What was live at {target} before was not published from here, and cannot be had: {}.",
            why_lost(lost)
        ),
        None if is_theme => format!(
            "Nothing else was live at {target} before, as far as is known here: a theme keeps nothing but what is live."
        ),
        None => format!("Nothing else was live at {target} before, as far as is known here."),
    };
    Failure::new(Code::NotFound, message, "Choose one of the revisions that are in the list.")
}

fn no_revision(named: &str) -> Failure {
    Failure::new(
        Code::NotFound,
        format!("No revision {named} is known here."),
        "Choose one of those that are in the list.",
    )
}

fn several_revisions(revision: &str, numbers: &[u32]) -> Failure {
    let [rest @ .., last] = numbers else { return no_revision(revision) };
    let rest: Vec<String> = rest.iter().map(u32::to_string).collect();
    Failure::new(
        Code::Invalid,
        format!(
            "Revisions {} and {last} have the marker {revision}: the same events, made by different versions of Waymark.",
            rest.join(", ")
        ),
        format!("Name the one you want by its number, such as {last}."),
    )
}

fn other_form(revision: &str, in_one_file: bool) -> Failure {
    let (found, cannot) = if in_one_file {
        ("in a theme", "It can only go back into a theme.")
    } else {
        ("at another place", "It cannot go into a theme.")
    };
    Failure::new(
        Code::Unsupported,
        format!("Revision {revision} was found {found}, made by another version of Waymark. {cannot}"),
        "Choose another revision, or publish it from the computer that made it.",
    )
}
