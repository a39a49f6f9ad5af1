//! Shops and events to store.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::path::Path;

use waymark_model::page_type::defaults;
use waymark_model::{Event, EventId, Phase, Scope, Selector, Shop, ShopSlug, Stage, Target, Trigger, Weight};
use waymark_store::{Opened, Store};

/// Some day in 2025.
pub const NOW: i64 = 1_760_000_000_000;

/// The shop of most tests.
#[allow(dead_code, reason = "not every test binary uses every piece")]
pub fn slug() -> ShopSlug {
    ShopSlug("shop.example".into())
}

/// A store that is expected to be sound.
pub fn ready(path: &Path) -> Store {
    match Store::open(path, NOW).unwrap() {
        Opened::Ready(store) => store,
        Opened::Damaged(damaged) => panic!("damaged: {damaged:?}"),
    }
}

/// A sound store with the shop in it.
#[allow(dead_code, reason = "not every test binary uses every piece")]
pub fn with_shop(path: &Path) -> Store {
    let mut store = ready(path);
    let shop = Shop { slug: slug(), url: "https://shop.example/".into(), name: "Shop".into() };
    store.add_shop(&shop, &defaults(), NOW).unwrap();
    store
}

/// A click event.
#[allow(dead_code, reason = "not every test binary uses every piece")]
pub fn event(id: &str, name: &str) -> Event {
    Event {
        scope: Scope { page_types: vec!["product".into()], url: None },
        target: Some(Target {
            selectors: vec![Selector {
                css: "form[action*=\"/cart/add\"] button".into(),
                within: vec![],
                text: None,
                alone: false,
            }],
            ..Target::default()
        }),
        stage: Stage::Bofu,
        phase: Phase::Intent,
        weight: Weight::clamped(8),
        ..Event::new(EventId(id.into()), name.into(), Trigger::Click)
    }
}
