//! Files that a person chose: what is wrong with them, and where they cannot be put.

use std::io;
use std::path::Path;

use serde_json::Error;
use waymark_compile::formats::ImportError;

use super::{Code, Failure};

/// What JSON says of a value that does not fit ("weight is 800; it goes from 1 to 10") helps; what it says of a file
/// that is no JSON does not.
pub(super) fn not_a_plan(error: &Error) -> Failure {
    if error.is_data() {
        return Failure::new(
            Code::ReadFailed,
            format!("This plan cannot be read: {error}."),
            "Mend that place in the file, or export the plan again.",
        );
    }
    Failure::new(
        Code::ReadFailed,
        format!("This file is not a plan (line {}, column {}).", error.line(), error.column()),
        "Choose a file that was exported as a plan.",
    )
}

pub(super) fn not_open(what: &str) -> Failure {
    Failure::new(Code::NotFound, format!("This {what} is not open any more."), "Choose the file again.")
}

pub(super) fn not_a_container(error: &ImportError) -> Failure {
    Failure::new(
        Code::ReadFailed,
        format!("This container cannot be read: {error}."),
        "In Tag Manager, choose Admin > Export container, and take the file as it is.",
    )
}

pub(super) fn not_read(path: &Path, source: &io::Error) -> Failure {
    Failure::new(
        Code::ReadFailed,
        format!("{} cannot be read: {}.", path.display(), plain(source)),
        "Choose a file that is there and that you may read.",
    )
}

pub(super) fn not_written(path: &Path, source: &io::Error) -> Failure {
    Failure::new(
        Code::WriteFailed,
        format!("{} cannot be written: {}.", path.display(), plain(source)),
        "Choose another place, or make room there.",
    )
}

/// What the system says, without its number for it.
fn plain(source: &io::Error) -> String {
    let said = source.to_string();
    said.split(" (os error").next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_words_are_told_and_not_its_numbers() {
        let full = not_written(Path::new("/srv/plan.csv"), &io::Error::from_raw_os_error(28));
        assert_eq!(full.message, "/srv/plan.csv cannot be written: No space left on device.");
    }
}
