//! Several computers at one theme, which keeps nothing but what is live.

use std::sync::Arc;

use waymark_app::publishing::{Order, Secret, Unwatched};
use waymark_app::vault::Vault;
use waymark_app::{Code, Failure};
use waymark_model::{Place, PublicationTarget, TargetId};

use super::{installed, looked};
use crate::shop::Shop;
use crate::support::Fixture;

/// The same plan as a newer Waymark would publish it.
fn newer(fixture: &Fixture) -> Order {
    let mut order = fixture.app.order(&fixture.slug()).unwrap();
    order.release.runtime_js.push_str("/* newer */");
    order.release.bundle_js.push_str("/* newer */");
    order.release.runtime_sha256 = "0".repeat(64);
    order
}

#[tokio::test]
async fn what_another_put_into_a_theme_is_kept_by_who_publishes_over_it() {
    let shop = Shop::start().await;
    let (ada, adas_errand) = installed(&shop);
    let theirs = newer(&ada);
    adas_errand.publish(&theirs, None, &Unwatched).await.unwrap();

    let (mut grace, errand) = installed(&shop);
    let slug = grace.slug();
    grace.tag("#newsletter button");
    let shown = looked(&mut grace, &errand).await;
    let live = shown.live.clone().unwrap();
    assert_eq!((live.number, live.is_ours, shown.unkept.as_ref()), (Some(1), false, None));
    let history = |grace: &Fixture| grace.app.targets(&slug).unwrap().remove(0).history;
    let seen = &history(&grace)[0];
    assert!(seen.is_seen && seen.author.is_empty(), "a theme does not say who");
    let look = errand.look().await.unwrap();
    let none = Failure::from(grace.app.revision_before(&slug, &look).unwrap_err());
    assert!(none.message.contains("a theme keeps nothing but what is live"), "{}", none.message);

    let order = grace.app.order(&slug).unwrap();
    grace.app.sending(&slug, &order, &errand.target.id).unwrap();
    let done = errand.publish(&order, Some(&look.live.unwrap().id()), &Unwatched).await.unwrap();
    grace.app.went_live(&slug, &order, &done).unwrap();
    assert!(looked(&mut grace, &errand).await.is_live);

    // Back, byte for byte.
    let look = errand.look().await.unwrap();
    let before = grace.app.revision_before(&slug, &look).unwrap();
    let back = grace.app.order_back(&slug, &before).unwrap();
    assert_eq!(back.release.bundle_js, theirs.release.bundle_js);
    grace.app.sending(&slug, &back, &errand.target.id).unwrap();
    let done = errand.publish(&back, Some(&look.live.unwrap().id()), &Unwatched).await.unwrap();
    grace.app.went_live(&slug, &back, &done).unwrap();
    let live = errand.look().await.unwrap().live.unwrap();
    assert!(live.asset.unwrap().has(&theirs.release.bundle_js));
    assert!(looked(&mut grace, &errand).await.live.unwrap().is_ours);

    // As a theme's one file it is no release for a folder.
    let www = tempfile::tempdir().unwrap();
    let place = Place::Folder { path: www.path().display().to_string(), public_url: None };
    let folder = PublicationTarget { id: TargetId("t2".into()), name: "Folder".into(), place };
    grace.app.save_target(&slug, &folder, Secret::AsKept).unwrap();
    let vault = Arc::new(Vault::default());
    let to_folder = grace.app.errands(&slug, Some("Folder"), &vault).unwrap().remove(0);
    let refused = Failure::from(to_folder.publish(&back, None, &Unwatched).await.unwrap_err());
    assert_eq!(refused.code, Code::Unsupported);
    assert!(refused.message.contains("only go back into a theme"), "{}", refused.message);
    assert_eq!(std::fs::read_dir(www.path()).unwrap().count(), 0);
    shop.assert_sound();
}

#[tokio::test]
async fn what_changes_in_a_theme_after_the_look_is_not_overwritten_for_its_marker() {
    let shop = Shop::start().await;
    let (mut ada, errand) = installed(&shop);
    let slug = ada.slug();
    let first = ada.app.order(&slug).unwrap();
    ada.app.sending(&slug, &first, &errand.target.id).unwrap();
    let done = errand.publish(&first, None, &Unwatched).await.unwrap();
    ada.app.went_live(&slug, &first, &done).unwrap();
    let seen = errand.look().await.unwrap().live.unwrap();
    // The same plan by a newer Waymark: another file with the same marker.
    let theirs = newer(&ada);
    errand.publish(&theirs, Some(&seen.id()), &Unwatched).await.unwrap();
    ada.tag("#newsletter button");
    let order = ada.app.order(&slug).unwrap();
    let refused = Failure::from(errand.publish(&order, Some(&seen.id()), &Unwatched).await.unwrap_err());
    assert_eq!(refused.code, Code::Conflict);
    let shown = looked(&mut ada, &errand).await;
    assert_eq!(shown.live.as_ref().map(|live| (live.number, live.is_ours)), Some((Some(2), false)));
    assert_eq!(shown.conflict, Some(vec![]), "the same events, other files");
    shop.assert_sound();
}
