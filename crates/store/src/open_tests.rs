//! Opening seen from inside: settings of the connection, upgrades with an invented next migration.

use super::*;

const NOW: Millis = 1_760_000_000_000;
const NEXT: &str = "CREATE TABLE invented (id INTEGER PRIMARY KEY) STRICT;";

fn with_next(next: &'static str) -> Vec<&'static str> {
    migrations::ALL.iter().copied().chain([next]).collect()
}

#[test]
fn the_promises_about_the_disk_are_switched_on() {
    let folder = tempfile::tempdir().unwrap();
    let store = ready(&folder.path().join("waymark.db"), NOW, migrations::ALL).unwrap();
    let number =
        |name: &str| -> i64 { store.connection.pragma_query_value(None, name, |row| row.get(0)).unwrap() };
    let mode: String = store.connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!((mode.as_str(), number("synchronous"), number("foreign_keys")), ("wal", 2, 1));
}

#[test]
fn an_upgrade_starts_with_a_backup_of_the_old_version() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    drop(ready(&path, NOW, migrations::ALL).unwrap());
    let store = ready(&path, NOW + 1, &with_next(NEXT)).unwrap();
    store.connection.execute("INSERT INTO invented VALUES (1)", []).unwrap();

    let backups = backup::list(&path).unwrap();
    assert_eq!(backups.iter().map(|backup| backup.taken_at).collect::<Vec<_>>(), [NOW + 1]);
    let old = Connection::open(&backups[0].path).unwrap();
    assert_eq!(migrations::version(&old).unwrap() as usize, migrations::ALL.len());
    assert!(old.prepare("SELECT * FROM invented").is_err());
}

#[test]
fn a_failing_upgrade_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    drop(ready(&path, NOW, migrations::ALL).unwrap());
    let broken =
        with_next("CREATE TABLE invented (id INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);");
    assert!(matches!(ready(&path, NOW, &broken), Err(StoreError::Database(_))));
    let store = ready(&path, NOW, migrations::ALL).unwrap();
    assert!(store.connection.prepare("SELECT * FROM invented").is_err());
}

#[test]
fn an_interrupted_backup_is_never_taken_for_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    drop(ready(&path, NOW, migrations::ALL).unwrap());
    let backups = folder.path().join("backups");
    fs::create_dir_all(backups.join("unfinished-x")).unwrap();
    fs::write(backups.join("unfinished-x/waymark.db"), "half").unwrap();
    assert_eq!(backup::list(&path).unwrap(), []);
}

#[test]
fn all_files_of_a_database_are_moved_aside_together() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("waymark.db");
    for suffix in ["", "-wal", "-shm"] {
        fs::write(with_suffix(&path, suffix), suffix).unwrap();
    }
    move_aside(&path, 7).unwrap();
    for suffix in ["", "-wal", "-shm"] {
        let moved = folder.path().join(format!("waymark.db.damaged-7{suffix}"));
        assert_eq!(fs::read_to_string(moved).unwrap(), suffix);
        assert!(!with_suffix(&path, suffix).exists());
    }
}
