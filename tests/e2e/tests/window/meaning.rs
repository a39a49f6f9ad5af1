//! Saying what is meant: a text narrows the rule, its scope counts too, other pages of the kind say how it does, and
//! devices whether the element is there.

use waymark_e2e::Result;
use waymark_e2e::panel::id;

use crate::{pick, play, row, save, text};

const PRODUCT: &str = "/products/tarn-crew-jumper";

#[test]
fn a_rule_is_narrowed_and_tried_on_other_pages_and_devices() {
    play("meaning", async |app| {
        app.panel().press(&id("open-demo")).await?;
        app.panel().sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        app.visit(PRODUCT).await?;
        pick(app, ".product-form__submit").await?;
        app.panel().reads(&id("draft-rule"), "Button: Add to cart · Product pages").await?;
        app.panel().reads(&id("sample-headline"), "Matches 1 element on 8 of 8 product pages").await?;
        sights(app, "phone visible, tablet visible, desktop visible").await?;

        // What the button says on one product it does not say on another.
        app.panel().press(&id("draft-bound")).await?;
        app.panel().reads(&id("draft-matches"), "with the text “Add to cart”").await?;
        counts(app, 1).await?;
        app.panel().reads(&id("sample-headline"), "Matches 1 element on 7 of 8 product pages").await?;
        app.panel()
            .reads(&id("sample-note"), "None on “Drover Canvas Tote”: it says “Sold out” there")
            .await?;
        app.panel().fill(&id("draft-text"), "Sold out").await?;
        counts(app, 0).await?;
        app.panel().press("[data-testid=sample-page][data-title=\"Drover Canvas Tote\"]").await?;
        counts(app, 1).await?;
        assert!(app.shop_address().await?.ends_with("/products/drover-canvas-tote"));

        // The scope is part of the rule: the same element does not count on other pages.
        app.panel().choose(&id("draft-scope"), "contained").await?;
        app.panel().fill(&id("draft-contained"), "jumper").await?;
        app.panel().reads(&id("draft-matches"), "Counts on other pages only").await?;
        app.panel().fill(&id("draft-contained"), "tote").await?;
        counts(app, 1).await?;
        app.panel().press(&id("draft-discard")).await?;
        app.panel().press(&id("draft-discard-yes")).await?;

        // The whole form, and what visitors have on some devices only.
        app.visit(PRODUCT).await?;
        pick(app, ".product-form__submit").await?;
        app.panel().press(&id("draft-wider")).await?;
        app.panel().sees(&id("draft-narrower")).await?;
        counts(app, 1).await?;
        app.panel().press(&id("draft-narrower")).await?;
        app.panel().reads(&id("draft-rule"), "Button: Add to cart").await?;
        app.panel().press(&id("draft-discard")).await?;
        app.panel().press(&id("draft-discard-yes")).await?;

        app.visit("/").await?;
        let menu = pick(app, ".header__drawer > summary").await?;
        sights(app, "phone visible, tablet visible, desktop hidden").await?;
        app.panel().reads(&id("devices"), "there but hidden").await?;
        let name = text(&menu, "/event/name").to_owned();
        save(app, &name).await?;
        let marks = format!("{} {}", row(&name), id("event-devices"));
        app.panel().reads(&marks, "Desktop: there but hidden").await.map(drop)
    });
}

async fn counts(app: &waymark_e2e::app::App, number: u32) -> Result {
    app.panel().sees(&format!("[data-testid=draft-matches][data-count=\"{number}\"]")).await
}

async fn sights(app: &waymark_e2e::app::App, seen: &str) -> Result {
    app.panel().sees(&format!("[data-testid=devices][data-sights=\"{seen}\"]")).await
}
