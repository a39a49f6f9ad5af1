//! Parameters by pointing whose element pages do not have, though they have the event's own.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use url::Url;
use waymark_audit::check::Checker;
use waymark_audit::record::Record;
use waymark_audit::report::formats::{Muted, findings_csv};
use waymark_audit::report::{
    Circumstances, Finding, FindingKind, Proven, ProvenValue, Report, Severity, Standing, Tally, ValueKind,
};
use waymark_identify::Document;
use waymark_model::{
    Event, EventId, Parameter, Plan, Reading, Selector, Shop, ShopSlug, Source, Target, Trigger, Weight,
};

use crate::circumstances::quiet;

const WITH: &str = "<main><p class=price>€12.90</p><button name=add>Add</button></main>";
const WITHOUT: &str = "<main><p class=cost>€12.90</p><button name=add>Add</button></main>";
const NO_BUTTON: &str = "<main><p>Nothing to buy.</p></main>";

fn plan(weight: u8) -> Plan {
    let shop = Shop { slug: ShopSlug("s".into()), url: "https://s.example/".into(), name: "S".into() };
    let price = Source::Element { selectors: vec![Selector::new(".price")], read: Reading::Amount };
    let event = Event {
        target: Some(Target { selectors: vec![Selector::new("[name=add]")], ..Target::default() }),
        parameters: vec![
            Parameter { name: "price".into(), from: price },
            Parameter { name: "words".into(), from: Source::ElementText },
        ],
        weight: Weight::clamped(weight),
        ..Event::new(EventId("add".into()), "add_to_cart".into(), Trigger::Click)
    };
    Plan { events: vec![event], ..Plan::empty(shop) }
}

/// A page as it is served, or as a browser shows it.
fn page(plan: &Plan, number: usize, html: &str, more: &serde_json::Value) -> Record {
    let url = Url::parse(&format!("https://s.example/products/{number}")).unwrap();
    let checker = Checker::new(Arc::new(plan.clone()));
    let events = checker.check(&checker.path(&url), &Document::from_html(html).unwrap());
    let mut record = json!({
        "kind": "page", "url": url, "stratum": "ordinary", "state": "checked", "millis": 1, "bytes": 1, "events": events,
    });
    record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    serde_json::from_value(record).unwrap()
}

fn shown() -> serde_json::Value {
    json!({ "kind": "rendered", "device": "phone" })
}

fn report(plan: &Plan, records: &[Record], proven: Proven, is_live: bool) -> Report {
    let mut tally = Tally::default();
    for record in records {
        // Kept and read back, as an audit that goes on does.
        tally.add(&serde_json::from_str(&serde_json::to_string(record).unwrap()).unwrap());
    }
    let circumstances = Circumstances { is_live, proven, ..quiet() };
    tally.report(plan, circumstances)
}

/// What is said of pages as they are served and of pages that a browser shows.
fn said(weight: u8, served: &[&str], rendered: &[&str]) -> Vec<Finding> {
    let plan = plan(weight);
    let mut records: Vec<Record> =
        served.iter().zip(0..).map(|(html, number)| page(&plan, number, html, &json!({}))).collect();
    records.extend(rendered.iter().zip(0..).map(|(html, number)| page(&plan, number, html, &shown())));
    let report = report(&plan, &records, Proven::new(), true);
    report.findings.into_iter().filter(|finding| finding.kind == FindingKind::ParameterGone).collect()
}

#[test]
fn an_element_that_is_nowhere_is_gone_where_a_browser_says_so() {
    let gone = said(5, &[WITHOUT; 3], &[WITHOUT]);
    let [finding] = gone.as_slice() else { panic!("{gone:?}") };
    assert_eq!(finding.title, "`price` of \"add_to_cart\" has lost its element");
    assert_eq!((finding.severity, finding.pages.len()), (Severity::Warning, 3));
    assert!(finding.advice.contains("point at the value again"), "{finding:?}");
    assert_eq!(finding.event, Some(EventId("add".into())));
    assert_eq!(said(8, &[WITHOUT; 3], &[WITHOUT])[0].severity, Severity::Critical);

    let unknown = said(8, &[WITHOUT; 3], &[]);
    assert_eq!(unknown[0].severity, Severity::Notice, "a script may make it");
    assert!(unknown[0].title.starts_with("Nobody can say"), "{unknown:?}");
    assert_eq!(said(8, &[WITHOUT; 3], &[WITH]), [], "a script makes it");
    assert_eq!(said(8, &[WITH; 3], &[WITH]), []);
}

#[test]
fn where_some_pages_lack_it_it_depends_on_how_many() {
    let few = said(8, &[WITH, WITH, WITH, WITHOUT], &[]);
    assert_eq!(few[0].title, "\"add_to_cart\" misses the element of `price` on 1 of 4 pages");
    assert_eq!(
        (few[0].severity, &*few[0].pages),
        (Severity::Notice, &["https://s.example/products/3".into()][..])
    );
    assert_eq!(said(8, &[WITH, WITHOUT, WITHOUT], &[])[0].severity, Severity::Warning);
    let device = said(8, &[WITH; 2], &[WITH, WITHOUT]);
    assert_eq!(
        device[0].title,
        "\"add_to_cart\" misses the element of `price` on 1 of 2 showings in a browser"
    );
    assert_eq!(said(8, &[WITH, NO_BUTTON], &[]), [], "of an event that is not there nothing more is said");
}

#[test]
fn a_sold_out_product_may_lack_it() {
    let plan = plan(8);
    let sold_out = page(&plan, 1, WITHOUT, &json!({ "stratum": "sold_out" }));
    let pages = [page(&plan, 0, WITH, &json!({})), sold_out];
    let report = report(&plan, &pages, Proven::new(), true);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

#[test]
fn the_price_of_another_item_is_not_its_own() {
    let list = "<ul><li><button name=add>Add</button></li><li><p class=price>€9</p></li></ul>";
    let own = "<ul><li><p class=price>€9</p><button name=add>Add</button></li></ul>";
    assert_eq!(said(5, &[own], &[]), []);
    assert_eq!(said(5, &[list], &[list])[0].severity, Severity::Warning);
}

#[test]
fn an_empty_value_is_told_once_and_nothing_is_to_be_done_before_launch() {
    let plan = plan(8);
    let fired = json!({ "kind": "rendered", "device": "phone", "fired": { "add": { "kind": "fired", "parameters": {} } } });
    let price = ProvenValue { kind: ValueKind::Number, page: "/products/0".into() };
    let proven = Proven::from([(EventId("add".into()), BTreeMap::from([("price".into(), price)]))]);
    let kinds = |html| {
        let report = report(&plan, &[page(&plan, 0, html, &fired)], proven.clone(), true);
        report.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>()
    };
    assert!(kinds(WITHOUT).contains(&FindingKind::ParameterGone));
    assert!(!kinds(WITHOUT).contains(&FindingKind::ParameterEmpty));
    assert!(kinds(WITH).contains(&FindingKind::ParameterEmpty), "it is there, and says nothing");

    let pages = [page(&plan, 0, WITHOUT, &json!({})), page(&plan, 0, WITHOUT, &shown())];
    let report = report(&plan, &pages, Proven::new(), false);
    let finding = report.findings.iter().find(|each| each.kind == FindingKind::ParameterGone).unwrap();
    assert!(finding.advice.starts_with("When this goes live"), "{finding:?}");
    assert_eq!(report.events[0].standing, Standing::Works, "the event itself is not broken");
    assert!(
        findings_csv(&report, &Muted::new()).contains("`price` of \"\"add_to_cart\"\" has lost its element")
    );
}
