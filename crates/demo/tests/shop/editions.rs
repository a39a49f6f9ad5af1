//! Switching editions, serving and stopping.

use serde_json::json;
use waymark_demo::{DemoError, Edition, serve};

use crate::visitor::{Visitor, shop};

#[tokio::test]
async fn switching_while_running_changes_the_page_and_keeps_the_cart() {
    let shop = shop(Edition::Today).await;
    let mut visitor = Visitor::of(&shop);
    visitor.post_json("/cart/add.js", json!({ "id": 8_438_001 })).await;
    let before = visitor.html("/products/tarn-crew-jumper").await;
    assert!(before.contains("Add to cart") && before.contains("\"Ridgeline\""));

    shop.set_edition(Edition::Redesign);
    let after = visitor.html("/products/tarn-crew-jumper").await;
    assert!(after.contains("Add to bag") && after.contains("\"Strand\"") && !after.contains("Add to cart"));
    assert!(visitor.html("/cart").await.contains("Gift Card"));
    assert_eq!(visitor.json("/cart.js").await["item_count"], 1);
}

#[tokio::test]
async fn scripts_can_switch_but_plain_forms_cannot() {
    let shop = shop(Edition::Today).await;
    let mut visitor = Visitor::of(&shop);
    let answer = visitor.post_json("/__demo/edition", json!({ "edition": "redesign" })).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(shop.edition(), Edition::Redesign);
    assert_eq!(visitor.submit("/__demo/edition", "edition=today").await.status(), 415);
    assert_eq!(visitor.json("/__demo/edition").await, json!({ "edition": "redesign" }));
}

#[tokio::test]
async fn a_foreign_host_name_is_turned_away() {
    let shop = shop(Edition::Today).await;
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let answer = client.get(shop.url()).header("host", "evil.example").send().await.expect("an answer");
    assert_eq!(answer.status(), 421);
}

#[tokio::test]
async fn a_taken_port_is_an_error_and_a_stopped_shop_frees_it() {
    let first = shop(Edition::Today).await;
    let port = first.address().port();
    assert!(matches!(serve(Some(port), Edition::Today).await, Err(DemoError::Listen { .. })));
    first.stop().await;
    let second = serve(Some(port), Edition::Redesign).await.expect("the port is free again");
    assert_eq!(second.url(), format!("http://127.0.0.1:{port}/"));
}
