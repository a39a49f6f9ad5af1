//! The app in a real window, driven by a real mouse. One binary, one test at a time: each opens the app on a
//! screen and a data folder of its own. A test that fails leaves a picture and the logs in `target/e2e`.

mod accessible;
mod auditing;
mod checking;
mod demo;
mod errors;
mod guiding;
mod hostile;
mod importing;
mod meaning;
mod newcomer;
mod oscar;
mod pane;
mod picking;
mod plan;
mod pointing;
mod previewing;
mod published;
mod publishing;
mod scheduling;
#[path = "../../../../crates/publish/tests/shopify/shop/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    reason = "made for the tests of publish, which use all of it; what a test prepares must work"
)]
mod shop;
mod triggers;
mod vectors;
mod walking;

use std::time::Duration;

use serde_json::Value;
use waymark_e2e::app::App;
use waymark_e2e::panel::id;
use waymark_e2e::{Error, Result};

/// Plays a scene in a fresh app.
fn play(name: &str, scene: impl AsyncFnOnce(&mut App) -> Result) {
    play_with(name, &[], scene);
}

/// Plays a scene in a fresh app with more environment variables.
fn play_with(name: &str, variables: &[(&str, &str)], scene: impl AsyncFnOnce(&mut App) -> Result) {
    block_on(async {
        let mut app = Witnessed(App::start_with(name, variables).await?);
        let Err(error) = scene(&mut app.0).await else { return Ok(()) };
        app.0.leave_evidence();
        let said = app.0.panel().says().await.unwrap_or_default();
        Err(Error::Page(format!("{error}\nThe panel says then: {said}")))
    });
}

/// An app that leaves evidence when an assertion ends the test.
struct Witnessed(App);

impl Drop for Witnessed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.leave_evidence();
        }
    }
}

/// No scene takes as long. The driver of an app that is gone may never answer.
const LONGEST: Duration = Duration::from_secs(600);

/// Runs a test that returns an error; the error is its failure.
fn block_on(test: impl Future<Output = Result>) {
    let ended = async {
        let waited =
            || Error::Waited { what: "the scene".into(), seconds: LONGEST.as_secs(), last: String::new() };
        tokio::time::timeout(LONGEST, test).await.unwrap_or_else(|_| Err(waited()))
    };
    let played = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime.block_on(ended),
        Err(error) => Err(Error::file("a runtime")(error)),
    };
    if let Err(error) = played {
        panic!("{error}");
    }
}

/// Opens a shop from the first screen and waits until its page is there.
async fn open(app: &App, address: &str) -> Result {
    app.panel().fill(&id("address"), address).await?;
    app.panel().press(&id("open-shop")).await?;
    app.panel().sees(&id("shop-screen")).await?;
    app.shop_loaded().await
}

/// Picks an element with the real mouse and returns the draft that the panel got.
async fn pick(app: &App, css: &str) -> Result<Value> {
    app.panel().forget().await?;
    app.start_picking().await?;
    app.pick(css).await?;
    app.panel().sees(&id("draft")).await?;
    app.panel().hears("draft", |_| true).await
}

/// Saves the draft that the panel shows and waits until its event is in the list.
async fn save(app: &App, name: &str) -> Result {
    app.panel().press(&id("draft-save")).await?;
    app.panel().sees(&row(name)).await
}

/// CSS of an event's row.
fn row(name: &str) -> String {
    format!("[data-testid=event-row][data-name=\"{name}\"]")
}

/// A text in a JSON document; empty where it is not.
fn text<'json>(json: &'json Value, pointer: &str) -> &'json str {
    json.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}
