//! The seven steps of a marketer on the demo shop: open, tag, prove, export, come back; and the exported file
//! outside, in a plain Chromium.

use std::path::Path;

use serde_json::{Value, json};
use waymark_e2e::app::{App, Pane};
use waymark_e2e::outside::{self, Act, Step, Visit};
use waymark_e2e::panel::id;
use waymark_e2e::{Error, Result};

use crate::{pick, play, row, save, text};

const PRODUCT: &str = "/products/tarn-crew-jumper";
const ADD: &str = "main button[name=add]";

#[test]
fn the_whole_loop() {
    play("demo", async |app| {
        app.panel().sees(&id("first-screen")).await?;
        app.panel().press(&id("open-demo")).await?;
        app.panel().sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        let home = app.shop_address().await?;
        let product = format!("{}{PRODUCT}", home.trim_end_matches('/'));

        app.visit(&product).await?;
        app.panel().reads(&id("page-type"), "Product page").await?;
        tag(app).await?;
        prove(app).await?;
        let folder = export(app).await?;
        fires_outside(&product, &folder)?;
        comes_back(app).await
    });
}

#[test]
fn a_reloaded_panel_shows_what_is_going_on() {
    play("reload", async |app| {
        app.panel().press(&id("open-demo")).await?;
        app.panel().press(&id("edition-redesign")).await?;
        app.shop_until("the redesign", "return window.Shopify?.theme.name.startsWith('Strand');").await?;
        app.panel().press(&id("test-toggle")).await?;
        app.panel().sees(&id("test-stream")).await?;
        app.to(Pane::Panel).await?;
        app.session()?.client().refresh().await?;
        app.panel().sees(&format!("{} input:checked", id("edition-redesign"))).await?;
        app.panel().sees(&id("test-stream")).await?;
        let shown = app.panel().property(&id("pane-address"), "value").await?;
        let address = app.shop_address().await?;
        assert!(!shown.is_empty() && address.contains(shown.trim_end_matches('/')), "{shown} for {address}");
        Ok(())
    });
}

/// Picks the button, checks the draft, changes some of it, saves.
async fn tag(app: &App) -> Result {
    let title = app.shop_title().await?;
    let draft = pick(app, ADD).await?;
    assert_eq!(text(&draft, "/targetLabel"), "Button: Add to cart");
    assert_eq!(text(&draft, "/event/name"), "add_to_cart");
    assert_eq!(text(&draft, "/event/trigger/type"), "click");
    assert_eq!(text(&draft, "/event/stage"), "BOFU");
    assert_eq!(text(&draft, "/event/phase"), "intent");
    assert_eq!(text(&draft, "/path"), PRODUCT);
    assert_eq!(draft.pointer("/event/where"), Some(&json!({"pageTypes": ["product"]})));
    assert!(draft.pointer("/event/weight").and_then(Value::as_u64).is_some_and(|weight| weight > 5));
    let selectors =
        draft.pointer("/event/target/selectors").and_then(Value::as_array).cloned().unwrap_or_default();
    assert!(selectors.len() > 1, "one selector and no spare: {selectors:?}");
    for selector in &selectors {
        let css = text(selector, "/css");
        assert!(!css.contains("template--") && !css.contains("jumper"), "{css} means this page only");
    }
    app.panel().sees("[data-testid=draft-matches][data-count=\"1\"]").await?;
    app.panel().sees(&id("draft-picture")).await?;
    assert_eq!(app.shop_title().await?, title);
    assert!(app.shop_address().await?.ends_with(PRODUCT), "the page reacted to the picking click");

    app.panel().fill(&id("draft-name"), "add_to_basket").await?;
    app.panel().press(&id("draft-stage-mofu")).await?;
    app.panel().choose(&id("draft-phase"), "checkout").await?;
    save(app, "add_to_basket").await?;
    let saved = app.panel().events().await?;
    assert_eq!(saved.len(), 1);
    assert_eq!(text(&saved[0], "/event/stage"), "MOFU");
    assert_eq!(text(&saved[0], "/event/phase"), "checkout");
    assert_eq!(saved[0]["hasPicture"], json!(true));
    app.panel().sees(&format!("{} [data-testid=proof][data-proof=never]", row("add_to_basket"))).await
}

