//! The command line killed at random moments while it publishes, at each kind of place. Afterwards what is live is whole,
//! and the revision before or the one that was being published; `status` says which, and that it is ours; `publish`
//! completes; and no revision is lost.
//!
//! `WAYMARK_KILLS` says how often each is killed, `WAYMARK_KILL_SEED` when.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "what a test prepares must work")]

mod common;
#[path = "../../publish/tests/shopify/shop/mod.rs"]
#[allow(dead_code, unused_imports, reason = "made for the tests of publish, which use all of it")]
mod shop;
mod support;

use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::{Home, PLAN, json_of, stderr};
use serde_json::Value;
use shop::Shop;
use support::azurite::Azurite;
use support::chance::{Chance, kills_and_seed};
use support::host::host;
use support::moto::Moto;
use support::places::{ACCOUNT, BUCKET, KEY, SECRET, named};
use support::whole::whole;
use waymark_publish::shopify::{LAYOUT, SNIPPET, revision_of};
use waymark_publish::{Auth, HttpPlace, Limits, Place};

/// The shop that the servers of the tests know.
const SHOP: &str = "kiln.example";
const KILLS: u32 = 10;
/// Kills for each that meets a publication, at most.
const MOST_TRIES: u32 = 10;
/// Earlier revisions that are put back in the end, evenly out of all.
const PUT_BACK: usize = 5;

/// An installation that publishes to one place.
struct Publisher {
    home: Home,
    secret: String,
}

