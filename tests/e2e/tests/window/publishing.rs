//! Publishing from the panel to a real folder: a place, what would change, going live, a change, and back again.

use std::path::Path;

use serde_json::Value;
use waymark_e2e::app::App;
use waymark_e2e::panel::id;
use waymark_e2e::shops::small;
use waymark_e2e::{Error, Result};

use crate::{open, pick, play, save};

/// What the folder says is live.
fn live(www: &Path) -> Result<String> {
    let site = std::fs::read_dir(www.join("v1")).map_err(Error::file(www))?.flatten().next();
    let pointer = site.map(|site| site.path().join("current.json")).unwrap_or_default();
    let text = std::fs::read_to_string(&pointer).map_err(Error::file(&pointer))?;
    let pointer: Value = serde_json::from_str(&text).unwrap_or_default();
    Ok(pointer["revision"].as_str().unwrap_or_default().to_owned())
}

/// Adds a folder as a place, through the system's own dialog.
async fn add_folder(app: &App, www: &Path) -> Result {
    let panel = app.panel();
    panel.press(&id("publish")).await?;
    panel.sees(&id("no-places")).await?;
    panel.press(&id("add-place")).await?;
    panel.press(&id("kind-folder")).await?;
    panel.fill(&id("place-name"), "Our server").await?;
    panel.press(&id("place-choose-folder")).await?;
    app.choose_in_dialog("Choose a folder", www).await?;
    panel.sees(&id("place-path")).await?;
    panel.press(&id("place-save")).await?;
    panel.sees(&id("place-edit")).await
}

/// Publishes what the opened place shows, though nothing of it was proven.
async fn publish(app: &App) -> Result {
    let panel = app.panel();
    panel.press(&id("publish-now")).await?;
    panel.press(&id("publish-anyway")).await?;
    panel.sees(&id("published")).await?;
    panel.press(&id("publish-done")).await
}

#[test]
fn a_plan_goes_live_and_back_to_a_folder() {
    play("publish", async |app| {
        let www = app.folder().join("www");
        std::fs::create_dir_all(&www).map_err(Error::file(&www))?;
        let shop = small::start().await?;
        open(app, &shop.url("/")).await?;
        app.visit(&shop.url(small::PLAIN)).await?;
        pick(app, ".buy").await?;
        save(app, "add_to_cart").await?;

        add_folder(app, &www).await?;
        let panel = app.panel();
        let place = format!("{}[data-name=\"Our server\"]", id("place"));
        panel.reads(&id("change"), "add_to_cart").await?;
        panel.reads(&id("unproven"), "add_to_cart").await?;
        publish(app).await?;
        let first = live(&www)?;
        assert_eq!(first.len(), 16, "{first}");
        panel.reads(&place, "Up to date").await?;
        panel.press(&id("publish-close")).await?;

        panel.press(&id("page-view")).await?;
        panel.sees(&id("draft")).await?;
        panel.fill(&id("draft-name"), "mug_seen").await?;
        save(app, "mug_seen").await?;
        panel.press(&id("publish")).await?;
        panel.reads(&place, "1 change not published").await?;
        panel.press(&place).await?;
        panel.reads(&id("change"), "mug_seen").await?;
        publish(app).await?;
        let second = live(&www)?;
        assert_ne!(first, second);

        panel.press(&place).await?;
        panel.press(&id("place-history")).await?;
        panel
            .press(&format!("{}[data-revision=\"{first}\"] [data-testid=go-back]", id("history-entry")))
            .await?;
        panel.press(&id("go-back-yes")).await?;
        panel.sees(&id("published")).await?;
        assert_eq!(live(&www)?, first);
        Ok(())
    });
}

#[test]
fn the_line_to_paste_is_shown_and_the_shop_is_looked_at() {
    play("install-by-hand", async |app| {
        let www = app.folder().join("www");
        std::fs::create_dir_all(&www).map_err(Error::file(&www))?;
        let shop = small::start().await?;
        open(app, &shop.url("/")).await?;
        app.visit(&shop.url(small::PLAIN)).await?;
        pick(app, ".buy").await?;
        save(app, "add_to_cart").await?;
        add_folder(app, &www).await?;

        let panel = app.panel();
        panel.press(&id("place-install")).await?;
        panel.reads(&id("install-steps"), "Say where browsers get the files").await?;
        panel.press(&id("publish-back")).await?;
        panel.press(&id("place-edit")).await?;
        panel.fill(&id("place-publicUrl"), "https://cdn.example/shop").await?;
        panel.press(&id("place-save")).await?;
        panel.press(&id("place-install")).await?;
        panel.reads(&id("install-text"), "<script src=\"https://cdn.example/shop/v1/").await?;
        let asked = shop.asked().len();
        panel.press(&id("check-install")).await?;
        panel.reads(&id("install-found"), "does not load Waymark yet").await?;
        assert!(shop.asked().len() > asked, "the shop itself was looked at");
        Ok(())
    });
}
