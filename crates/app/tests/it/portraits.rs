//! Proofs with a picture: which picture goes with which proof, and what is said where there is none.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use serde_json::json;
use waymark_app::auditing::RenderError;
use waymark_app::view::ProvenFiring;
use waymark_app::{Code, Failure, TestSettings};
use waymark_audit::render::{RenderRequest, Rendered, Renderer};
use waymark_model::{Event, EventId};

use crate::support::{self, Fixture, hit, report};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\nbutton";
const SHOWN: &str = "data:image/png;base64,iVBORw0KGgpidXR0b24=";

/// A shop with one event under test; the revision that runs.
fn under_test() -> (Fixture, Event, String) {
    let mut fixture = Fixture::with_shop();
    let event = fixture.tag("[name=add]").event;
    let revision = fixture.app.start_test(TestSettings::default()).unwrap().config.revision;
    (fixture, event, revision)
}

fn pictured(fixture: &mut Fixture, frame: u32, id: &EventId, png: &[u8]) {
    fixture.app.portrait_taken(frame, vec![id.clone()], png.to_vec()).unwrap();
}

fn firing(fixture: &Fixture) -> ProvenFiring {
    fixture.events()[0].proof.fired.clone().unwrap()
}

#[test]
fn what_was_pictured_when_it_was_pressed_goes_with_the_proof() {
    let (mut fixture, event, revision) = under_test();
    pictured(&mut fixture, 7, &event.id, PNG);
    assert!(!fixture.app.portrait_holds(7).unwrap(), "no proof waits for it yet");
    fixture.app.record_hit(hit(&event.id, &event.name, &revision, true)).unwrap();
    let fired = firing(&fixture);
    assert!(fired.pictured.is_some_and(|taken| taken < fired.at), "{fired:?}");
    assert_eq!(fired.unpictured, "");
    assert_eq!(fixture.app.proof_picture(&event.id).unwrap().as_deref(), Some(SHOWN));
}

#[test]
fn a_picture_may_come_after_the_proof() {
    let (mut fixture, event, revision) = under_test();
    fixture.app.record_hit(hit(&event.id, &event.name, &revision, true)).unwrap();
    assert!(firing(&fixture).unpictured.contains("before one could be taken"));
    pictured(&mut fixture, 7, &event.id, PNG);
    assert_eq!(firing(&fixture).pictured, None, "the page has not said that nothing moved");
    assert!(fixture.app.portrait_holds(7).unwrap(), "the panel is told");
    assert_eq!(fixture.app.proof_picture(&event.id).unwrap().as_deref(), Some(SHOWN));
    assert!(!fixture.app.portrait_holds(7).unwrap(), "once");
}

#[test]
fn a_picture_of_another_moment_or_of_a_page_that_moved_is_none() {
    let (mut fixture, event, revision) = under_test();
    pictured(&mut fixture, 7, &event.id, PNG);
    fixture.app.record_hit(hit(&event.id, &event.name, &revision, true)).unwrap();
    assert_eq!(fixture.app.proof_picture(&event.id).unwrap(), None, "frame 7 was never confirmed");

    fixture.advance(6_000);
    assert!(!fixture.app.portrait_holds(7).unwrap(), "it comes too late for that proof");
    fixture.advance(16_000);
    fixture.app.record_hit(hit(&event.id, &event.name, &revision, true)).unwrap();
    assert_eq!(fixture.app.proof_picture(&event.id).unwrap(), None, "and is too old for this one");
    fixture.app.record_hit(hit(&event.id, &event.name, &revision, false)).unwrap();
    pictured(&mut fixture, 8, &EventId("another".into()), PNG);
    assert!(!fixture.app.portrait_holds(8).unwrap());
    assert_eq!(fixture.app.proof_picture(&event.id).unwrap(), None);
}