/// Test mode: an unrelated click fires nothing, the button does, and that counts.
async fn prove(app: &App) -> Result {
    app.panel().forget().await?;
    app.panel().press(&id("test-toggle")).await?;
    app.panel().reads(&id("test-progress"), "0 of 1 fired").await?;
    // A click that a busy page hears of late would meet whatever has been scrolled there by then.
    app.shop_until(
        "a listener",
        "addEventListener('click', () => (window.heard = true), true); return true;",
    )
    .await?;
    app.click("main h1").await?;
    app.shop_until("the click beside it", "return window.heard === true;").await?;
    app.click(ADD).await?;
    app.panel().sees("[data-testid=hit][data-name=add_to_basket][data-proven=true]").await?;
    app.panel().reads(&id("test-progress"), "1 of 1 fired").await?;
    let hits = app.panel().heard("hit").await?;
    assert_eq!(hits.len(), 1, "{hits:?}");
    app.panel().sees(&format!("{} [data-testid=proof][data-proof=fired]", row("add_to_basket"))).await?;
    app.panel().press(&id("test-toggle")).await?;
    app.panel().sees_no(&id("test-stream")).await
}

/// Exports through the system's own dialog.
async fn export(app: &App) -> Result<std::path::PathBuf> {
    let folder = app.folder().join("exported");
    std::fs::create_dir_all(&folder).map_err(Error::file(&folder))?;
    app.panel().press(&id("export")).await?;
    app.panel().press(&id("format-script")).await?;
    app.panel().press(&id("choose-folder")).await?;
    app.choose_in_dialog("Choose a folder", &folder).await?;
    app.panel().sees(&id("export-result")).await?;
    app.panel().sees_no(&id("export-unproven")).await?;
    for file in ["waymark.config.json", "waymark.js", "waymark.runtime.js"] {
        assert!(folder.join(file).is_file(), "{file} was not written");
    }
    app.panel().press(&id("export-close")).await?;
    Ok(folder)
}

/// The exported file in a browser that knows nothing of the app.
fn fires_outside(product: &str, folder: &Path) -> Result {
    let visit = Visit {
        url: product.to_owned(),
        script: Some(folder.join("waymark.js")),
        width: 1280,
        steps: [("main h1", Act::Click), (ADD, Act::Click)]
            .map(|(css, act)| Step { css: css.into(), act, value: None })
            .to_vec(),
    };
    let seen = outside::visit(&[visit])?.remove(0);
    let ours: Vec<_> = seen.data_layer.iter().filter(|push| push.data.get("waymark").is_some()).collect();
    assert_eq!(ours.len(), 1, "{seen:?}");
    assert_eq!(ours[0].step, 2, "it fired before the button was clicked");
    assert_eq!(text(&ours[0].data, "/event"), "add_to_basket");
    assert!(!text(&ours[0].data, "/waymark/revision").is_empty());
    assert_eq!(seen.events.len(), 1);
    assert_eq!(seen.events[0].data, ours[0].data);
    assert!(seen.errors.is_empty(), "{:?}", seen.errors);
    Ok(())
}

/// Quits and starts again: the shop, the event and its proof are there.
async fn comes_back(app: &mut App) -> Result {
    let before = app.panel().events().await?;
    app.restart().await?;
    app.panel().press(&id("recent-shop")).await?;
    app.panel().sees(&row("add_to_basket")).await?;
    assert_eq!(app.panel().events().await?, before);
    app.panel().sees(&format!("{} [data-testid=proof][data-proof=fired]", row("add_to_basket"))).await?;
    app.to(Pane::Shop).await
}
