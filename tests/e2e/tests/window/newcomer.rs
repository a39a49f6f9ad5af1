//! From an empty plan to ten proven events as somebody does it who was never here before: what the guide proposes is taken,
//! and Waymark makes it fire. On the demo shop and on one that nobody here wrote; clicks and seconds are said.

use waymark_e2e::app::App;
use waymark_e2e::newcomer::begin;
use waymark_e2e::panel::id;
use waymark_e2e::shops::oscar::Oscar;
use waymark_e2e::{Error, Result};

use crate::{open, play};

#[test]
fn ten_events_of_the_demo_shop_are_proven() {
    play("newcomer", async |app| {
        app.panel().press(&id("open-demo")).await?;
        app.panel().sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        ten_are_proven(app, 1).await
    });
}

#[test]
fn ten_events_of_django_oscar_are_proven() {
    play("newcomer-oscar", async |app| {
        let folder = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
        let oscar = Oscar::start(folder.path())?;
        open(app, oscar.url()).await?;
        ten_are_proven(app, 2).await
    });
}

/// From the guide of an empty plan to ten events that are proven, with no more clicks than a newcomer is promised.
async fn ten_are_proven(app: &App, clicks: usize) -> Result {
    let begun = begin(app, clicks).await?;
    let took = format!("{} clicks, {:.0} s", begun.clicks, begun.took.as_secs_f32());
    let proven = begun.proven();
    assert!(proven >= 10, "{proven} of {}, {took}: {}", begun.events.len(), begun.said);
    // A few for each kind of page, and a few around them.
    assert!(begun.clicks <= 14, "{proven} of {}, {took}: {}", begun.events.len(), begun.said);
    Ok(())
}
