//! What a review of a theme says: whether it loads what it has, what somebody else changed, and what cannot be told.

use waymark_app::publishing::Unwatched;
use waymark_app::view::{ChangeKind, ChangeView};
use waymark_app::{Code, Failure};
use waymark_publish::shopify::{ASSET, LAYOUT};

use super::{installed, revision};
use crate::shop::{Shop, Trouble};
use crate::support::{publish, review, tried_out};

const UPSERT: &str = "themeFilesUpsert";

fn told(changes: Option<Vec<ChangeView>>) -> Vec<(String, ChangeKind)> {
    changes.unwrap().into_iter().map(|change| (change.name, change.kind)).collect()
}

#[tokio::test]
async fn what_a_theme_has_and_does_not_load_is_to_be_finished() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    let layout = shop.state().live(LAYOUT).unwrap().to_owned();
    shop.at(2, UPSERT, Trouble::Denied);
    let failed = Failure::from(publish(&mut fixture, &errand, None).await.unwrap_err());
    assert_eq!(failed.code, Code::Unfinished, "{failed:?}");
    shop.heal();
    let shown = review(&fixture, &errand).await;
    assert!(!shown.is_live && shown.is_unfinished, "{shown:?}");
    assert!(shown.conflict.is_none() && shown.changes.unwrap().is_empty());

    let live = revision(&fixture);
    assert!(publish(&mut fixture, &errand, Some(&live)).await.unwrap(), "the loader had to be put in");
    let shown = review(&fixture, &errand).await;
    assert!(shown.is_live && !shown.is_unfinished);
    assert!(!publish(&mut fixture, &errand, Some(&live)).await.unwrap());
    // A new version of the merchant's theme comes without the line.
    shop.state().edit(LAYOUT, &layout);
    let shown = review(&fixture, &errand).await;
    assert!(shown.is_unfinished && !shown.live.unwrap().is_loaded);
    // Also of what the plan is not any more.
    fixture.tag("#newsletter button");
    let shown = review(&fixture, &errand).await;
    assert!(!shown.is_there && !shown.is_unfinished && shown.changes.unwrap().len() == 1);
    assert!(!shown.live.unwrap().is_loaded);
    let tested = tried_out(&errand).await.unwrap().message;
    assert!(tested.ends_with("is in its theme, which does not load it."), "{tested}");
    // Going back to it puts the line in.
    let order = fixture.app.order_back(&errand.shop, "1").unwrap();
    let seen = errand.look().await.unwrap().live.unwrap().id();
    assert!(errand.publish(&order, Some(&seen), &Unwatched).await.unwrap().moved);
    assert!(review(&fixture, &errand).await.live.unwrap().is_loaded);
    shop.assert_sound();
}

#[tokio::test]
async fn the_same_plan_with_other_files_of_waymarks_own_is_not_live_yet() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    publish(&mut fixture, &errand, None).await.unwrap();
    let older = shop.state().live(ASSET).unwrap().replacen("(()=>{", "(()=>{/* older */", 1);
    assert_ne!(shop.state().live(ASSET).unwrap(), older);
    shop.state().theme_mut(2).unwrap().files.insert(ASSET.into(), older);
    let shown = review(&fixture, &errand).await;
    assert!(!shown.is_live && !shown.is_unfinished && shown.changes.unwrap().is_empty());
    let live = revision(&fixture);
    assert!(publish(&mut fixture, &errand, Some(&live)).await.unwrap());
    assert!(review(&fixture, &errand).await.is_live);
}

#[tokio::test]
async fn what_somebody_else_changed_is_read_out_of_their_file() {
    let shop = Shop::start().await;
    let (mut ours, errand) = installed(&shop);
    publish(&mut ours, &errand, None).await.unwrap();
    let (mut theirs, their_errand) = installed(&shop);
    theirs.tag("#newsletter button");
    let seen = revision(&ours);
    publish(&mut theirs, &their_errand, Some(&seen)).await.unwrap();

    let shown = review(&ours, &errand).await;
    let conflict = told(shown.conflict);
    assert!(conflict.contains(&("newsletter_signup".to_owned(), ChangeKind::Added)), "{conflict:?}");
    let changes = told(shown.changes);
    assert!(changes.contains(&("newsletter_signup".to_owned(), ChangeKind::Removed)), "{changes:?}");

    shop.state().edit(ASSET, "const c={\"revision\":\"bbbbbbbbbbbbbbbb\"}");
    let shown = review(&ours, &errand).await;
    assert_eq!((shown.changes, shown.conflict), (None, Some(vec![])), "nothing is made up");
}

#[tokio::test]
async fn a_file_that_is_not_waymarks_is_replaced_only_as_it_was_seen() {
    for trouble in [None, Some(Trouble::EditAfter(ASSET, "alert(2)".to_owned()))] {
        let shop = Shop::start().await;
        let (mut fixture, errand) = installed(&shop);
        shop.state().edit(ASSET, "alert(1)");
        shop.state().foreign = None;
        let shown = review(&fixture, &errand).await;
        assert_eq!(shown.changes.unwrap().len(), 1, "all events are new");
        let seen = shown.live.filter(|live| live.is_foreign).unwrap().revision;
        let is_edited = trouble.is_some();
        // Right after it was looked at whether that is there still.
        let mut trouble = trouble;
        shop.plan(move |seen| if seen.field == "theme" { trouble.take() } else { None });
        let published = publish(&mut fixture, &errand, Some(&seen)).await;
        if is_edited {
            assert_eq!(Failure::from(published.unwrap_err()).code, Code::Conflict);
            assert_eq!(shop.state().live(ASSET), Some("alert(2)"), "of somebody whom nobody saw");
        } else {
            assert!(published.unwrap() && review(&fixture, &errand).await.is_live);
        }
        shop.assert_sound();
    }
}
