//! A folder as a place: the protocol on it, and what only a folder has: locks, links, leftovers.
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use waymark_publish::folder::make;
use waymark_publish::{
    Expected, FolderPlace, Object, Place, PublishError, Step, Storage, Unwatched, check, live, publish,
};

use crate::support::watches::{Steps, StopsAt};
use crate::support::{
    after, hash, lets_one_of_two_win, lives_through_a_day, put, release, site, stamp, whole,
};

fn place(path: &Path) -> Place {
    Place::folder(FolderPlace { path: path.to_owned() })
}

/// Names of the files of the site, without the lock.
fn names(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root.join("v1/kiln.example"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != ".waymark.lock")
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_folder_is_a_place() {
    let folder = tempfile::tempdir().unwrap();
    lives_through_a_day(&place(folder.path())).await;
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_not_made_by_looking_trying_or_publishing() {
    let folder = tempfile::tempdir().unwrap();
    let drive = folder.path().join("drive");
    let place = place(&drive);
    let is_gone = |result| matches!(result, Err(PublishError::NoFolder(path)) if path == drive);
    assert!(is_gone(live(&place, &site()).await.map(drop)));
    assert!(is_gone(check(&place, &site()).await.map(drop)));
    assert!(is_gone(put(&place, 1, &Expected::Nothing).await.map(drop)));
    assert!(!drive.exists());
    // A person says that it is to be one; what it lies in is never made.
    let deep = drive.join("www");
    assert!(matches!(make(&deep), Err(PublishError::NoFolder(path)) if path == drive));
    assert!(!drive.exists());
    make(&drive).unwrap();
    make(&drive).unwrap();
    put(&place, 1, &Expected::Nothing).await.unwrap();
    // The drive goes away while it is published to.
    fs::remove_dir_all(&drive).unwrap();
    assert!(is_gone(put(&place, 2, &after(1)).await.map(drop)));
    assert!(!drive.exists());
}

#[tokio::test]
async fn a_failure_names_the_folder_that_was_chosen() {
    let folder = tempfile::tempdir().unwrap();
    // A folder where the pointer belongs cannot be read as a file.
    fs::create_dir_all(folder.path().join("v1/kiln.example/current.json")).unwrap();
    let failed = live(&place(folder.path()), &site()).await;
    assert!(matches!(&failed, Err(PublishError::Io { path, .. }) if path == folder.path()), "{failed:?}");
}

#[tokio::test]
async fn a_file_that_nobody_comes_to_the_end_of_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let pointer = folder.path().join("v1/kiln.example/current.json");
    fs::create_dir_all(folder.path().join("v1/kiln.example")).unwrap();
    // Holes only, which take no room.
    fs::File::create(&pointer).unwrap().set_len(20 << 20).unwrap();
    let failed = live(&place(folder.path()), &site()).await;
    assert!(matches!(failed, Err(PublishError::Endless { .. })), "{failed:?}");
    #[cfg(unix)]
    {
        fs::remove_file(&pointer).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &pointer).unwrap();
        let failed = live(&place(folder.path()), &site()).await;
        assert!(matches!(failed, Err(PublishError::Io { .. })), "{failed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_two_publishers_wins() {
    let folder = tempfile::tempdir().unwrap();
    lets_one_of_two_win(&place(folder.path()), 50).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn of_many_who_swap_the_same_version_one_wins() {
    let folder = tempfile::tempdir().unwrap();
    let place = Arc::new(place(folder.path()));
    let mut version = None;
    for round in 0..40 {
        let swaps: Vec<_> = (0..8)
            .map(|who| {
                let (place, version) = (Arc::clone(&place), version.clone());
                tokio::spawn(async move {
                    let text = format!("{round} {who}");
                    let object = Object {
                        bytes: text.as_bytes(),
                        content_type: "text/plain",
                        cache_control: "no-store",
                    };
                    place.swap(&site().pointer(), &object, version.as_ref()).await
                })
            })
            .collect();
        let mut won = Vec::new();
        for swap in swaps {
            match swap.await.unwrap() {
                Ok(version) => won.push(version),
                Err(PublishError::Changed { live: None }) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
        assert_eq!(won.len(), 1, "round {round}");
        assert_eq!(place.read(&site().pointer()).await.unwrap().unwrap().version, won[0]);
        version = won.pop();
    }
}

#[tokio::test]
async fn it_lays_down_four_files_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    put(&place(folder.path()), 1, &Expected::Nothing).await.unwrap();
    let release = release(1);
    let mut expected = vec![
        format!("{}.json", release.sha256),
        format!("{}.js", release.runtime_sha256),
        "current.json".to_owned(),
        "waymark.js".to_owned(),
    ];
    expected.sort();
    assert_eq!(names(folder.path()), expected);
    let pointer = fs::read_to_string(folder.path().join("v1/kiln.example/current.json")).unwrap();
    assert_eq!(
        pointer,
        format!(
            "{{\"schema\":1,\"revision\":\"{}\",\"sha256\":\"{}\",\"previous\":null,\"runtime\":\"{}.js\",\"publishedAt\":\"2026-11-26T07:15:39Z\",\"by\":\"Ada\"}}\n",
            release.revision, release.sha256, release.runtime_sha256
        )
    );
}

#[tokio::test]
async fn steps_are_told_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let place = place(folder.path());
    let steps = Steps::default();
    publish(&place, &site(), &release(1), &Expected::Nothing, &stamp("Ada"), &steps).await.unwrap();
    let all = [Step::Look, Step::Config, Step::Runtime, Step::Entry, Step::Conditions, Step::Pointer];
    assert_eq!(steps.all(), all);

    let steps = Steps::default();
    publish(&place, &site(), &release(1), &after(1), &stamp("Ada"), &steps).await.unwrap();
    assert_eq!(steps.all(), all[..4]);
}

#[tokio::test]
async fn cancelled_at_any_step_the_old_revision_stays_and_the_next_try_completes() {
    let folder = tempfile::tempdir().unwrap();
    let place = place(folder.path());
    put(&place, 1, &Expected::Nothing).await.unwrap();
    let before = fs::read(folder.path().join("v1/kiln.example/current.json")).unwrap();
    for at in [Step::Look, Step::Config, Step::Runtime, Step::Entry, Step::Conditions] {
        let watch = StopsAt::new(at);
        let stopped = publish(&place, &site(), &release(2), &after(1), &stamp("Ada"), &watch).await;
        assert!(matches!(stopped, Err(PublishError::Cancelled)), "{at:?}: {stopped:?}");
        assert_eq!(fs::read(folder.path().join("v1/kiln.example/current.json")).unwrap(), before);
        whole(&place).await.unwrap();
    }
    // Once the pointer is being moved it is too late to stop.
    let watch = StopsAt::new(Step::Pointer);
    publish(&place, &site(), &release(2), &after(1), &stamp("Ada"), &watch).await.unwrap();
    assert_eq!(whole(&place).await.unwrap().pointer.sha256, release(2).sha256);
}

#[tokio::test]
async fn half_files_and_leftovers_of_the_killed_are_mended() {
    let folder = tempfile::tempdir().unwrap();
    let place = place(folder.path());
    let site_folder = folder.path().join("v1/kiln.example");
    fs::create_dir_all(&site_folder).unwrap();
    let config = site_folder.join(format!("{}.json", release(1).sha256));
    fs::write(&config, &release(1).config_json[..10]).unwrap();
    fs::write(site_folder.join(".current.json.4711.tmp"), "half").unwrap();
    fs::write(site_folder.join("waymark.js"), "// of another version").unwrap();
    put(&place, 1, &Expected::Nothing).await.unwrap();
    whole(&place).await.unwrap();
    assert_eq!(names(folder.path()).len(), 4);
}

#[tokio::test]
async fn a_pointer_that_is_none_is_only_replaced_when_a_person_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let place = place(folder.path());
    fs::create_dir_all(folder.path().join("v1/kiln.example")).unwrap();
    let pointer = folder.path().join("v1/kiln.example/current.json");
    fs::write(&pointer, "{\"schema\":2}").unwrap();
    let foreign = |text: &str| hash(text.as_bytes());
    let is_foreign =
        |result, text| matches!(result, Err(PublishError::Foreign { sha256 }) if sha256 == foreign(text));
    assert!(is_foreign(live(&place, &site()).await.map(drop), "{\"schema\":2}"));
    let checked = check(&place, &site()).await.unwrap();
    assert_eq!((checked.live, checked.foreign), (None, Some(foreign("{\"schema\":2}"))));
    // Neither who has not seen it may replace it, nor who has seen another.
    for expected in [Expected::Nothing, after(1), Expected::Foreign(foreign("{}"))] {
        let refused = put(&place, 1, &expected).await;
        assert!(is_foreign(refused.map(drop), "{\"schema\":2}"), "{expected:?}");
        assert_eq!(fs::read_to_string(&pointer).unwrap(), "{\"schema\":2}");
    }
    let published = put(&place, 1, &Expected::Foreign(foreign("{\"schema\":2}"))).await.unwrap();
    assert_eq!(published.live.pointer.previous, None);
    whole(&place).await.unwrap();
}

#[tokio::test]
async fn who_holds_the_lock_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let place = place(folder.path());
    put(&place, 1, &Expected::Nothing).await.unwrap();
    let lock = fs::File::open(folder.path().join("v1/kiln.example/.waymark.lock")).unwrap();
    lock.lock().unwrap();
    let begun = std::time::Instant::now();
    std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(300));
        drop(lock);
    });
    put(&place, 2, &after(1)).await.unwrap();
    assert!(begun.elapsed().as_millis() >= 300);
}

