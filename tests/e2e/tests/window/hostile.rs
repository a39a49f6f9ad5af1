//! A page that fights back reaches nothing, breaks nothing, and cannot forge anything that counts.

use serde_json::{Value, json};
use waymark_e2e::app::{App, Pane};
use waymark_e2e::panel::id;
use waymark_e2e::shops::hostile::{self, BUY_AT};
use waymark_e2e::shops::server::Server;
use waymark_e2e::{Error, Result, page, wait};

use crate::{open, play, save, text};

/// What the app knows and shows: nothing a page does may change it.
async fn state(app: &App) -> Result<Value> {
    app.panel().invoke("overview", json!({})).await
}

/// Opens a page of the hostile shop and waits until its attacks are over.
async fn attacked(app: &App, path: &str) -> Result<(Server, Value)> {
    let shop = hostile::start().await?;
    open(app, &shop.url("/")).await?;
    let before = state(app).await?;
    app.panel().forget().await?;
    app.visit(&shop.url(path)).await?;
    app.shop_until("the attacks to be over", "return Boolean(window.attacks?.done);").await?;
    assert_eq!(state(app).await?, before, "the page changed what the app knows");
    assert!(app.panel().heard("draft").await?.is_empty(), "the page forged a pick");
    assert!(app.panel().heard("hit").await?.is_empty(), "the page forged a hit");
    Ok((shop, before))
}

/// Picks the button that every page of the shop has at the same place.
async fn picks_buy(app: &App) -> Result<Value> {
    let (x, y) = app.on_screen(BUY_AT.0, BUY_AT.1).await?;
    app.panel().forget().await?;
    app.start_picking().await?;
    app.display().move_to(x, y)?;
    app.panel().sees("[data-testid=hover-label]:not(:has(.faint))").await?;
    app.display().click()?;
    wait::until("a draft, or the reason why there is none", async || {
        if let Some(draft) = app.panel().heard("draft").await?.pop() {
            return Ok(Some(draft));
        }
        Ok(app.panel().heard("failure").await?.pop())
    })
    .await
}

#[test]
fn no_command_and_no_report_of_the_page_gets_through() {
    play("forger", async |app| {
        let (_shop, _) = attacked(app, hostile::FORGER).await?;
        app.to(Pane::Shop).await?;
        let attacks = page::run(app.session()?, "return attacks;", Vec::new()).await?;
        let attacks = attacks.as_object().cloned().unwrap_or_default();
        assert!(attacks.len() > 60, "hardly anything was tried: {attacks:?}");
        for (name, outcome) in &attacks {
            let answered = outcome.get("answer").and_then(Value::as_str);
            let refused = |answer: &str| answer.starts_with("status 4") || answer.starts_with("status 5");
            let harmless = answered
                .is_none_or(|answer| ["no answer", "nothing", ""].contains(&answer) || refused(answer));
            assert!(harmless || name.starts_with("handler"), "{name}: {outcome}");
        }
        assert_eq!(attacks["handler picker"], json!({"present": false}));
        assert_eq!(attacks["picker"], json!({"present": false}));

        let draft = picks_buy(app).await?;
        assert_eq!(text(&draft, "/targetLabel"), "Button: Add to cart");
        save(app, "add_to_cart").await?;
        forged_hits_do_not_count(app).await
    });
}

/// With test mode on, the page dispatches the very events that the runtime would, and clicks its own button.
async fn forged_hits_do_not_count(app: &App) -> Result {
    let event = app.panel().events().await?.remove(0);
    app.panel().press(&id("test-toggle")).await?;
    app.panel().sees(&id("test-stream")).await?;
    app.panel().forget().await?;
    app.to(Pane::Shop).await?;
    let known = json!([{"id": event.pointer("/event/id"), "name": "add_to_cart"}]);
    page::run(app.session()?, "window.knownEvents = arguments[0]; return forgeHit();", vec![known]).await?;
    // Shown or not, it does not count; a real click afterwards does, which also says that the forged ones were read.
    let (x, y) = app.on_screen(BUY_AT.0, BUY_AT.1).await?;
    for hit in app.panel().heard("hit").await? {
        assert_eq!(hit["proven"], json!(false), "a forged hit counts: {hit}");
    }
    assert_eq!(app.panel().events().await?[0]["firedAt"], Value::Null);
    app.display().click_at(x, y)?;
    app.panel().hears("hit", |hit| hit["proven"] == json!(true)).await?;
    app.panel().sees("[data-testid=proof][data-proof=fired]").await
}

