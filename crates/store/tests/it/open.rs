//! Opening databases that are new, newer, damaged or due for a backup.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::{Path, PathBuf};

use waymark_store::{Damaged, Opened, Store, StoreError};

use crate::common::{NOW, event, ready, slug, with_shop};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn damaged(path: &Path, now: i64) -> Damaged {
    match Store::open(path, now).unwrap() {
        Opened::Damaged(damaged) => damaged,
        Opened::Ready(_) => panic!("taken for sound"),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// A database with one event, backed up, and then one more event.
fn backed_up(folder: &Path) -> PathBuf {
    let path = folder.join("waymark.db");
    let mut store = with_shop(&path);
    store.save_event(&slug(), (&event("a", "a")).into(), NOW).unwrap();
    drop(store);
    let mut store = ready(&path);
    assert_eq!(names(&folder.join("backups")), [format!("waymark-{NOW}.db")]);
    store.save_event(&slug(), (&event("b", "b")).into(), NOW).unwrap();
    path
}

/// Overwrites the middle of the file, pages with rows and indexes in them.
fn scribble(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    for byte in bytes.iter_mut().skip(4096) {
        *byte = 0xa5;
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    drop(with_shop(&path));
    let raw = rusqlite::Connection::open(&path).unwrap();
    let known: u32 = raw.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    raw.pragma_update(None, "user_version", known + 1).unwrap();
    drop(raw);
    let before = fs::read(&path).unwrap();
    let error = Store::open(&path, NOW).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found, known: k } if found == known + 1 && k == known));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_program_beside_which_a_newer_one_upgrades_the_database_writes_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    let mut running = with_shop(&path);
    let audit = running.begin_audit(&slug(), "{}", NOW).unwrap().id;
    let raw = rusqlite::Connection::open(&path).unwrap();
    let known: u32 = raw.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    raw.pragma_update(None, "user_version", known + 1).unwrap();
    let error = running.finish_audit(audit, "{}", "{}", NOW).unwrap_err();
    assert!(matches!(error, StoreError::Newer { found, known: k } if found == known + 1 && k == known));
    assert_eq!(running.audit(&slug(), audit).unwrap().unwrap().finished_at, None, "nothing was written");
    assert_eq!(running.shops().unwrap().len(), 1, "what is there can still be read");
}

#[test]
fn a_damaged_database_waits_for_a_decision_and_the_backup_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = backed_up(folder.path());
    scribble(&path);
    let bytes = fs::read(&path).unwrap();
    // Whoever quits without deciding is asked again.
    drop(damaged(&path, NOW + 1));
    let found = damaged(&path, NOW + 2);
    assert_eq!(found.backup().unwrap().taken_at, NOW);

    let store = found.restore(NOW + 2).unwrap();
    assert_eq!(store.plan(&slug()).unwrap().events, [event("a", "a")]);
    let aside = folder.path().join(format!("waymark.db.damaged-{}", NOW + 2));
    assert_eq!(fs::read(aside).unwrap(), bytes);
}

#[test]
fn a_file_that_is_no_database_is_damaged_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    fs::write(&path, "not a database, though long enough to be looked at ".repeat(100)).unwrap();
    let found = damaged(&path, NOW);
    assert!(found.backup().is_none());
    let store = found.start_empty(NOW).unwrap();
    assert!(store.shops().unwrap().is_empty());
    assert!(names(folder.path()).contains(&format!("waymark.db.damaged-{NOW}")));
}

#[test]
fn a_truncated_database_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = backed_up(folder.path());
    let length = fs::metadata(&path).unwrap().len();
    fs::File::options().write(true).open(&path).unwrap().set_len(length / 2).unwrap();
    assert!(damaged(&path, NOW).backup().is_some());
}

#[test]
fn a_damaged_backup_is_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = backed_up(folder.path());
    drop(Store::open(&path, NOW + 2 * DAY).unwrap());
    scribble(&folder.path().join(format!("backups/waymark-{}.db", NOW + 2 * DAY)));
    scribble(&path);
    assert_eq!(damaged(&path, NOW + 2 * DAY).backup().unwrap().taken_at, NOW);
}

#[test]
fn a_backup_a_day_and_five_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = backed_up(folder.path());
    drop(Store::open(&path, NOW + DAY / 2).unwrap());
    assert_eq!(names(&folder.path().join("backups")).len(), 1);
    for day in 1..=8 {
        drop(Store::open(&path, NOW + day * DAY).unwrap());
    }
    let kept: Vec<_> = (4..=8).map(|day| format!("waymark-{}.db", NOW + day * DAY)).collect();
    assert_eq!(names(&folder.path().join("backups")), kept);
}

#[test]
fn work_goes_on_where_no_daily_backup_can_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    drop(with_shop(&path));
    fs::write(folder.path().join("backups"), "a file where the folder should be").unwrap();
    assert_eq!(ready(&path).shops().unwrap().len(), 1);
}

#[test]
fn the_change_log_cannot_be_rewritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = backed_up(folder.path());
    let raw = rusqlite::Connection::open(path).unwrap();
    assert!(raw.execute("DELETE FROM change_log", []).is_err());
    assert!(raw.execute("UPDATE change_log SET at = 0", []).is_err());
}
