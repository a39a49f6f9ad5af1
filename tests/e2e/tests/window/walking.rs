//! A walk: recorded with the real mouse on the demo shop, kept with its ticks, played again by Waymark, and played once
//! more after the redesign, which says what is lost.

use serde_json::{Value, json};
use waymark_e2e::app::App;
use waymark_e2e::panel::id;
use waymark_e2e::{Result, wait};

use crate::{pick, play, save};

const COLLECTION: &str = "/collections/all";
const PRODUCT: &str = "/products/tarn-crew-jumper";
const ADD: &str = "main button[name=add]";

#[test]
fn a_walk_is_recorded_kept_and_played_again() {
    play("walking", async |app| {
        app.panel().press(&id("open-demo")).await?;
        app.panel().sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        let home = app.shop_address().await?;
        let at = |path: &str| format!("{}{path}", home.trim_end_matches('/'));

        app.visit(&at(PRODUCT)).await?;
        pick(app, ADD).await?;
        save(app, "add_to_cart").await?;

        app.visit(&at(COLLECTION)).await?;
        let walk = record(app).await?;
        assert_eq!(walk["ticks"][0]["outcome"], "fired", "{walk}");
        let acts: Vec<&str> =
            walk["steps"].as_array().into_iter().flatten().filter_map(|step| step["act"].as_str()).collect();
        assert_eq!(acts[..4], ["page", "click", "page", "click"], "{walk}");

        let played = play_again(app).await?;
        assert_eq!((&played["end"], &played["lost"]), (&json!("done"), &json!([])), "{played}");
        assert!(
            played["steps"]
                .as_array()
                .into_iter()
                .flatten()
                .any(|step| step["fired"] == json!(["add_to_cart"])),
            "{played}"
        );
        app.panel().press(&id("walks-close")).await?;

        app.panel().press(&id("edition-redesign")).await?;
        app.shop_until("the redesign", "return window.Shopify?.theme.name.startsWith('Strand');").await?;
        app.panel().press(&id("walks")).await?;
        app.panel().press(&id("walk")).await?;
        let redesigned = play_again(app).await?;
        assert_eq!(redesigned["end"], "done", "{redesigned}");
        assert_eq!(redesigned["lost"], json!(["add_to_cart"]), "{redesigned}");
        app.panel().reads(&id("play-outcome"), "1 event lost: add_to_cart").await.map(drop)
    });
}

/// Clicks from the collection to the product and into the cart; the walk as it was kept.
async fn record(app: &App) -> Result<Value> {
    app.panel().press(&id("walks")).await?;
    app.panel().press(&id("walks-record")).await?;
    app.panel().sees(&id("recording")).await?;
    app.panel().sees(&id("test-stream")).await?;
    app.click(&format!("main a[href*=\"{PRODUCT}\"]")).await?;
    app.shop_until("the product", "return location.pathname.includes('/products/');").await?;
    app.shop_loaded().await?;
    app.painted().await?;
    app.click(ADD).await?;
    app.panel().reads(&id("recording-far"), "1 event fired").await?;
    app.panel().press(&id("keep-walk")).await?;
    app.panel().sees(&id("walk-name")).await?;
    app.panel().sees("[data-testid=tick][data-name=add_to_cart][data-outcome=fired]").await?;
    let overview = app.panel().invoke("overview", json!({})).await?;
    let walk = overview.pointer("/open/walks/0/id").cloned().unwrap_or_default();
    app.panel().invoke("walk", json!({ "id": walk })).await
}

/// Plays the walk that is shown, to its end.
async fn play_again(app: &App) -> Result<Value> {
    app.panel().forget().await?;
    app.panel().press(&id("play-walk")).await?;
    wait::until("the end of the play", async || {
        let told = app.panel().heard("play").await?;
        Ok(told.into_iter().find(|play| !play["end"].is_null()))
    })
    .await
}
