//! A walk: recorded with the real mouse on the demo shop, kept with its ticks, played again by Waymark, and played once
//! more after the redesign, which says what is lost.

use std::time::Duration;

use serde_json::{Value, json};
use waymark_e2e::app::App;
use waymark_e2e::panel::id;
use waymark_e2e::{Result, wait};

use crate::triggers::{bring_in, proven};
use crate::{pick, play, row, save, text};

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

/// What has no gesture of its own on its element: fired, or measured to have been done without that it fired.
#[test]
fn a_walk_ticks_views_scrolling_time_and_hovering() {
    play("walking-measured", async |app| {
        app.panel().press(&id("open-demo")).await?;
        app.panel().sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        let home = app.shop_address().await?;
        let event = |name: &str, trigger: Value, css: Option<&str>| {
            let target = css.map(|css| json!({ "selectors": [{ "css": css }] }));
            json!({ "id": name, "name": name, "trigger": trigger, "where": { "pageTypes": ["product"] }, "target": target })
        };
        let plan = json!({
            "schema": 1,
            "shop": { "slug": "demo", "url": "http://127.0.0.1/", "name": "Demo shop" },
            "events": [
                event("read", json!({ "type": "scroll", "percents": [60] }), None),
                event("stayed", json!({ "type": "time", "seconds": [1] }), None),
                event("rested", json!({ "type": "hover", "millis": 200 }), Some(".product__title")),
                event("foot", json!({ "type": "visible", "millis": 200 }), Some("footer")),
                event("long", json!({ "type": "time", "seconds": [600] }), None),
            ],
        });
        bring_in(app, &plan)?;
        app.panel().sees(&row("long")).await?;
        app.visit(&format!("{}{COLLECTION}", home.trim_end_matches('/'))).await?;
        app.panel().press(&id("walks")).await?;
        app.panel().press(&id("walks-record")).await?;
        app.panel().sees(&id("recording")).await?;
        app.panel().forget().await?;
        app.click(&format!("main a[href*=\"{PRODUCT}\"]")).await?;
        app.shop_until("the product", "return location.pathname.includes('/products/');").await?;
        app.shop_loaded().await?;
        // The page breaks what the runtime asks before it counts a view; the isolated world has its own.
        app.shop_until("a broken page", "Element.prototype.checkVisibility = () => false; return true;")
            .await?;
        app.hover(".product__title").await?;
        for name in ["rested", "stayed"] {
            proven(app, name).await?;
        }
        // A page that scrolls by itself proves nothing.
        app.display().click()?;
        app.shop_until("the end of the page", "scrollTo(0, document.body.scrollHeight); return true;")
            .await?;
        proven(app, "read").await?;
        tokio::time::sleep(Duration::from_secs(4)).await;
        app.panel().press(&id("keep-walk")).await?;
        app.panel().sees(&id("walk-name")).await?;
        let overview = app.panel().invoke("overview", json!({})).await?;
        let walk = overview.pointer("/open/walks/0/id").cloned().unwrap_or_default();
        let walk = app.panel().invoke("walk", json!({ "id": walk })).await?;
        let ticks = walk["ticks"].as_array().cloned().unwrap_or_default();
        let told: Vec<_> = ticks.iter().map(|tick| (text(tick, "/name"), text(tick, "/outcome"))).collect();
        let expected = [
            ("read", "fired"),
            ("stayed", "fired"),
            ("rested", "fired"),
            ("foot", "silent"),
            ("long", "unknown"),
        ];
        assert_eq!(told, expected, "{walk}");
        Ok(())
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
