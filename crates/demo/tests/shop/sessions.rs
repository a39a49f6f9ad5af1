//! Who is who: sessions by cookie, seen from the server's side.

use serde_json::json;
use waymark_demo::{DEMO_EMAIL, DEMO_PASSWORD, Edition};

use crate::visitor::{Visitor, shop};

#[tokio::test]
async fn two_visitors_share_nothing() {
    let shop = shop(Edition::Today).await;
    let mut first = Visitor::of(&shop);
    let mut second = Visitor::of(&shop);
    first.html("/").await;
    second.html("/").await;
    assert_ne!(first.session(), second.session());
    first.post_json("/cart/add.js", json!({ "id": 8_438_001, "quantity": 3 })).await;
    let body = format!(
        "customer%5Bemail%5D={}&customer%5Bpassword%5D={DEMO_PASSWORD}",
        DEMO_EMAIL.replace('@', "%40")
    );
    let account = second.submit("/account/login", &body).await;
    assert!(account.text().await.expect("text").contains("Hello, Robin"));

    let views = shop.sessions();
    let view = |visitor: &Visitor| {
        views.iter().find(|view| view.id == visitor.session()).expect("the server saw it").clone()
    };
    assert_eq!(views.len(), 2, "one session a visitor, whatever it asked for");
    assert_eq!((view(&first).cart_count, view(&first).logged_in), (3, false));
    assert_eq!((view(&second).cart_count, view(&second).logged_in), (0, true));
    assert_eq!(view(&second).email.as_deref(), Some(DEMO_EMAIL));
    assert_eq!(first.json("/__demo/sessions").await.as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn registering_logs_in_and_logging_out_does_not_empty_the_cart() {
    let shop = shop(Edition::Redesign).await;
    let mut visitor = Visitor::of(&shop);
    visitor.post_json("/cart/add.js", json!({ "id": 8_438_001 })).await;
    let form = "customer%5Bfirst_name%5D=Ada&customer%5Bemail%5D=ada%40example.com&customer%5Bpassword%5D=pw";
    let account = visitor.submit("/account", form).await.text().await.expect("text");
    assert!(account.contains("Hello, Ada"));
    assert_eq!(visitor.submit("/account", form).await.status(), 422, "an address has one account");
    visitor.get("/account/logout").await;
    assert!(!shop.sessions()[0].logged_in);
    assert_eq!(shop.sessions()[0].cart_count, 1);
    let wrong = "customer%5Bemail%5D=ada%40example.com&customer%5Bpassword%5D=no";
    assert_eq!(visitor.submit("/account/login", wrong).await.status(), 422);
}

#[tokio::test]
async fn the_newsletter_and_the_wish_list_are_remembered() {
    let shop = shop(Edition::Today).await;
    let mut visitor = Visitor::of(&shop);
    let home = visitor.submit("/contact", "contact%5Bemail%5D=a%40example.com").await;
    assert!(home.text().await.expect("text").contains("The next letter is yours"));
    visitor.post_json("/wishlist/gift-card", json!({})).await;
    let seen = shop.sessions();
    assert_eq!(seen[0].subscribed.as_deref(), Some("a@example.com"));
    assert_eq!(seen[0].wishlist, ["gift-card"]);
    visitor.post_json("/wishlist/gift-card", json!({})).await;
    assert!(shop.sessions()[0].wishlist.is_empty());
}
