//! Test mode: what is believed of what the page says fired.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::sync::Mutex;

use serde_json::json;
use waymark_app::TestSettings;
use waymark_app::auditing::RenderError;
use waymark_app::pane::Report;
use waymark_app::plans::{Import, parse_plan};
use waymark_app::view::EventView;
use waymark_app::{AppError, Code, Failure};
use waymark_audit::render::{RenderRequest, Rendered, Renderer};
use waymark_model::{EventId, Millis, ProofState, Trigger, Weight};

use crate::support::{self, Fixture, START, hit, report};

fn fired_at(view: &EventView) -> Option<Millis> {
    view.proof.fired.as_ref().map(|fired| fired.at)
}

#[test]
fn only_a_trusted_gesture_counts_as_fired() {
    let mut fixture = Fixture::with_shop();
    let event = fixture.tag("[name=add]").event;
    let run = fixture.app.start_test(TestSettings::default()).unwrap();
    assert_eq!(run.config.events.len(), 1);
    assert!(run.script.contains("add_to_cart"));

    let unproven = fixture.app.record_hit(hit(&event.id, &event.name, &run.config.revision, false)).unwrap();
    assert_eq!((unproven.number, unproven.proven), (1, false));
    assert_eq!(fixture.events()[0].proof.fired, None);

    let proven = fixture.app.record_hit(hit(&event.id, &event.name, &run.config.revision, true)).unwrap();
    assert_eq!((proven.number, proven.path.as_str()), (2, "/products/mug"));
    assert_eq!(proven.parameters["element_text"], json!("Add to cart"));
    assert!(proven.at > START);
    assert_eq!(fired_at(&fixture.events()[0]), Some(proven.at));
}

#[test]
fn a_proof_is_of_one_definition() {
    let mut fixture = Fixture::with_shop();
    let event = fixture.tag("[name=add]").event;
    let run = fixture.app.start_test(TestSettings::default()).unwrap();
    let at = fixture.app.record_hit(hit(&event.id, &event.name, &run.config.revision, true)).unwrap().at;

    let mut draft = fixture.app.edit_event(&event.id).unwrap();
    draft.event.weight = Weight::clamped(3);
    fixture.app.save_draft(draft).unwrap();
    let view = &fixture.events()[0];
    assert_eq!(
        (fired_at(view), view.proof.state),
        (Some(at), ProofState::Proven),
        "weight is no part of the definition"
    );

    let mut draft = fixture.app.edit_event(&event.id).unwrap();
    draft.event.name = "add_to_bag".to_owned();
    fixture.app.save_draft(draft).unwrap();
    let view = &fixture.events()[0];
    assert_eq!((fired_at(view), view.proof.state), (None, ProofState::Stale));

    fixture.app.undo().unwrap();
    let view = &fixture.events()[0];
    assert_eq!(
        (fired_at(view), view.proof.state),
        (Some(at), ProofState::Proven),
        "undo brings the proof back"
    );
}

#[test]
fn a_page_that_still_runs_the_old_definition_proves_only_that_one() {
    let mut fixture = Fixture::with_shop();
    let event = fixture.tag("[name=add]").event;
    let run = fixture.app.start_test(TestSettings::default()).unwrap();
    let mut draft = fixture.app.edit_event(&event.id).unwrap();
    draft.event.name = "add_to_bag".to_owned();
    fixture.app.save_draft(draft).unwrap();

    fixture.app.record_hit(hit(&event.id, &event.name, &run.config.revision, true)).unwrap();
    let view = &fixture.events()[0];
    assert_eq!((fired_at(view), view.proof.state), (None, ProofState::Stale));
}

#[test]
fn forged_hits_are_refused() {
    let mut fixture = Fixture::with_shop();
    let event = fixture.tag("[name=add]").event;
    let stranger = EventId("stranger".to_owned());
    let refused = |result: Result<_, AppError>| Failure::from(result.unwrap_err()).code;

    assert_eq!(refused(fixture.app.record_hit(hit(&event.id, &event.name, "", true))), Code::ReportRefused);
    let revision = fixture.app.start_test(TestSettings::default()).unwrap().config.revision;
    for forged in [
        hit(&stranger, &event.name, &revision, true),
        hit(&event.id, "purchase", &revision, true),
        hit(&event.id, &event.name, "0000000000000000", true),
    ] {
        assert_eq!(refused(fixture.app.record_hit(forged)), Code::ReportRefused);
    }
    fixture.app.stop_test();
    assert!(!fixture.app.is_testing());
    assert_eq!(
        refused(fixture.app.record_hit(hit(&event.id, &event.name, &revision, true))),
        Code::ReportRefused
    );
    assert_eq!(fixture.events()[0].proof.fired, None);
}

#[test]
fn a_change_of_the_plan_makes_another_revision() {
    let mut fixture = Fixture::with_shop();
    let event = fixture.tag("[name=add]").event;
    let before = fixture.app.start_test(TestSettings::default()).unwrap().config.revision;
    fixture.tag("nav a");
    let after = fixture.app.start_test(TestSettings::default()).unwrap().config.revision;
    assert_ne!(before, after);
    assert!(fixture.app.record_hit(hit(&event.id, &event.name, &before, true)).is_err());
    assert!(fixture.app.record_hit(hit(&event.id, &event.name, &after, true)).is_ok());
}

/// Has no browser, and notes what it was to show.
#[derive(Default)]
struct Asked(Mutex<Vec<String>>);

impl Renderer for Asked {
    async fn render(&self, request: &RenderRequest) -> Result<Rendered, RenderError> {
        self.0.lock().unwrap().push(request.url.clone());
        Err(RenderError::NotAvailable { reason: "there is no screen".to_owned() })
    }
}

