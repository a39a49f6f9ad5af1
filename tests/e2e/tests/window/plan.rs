//! Working on a plan: edit, duplicate, delete and take it back, search and filter, several shops.

use serde_json::{Value, json};
use waymark_e2e::app::App;
use waymark_e2e::panel::id;
use waymark_e2e::shops::small;
use waymark_e2e::{Result, wait};

use crate::{open, pick, play, row, save, text};

/// Opens the menu of an event and chooses from it.
async fn choose(app: &App, event: &str, what: &str) -> Result {
    app.panel().press(&format!("{} [data-testid=event-menu]", row(event))).await?;
    app.panel().press(&id(what)).await
}

/// Gives an event another element by a pick, saves it, and returns it as it is listed then.
async fn change_element(app: &App, event: &str, css: &str) -> Result<Value> {
    let (panel, picture) = (app.panel(), id("draft-picture"));
    choose(app, event, "event-edit").await?;
    panel.sees(&picture).await?;
    let before = panel.property(&picture, "src").await?;
    panel.press(&id("change-element")).await?;
    panel.sees("[data-testid=change-element][aria-pressed=true]").await?;
    app.pick(css).await?;
    panel.sees("[data-testid=finding][data-code=element_changed]").await?;
    panel.sees("[data-testid=draft-matches][data-tone=fine]").await?;
    wait::until("a picture of the new element", async || {
        let shown = panel.property(&picture, "src").await?;
        Ok((!shown.is_empty() && shown != before).then_some(()))
    })
    .await?;
    assert_eq!(panel.value(&id("draft-name")).await?, event);
    save(app, event).await?;
    Ok(panel.events().await?.remove(0))
}

#[test]
fn events_are_edited_copied_deleted_and_found() {
    play("plan", async |app| {
        let shop = small::start().await?;
        open(app, &shop.url("/")).await?;
        app.visit(&shop.url(small::PLAIN)).await?;
        let draft = pick(app, ".buy").await?;
        assert_eq!(draft.pointer("/event/where"), Some(&json!({"pageTypes": ["product"]})), "{draft:#}");
        save(app, "add_to_cart").await?;
        app.panel().press(&id("page-view")).await?;
        app.panel().sees(&id("draft")).await?;
        app.panel().fill(&id("draft-name"), "mug_seen").await?;
        app.panel().press(&id("draft-stage-tofu")).await?;
        save(app, "mug_seen").await?;

        choose(app, "add_to_cart", "event-edit").await?;
        app.panel().fill(&id("draft-name"), "purchase intent").await?;
        app.panel().sees("[data-testid=finding][data-code^=name_]").await?;
        app.panel().fill(&id("draft-name"), "mug_added").await?;
        save(app, "mug_added").await?;
        app.panel().sees_no(&row("add_to_cart")).await?;
        let edited = app.panel().events().await?.remove(0);
        assert_eq!(edited.pointer("/event/where"), draft.pointer("/event/where"), "{edited:#}");

        let changed = change_element(app, "mug_added", "nav a").await?;
        assert_ne!(changed.pointer("/event/target"), edited.pointer("/event/target"), "{changed:#}");
        let rest = |view: &Value| {
            let mut event = view["event"].clone();
            event["target"].take();
            event
        };
        assert_eq!(rest(&changed), rest(&edited));
        app.panel().press(&id("undo")).await?;
        wait::until("the first element to be back", async || {
            Ok((app.panel().events().await?.first() == Some(&edited)).then_some(()))
        })
        .await?;

        choose(app, "mug_added", "event-duplicate").await?;
        app.panel().sees("[data-testid=event-row]:nth-child(3)").await?;
        choose(app, "mug_seen", "event-delete").await?;
        app.panel().sees_no(&row("mug_seen")).await?;
        app.panel().press(&id("undo")).await?;
        app.panel().sees(&row("mug_seen")).await?;

        app.panel().fill(&id("search"), "seen").await?;
        app.panel().sees_no(&row("mug_added")).await?;
        app.panel().sees(&row("mug_seen")).await?;
        app.panel().fill(&id("search"), "").await?;
        app.panel().choose(&id("filter-stage"), "TOFU").await?;
        app.panel().sees_no(&row("mug_added")).await?;
        app.panel().choose(&id("filter-stage"), "").await?;
        app.panel().choose(&id("filter-page-type"), "product").await?;
        app.panel().sees(&row("mug_added")).await
    });
}

#[test]
fn every_shop_has_its_own_plan() {
    play("shops", async |app| {
        let (first, second) = (small::start().await?, small::start().await?);
        open(app, &first.url("/")).await?;
        app.visit(&first.url(small::PLAIN)).await?;
        pick(app, ".buy").await?;
        save(app, "add_to_cart").await?;
        let overview = app.panel().invoke("overview", serde_json::json!({})).await?;
        let slug = text(&overview, "/open/shop/slug").to_owned();

        app.panel().press(&id("shop-switcher")).await?;
        app.panel().press(&id("open-another")).await?;
        open(app, &second.url("/")).await?;
        app.panel().sees(&id("empty-plan")).await?;

        app.panel().press(&id("shop-switcher")).await?;
        app.panel().press(&format!("[data-testid=shop-choice][data-slug=\"{slug}\"]")).await?;
        app.panel().sees(&row("add_to_cart")).await?;
        app.shop_until("the first shop's page", &format!("return location.port === '{}';", first.port()))
            .await
    });
}
