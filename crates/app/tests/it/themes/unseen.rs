//! A place whose theme is not the shop's live one: what is in it is live nowhere, until the merchant publishes the theme.

use std::sync::{Arc, Mutex};

use waymark_app::publishing::{Audience, Desk, Errand, publish_all};
use waymark_app::vault::Vault;
use waymark_app::view::{Aim, Goal, LiveId, PlaceEnd, PlaceOutcome, ReleaseId, Review};
use waymark_app::{App, AppError, Failure, Prober};
use waymark_model::TargetId;

use super::{TOKEN, installed_in};
use crate::shop::Shop;
use crate::support::{Fixture, publish, review, tried_out};

/// What a person is shown who looks, and at how many places the event is said to be live.
async fn looked(fixture: &mut Fixture, errand: &Errand) -> (Review, usize) {
    let look = errand.look().await.unwrap();
    fixture.app.saw(&errand.shop, &look);
    let shown = fixture.app.review(&errand.shop, &look).unwrap();
    let open = fixture.app.select_shop(&errand.shop).unwrap().overview.open.unwrap();
    (shown, open.events[0].proof.places.len())
}

fn publishes_theme(shop: &Shop, id: u64) {
    for theme in &mut shop.state().themes {
        theme.role = if theme.id == id { "MAIN" } else { "UNPUBLISHED" };
    }
}

#[tokio::test]
async fn what_visitors_do_not_see_counts_as_live_nowhere_until_the_theme_is_published() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed_in(&shop, Some("1"));
    let before = review(&fixture, &errand).await;
    assert_eq!((before.unseen_in.as_deref(), before.live), (Some("Old"), None), "known before publishing");

    assert!(publish(&mut fixture, &errand, None).await.unwrap());
    // Written down by the publication, so that nobody has to look first.
    let of_target = |fixture: &Fixture| fixture.app.targets(&errand.shop).unwrap().remove(0);
    assert_eq!(of_target(&fixture).unseen_in.as_deref(), Some("Old"));
    let (shown, places) = looked(&mut fixture, &errand).await;
    assert!(!shown.is_live && shown.is_there && !shown.is_unfinished, "{shown:?}");
    assert_eq!(shown.unseen_in.as_deref(), Some("Old"));
    assert_eq!(places, 0, "the event is not live for visitors");
    let tested = tried_out(&errand).await.unwrap().message;
    assert!(tested.contains("“Old”, which visitors do not see") && !tested.contains("live"), "{tested}");

    publishes_theme(&shop, 1);
    let (shown, places) = looked(&mut fixture, &errand).await;
    assert!(shown.is_live && shown.unseen_in.is_none(), "status follows");
    assert_eq!((places, of_target(&fixture).unseen_in), (1, None));

    publishes_theme(&shop, 2);
    let (shown, places) = looked(&mut fixture, &errand).await;
    assert!(!shown.is_live && shown.conflict.is_none() && shown.live.unwrap().is_ours);
    assert_eq!(places, 0);
    shop.assert_sound();
}

pub(super) struct Office(pub Mutex<Fixture>);

impl Desk for Office {
    fn app<T>(&self, act: impl FnOnce(&mut App) -> Result<T, AppError>) -> Result<T, Failure> {
        act(&mut self.0.lock().unwrap().app).map_err(Failure::from)
    }
}

pub(super) struct Nobody;

impl Audience for Nobody {
    fn step(&self, _target: &TargetId, _words: &'static str) {}

    fn ended(&self, _outcome: &PlaceOutcome) {}

    fn is_stopped(&self) -> bool {
        false
    }
}

#[tokio::test]
async fn a_publication_into_an_unseen_theme_does_not_end_as_live() {
    let shop = Shop::start().await;
    let (fixture, errand) = installed_in(&shop, Some("1"));
    let release = fixture.app.order(&errand.shop).unwrap().release;
    let planned = ReleaseId { revision: release.revision.clone(), runtime: release.runtime_sha256 };
    let office = Office(Mutex::new(fixture));
    let vault = Arc::new(Vault::with_environment(|_| Some(TOKEN.to_owned())));
    for seen in [None, Some(release.revision)] {
        let goal = Goal::Plan { release: planned.clone() };
        let seen = seen.as_deref().map(LiveId::from);
        let aim = Aim { target: errand.target.id.clone(), seen, seen_unloaded: false, goal };
        let outcomes = publish_all(&office, &errand.shop, &[aim], &vault, &Prober::new().unwrap(), &Nobody)
            .await
            .unwrap();
        assert_eq!(outcomes[0].end, PlaceEnd::Unseen, "{outcomes:?}");
        assert!(outcomes[0].failure.is_none());
    }
}
