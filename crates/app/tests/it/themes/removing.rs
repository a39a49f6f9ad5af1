//! Waymark taken out of a theme: not a byte is left, and nothing that somebody else put there is broken.

use std::collections::BTreeMap;

use waymark_app::Failure;
use waymark_app::publishing::Unwatched;
use waymark_publish::shopify::{ASSET, LAYOUT};

use super::installed;
use crate::shop::Shop;
use crate::support::{Fixture, publish};

/// All files of the live theme.
fn files(shop: &Shop) -> BTreeMap<String, String> {
    let state = shop.state();
    let main = state.themes.iter().find(|theme| theme.role == "MAIN").unwrap();
    main.files.iter().map(|(name, text)| (name.clone(), text.clone())).collect()
}

#[tokio::test]
async fn waymark_is_taken_out_of_the_live_theme_and_put_back() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let untouched = files(&shop);
    let nothing = errand.take_out(&Unwatched).await.unwrap();
    assert!(!nothing.was_there && files(&shop) == untouched);

    assert!(publish(&mut fixture, &errand, None).await.unwrap());
    assert_ne!(files(&shop), untouched);
    let taken = errand.take_out(&Unwatched).await.unwrap();
    assert!(taken.was_there && !taken.theme.is_empty());
    assert_eq!(files(&shop), untouched, "not a byte is left");
    let live_at = |fixture: &Fixture| {
        let proof = fixture.app.event_proofs(&errand.shop).unwrap().remove(0).proof.unwrap();
        proof.places.len()
    };
    assert_eq!(live_at(&fixture), 1);
    fixture.app.took_out(&errand).unwrap();
    assert_eq!(live_at(&fixture), 0, "without a look");
    let look = errand.look().await.unwrap();
    assert!(look.live.is_none() && fixture.app.review(&fixture.slug(), &look).unwrap().planned.is_some());
    assert!(publish(&mut fixture, &errand, None).await.unwrap());
    assert!(files(&shop).contains_key(ASSET) && live_at(&fixture) == 1);
    shop.assert_sound();
}

#[tokio::test]
async fn a_line_that_somebody_pasted_is_not_left_without_its_snippet() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let layout = shop.state().live(LAYOUT).unwrap().to_owned();
    let by_hand = layout.replace("</head>", "{% render 'waymark' %}\n</head>");
    shop.state().edit(LAYOUT, &by_hand);
    assert!(publish(&mut fixture, &errand, None).await.unwrap());
    let before = files(&shop);
    let refused = Failure::from(errand.take_out(&Unwatched).await.unwrap_err());
    assert!(refused.message.contains("by hand"), "{}", refused.message);
    assert!(refused.hint.contains("layout/theme.liquid"), "{}", refused.hint);
    assert_eq!(files(&shop), before);
}