#[test]
fn a_hit_that_proves_nothing_gets_no_picture() {
    let (mut fixture, event, revision) = under_test();
    pictured(&mut fixture, 7, &event.id, PNG);
    fixture.app.portrait_holds(7).unwrap();
    fixture.app.record_hit(hit(&event.id, &event.name, &revision, false)).unwrap();
    assert_eq!(fixture.app.proof_picture(&event.id).unwrap(), None);
    fixture.app.stop_test();
    let refused = fixture.app.portrait_taken(9, vec![event.id.clone()], b"GIF89a".to_vec()).unwrap_err();
    assert_eq!(Failure::from(refused).code, Code::ReportRefused);
    let huge = [PNG.to_vec(), vec![0; 50 << 10]].concat();
    assert!(fixture.app.portrait_taken(9, vec![event.id], huge).is_err(), "pictures are small");
}

#[test]
fn a_changed_event_has_its_picture_back_when_the_change_is_undone() {
    let (mut fixture, event, revision) = under_test();
    pictured(&mut fixture, 7, &event.id, PNG);
    fixture.app.portrait_holds(7).unwrap();
    fixture.app.record_hit(hit(&event.id, &event.name, &revision, true)).unwrap();
    let mut draft = fixture.app.edit_event(&event.id).unwrap();
    draft.event.name = "add_to_bag".to_owned();
    fixture.app.save_draft(draft).unwrap();
    assert_eq!(fixture.app.proof_picture(&event.id).unwrap(), None, "that picture proves another event");
    fixture.app.undo().unwrap();
    assert_eq!(fixture.app.proof_picture(&event.id).unwrap().as_deref(), Some(SHOWN));
}

/// Shows a page on which all that is asked for fires, with the pictures that are asked for.
struct Fires;

impl Renderer for Fires {
    async fn render(&self, request: &RenderRequest) -> Result<Rendered, RenderError> {
        let trial = request.trial.as_ref().unwrap();
        assert_eq!(request.pictures.len(), trial.acts.len(), "one picture an element");
        let acts: Vec<_> = trial
            .acts
            .iter()
            .map(|act| {
                let fired = json!([{
                    "event": act.event, "name": "any", "revision": trial.config.revision, "parameters": {},
                    "proven": true, "url": request.url, "deliveries": [], "at": 1,
                }]);
                json!({ "outcome": { "kind": "done" }, "fired": fired, "requests": [0, 0], "held": [] })
            })
            .collect();
        let snapshot = json!({ "url": "", "title": "", "viewport": [1, 1], "scroll": [0, 0], "nodes": [] });
        let shown = json!({
            "url": request.url, "status": 200, "snapshot": snapshot, "busy": null, "requests": [],
            "requestsCut": false, "scriptErrors": { "count": 0, "first": [] },
            "denied": { "dialogs": 0, "windows": 0, "downloads": 0, "schemes": 0, "logins": 0, "permissions": 0 },
            "timing": { "loaded": 1, "settled": 2, "done": 3 },
            "pictures": ["iVBORw0KGgpidXR0b24=", null], "tried": { "opening": [], "acts": acts },
        });
        Ok(serde_json::from_value(shown).unwrap())
    }
}

#[tokio::test]
async fn what_waymark_proves_by_itself_has_a_picture_where_one_could_be_taken() {
    let mut fixture = Fixture::with_shop();
    let page = "<main><button class=one>Size chart</button><button class=two>Care</button></main>";
    for css in [".one", ".two"] {
        let draft = fixture.app.picked(report(page, &format!("{}mug", support::SHOP), css)).unwrap();
        fixture.app.save_draft(draft).unwrap();
    }
    let tried = fixture.app.proving_errand().unwrap().run(&Fires, None, |_| ()).await;
    assert_eq!(fixture.app.keep_proofs(tried).unwrap().proven.len(), 2);
    let ids: Vec<EventId> = fixture.events().into_iter().map(|view| view.event.id).collect();
    assert_eq!(fixture.app.proof_picture(&ids[0]).unwrap().as_deref(), Some(SHOWN));
    assert_eq!(fixture.app.proof_picture(&ids[1]).unwrap(), None);
    let fired: Vec<ProvenFiring> = fixture.events().into_iter().filter_map(|view| view.proof.fired).collect();
    assert_eq!(fired[0].unpictured, "");
    assert!(fired[1].unpictured.contains("no picture"), "{}", fired[1].unpictured);
}
