//! A preview of a theme publication in the real pane: on a copy that visitors do not see, then live, then discarded.
//! Shopify and the shop's storefront are the stand-in of the tests of `waymark-publish`.

use serde_json::json;
use waymark_e2e::Result;
use waymark_e2e::app::App;
use waymark_e2e::panel::id;

use crate::shop::{Shop, State};
use crate::{open, pick, play, save, text};

const TOKEN: &str = "shpat_6d7e8f";
const ASSET: &str = "assets/waymark.js";
const LAYOUT: &str = "layout/theme.liquid";

/// The stand-in with something to press in its live theme.
async fn start() -> Shop {
    let shop = Shop::start().await;
    shop.state().tokens = vec![TOKEN.to_owned()];
    let bare = shop.state().live(LAYOUT).map(str::to_owned).unwrap_or_default();
    let button = "<button type=\"button\" class=\"buy\">Add to cart</button></body>";
    shop.state().edit(LAYOUT, &bare.replace("</body>", button));
    shop
}

/// Adds the live theme as a place; the stand-in is where Shopify would be.
async fn add_theme(app: &App, shop: &Shop) -> Result {
    let panel = app.panel();
    panel.press(&id("publish")).await?;
    panel.press(&id("add-place")).await?;
    panel.press(&id("kind-theme")).await?;
    panel.fill(&id("place-shop"), "example.myshopify.com").await?;
    panel.fill(&id("place-secret"), TOKEN).await?;
    panel.press(&id("place-more")).await?;
    panel.fill(&id("place-endpoint"), shop.base.as_str()).await?;
    panel.press(&id("place-save")).await?;
    panel.sees(&id("preview-first")).await
}

/// Presses the button in the pane; the event reaches the page's dataLayer, or does not.
async fn press(app: &App, is_heard: bool) -> Result {
    app.click(".buy").await?;
    let heard = "(window.dataLayer || []).filter((push) => push.event === 'add_to_cart').length";
    if is_heard {
        return app.shop_until("the event in the dataLayer", &format!("return {heard} === 1;")).await;
    }
    let loads = "document.querySelector('script[src*=\"waymark.js\"]') !== null";
    app.shop_until("a page without Waymark", &format!("return !({loads}) && {heard} === 0;")).await
}

fn themes(state: &State) -> Vec<(&str, bool)> {
    state.themes.iter().map(|theme| (theme.role, theme.files.contains_key(ASSET))).collect()
}

#[test]
fn a_theme_is_previewed_in_the_pane_goes_live_and_the_copy_is_discarded() {
    play("theme-preview", async |app| {
        let shop = start().await;
        let live = shop.base.as_str();
        open(app, live).await?;
        pick(app, ".buy").await?;
        save(app, "add_to_cart").await?;
        add_theme(app, &shop).await?;

        let panel = app.panel();
        panel.press(&id("preview-first")).await?;
        panel.reads(&id("preview-bar"), "Visitors do not see it").await?;
        app.shop_until(
            "the preview in the pane",
            "return location.search.includes('preview_theme_id=') && document.readyState === 'complete';",
        )
        .await?;
        let shown = [("UNPUBLISHED", false), ("MAIN", false), ("DEVELOPMENT", false), ("UNPUBLISHED", true)];
        assert_eq!(themes(&shop.state()), shown);
        press(app, true).await?;
        // What visitors get is as it was.
        app.visit(live).await?;
        press(app, false).await?;
        panel.press(&id("preview-bar-show")).await?;
        app.shop_until("the preview again", "return location.search.includes('preview_theme_id=');").await?;

        panel.press(&id("preview-publish")).await?;
        panel.press(&id("publish-now")).await?;
        panel.press(&id("publish-anyway")).await?;
        panel.sees(&id("published")).await?;
        panel.press(&id("publish-close")).await?;
        panel.reads(&id("preview-bar"), "live by now").await?;
        app.visit(live).await?;
        press(app, true).await?;
        panel.press(&id("preview-bar-discard")).await?;
        panel.sees_no(&id("preview-bar")).await?;
        assert_eq!(themes(&shop.state()), [("UNPUBLISHED", false), ("MAIN", true), ("DEVELOPMENT", false)]);
        shop.assert_sound();
        Ok(())
    });
}

#[test]
fn a_place_is_removed_after_the_preview_that_is_under_way_there() {
    play("theme-preview-removed", async |app| {
        let shop = start().await;
        open(app, shop.base.as_str()).await?;
        pick(app, ".buy").await?;
        save(app, "add_to_cart").await?;
        add_theme(app, &shop).await?;

        // Waymark looks once a second.
        shop.state().copying = 4;
        let panel = app.panel();
        panel.press(&id("preview-first")).await?;
        panel.reads(&id("publish-dialog"), "Waiting for the copy of the theme").await?;
        let places = panel.invoke("targets", json!({})).await?;
        let removal = json!({"id": text(&places, "/0/target/id"), "leavePreview": true});
        let left = panel.invoke("remove_target", removal).await?;
        assert_eq!(left, json!([]));
        assert_eq!(
            themes(&shop.state()).last(),
            Some(&("UNPUBLISHED", true)),
            "the preview was complete by then"
        );
        shop.assert_sound();
        Ok(())
    });
}
