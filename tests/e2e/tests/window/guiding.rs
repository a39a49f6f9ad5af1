//! The guided start, on the demo shop and on one that nobody here wrote: Waymark says what is worth measuring on the page,
//! what is taken is in the plan with its picture, and fires when somebody does it.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use waymark_e2e::app::App;
use waymark_e2e::newcomer::proposal;
use waymark_e2e::panel::id;
use waymark_e2e::shops::oscar::Oscar;
use waymark_e2e::shops::server::{Page, Server};
use waymark_e2e::{Error, Result, wait};

use crate::{open, play, row};

const PRODUCT: &str = "/products/tarn-crew-jumper";
const ADD: &str = "main button[name=add]";
const OSCAR_PRODUCT: &str = "/catalogue/harbor-tee_1/";

/// Takes a proposal and waits until it is in the plan.
async fn add(app: &App, entry: &str) -> Result {
    app.panel().sees(&proposal(entry)).await?;
    app.panel().press(&format!("{} {}", proposal(entry), id("suggestion-add"))).await?;
    wait::until(&format!("{entry} in the plan"), async || {
        let overview = app.panel().invoke("overview", json!({})).await?;
        Ok(event(&overview, entry).map(drop))
    })
    .await
}

fn event<'json>(overview: &'json Value, name: &str) -> Option<&'json Value> {
    overview.pointer("/open/events")?.as_array()?.iter().find(|view| view["event"]["name"] == name)
}

#[test]
fn a_plan_is_begun_from_what_is_found_and_fires() {
    play("guiding", async |app| {
        let panel = app.panel();
        panel.press(&id("open-demo")).await?;
        panel.sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        panel.press(&id("empty-guide")).await?;
        panel.reads(&id("guide-platform"), "Shopify, theme Ridgeline 4.1.0").await?;
        panel.reads(&outlined("newsletter_signup"), "1 element outlined").await?;
        add(app, "newsletter_signup").await?;

        // The next one is on another page: it is shown there, outlined.
        let home = app.shop_address().await?;
        panel.press(&format!("[data-testid=starter][data-id=add_to_cart] {}", id("starter-show"))).await?;
        panel.reads(&outlined("add_to_cart"), "1 element outlined").await?;
        app.shop_until("a product page", "return location.pathname.startsWith('/products/');").await?;
        app.visit(&format!("{}{PRODUCT}", home.trim_end_matches('/'))).await?;
        panel.reads(&outlined("add_to_cart"), "1 element outlined").await?;
        add(app, "add_to_cart").await?;
        panel.sees("[data-testid=starters][data-done=\"2\"]").await?;
        let overview = wait::until("the picture of what was taken", async || {
            let overview = panel.invoke("overview", json!({})).await?;
            let is_pictured = event(&overview, "add_to_cart").is_some_and(|view| view["hasPicture"] == true);
            Ok(is_pictured.then_some(overview))
        })
        .await?;
        let taken = event(&overview, "add_to_cart").map(|view| view["event"].clone()).unwrap_or_default();
        assert_eq!(taken["where"], json!({ "pageTypes": ["product"] }), "{taken}");

        panel.press(&id("guide-leave")).await?;
        panel.sees(&row("add_to_cart")).await?;
        panel.press(&id("test-toggle")).await?;
        app.click(ADD).await?;
        panel.reads(&row("add_to_cart"), "just now").await.map(drop)
    });
}

/// CSS of the words that say how many elements of a proposal are outlined.
fn outlined(entry: &str) -> String {
    format!("{} {}", proposal(entry), id("suggestion-outlined"))
}

#[test]
fn an_entry_of_the_catalogue_is_pointed_at_with_a_real_mouse() {
    play("guiding-pointing", async |app| {
        let panel = app.panel();
        panel.press(&id("open-demo")).await?;
        panel.sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        let home = app.shop_address().await?;
        app.visit(&format!("{}{PRODUCT}", home.trim_end_matches('/'))).await?;
        panel.press(&id("empty-catalogue")).await?;
        let entry = |name: &str, part: &str| format!("[data-testid=entry][data-id={name}] {}", id(part));
        panel.reads(&entry("add_to_cart", "entry-open"), "Found here").await?;
        panel.fill(&id("catalogue-search"), "buy now").await?;
        panel.press(&entry("buy_now_click", "entry-open")).await?;
        panel.press(&entry("buy_now_click", "entry-point")).await?;
        panel.reads(&id("hover-label"), "Buy now clicked").await?;
        app.pick(ADD).await?;
        panel.sees(&id("draft")).await?;
        assert_eq!(panel.value(&id("draft-name")).await?, "buy_now_click");
        panel.press(&id("draft-save")).await?;
        panel.reads(&entry("buy_now_click", "entry-open"), "In your plan").await?;
        let overview = panel.invoke("overview", json!({})).await?;
        let taken = event(&overview, "buy_now_click").map(|view| view["event"].clone()).unwrap_or_default();
        assert_eq!((&taken["weight"], &taken["trigger"]["type"]), (&json!(9), &json!("click")), "{taken}");
        assert_eq!(taken["where"], json!({ "pageTypes": ["product"] }), "{taken}");
        Ok(())
    });
}

#[test]
fn a_page_that_nothing_links_to_is_found_and_its_starter_is_shown_there() {
    play("guiding-sitemap", async |app| {
        let product = r#"<main><h1>Mug</h1><form action="/cart/add" method="post">
            <button name="add">Add to cart</button></form></main>"#;
        let map = "<urlset><url><loc>/products/mug</loc></url></urlset>";
        let pages = BTreeMap::from([
            ("/".to_owned(), Page::html("<h1>Kiln</h1><p>We make mugs.</p>")),
            ("/sitemap.xml".to_owned(), Page::html(map).with("content-type", "application/xml")),
            ("/products/mug".to_owned(), Page::html(product)),
        ]);
        let shop = Server::start(pages).await?;
        open(app, &shop.url("/")).await?;
        let panel = app.panel();
        panel.press(&id("empty-guide")).await?;
        panel.press(&format!("[data-testid=starter][data-id=add_to_cart] {}", id("starter-show"))).await?;
        panel.reads(&outlined("add_to_cart"), "1 element outlined").await?;
        assert_eq!(app.shop_address().await?, shop.url("/products/mug"));
        Ok(())
    });
}

#[test]
fn a_shop_whose_addresses_nobody_knows_teaches_them_at_a_yes() {
    play("guiding-oscar", async |app| {
        let folder = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
        let oscar = Oscar::start(folder.path())?;
        open(app, oscar.url()).await?;
        let panel = app.panel();
        panel.press(&id("empty-guide")).await?;
        panel.reads(&id("guide-platform"), "Custom shop").await?;
        app.visit(&format!("{}{OSCAR_PRODUCT}", oscar.url().trim_end_matches('/'))).await?;
        panel.reads(&id("rule-question"), "/catalogue/*").await?;
        panel.press(&id("rule-yes")).await?;
        panel.sees_no(&id("rule-question")).await?;
        add(app, "add_to_cart").await?;
        let overview = panel.invoke("overview", json!({})).await?;
        let taken = event(&overview, "add_to_cart").map(|view| view["event"].clone()).unwrap_or_default();
        assert_eq!(taken["where"], json!({ "pageTypes": ["product"] }), "{taken}");
        Ok(())
    });
}
