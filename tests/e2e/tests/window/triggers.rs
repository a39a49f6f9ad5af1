//! Every kind of trigger in the app's own pane: a plan that has them all is brought in from the command line while
//! the app is open, and a real mouse makes each fire and be proven. What destinations would get is told with each.

use std::process::Command;

use serde_json::{Value, json};
use waymark_e2e::app::{App, program};
use waymark_e2e::panel::id;
use waymark_e2e::{Error, Result, wait};

use crate::{play, row, text};

const PRODUCT: &str = "/products/tarn-crew-jumper";

fn event(id: &str, trigger: &Value, css: Option<&str>) -> Value {
    let mut event = json!({"id": id, "name": id, "trigger": trigger, "where": {"pageTypes": ["product"]}});
    if let Some(css) = css {
        event["target"] = json!({"selectors": [{"css": css}]});
    }
    event
}

fn plan() -> Value {
    let events = vec![
        event("seen", &json!({"type": "visible", "millis": 200}), Some("main button[name=add]")),
        event("read", &json!({"type": "scroll", "percents": [60]}), None),
        event("stayed", &json!({"type": "time", "seconds": [1]}), None),
        event("rested", &json!({"type": "hover", "millis": 200}), Some(".product__title")),
        event("copied", &json!({"type": "copy"}), Some(".product__title")),
        event("browsed", &json!({"type": "gallery"}), Some("media-gallery")),
        event("raged", &json!({"type": "rage_click", "clicks": 3}), Some("#MainImage")),
        event("in_cart", &json!({"type": "add_to_cart"}), None),
        event("both", &json!({"type": "count", "events": ["copied", "raged"], "times": 2}), None),
    ];
    json!({
        "schema": 1,
        "shop": {"slug": "demo", "url": "http://127.0.0.1/", "name": "Demo shop"},
        "destinations": [{"type": "data_layer"}, {"type": "meta"}],
        "events": events,
    })
}

#[test]
fn every_kind_of_trigger_is_proven_in_the_pane() {
    play("triggers", async |app| {
        app.panel().press(&id("open-demo")).await?;
        app.panel().sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        let home = app.shop_address().await?;
        bring_in(app, &plan())?;
        app.panel().sees(&row("both")).await?;

        app.visit(&format!("{}{PRODUCT}", home.trim_end_matches('/'))).await?;
        app.panel().forget().await?;
        app.panel().press(&id("test-toggle")).await?;
        app.panel().sees(&id("test-stream")).await?;

        app.hover(".product__title").await?;
        proven(app, "rested").await?;
        app.shop_until(
            "a selection",
            "getSelection().selectAllChildren(document.querySelector('.product__title')); return true;",
        )
        .await?;
        app.display().key("ctrl+c")?;
        proven(app, "copied").await?;
        app.hover("#MainImage").await?;
        for _ in 0..3 {
            app.display().click()?;
        }
        proven(app, "raged").await?;
        proven(app, "both").await?;
        app.click("media-gallery li:nth-child(2) button").await?;
        proven(app, "browsed").await?;
        proven(app, "stayed").await?;
        app.click("main button[name=add]").await?;
        let cart = proven(app, "in_cart").await?;
        proven(app, "seen").await?;
        app.shop_until("the end of the page", "scrollTo(0, document.body.scrollHeight); return true;")
            .await?;
        proven(app, "read").await?;

        let deliveries = cart.pointer("/deliveries").and_then(Value::as_array).cloned().unwrap_or_default();
        let told: Vec<_> = deliveries
            .iter()
            .map(|delivery| (text(delivery, "/destination"), text(delivery, "/outcomes/granted")))
            .collect();
        assert_eq!(told, [("data_layer", "would_send"), ("meta", "waiting")]);
        app.panel().reads(&id("test-progress"), "9 of 9 fired").await?;
        pictured(app).await
    });
}

/// Each proof of an element has its picture, and says why where it has none.
async fn pictured(app: &App) -> Result {
    for (name, has) in [
        ("seen", true),
        ("rested", true),
        ("copied", true),
        ("browsed", true),
        ("raged", true),
        ("read", false),
        ("in_cart", false),
        ("both", false),
    ] {
        let picture = if has {
            wait::until(&format!("a picture of {name}"), async || {
                let picture = app.panel().invoke("proof_picture", json!({ "id": name })).await?;
                Ok(picture.as_str().map(str::to_owned))
            })
            .await?
        } else {
            let fired = fired(app, name).await?;
            assert!(text(&fired, "/unpictured").contains("about the page as a whole"), "{name}: {fired}");
            continue;
        };
        assert!(picture.starts_with("data:image/png;base64,iVBOR"), "{name}");
        assert!(picture.len() < 56_000, "{name} is {} characters", picture.len());
        let fired = fired(app, name).await?;
        assert!(fired["pictured"].is_number() && text(&fired, "/unpictured").is_empty(), "{name}: {fired}");
    }
    Ok(())
}

/// What is told of the test that proves an event.
async fn fired(app: &App, name: &str) -> Result<Value> {
    let overview = app.panel().invoke("overview", json!({})).await?;
    let events = overview.pointer("/open/events").and_then(Value::as_array).cloned().unwrap_or_default();
    let view = events.into_iter().find(|view| text(view, "/event/name") == name).unwrap_or_default();
    Ok(view.pointer("/proof/fired").cloned().unwrap_or_default())
}

/// Merges the plan into the demo shop's, as an agency's script would.
pub fn bring_in(app: &App, plan: &Value) -> Result {
    let file = app.folder().join("plan.json");
    std::fs::write(&file, plan.to_string()).map_err(Error::file(&file))?;
    let output = Command::new(program("waymark")?)
        .arg("--data")
        .arg(app.data())
        .args(["plan", "import", "--shop", "demo", "--merge"])
        .arg(&file)
        .output()
        .map_err(Error::file("waymark"))?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

/// Waits for a hit of the event that counts; without one, says which there were.
pub async fn proven(app: &App, name: &str) -> Result<Value> {
    let is_it =
        |hit: &Value| text(hit, "/name") == name && hit.pointer("/proven") == Some(&Value::Bool(true));
    if let Ok(hit) = app.panel().hears("hit", is_it).await {
        return Ok(hit);
    }
    let hits = app.panel().heard("hit").await?;
    let told = hits.iter().map(|hit| format!("{} {}", text(hit, "/name"), hit["proven"]));
    Err(Error::Page(format!("{name} is not proven; there are {}", told.collect::<Vec<_>>().join(", "))))
}
