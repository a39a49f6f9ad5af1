//! Publishers as processes of their own, for each kind of place. Killed at random moments: afterwards a whole
//! revision is live, the last one that was said to be or the one being published, nothing that was ever live is
//! lost, and the next publication goes through. Two at once: one goes on, the other is told.
//!
//! `WAYMARK_KILLS` says how often each is killed, `WAYMARK_KILL_SEED` when.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "what a test prepares must work")]

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use waymark_publish::{Expected, Storage};

use crate::support::azurite::Azurite;
use crate::support::chance::{Chance, kills_and_seed};
use crate::support::moto::Moto;
use crate::support::server::Server;
use crate::support::{after, hash, places, put, release, site, whole};

const KILLS: u32 = 20;

/// Cargo builds examples with the tests, beside them.
fn publish_loop() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let built = tests.parent().unwrap().parent().unwrap().join("examples/publish_loop");
    assert!(built.exists(), "run cargo build -p waymark-publish --example publish_loop");
    built
}

/// One that publishes from a number on, ready to begin, and the lines that it will say.
fn start(kind: &str, at: &str, first: usize) -> (Child, impl Iterator<Item = String> + Send + use<>) {
    let mut command = Command::new(publish_loop());
    let mut child = command.args([kind, at, &first.to_string()]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert_eq!(lines.next().unwrap(), "ready");
    (child, lines)
}

/// Lets one publish from a number on, kills it after a while, and says what it last said to be live.
fn kill_after(pause: Duration, kind: &str, at: &str, first: usize) -> Option<usize> {
    let (mut child, lines) = start(kind, at, first);
    std::thread::sleep(pause);
    assert_eq!(child.try_wait().unwrap(), None, "it ended by itself");
    // SIGKILL.
    child.kill().unwrap();
    child.wait().unwrap();
    lines.filter_map(|line| line.parse().ok()).last()
}

async fn is_there(storage: &impl Storage, number: usize) -> bool {
    let stored = storage.read(&site().config(&release(number).sha256)).await.unwrap();
    stored.is_some_and(|stored| hash(&stored.bytes) == release(number).sha256)
}

async fn survives(kind: &str, at: &str) {
    let (kills, seed) = kills_and_seed(KILLS);
    let place = places::named(kind, at);
    put(&place, 0, &Expected::Nothing).await.unwrap();
    let begun = Instant::now();
    put(&place, 1, &after(0)).await.unwrap();
    // About two publications of the loop, so that every moment of one is as likely as any other.
    let longest = begun.elapsed() * 2;
    let mut chance = Chance::new(seed);
    let mut last = 1;
    let mut in_the_middle = 0;
    for kill in 0..kills {
        let pause = chance.up_to(longest);
        let context = format!("{kind}, seed {seed}, kill {kill} after {pause:?}");
        let said = kill_after(pause, kind, at, last + 1).unwrap_or(last);

        let live = whole(&place).await.unwrap().pointer;
        let number = [said, said + 1].into_iter().find(|number| release(*number).sha256 == live.sha256);
        let number = number.unwrap_or_else(|| panic!("{context}: {said} was live, now {live:?}"));
        if number > 0 {
            assert_eq!(live.previous, Some(release(number - 1).sha256), "{context}");
        }
        if is_there(&place, number + 1).await {
            in_the_middle += 1;
        }
        let next = put(&place, number + 1, &after(number)).await;
        next.unwrap_or_else(|error| panic!("{context}: {error}"));
        assert_eq!(whole(&place).await.unwrap().pointer.sha256, release(number + 1).sha256, "{context}");
        last = number + 1;
    }
    for number in 0..=last {
        assert!(is_there(&place, number).await, "{kind}: revision {number} of {last} is lost");
    }
    println!("{kind}: {kills} kills, {in_the_middle} between config and pointer; {last} revisions");
    assert!(in_the_middle > 0, "{kind}: no kill met a publication in the middle");
}

/// Reads to the end, beside everything else: the SHA-256 of what it was told is live, if it was.
fn last_told(says: impl Iterator<Item = String> + Send + 'static) -> JoinHandle<Option<String>> {
    std::thread::spawn(move || {
        says.filter_map(|line| line.strip_prefix("changed ").map(str::to_owned)).last()
    })
}

/// Both know what is live; sooner or later both are between their look and their swap.
async fn tells_one_of_two(kind: &str, at: &str) {
    let place = places::named(kind, at);
    put(&place, 0, &Expected::Nothing).await.unwrap();
    let (mut one, one_says) = start(kind, at, 10_000);
    let (mut other, other_says) = start(kind, at, 20_000);
    let (one_told, other_told) = (last_told(one_says), last_told(other_says));
    let begun = Instant::now();
    let (winner, loser_told, winner_told) = loop {
        assert!(begun.elapsed() < Duration::from_secs(30), "{kind}: they never met");
        if let Some(ended) = one.try_wait().unwrap() {
            assert!(ended.success(), "{kind}");
            break (&mut other, one_told, other_told);
        }
        if let Some(ended) = other.try_wait().unwrap() {
            assert!(ended.success(), "{kind}");
            break (&mut one, other_told, one_told);
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(winner.try_wait().unwrap(), None, "{kind}: both gave up");
    winner.kill().unwrap();
    winner.wait().unwrap();
    // What the loser was told was live once, so it is still there.
    let sha256 = loser_told.join().unwrap().unwrap();
    let stored = place.read(&site().config(&sha256)).await.unwrap().unwrap();
    assert_eq!(hash(&stored.bytes), sha256);
    assert_eq!(winner_told.join().unwrap(), None);
    whole(&place).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_survives_its_publishers() {
    let folder = tempfile::tempdir().unwrap();
    survives("folder", folder.path().to_str().unwrap()).await;
    let folder = tempfile::tempdir().unwrap();
    tells_one_of_two("folder", folder.path().to_str().unwrap()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_survives_its_publishers() {
    let server = Server::start().await;
    survives("http", &server.address.to_string()).await;
    let server = Server::start().await;
    tells_one_of_two("http", &server.address.to_string()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s3_survives_its_publishers() {
    let moto = Moto::start().await;
    survives("s3", &moto.address.to_string()).await;
    let moto = Moto::start().await;
    tells_one_of_two("s3", &moto.address.to_string()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn azure_survives_its_publishers() {
    let azurite = Azurite::start();
    survives("azure", &azurite.address.to_string()).await;
    let azurite = Azurite::start();
    tells_one_of_two("azure", &azurite.address.to_string()).await;
}
