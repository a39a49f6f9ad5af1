//! Pointing at what is hard to point at.

use serde_json::json;
use waymark_e2e::app::{App, Pane};
use waymark_e2e::panel::id;
use waymark_e2e::shops::server::Server;
use waymark_e2e::shops::small;
use waymark_e2e::{Result, page};

use crate::{open, pick, play, save, text};

/// Opens a page of the small shop.
async fn at(app: &App, path: &str) -> Result<Server> {
    let shop = small::start().await?;
    open(app, &shop.url("/")).await?;
    app.visit(&shop.url(path)).await?;
    Ok(shop)
}

/// Picks the buy button of a page, checks what every such draft has to say, proves that the page did not
/// notice, saves the event and sees it fire.
async fn picks_buy(app: &App, path: &str, css: &str) -> Result {
    let _shop = at(app, path).await?;
    let title = app.shop_title().await?;
    let draft = pick(app, css).await?;
    assert_eq!(text(&draft, "/event/name"), "add_to_cart");
    assert_eq!(text(&draft, "/event/trigger/type"), "click");
    assert_eq!(text(&draft, "/pageType"), "product");
    assert_eq!(draft["matches"], json!(1), "{draft:#}");
    app.panel().sees("[data-testid=draft-matches][data-count=\"1\"]").await?;
    assert_eq!(app.shop_title().await?, title, "the page reacted to the picking click");
    save(app, "add_to_cart").await?;
    app.panel().press(&id("test-toggle")).await?;
    app.panel().sees(&id("test-stream")).await?;
    app.click(css).await?;
    app.panel().sees("[data-testid=hit][data-name=add_to_cart][data-proven=true]").await
}

#[test]
fn an_icon_inside_a_button_means_the_button() {
    play("icon", async |app| {
        let _shop = at(app, small::PLAIN).await?;
        app.start_picking().await?;
        app.hover(".buy circle").await?;
        app.panel().reads(&id("hover-label"), "Button: Add to cart").await?;
        let draft = pick(app, ".buy circle").await?;
        assert_eq!(text(&draft, "/targetLabel"), "Button: Add to cart");
        let css = text(&draft, "/event/target/selectors/0/css");
        app.to(Pane::Shop).await?;
        let found =
            page::run(app.session()?, "return all(arguments[0])[0]?.localName;", vec![json!(css)]).await?;
        assert_eq!(found, json!("button"), "the first selector is {css}");
        Ok(())
    });
}

#[test]
fn a_plain_page() {
    play("plain", async |app| picks_buy(app, small::PLAIN, ".buy").await);
}

#[test]
fn a_page_with_a_strict_policy() {
    play("strict", async |app| picks_buy(app, small::STRICT, ".buy").await);
}

#[test]
fn a_frame_of_the_same_site() {
    play("frame", async |app| picks_buy(app, small::FRAMED, "iframe >>> .buy").await);
}

#[test]
fn an_open_shadow_root() {
    play("shadow", async |app| picks_buy(app, small::SHADOW, "buy-box >>> .buy").await);
}

#[test]
fn a_page_that_never_stands_still() {
    play("busy", async |app| picks_buy(app, small::BUSY, ".buy").await);
}

#[test]
fn a_modal_dialog_and_a_sticky_header() {
    play("dialog", async |app| {
        let shop = at(app, small::DIALOG).await?;
        let draft = pick(app, "dialog .yes").await?;
        assert_eq!(text(&draft, "/targetLabel"), "Button: Sign me up");
        assert_eq!(draft["matches"], json!(1));
        app.panel().press(&id("draft-discard")).await?;
        app.visit(&shop.url(small::PLAIN)).await?;
        let draft = pick(app, "header nav a").await?;
        assert_eq!(text(&draft, "/targetLabel"), "Link: Mugs");
        Ok(())
    });
}

#[test]
fn a_frame_of_another_site_says_that_it_cannot_be_looked_into() {
    play("foreign", async |app| {
        let _shop = at(app, small::FOREIGN).await?;
        app.start_picking().await?;
        app.pick("#foreign").await?;
        let failure = app.panel().hears("failure", |_| true).await?;
        assert_eq!(text(&failure, "/code"), "pick_refused");
        assert!(text(&failure, "/message").contains("localhost"), "{failure}");
        app.panel().reads(&id("toast"), "localhost").await?;
        assert!(app.panel().heard("draft").await?.is_empty());
        Ok(())
    });
}

#[test]
fn the_shortcut_starts_and_escape_leaves() {
    play("keys", async |app| {
        let _shop = at(app, small::PLAIN).await?;
        app.click("h1").await?;
        app.shop_until("the click to have arrived", "return document.title.startsWith('reacted');").await?;
        app.display().key("ctrl+e")?;
        app.panel().sees("[data-testid=pick][aria-pressed=true]").await?;
        app.hover(".buy").await?;
        app.panel().reads(&id("hover-label"), "Add to cart").await?;
        // Looking at a pane gives it the keyboard, too.
        app.to(Pane::Shop).await?;
        app.display().key("f")?;
        app.panel().sees("[data-testid=freeze][aria-pressed=true]").await?;
        app.to(Pane::Shop).await?;
        app.display().key("Escape")?;
        app.panel().sees("[data-testid=pick][aria-pressed=false]").await
    });
}