#[test]
fn the_page_cannot_go_where_the_panel_lives() {
    play("jumper", async |app| {
        let shop = hostile::start().await?;
        open(app, &shop.url("/")).await?;
        app.visit(&shop.url(hostile::JUMPER)).await?;
        let before = state(app).await?;
        let (x, y) = app.on_screen(BUY_AT.0, BUY_AT.1).await?;
        app.display().click_at(x, y)?;
        app.panel().sees(&format!("{}, {}", id("toast"), id("pane-error"))).await?;
        let mut panels = 0;
        let client = app.session()?.client();
        for handle in client.windows().await? {
            client.switch_to_window(handle).await?;
            panels += usize::from(client.current_url().await?.scheme() == "tauri");
        }
        assert_eq!(panels, 1, "the page became the panel");
        assert_eq!(state(app).await?, before);
        Ok(())
    });
}

#[test]
fn a_frame_cannot_show_the_panel() {
    play("framer", async |app| {
        let (_shop, _) = attacked(app, hostile::FRAMER).await?;
        app.to(Pane::Shop).await?;
        let inside = page::run(app.session()?, "return String(attacks.frame.inside);", Vec::new()).await?;
        let inside = inside.as_str().unwrap_or_default().to_owned();
        assert!(!inside.contains("Waymark"), "the panel is in the frame: {inside}");
        assert_eq!(text(&picks_buy(app).await?, "/targetLabel"), "Button: Add to cart");
        Ok(())
    });
}

#[test]
fn two_hundred_thousand_nodes_do_not_stop_it() {
    play("crowd", async |app| {
        let (_shop, _) = attacked(app, hostile::CROWD).await?;
        app.to(Pane::Shop).await?;
        let nodes = page::run(app.session()?, "return attacks.done;", Vec::new()).await?;
        assert!(nodes.as_u64().is_some_and(|nodes| nodes > 200_000), "{nodes}");
        answers_and_lives(app).await
    });
}

#[test]
fn a_hundred_megabytes_of_text_do_not_stop_it() {
    play("giant", async |app| {
        attacked(app, hostile::GIANT).await?;
        answers_and_lives(app).await
    });
}

#[test]
fn a_page_that_broke_its_own_javascript_can_be_picked_or_says_why_not() {
    play("breaker", async |app| {
        let shop = hostile::start().await?;
        open(app, &shop.url("/")).await?;
        let (x, y) = app.on_screen(BUY_AT.0, BUY_AT.1).await?;
        let before = state(app).await?;
        app.panel().fill(&id("pane-address"), &format!("{}\u{E007}", shop.url(hostile::BREAKER))).await?;
        app.panel()
            .hears("pane", |pane| text(pane, "/title") == "Breaker" && pane["loading"] == json!(false))
            .await?;
        assert_eq!(state(app).await?, before, "the page changed what the app knows");
        app.panel().forget().await?;
        app.start_picking().await?;
        app.display().move_to(x, y)?;
        app.panel().reads(&id("hover-label"), "Add to cart").await?;
        app.display().click()?;
        let draft = app.panel().hears("draft", |_| true).await?;
        assert_eq!(text(&draft, "/targetLabel"), "Button: Add to cart");
        Ok(())
    });
}

/// A pick gets a draft of the right element or a sentence, and the app goes on.
async fn answers_and_lives(app: &App) -> Result {
    let answer = picks_buy(app).await?;
    let label = text(&answer, "/targetLabel");
    let sentence = text(&answer, "/message");
    if label.is_empty() && sentence.is_empty() {
        return Err(Error::Page(format!("neither a draft nor a reason: {answer}")));
    }
    assert!(label.is_empty() || label.starts_with("Button: Add to cart"), "{label}");
    state(app).await.map(drop)
}