#[tokio::test]
async fn places_that_cannot_be_written_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let failed = put(&place(&file), 1, &Expected::Nothing).await;
    assert!(matches!(failed, Err(PublishError::NotAFolder(_))), "{failed:?}");
    let failed = put(&place(Path::new("/proc/self")), 1, &Expected::Nothing).await.unwrap_err();
    assert!(matches!(failed, PublishError::NotWritable(_) | PublishError::Io { .. }), "{failed:?}");
}

#[tokio::test]
async fn a_release_that_is_not_what_its_name_says_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let place = place(folder.path());
    let mut wrong = release(1);
    wrong.config_json.push(' ');
    let refused =
        publish(&place, &site(), &wrong, &Expected::Nothing, &stamp("Ada"), &Unwatched).await.unwrap_err();
    assert!(matches!(refused, PublishError::NotStored(_)), "{refused:?}");
    assert_eq!(place.read(&site().pointer()).await.unwrap(), None);
}

/// A publication can be spawned, as the app does.
#[test]
fn a_publication_is_sent_between_threads() {
    fn sent<T: Send>(_: &T) {}
    let place = place(Path::new("/nowhere"));
    let (site, release, stamp) = (site(), release(1), stamp("Ada"));
    sent(&publish(&place, &site, &release, &Expected::Nothing, &stamp, &Unwatched));
    sent(&live(&place, &site));
    sent(&waymark_publish::check(&place, &site));
}
