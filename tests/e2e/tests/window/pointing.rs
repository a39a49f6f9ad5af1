//! Parameters by pointing, and what is measured already: with a real mouse in the real window.

use std::collections::BTreeMap;
use std::time::Duration;

use waymark_e2e::app::App;
use waymark_e2e::panel::id;
use waymark_e2e::shops::server::{Page, Server};
use waymark_e2e::{Result, wait};

use crate::{open, pick, play, save, text};

const PRODUCT: &str = "/products/tarn-crew-jumper";
const OTHER: &str = "/products/kiln-stoneware-mug";
const OTHER_TITLE: &str = "Kiln Stoneware Mug";
const POINTING: &str = "[data-testid=point-at-value][aria-pressed=true]";
/// How long a press may take to show; pressing again before it does would take it back.
const PRESSED: Duration = Duration::from_secs(20);
const ADD: &str = "main button[name=add]";

#[test]
fn a_price_that_is_pointed_at_is_sent_and_so_is_a_chosen_size() {
    play("pointing", async |app| {
        app.panel().press(&id("open-demo")).await?;
        app.panel().sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        let home = app.shop_address().await?;
        let product = |path: &str| format!("{}{path}", home.trim_end_matches('/'));
        // Seen before, so that its values can be shown beside.
        app.visit(&product(OTHER)).await?;
        pick(app, ADD).await?;
        app.panel().press(&id("draft-discard")).await?;
        app.visit(&product(PRODUCT)).await?;
        let draft = pick(app, ADD).await?;
        let facts: Vec<&str> = draft["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|offer| offer["group"] == "product" && offer["value"] != "")
            .map(|offer| text(offer, "/parameter/name"))
            .collect();
        assert!(facts.contains(&"item_name") && facts.contains(&"price"), "{facts:?}");

        // A fact about the product comes first, the element itself is the other way.
        // The shop's header stays where it is and would lie over it.
        app.shop_until("the top of the page", "scrollTo(0, 0); return scrollY === 0;").await?;
        point(app, ".price--large span").await?;
        app.panel().reads(&id("pointed"), "Product price").await?;
        assert!(app.panel().count(&id("pointed-choice")).await? > 1);
        app.panel().reads(&id("seen-values"), OTHER_TITLE).await?;
        app.panel().press(&format!("{}:nth-of-type(2)", id("pointed-choice"))).await?;
        app.panel().press(&id("pointed-add")).await?;

        point(app, "label.pill[for$=size-3]").await?;
        app.panel().reads(&id("pointed-add"), "size").await?;
        app.panel().press(&id("pointed-add")).await?;

        // An address is refused, with the reason.
        point(app, "footer input[type=email]").await?;
        app.panel().reads(&id("pointed-refused"), "e-mail address").await?;
        app.panel().press(&id("pointed-close")).await?;
        save(app, "add_to_cart").await?;

        app.panel().forget().await?;
        app.panel().press(&id("test-toggle")).await?;
        app.panel().sees(&id("test-stream")).await?;
        app.click(ADD).await?;
        app.panel().sees("[data-testid=hit][data-name=add_to_cart][data-proven=true]").await?;
        let hit = app.panel().hears("hit", |_| true).await?;
        let sent = &hit["parameters"];
        assert!(["XS", "S", "M", "L", "XL"].contains(&text(sent, "/size")), "{sent}");
        let prices: Vec<f64> = sent
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(name, _)| name.starts_with("price"))
            .filter_map(|(_, value)| value.as_f64())
            .collect();
        assert!(
            prices.len() == 2 && (prices[0] - prices[1]).abs() < 0.001,
            "the fact and the element: {sent}"
        );
        Ok(())
    });
}

/// Points at an element of the shop with the real mouse, for the open draft.
async fn point(app: &App, css: &str) -> Result {
    let is_on = async || Ok((app.panel().count(POINTING).await? > 0).then_some(()));
    wait::until("pointing to be on", async || {
        // Values of other pages that arrive meanwhile move the button away from under the mouse.
        app.panel().press(&id("point-at-value")).await?;
        Ok(wait::until_within(PRESSED, "pointing to be on", is_on).await.ok())
    })
    .await?;
    app.pick(css).await?;
    app.panel().sees(&id("pointed")).await
}

/// Sends what gtag sends, to the shop's own relay and by the data layer, when the button is clicked.
const TAGGED: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>Mug</title>
    <script async src='https://www.googletagmanager.com/gtag/js?id=G-SHOP123'></script>
    <style>main { padding: 40px } button { font-size: 20px; padding: 10px }</style>
    <main><h1>Mug</h1><p class=price>€29,90</p>
      <button class=buy name=add>Add to cart</button> <button class=guide>Size guide</button></main>
    <script>
      window.dataLayer = window.dataLayer || [];
      function gtag() { dataLayer.push(arguments); }
      const collect = (event) =>
        navigator.sendBeacon('/g/collect?v=2&tid=G-SHOP123&_p=7', 'en=' + event + '&epn.value=29.9&ep.currency=EUR');
      collect('page_view');
      document.querySelector('.buy').onclick = () => {
        gtag('event', 'add_to_cart', { value: 29.9, currency: 'EUR' });
        collect('add_to_cart');
      };
    </script>";

#[test]
fn a_click_that_google_is_told_of_already_is_said_to_be() {
    play("already", async |app| {
        let pages = [("/", TAGGED), ("/products/mug", TAGGED)];
        let pages: BTreeMap<String, Page> =
            pages.into_iter().map(|(path, html)| (path.to_owned(), Page::html(html))).collect();
        let shop = Server::start(pages).await?;
        open(app, &shop.url("/")).await?;
        app.visit(&shop.url("/products/mug")).await?;
        let collected = || shop.asked().iter().filter(|asked| asked.path.starts_with("/g/collect")).count();
        let before = collected();

        pick(app, "button.buy").await?;
        let words = "GA4 G-SHOP123 already gets add_to_cart from this click.";
        app.panel().reads(&id("already-told"), words).await?;
        app.panel().reads(&id("already-told"), "The data layer already gets add_to_cart").await?;
        app.panel().press(&id("already-compare")).await?;
        app.panel().reads(&id("already-table"), "G-SHOP123").await?;
        app.panel().reads(&id("already-table"), "29.9").await?;
        assert_eq!(collected(), before, "what was tried was sent");
        app.panel().press(&id("already-skip")).await?;
        app.panel().sees_no(&id("draft")).await?;

        pick(app, "button.guide").await?;
        app.panel().reads(&id("already"), "No other tool is told of this click.").await?;
        Ok(())
    });
}