#[tokio::test]
async fn an_event_is_tried_at_the_address_that_it_was_made_on() {
    let page = "<main><form action=/search><input name=q><button class=pick>Search</button></form></main>";
    for (path, tried) in [
        ("de/item:42", Some("de/item:42")),
        ("de/item:42?colour=red#top", Some("de/item:42")),
        // Which page that is nobody knows who has the path alone, or a part of it.
        ("index.php?route=product", None),
        ("account/orders/1001", None),
    ] {
        let mut fixture = Fixture::with_shop();
        let draft = fixture.app.picked(report(page, &format!("{}{path}", support::SHOP), ".pick")).unwrap();
        fixture.app.save_draft(draft).unwrap();
        let asked = Asked::default();
        let errand = fixture.app.proving_errand().unwrap();
        assert_eq!(errand.all(), usize::from(tried.is_some()), "{path}");
        let outcome = errand.run(&asked, None, |_| ()).await;
        let outcome = fixture.app.keep_proofs(outcome).unwrap();
        let asked = asked.0.into_inner().unwrap();
        assert_eq!(asked, Vec::from_iter(tried.map(|path| format!("{}{path}", support::SHOP))), "{path}");
        assert!(outcome.proven.is_empty());
        let reason = &outcome.left[0].reason;
        assert!(
            reason.contains(if tried.is_some() { "no screen" } else { "not known which page" }),
            "{reason}"
        );
    }
}

#[tokio::test]
async fn an_event_of_the_whole_page_is_tried_on_other_pages_of_the_plan_too() {
    let mut fixture = Fixture::with_shop();
    for path in ["de/mug", "de/jug"] {
        let page = "<main><button class=pick>Size chart</button></main>";
        let draft = fixture.app.picked(report(page, &format!("{}{path}", support::SHOP), ".pick")).unwrap();
        fixture.app.save_draft(draft).unwrap();
    }
    let depth = json!({
        "schema": 1, "shop": { "slug": "x", "name": "X", "url": support::SHOP },
        "events": [{ "id": "depth", "name": "scroll_depth", "trigger": { "type": "scroll", "percents": [50] } }],
    });
    let depth = parse_plan(&depth.to_string()).unwrap();
    fixture.app.import_plan(&fixture.slug(), depth, Import::Merge).unwrap();

    let asked = Asked::default();
    let errand = fixture.app.proving_errand().unwrap();
    assert_eq!(errand.all(), 3);
    let told = Mutex::new(Vec::new());
    let tried = errand.run(&asked, None, |progress| told.lock().unwrap().push(progress.done)).await;
    let left = fixture.app.keep_proofs(tried).unwrap().left;
    assert_eq!(left.len(), 3, "each is told once: {left:?}");
    let mut seen: Vec<String> = asked.0.into_inner().unwrap();
    seen.sort();
    seen.dedup();
    assert_eq!(
        seen,
        [String::new(), "de/jug".into(), "de/mug".into()].map(|path| support::SHOP.to_owned() + &path)
    );
    assert_eq!(told.into_inner().unwrap().last(), Some(&3));
}

#[test]
fn an_event_that_waymark_cannot_do_says_so_before_it_is_tried() {
    let mut fixture = Fixture::with_shop();
    assert_eq!(fixture.tag("[name=add]").by_hand, None);
    let mut draft = fixture.app.edit_event(&fixture.events()[0].event.id.clone()).unwrap();
    draft.event.trigger = Trigger::Copy;
    fixture.app.save_draft(draft).unwrap();
    assert_eq!(fixture.events()[0].by_hand.as_deref(), Some("Waymark copies no texts. Copy it yourself."));
}

#[test]
fn a_secret_in_the_address_of_the_page_is_not_kept_and_what_was_sent_is_not_listed() {
    let mut fixture = Fixture::with_shop();
    let event = fixture.tag("[name=add]").event;
    let run = fixture.app.start_test(TestSettings::default()).unwrap();
    let token = "9f86d081884c7d659a2feaa0c55ad015";
    let report = match hit(&event.id, &event.name, &run.config.revision, true) {
        Report::Hit { id, name, revision, parameters, proven, deliveries, .. } => {
            let url = format!("https://kiln.example/4711/orders/{token}?key=sesame");
            Report::Hit { id, name, revision, parameters, proven, deliveries, url }
        }
        other => other,
    };
    fixture.app.record_hit(report).unwrap();
    let listed = fixture.app.event_proofs(&fixture.slug()).unwrap().remove(0);
    assert_eq!(listed.cells[2], "/*/orders/*");
    let json = serde_json::to_value(&listed).unwrap();
    assert_eq!(json["proof"]["fired"]["page"], "/*/orders/*");
    assert!(json["proof"]["fired"].get("parameters").is_none(), "{json}");
    // Nor is it in the database, from which a backup or a report is made.
    let database = fixture.path().join("waymark.db");
    let connection = rusqlite::Connection::open(&database).unwrap();
    let pages: Vec<String> = connection
        .prepare("SELECT page FROM proofs")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(pages, ["/*/orders/*"]);
    // What an older Waymark kept is masked where it is shown.
    connection.execute("UPDATE proofs SET page = ?1", [format!("/4711/orders/{token}")]).unwrap();
    assert_eq!(fixture.app.event_proofs(&fixture.slug()).unwrap()[0].cells[2], "/*/orders/*");
    assert_eq!(fixture.events()[0].proof.fired.as_ref().unwrap().page, "/*/orders/*");
}
