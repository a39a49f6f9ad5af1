//! Writing an export to a folder, and the ways that can fail.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::Path;

use waymark_compile::{Compiled, compile};
use waymark_model::{Plan, Shop, ShopSlug};
use waymark_publish::{PublishError, folder};

fn compiled() -> Compiled {
    let shop = Shop { slug: ShopSlug("s".into()), url: "https://s.example/".into(), name: "S".into() };
    compile(&Plan::empty(shop)).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn three_files_appear_with_their_sizes_and_nothing_else() {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("new/folder");
    let compiled = compiled();
    let written = folder::write(&target, &compiled).unwrap();
    assert_eq!(names(&target), ["waymark.config.json", "waymark.js", "waymark.runtime.js"]);
    assert_eq!(fs::read_to_string(target.join("waymark.js")).unwrap(), compiled.bundle_js);
    assert_eq!(fs::read_to_string(target.join("waymark.config.json")).unwrap(), compiled.config_json);
    for file in written.files {
        assert_eq!(fs::metadata(target.join(file.name)).unwrap().len(), file.bytes);
    }
}

#[test]
fn an_earlier_export_is_replaced_and_other_files_stay() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("waymark.js"), "old").unwrap();
    fs::write(place.path().join("theme.css"), "body{}").unwrap();
    folder::write(place.path(), &compiled()).unwrap();
    assert_eq!(fs::read_to_string(place.path().join("waymark.js")).unwrap(), compiled().bundle_js);
    assert_eq!(fs::read_to_string(place.path().join("theme.css")).unwrap(), "body{}");
}

#[test]
fn a_file_in_the_way_is_told_apart() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    fs::write(&file, "").unwrap();
    assert!(matches!(folder::write(&file, &compiled()), Err(PublishError::NotAFolder(path)) if path == file));
    let below = file.join("below");
    assert!(matches!(folder::write(&below, &compiled()), Err(PublishError::NotAFolder(_))));
}

#[test]
fn a_failure_in_the_middle_leaves_no_junk() {
    let place = tempfile::tempdir().unwrap();
    // A folder under the name of the second file: the rename over it fails after the first one was placed.
    fs::create_dir_all(place.path().join("waymark.js/occupied")).unwrap();
    assert!(folder::write(place.path(), &compiled()).is_err());
    assert_eq!(names(place.path()), ["waymark.config.json", "waymark.js"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_takes_no_files_is_told() {
    // Nobody, root included, can make files in /proc.
    let error = folder::write(Path::new("/proc/self"), &compiled()).unwrap_err();
    assert!(matches!(error, PublishError::NotWritable(_) | PublishError::Io { .. }), "{error:?}");
}

#[cfg(unix)]
#[test]
fn links_are_replaced_and_not_followed() {
    let place = tempfile::tempdir().unwrap();
    let outside = place.path().join("outside");
    let target = place.path().join("target");
    fs::write(&outside, "untouched").unwrap();
    fs::create_dir(&target).unwrap();
    for name in ["waymark.js".to_owned(), format!(".waymark.js.{}.tmp", std::process::id())] {
        std::os::unix::fs::symlink(&outside, target.join(name)).unwrap();
    }
    folder::write(&target, &compiled()).unwrap();
    assert_eq!(fs::read_to_string(&outside).unwrap(), "untouched");
    assert_eq!(fs::read_to_string(target.join("waymark.js")).unwrap(), compiled().bundle_js);
    assert_eq!(names(&target), ["waymark.config.json", "waymark.js", "waymark.runtime.js"]);
}

#[test]
fn a_file_is_replaced_whole_and_never_written_into() {
    use std::io::Read as _;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("plan.json");
    fs::write(&file, "the old one").unwrap();
    let mut old = fs::File::open(&file).unwrap();
    waymark_publish::folder::replace(&file, b"the new one").unwrap();
    let mut read = String::new();
    old.read_to_string(&mut read).unwrap();
    assert_eq!(read, "the old one", "who reads it meanwhile, or after a crash, has it whole");
    assert_eq!(fs::read_to_string(&file).unwrap(), "the new one");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}
