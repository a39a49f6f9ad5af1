//! Publications to a theme that fail: what is told of what is there then, and the ways on and back.

use std::sync::{Arc, Mutex};

use waymark_app::publishing::{Desk, Errand, LiveRevision, publish_all};
use waymark_app::vault::Vault;
use waymark_app::view::{Aim, Goal, NextStep, PlaceEnd, PlaceOutcome, ReleaseId, WayBack};
use waymark_app::{Code, Prober};
use waymark_publish::shopify::ASSET;

use super::unseen::{Nobody, Office};
use super::{TOKEN, installed};
use crate::shop::{Shop, Trouble};
use crate::support::publish;

const UPSERT: &str = "themeFilesUpsert";

/// The plan, in place of what a look tells.
async fn aim(office: &Office, errand: &Errand) -> Aim {
    let look = errand.look().await.unwrap();
    let goal = office
        .app(|app| {
            let release = app.order(&errand.shop)?.release;
            let release = ReleaseId { revision: release.revision, runtime: release.runtime_sha256 };
            Ok(Goal::Plan { release })
        })
        .unwrap();
    let live = look.live.as_ref();
    Aim {
        target: errand.target.id.clone(),
        seen: live.map(LiveRevision::id),
        seen_unloaded: live.is_some_and(|live| !live.is_loaded),
        goal,
    }
}

async fn sent(office: &Office, errand: &Errand, aim: Aim) -> PlaceOutcome {
    let vault = Arc::new(Vault::with_environment(|_| Some(TOKEN.to_owned())));
    let prober = Prober::new().unwrap();
    let all = publish_all(office, &errand.shop, &[aim], &vault, &prober, &Nobody).await;
    all.unwrap().remove(0)
}

async fn published(office: &Office, errand: &Errand) -> PlaceOutcome {
    sent(office, errand, aim(office, errand).await).await
}

#[tokio::test]
async fn what_nothing_loads_is_done_again_or_taken_out() {
    let shop = Shop::start().await;
    let (fixture, errand) = installed(&shop);
    let office = Office(Mutex::new(fixture));
    shop.at(1, UPSERT, Trouble::Denied);
    let refused = published(&office, &errand).await;
    assert_eq!((refused.end, refused.onward), (PlaceEnd::Failed, Some(NextStep::Stuck)), "{refused:?}");
    assert_eq!(refused.undo, None, "nothing of it is there");
    shop.at(2, UPSERT, Trouble::Denied);
    let half = published(&office, &errand).await;
    assert_eq!(half.failure.unwrap().code, Code::Unfinished);
    assert_eq!((half.end, half.onward), (PlaceEnd::Failed, Some(NextStep::Again)));
    assert_eq!(half.undo, Some(WayBack::TakeOut));
    // Over what nothing loaded there is nothing else to go back to either.
    office.0.lock().unwrap().tag("#newsletter button");
    shop.at(2, UPSERT, Trouble::Denied);
    let half = published(&office, &errand).await;
    assert_eq!((half.end, half.undo), (PlaceEnd::Failed, Some(WayBack::TakeOut)));
    shop.heal();
    assert_eq!(published(&office, &errand).await.end, PlaceEnd::Live);
    shop.assert_sound();
}

#[tokio::test]
async fn what_is_live_all_the_same_is_told_as_live_and_can_be_undone() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    publish(&mut fixture, &errand, None).await.unwrap();
    fixture.tag("#newsletter button");
    let office = Office(Mutex::new(fixture));
    // The file is written, and what is asked right after is refused once.
    let (mut is_written, mut trouble) = (false, Some(Trouble::Denied));
    shop.plan(move |seen| {
        let came = if is_written { trouble.take() } else { None };
        is_written |= seen.field == UPSERT;
        came
    });
    let outcome = published(&office, &errand).await;
    assert_eq!((outcome.end, outcome.onward), (PlaceEnd::Live, Some(NextStep::Done)), "{outcome:?}");
    assert_eq!((outcome.failure.unwrap().code, outcome.number), (Code::Unfinished, Some(2)));
    let history = office.app(|app| app.targets(&errand.shop)).unwrap().remove(0).history;
    assert_eq!(history[0].number, 2, "it is written down");

    let Some(WayBack::Revision { number: 1, over }) = outcome.undo else { panic!("{:?}", outcome.undo) };
    let back = Aim {
        target: errand.target.id.clone(),
        seen: Some(over),
        seen_unloaded: false,
        goal: Goal::Revision { number: 1 },
    };
    let undone = sent(&office, &errand, back).await;
    assert_eq!(undone.end, PlaceEnd::Live, "{undone:?}");
    shop.assert_sound();
}

#[tokio::test]
async fn what_somebody_else_made_live_meanwhile_is_to_be_looked_at() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    publish(&mut fixture, &errand, None).await.unwrap();
    fixture.tag("#newsletter button");
    let office = Office(Mutex::new(fixture));
    let theirs = "const c={\"revision\":\"bbbbbbbbbbbbbbbb\"}".to_owned();
    let aim = aim(&office, &errand).await;
    shop.once("theme", Trouble::EditAfter(ASSET, theirs));
    let outcome = sent(&office, &errand, aim).await;
    assert_eq!((outcome.end, outcome.onward), (PlaceEnd::Conflict, Some(NextStep::Over)), "{outcome:?}");
    assert_eq!(outcome.undo, None);
    assert!(shop.state().live(ASSET).unwrap().contains("bbbbbbbbbbbbbbbb"), "nobody is overwritten");
    shop.assert_sound();
}
