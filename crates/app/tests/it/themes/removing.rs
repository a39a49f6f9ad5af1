//! Waymark taken out of a theme: not a byte is left, and nothing that somebody else put there is broken.

use std::collections::BTreeMap;

use waymark_app::publishing::{Look, Unwatched};
use waymark_app::{Code, Failure};
use waymark_publish::shopify::loader::EMPTY_TEXT;
use waymark_publish::shopify::{ASSET, LAYOUT, SNIPPET};

use super::installed;
use crate::shop::{Shop, Trouble};
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
    let nothing = errand.take_out(None, &Unwatched).await.unwrap();
    assert!(!nothing.was_there && files(&shop) == untouched);

    assert!(publish(&mut fixture, &errand, None).await.unwrap());
    assert_ne!(files(&shop), untouched);
    let seen = fixture.app.takes_out(&errand.shop, &errand.look().await.unwrap(), None).unwrap();
    let taken = errand.take_out(seen.as_ref(), &Unwatched).await.unwrap();
    assert!(taken.was_there && !taken.theme.is_empty());
    let mut left = files(&shop);
    assert_eq!(left.remove(SNIPPET).as_deref(), Some(EMPTY_TEXT), "it prints nothing");
    assert_eq!(left, untouched, "not a byte is left of the rest");
    let live_at = |fixture: &Fixture| {
        let proof = fixture.app.event_proofs(&errand.shop).unwrap().remove(0).proof.unwrap();
        proof.places.len()
    };
    assert_eq!(live_at(&fixture), 1);
    let begun = fixture.app.taking_out(&errand);
    fixture.app.taken_out(&errand, &begun, &Ok(taken)).unwrap();
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
    let seen = errand.look().await.unwrap().live.unwrap().id();
    let refused = Failure::from(errand.take_out(Some(&seen), &Unwatched).await.unwrap_err());
    assert!(refused.message.contains("by hand"), "{}", refused.message);
    assert!(refused.hint.contains("layout/theme.liquid"), "{}", refused.hint);
    assert_eq!(files(&shop), before);
}

#[tokio::test]
async fn a_colleagues_publication_is_taken_out_only_by_who_saw_it() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    assert!(publish(&mut fixture, &errand, None).await.unwrap());
    let ours = errand.look().await.unwrap();
    let (mut colleague, theirs) = installed(&shop);
    colleague.tag("#newsletter button");
    let seen = ours.live.as_ref().map(waymark_app::publishing::LiveRevision::id);
    assert!(
        publish(&mut colleague, &theirs, seen.as_ref().map(|seen| seen.revision.as_str())).await.unwrap()
    );
    let before = files(&shop);
    let live = errand.look().await.unwrap();
    let revision = live.live.as_ref().unwrap().revision.clone();

    // They published after this one looked, and before.
    let meanwhile = errand.take_out(seen.as_ref(), &Unwatched).await.unwrap_err();
    for refused in [meanwhile, fixture.app.takes_out(&errand.shop, &live, None).unwrap_err()] {
        let refused = Failure::from(refused);
        assert_eq!(refused.code, Code::Conflict, "{refused:?}");
        assert!(refused.message.contains(&format!("revision {revision}, which was not")), "{refused:?}");
        assert!(refused.message.contains(" since 20") && refused.message.contains("UTC"), "{refused:?}");
        assert!(refused.message.ends_with("Nothing was taken out."), "{refused:?}");
    }
    assert!(fixture.app.takes_out(&errand.shop, &live, Some("0000000000000000")).is_err());
    assert_eq!(files(&shop), before);

    let seen = fixture.app.takes_out(&errand.shop, &live, Some(&revision)).unwrap();
    assert!(errand.take_out(seen.as_ref(), &Unwatched).await.unwrap().was_there);
    assert!(!files(&shop).contains_key(ASSET));
    // Nothing is there any more, whatever was seen.
    assert!(!errand.take_out(seen.as_ref(), &Unwatched).await.unwrap().was_there);
    shop.assert_sound();
}

#[tokio::test]
async fn a_removal_that_did_nothing_silences_no_alarm_and_a_look_before_it_undoes_nothing() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    assert!(publish(&mut fixture, &errand, None).await.unwrap());
    let seen = errand.look().await.unwrap().live.map(|live| live.id());
    let is_gone = async |fixture: &mut Fixture, look: Look| {
        fixture.app.saw(&errand.shop, &look);
        fixture.app.review(&errand.shop, &look).unwrap().is_gone
    };
    // Refused, and then somebody deletes it.
    shop.once("themeFilesUpsert", Trouble::Denied);
    let begun = fixture.app.taking_out(&errand);
    let refused = errand.take_out(seen.as_ref(), &Unwatched).await;
    assert!(refused.is_err());
    fixture.app.taken_out(&errand, &begun, &refused).unwrap();
    let asset = shop.state().live(ASSET).unwrap().to_owned();
    shop.state().theme_mut(2).unwrap().files.remove(ASSET);
    let look = errand.look().await.unwrap();
    assert!(is_gone(&mut fixture, look).await, "it should be there");
    shop.state().edit(ASSET, &asset);
    let look = errand.look().await.unwrap();
    assert!(!is_gone(&mut fixture, look).await);

    // A look that began before tells of what was there.
    let before = errand.look().await.unwrap();
    let begun = fixture.app.taking_out(&errand);
    let taken = errand.take_out(seen.as_ref(), &Unwatched).await;
    fixture.app.taken_out(&errand, &begun, &taken).unwrap();
    assert!(taken.unwrap().was_there);
    fixture.app.saw(&errand.shop, &before);
    let look = errand.look().await.unwrap();
    assert!(!is_gone(&mut fixture, look).await, "it was asked for");
    shop.assert_sound();
}
