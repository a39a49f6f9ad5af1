//! What is measured already of what a draft would count: who asks again soon is not kept waiting, and shops that let
//! Waymark in are shown that they did.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::sync::{Arc, Mutex};

use serde_json::json;
use waymark_app::already::AlreadyErrand;
use waymark_app::auditing::RenderError;
use waymark_app::vault::Vault;
use waymark_app::view::{Already, AlreadyStanding, Draft};
use waymark_audit::render::{RenderRequest, Rendered, Renderer};
use waymark_model::{EventId, Trigger};

use crate::support::{Fixture, PRODUCT_PAGE, report, snapshot};

const PAGE: &str = "https://kiln.example/products/mug";

/// A browser in which the action comes of nothing, and which keeps the headers that it sent.
struct Browser {
    status: u16,
    sent: Mutex<Vec<Vec<(String, String)>>>,
}

impl Browser {
    fn answering(status: u16) -> Self {
        Self { status, sent: Mutex::default() }
    }
}

impl Renderer for Browser {
    async fn render(&self, request: &RenderRequest) -> Result<Rendered, RenderError> {
        self.sent.lock().unwrap().push(request.headers.clone());
        let snapshot = serde_json::to_value(snapshot(PRODUCT_PAGE, PAGE, "html")).unwrap();
        let act = json!({ "outcome": { "kind": "done" }, "fired": [], "held": [], "isWhole": true, "requests": [0, 0] });
        let shown = json!({
            "url": PAGE, "status": self.status, "snapshot": snapshot, "busy": null, "requests": [], "requestsCut": false,
            "unasked": 0, "scriptErrors": { "count": 0, "first": [] },
            "denied": { "dialogs": 0, "windows": 0, "downloads": 0, "schemes": 0, "logins": 0, "permissions": 0 },
            "timing": { "loaded": 1, "settled": 2, "done": 3 }, "tried": { "opening": [], "acts": [act] },
        });
        Ok(serde_json::from_value(shown).unwrap())
    }
}

fn pick(fixture: &mut Fixture) -> Draft {
    fixture.app.picked(report(PRODUCT_PAGE, PAGE, "[name=add]")).unwrap()
}

fn errand(fixture: &Fixture, draft: &Draft) -> AlreadyErrand {
    fixture.app.already_errand(draft, true, "layer").unwrap().unwrap()
}

async fn look(fixture: &mut Fixture, draft: &Draft, browser: &Browser, vault: Vault) -> Already {
    let (already, looked) = errand(fixture, draft).run(browser, Some(Arc::new(vault))).await;
    fixture.app.keep_looked(looked.unwrap());
    already
}

fn locked_out() -> Vault {
    Vault::with_environment(|_| None)
}

fn let_in() -> Vault {
    Vault::with_environment(|_| {
        Some("Signature-Input: sig1=(\"@authority\");keyid=\"k\"\nSignature: sig1=:c2VjcmV0:".to_owned())
    })
}

#[tokio::test]
async fn what_was_seen_some_minutes_ago_is_not_looked_at_again() {
    let mut fixture = Fixture::with_shop();
    let draft = pick(&mut fixture);
    let known = |fixture: &Fixture, draft: &Draft| fixture.app.already_known(draft).unwrap();
    assert_eq!(known(&fixture, &draft), None);
    let seen = look(&mut fixture, &draft, &Browser::answering(200), locked_out()).await;
    assert_eq!(seen.standing, AlreadyStanding::Nothing);
    assert_eq!(known(&fixture, &draft), Some(seen.clone()));

    let again = pick(&mut fixture);
    assert_ne!(again.event.id, draft.event.id);
    assert_eq!(known(&fixture, &again), Some(Already { id: again.event.id.clone(), ..seen.clone() }));
    let mut other = again.clone();
    other.event.trigger = Trigger::Change;
    assert_eq!(known(&fixture, &other), None, "something else is done there");
    let mut other = again.clone();
    other.event.target.as_mut().unwrap().selectors.truncate(1);
    other.event.target.as_mut().unwrap().selectors[0].css = "form button".into();
    assert_eq!(known(&fixture, &other), None, "it is done with another element");

    fixture.advance(5 * 60_000);
    assert_eq!(known(&fixture, &again), None, "that was long ago");
    look(&mut fixture, &again, &Browser::answering(200), locked_out()).await;
    assert!(known(&fixture, &again).is_some());
    fixture.app.forget_samples();
    assert_eq!(known(&fixture, &again), None, "the shop looks different now");
}

#[tokio::test]
async fn a_shop_that_holds_programs_off_is_said_to_and_is_asked_again() {
    let mut fixture = Fixture::with_shop();
    let draft = pick(&mut fixture);
    let stranger = Browser::answering(403);
    let seen = look(&mut fixture, &draft, &stranger, locked_out()).await;
    assert_eq!((seen.standing, seen.id.clone()), (AlreadyStanding::Unknown, draft.event.id.clone()));
    assert!(seen.words.contains("held it off with status 403"), "{seen:?}");
    assert!(seen.words.contains("Give Waymark its crawler headers"), "{seen:?}");
    assert_eq!(*stranger.sent.lock().unwrap(), [vec![]]);
    assert_eq!(fixture.app.already_known(&draft).unwrap(), None, "what could not be told is looked at again");

    let friend = Browser::answering(403);
    let seen = look(&mut fixture, &draft, &friend, let_in()).await;
    assert!(seen.words.contains("although it was shown its crawler headers"), "{seen:?}");
    let sent = friend.sent.lock().unwrap().remove(0);
    assert!(sent.iter().any(|(name, value)| name == "signature" && value == "sig1=:c2VjcmV0:"), "{sent:?}");
}

#[test]
fn an_event_that_comes_of_nothing_that_is_done_is_not_looked_at() {
    let mut fixture = Fixture::with_shop();
    let mut draft = pick(&mut fixture);
    draft.event.trigger = Trigger::PageView;
    assert!(fixture.app.already_errand(&draft, true, "layer").unwrap().is_none());
    draft.event.id = EventId("gone".into());
    assert!(fixture.app.already_errand(&draft, true, "layer").is_err());
}
