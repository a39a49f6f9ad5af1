//! The reports that messages name, as files in the data folder: written when somebody is told, the oldest taken away.
//! Each can be had again from the database, which keeps all of them.

use std::fs;
use std::path::Path;

use waymark_tell::Attachment;

use crate::error::AppError;
use crate::exporting::replace;

/// Reports that are kept of a shop: half a year of weekly ones. Each is a page of up to a few megabytes.
const KEPT: usize = 24;

/// The file's name of an audit's report.
pub(super) fn name_of(audit: u32) -> String {
    format!("audit-{audit}.html")
}

fn audit_of(name: &str) -> Option<u32> {
    let number = name.strip_prefix("audit-")?.strip_suffix(".html")?.parse().ok()?;
    // What Waymark did not name so is somebody else's.
    (name_of(number) == name).then_some(number)
}

/// Writes a report where a message can name it, and where that is; nothing where it cannot be written. Of older ones the
/// newest stay, and `needed`, the audit whose repairs are still offered.
pub(super) fn put_down(folder: &Path, report: &Attachment, needed: Option<u32>) -> Option<String> {
    let file = folder.join(&report.name);
    let written = fs::create_dir_all(folder)
        .map_err(|source| AppError::ExportNotWritten { path: folder.to_owned(), source })
        .and_then(|()| replace(&file, report.html.as_bytes()));
    written.inspect_err(|error| tracing::warn!(%error, "the report of a message was not written")).ok()?;
    if let Err(error) = clear(folder, needed) {
        tracing::warn!(%error, "old reports were not taken away");
    }
    // Whoever reads it does not know where Waymark was started.
    let file = std::path::absolute(&file).unwrap_or(file);
    Some(as_said(&file, std::env::home_dir().as_deref()))
}

fn clear(folder: &Path, needed: Option<u32>) -> std::io::Result<()> {
    let mut audits = Vec::new();
    for entry in fs::read_dir(folder)? {
        audits.extend(entry?.file_name().to_str().and_then(audit_of));
    }
    audits.sort_unstable_by(|one, other| other.cmp(one));
    let old = audits.into_iter().skip(KEPT).filter(|audit| Some(*audit) != needed);
    old.map(name_of).try_for_each(|name| fs::remove_file(folder.join(name)))
}

/// A path as it is said to others: a person's folder, which has their name in it, is `~`.
fn as_said(file: &Path, home: Option<&Path>) -> String {
    let below = home.and_then(|home| file.strip_prefix(home).ok());
    below.map_or_else(|| file.display().to_string(), |below| Path::new("~").join(below).display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_learns_whose_computer_it_is() {
        let home = Some(Path::new("/home/mara"));
        assert_eq!(as_said(Path::new("/home/mara/x/a.html"), home), "~/x/a.html");
        assert_eq!(as_said(Path::new("/srv/waymark/a.html"), home), "/srv/waymark/a.html");
        assert_eq!(as_said(Path::new("/srv/a.html"), None), "/srv/a.html");
    }

    #[test]
    fn the_newest_reports_stay_with_the_one_that_is_needed_and_what_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        let theirs = ["audit-007.html", "audit-1.html.bak", "notes.txt", "audit-.html"];
        for name in theirs {
            fs::write(folder.path().join(name), "theirs").unwrap();
        }
        for audit in 1..=40 {
            let report = Attachment { name: name_of(audit), html: audit.to_string() };
            assert!(put_down(folder.path(), &report, Some(3)).unwrap().ends_with(&report.name));
        }
        let mut left: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        let mut expected: Vec<String> = (17..=40).chain([3]).map(name_of).collect();
        expected.extend(theirs.map(str::to_owned));
        expected.sort();
        assert_eq!(left, expected);
    }

    #[test]
    fn a_report_is_named_by_all_of_its_path() {
        let here = std::env::current_dir().unwrap();
        let folder = tempfile::tempdir_in(&here).unwrap();
        let relative = folder.path().strip_prefix(&here).unwrap();
        let report = Attachment { name: name_of(1), html: String::new() };
        let named = put_down(relative, &report, None).unwrap();
        assert!(named.starts_with('/') || named.starts_with('~') || named.contains(":\\"), "{named}");
    }

    #[test]
    fn a_report_that_cannot_be_written_is_named_by_no_message() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let report = Attachment { name: name_of(1), html: String::new() };
        assert_eq!(put_down(&file, &report, None), None);
    }
}