impl Publisher {
    fn new(secret: &str, place: &[&str]) -> Self {
        let publisher = Self { home: Home::new(), secret: secret.to_owned() };
        publisher.plan(0);
        let add = ["target", "add", "--shop", SHOP, "--name", "Live"];
        publisher.ok(&[&add, place].concat());
        publisher
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.home.command(arguments);
        command.env("WAYMARK_SECRET", &self.secret).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Each number is another plan. Nobody listens where its shop is said to be.
    fn plan(&self, number: u32) {
        let plan = PLAN
            .replace("\"kiln\"", &format!("\"{SHOP}\""))
            .replace("https://kiln.example/", "http://127.0.0.1:9/")
            .replace("add_to_cart", &format!("event_{number}"));
        let file = self.home.path("plan.json");
        std::fs::write(&file, plan).unwrap();
        self.ok(&["plan", "import", "--shop", SHOP, &file]);
    }

    /// What became of it, and the revision.
    fn publish(&self) -> (String, String) {
        let answer = json_of(&self.ok(&["publish", "--shop", SHOP, "--json"]));
        let text = |name: &str| answer[0][name].as_str().unwrap().to_owned();
        (text("outcome"), text("revision"))
    }

    /// Killed after a while; whether it was still at it.
    fn killed_after(&self, pause: Duration) -> bool {
        let mut command = self.command(&["publish", "--shop", SHOP]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(pause);
        let was_running = child.try_wait().unwrap().is_none();
        // SIGKILL.
        child.kill().unwrap();
        child.wait().unwrap();
        was_running
    }

    /// The review in what `status` says; it ends with 2, as the shop's page cannot be looked at.
    fn review(&self) -> Value {
        let output = self.run(&["status", "--shop", SHOP, "--json"]);
        let status = json_of(&String::from_utf8(output.stdout).unwrap());
        assert!(status["targets"][0]["failure"].is_null(), "{status}");
        status["targets"][0]["review"].clone()
    }
}

/// `live` looks at the place itself: the revision that is live there, whole.
async fn survives(kind: &str, publisher: Publisher, live: impl AsyncFn() -> String) {
    survives_with(kind, publisher, live, || ()).await;
}

/// `begin_anew` takes away, before each publication that is killed, what only a first one puts there besides the revision.
async fn survives_with(
    kind: &str,
    publisher: Publisher,
    live: impl AsyncFn() -> String,
    begin_anew: impl Fn(),
) {
    let (kills, seed) = kills_and_seed(KILLS);
    let mut chance = Chance::new(seed);
    let mut known = vec![publisher.publish().1];
    publisher.plan(1);
    begin_anew();
    let begun = Instant::now();
    known.push(publisher.publish().1);
    let longest = begun.elapsed();
    let (mut running, mut moved, mut unfinished, mut tried) = (0, 0, 0, 0);
    // One that comes when the publication is over proves nothing, and is not counted.
    while running < kills {
        let kill = tried;
        tried += 1;
        assert!(kill < kills * MOST_TRIES, "{kind}: {running} of {kill} kills met a publication");
        publisher.plan(kill + 2);
        let pause = chance.up_to(longest);
        let context = format!("{kind}, seed {seed}, kill {kill} after {pause:?}");
        begin_anew();
        let was_running = publisher.killed_after(pause);
        running += u32::from(was_running);

        let review = publisher.review();
        let planned = &review["planned"]["release"]["revision"];
        let (old, new) = (known.last().unwrap().clone(), planned.as_str().unwrap().to_owned());
        assert_ne!(old, new, "{context}");
        let is = live().await;
        assert!(is == old || is == new, "{context}: {is} is live, neither {old} nor {new}");
        let told = &review["live"];
        assert_eq!(told["revision"], is.as_str(), "{context}: {review}");
        assert_eq!(told["isOurs"], true, "{context}: {review}");
        assert!(review["conflict"].is_null(), "{context}: {review}");
        let (is_live, is_unfinished) = (review["isLive"] == true, review["isUnfinished"] == true);
        assert_eq!(is_live || is_unfinished, is == new, "{context}: {review}");
        moved += u32::from(was_running && is == new);
        unfinished += u32::from(is_unfinished);

        let (outcome, revision) = publisher.publish();
        assert_eq!(outcome, if is_live { "was_live" } else { "published" }, "{context}");
        assert_eq!(publisher.review()["isLive"], true, "{context}");
        assert_eq!((&revision, live().await.as_str()), (&new, new.as_str()), "{context}");
        known.push(new);
    }
    // Numbered once each, in order.
    let review = publisher.review();
    assert_eq!(review["live"]["number"], tried + 2, "{kind}: {review}");
    let step = known.len().div_ceil(PUT_BACK);
    for revision in known.iter().rev().step_by(step) {
        publisher.ok(&["rollback", "--shop", SHOP, "--to", revision]);
        assert_eq!(live().await, *revision, "{kind}");
    }
    println!(
        "{kind}: {tried} kills, {running} while publishing, {moved} of them after it went live, {unfinished} before it was loaded; a publication took {longest:?}"
    );
}

async fn whole_at(place: &Place) -> String {
    whole(place).await.unwrap().pointer.revision
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_survives_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let place = named("folder", path);
    survives("folder", Publisher::new("", &["folder", path]), async || whole_at(&place).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_host_survives_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let (address, token) = host(folder.path()).await;
    let place = Place::http(&HttpPlace {
        base_url: address.clone(),
        auth: Auth::Bearer(token.clone().into()),
        ca_pem: None,
        allow_http: false,
        limits: Limits::default(),
    })
    .unwrap();
    survives("host", Publisher::new(&token, &["host", &address]), async || whole_at(&place).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn s3_survives_the_command_line() {
    let moto = Moto::start().await;
    let endpoint = format!("http://{}", moto.address);
    let bucket =
        ["s3", BUCKET, "--region", "us-east-1", "--access-key-id", "AKIAKEY", "--endpoint", &endpoint];
    let publisher = Publisher::new(SECRET, &[&bucket[..], &["--prefix", "public/waymark"]].concat());
    let place = moto.place();
    survives("s3", publisher, async || whole_at(&place).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn azure_survives_the_command_line() {
    let azurite = Azurite::start();
    let endpoint = format!("http://{}/{ACCOUNT}", azurite.address);
    let publisher = Publisher::new(KEY, &["azure", ACCOUNT, BUCKET, "--endpoint", &endpoint]);
    let place = azurite.place();
    survives("azure", publisher, async || whole_at(&place).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_theme_survives_the_command_line() {
    const TOKEN: &str = "shpat_3c4b5a";
    let shop = Shop::start().await;
    shop.state().tokens = vec![TOKEN.to_owned()];
    let place = ["theme", "example.myshopify.com", "--endpoint", shop.base.as_str()];
    let publisher = Publisher::new(TOKEN, &place);
    let live = async || revision_of(shop.state().live("assets/waymark.js").unwrap()).unwrap();
    let bare = shop.state().theme(2).unwrap().files.clone();
    let without_loader = || {
        let mut state = shop.state();
        let files = &mut state.theme_mut(2).unwrap().files;
        files.insert(LAYOUT.to_owned(), bare[LAYOUT].clone());
        files.remove(SNIPPET);
    };
    survives_with("theme", publisher, live, without_loader).await;
    assert!(shop.state().live(LAYOUT).unwrap().contains("render 'waymark'"));
    shop.assert_sound();
}
