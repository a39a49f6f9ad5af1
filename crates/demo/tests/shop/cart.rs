//! The cart, by the JSON that themes use and by plain forms.

use serde_json::json;
use waymark_demo::Edition;

use crate::visitor::{Visitor, shop};

const JUMPER_OAT_XS: u64 = 8_431_001;
const GIFT_CARD: u64 = 8_438_001;
const TOTE_SOLD_OUT: u64 = 8_435_001;

#[tokio::test]
async fn the_json_cart_adds_changes_and_clears() {
    let shop = shop(Edition::Today).await;
    let mut visitor = Visitor::of(&shop);
    let line: serde_json::Value = visitor
        .post_json("/cart/add.js", json!({ "id": JUMPER_OAT_XS, "quantity": 2 }))
        .await
        .json()
        .await
        .expect("JSON");
    assert_eq!((&line["quantity"], &line["variant_title"]), (&json!(2), &json!("Oat / XS")));
    let several = visitor.post_json("/cart/add.js", json!({ "items": [{ "id": GIFT_CARD }] })).await;
    assert_eq!(several.status(), 200);

    let cart = visitor.json("/cart.js").await;
    assert_eq!((&cart["item_count"], &cart["total_price"]), (&json!(3), &json!(30_600)));
    let section = visitor.html("/cart?section_id=cart-drawer").await;
    assert!(section.contains("Tarn Crew Jumper") && !section.contains("<html"), "one section, no page");

    let changed = visitor.post_json("/cart/change.js", json!({ "line": 1, "quantity": 0 })).await;
    let cart: serde_json::Value = changed.json().await.expect("JSON");
    assert_eq!(cart["items"][0]["variant_id"], GIFT_CARD);
    assert_eq!(visitor.post_json("/cart/change.js", json!({ "line": 9, "quantity": 1 })).await.status(), 400);

    visitor.post_json("/cart/clear.js", json!({})).await;
    assert_eq!(visitor.json("/cart.js").await["item_count"], 0);
}

#[tokio::test]
async fn sold_out_is_refused_in_words() {
    let shop = shop(Edition::Today).await;
    let answer = Visitor::of(&shop).post_json("/cart/add.js", json!({ "id": TOTE_SOLD_OUT })).await;
    assert_eq!(answer.status(), 422);
    let body: serde_json::Value = answer.json().await.expect("JSON");
    assert_eq!(body["description"], "The product 'Drover Canvas Tote' is already sold out.");
}

#[tokio::test]
async fn forms_lead_from_product_to_thank_you() {
    for edition in Edition::ALL {
        let shop = shop(edition).await;
        let mut visitor = Visitor::of(&shop);
        let cart = visitor.submit("/cart/add", &format!("id={JUMPER_OAT_XS}&quantity=1")).await;
        assert!(cart.url().path() == "/cart" && cart.text().await.expect("text").contains("£128.00"));

        let fields = format!("updates%5B{JUMPER_OAT_XS}%5D=2&discount=hello10&note=Blue+string");
        let cart = visitor.submit("/cart", &fields).await.text().await.expect("text");
        assert!(cart.contains("£230.40"), "{edition:?}: two, ten percent off");
        assert_eq!(visitor.json("/cart.js").await["note"], "Blue string");
        let refused = visitor.submit("/cart", "discount=NOPE").await.text().await.expect("text");
        assert!(refused.contains("do not know that discount code"), "{edition:?}");

        let checkout = visitor.submit("/cart", "checkout=").await;
        assert_eq!(checkout.url().path(), "/checkout");
        let thanks = visitor.submit("/checkout", "email=a%40example.com").await;
        assert_eq!(thanks.url().path(), "/checkout/thank-you");
        assert_eq!(visitor.json("/cart.js").await["item_count"], 0);
    }
}

#[tokio::test]
async fn buying_now_goes_straight_to_checkout() {
    let shop = shop(Edition::Today).await;
    let mut visitor = Visitor::of(&shop);
    let page = visitor.submit("/cart/add", &format!("id={GIFT_CARD}&return_to=%2Fcheckout")).await;
    assert_eq!(page.url().path(), "/checkout");
    assert!(page.text().await.expect("text").contains("£50.00"));
}
