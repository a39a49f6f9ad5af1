//! What it means in a report that something left a page: twice, with personal data, empty, or not any more.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeMap;

use serde_json::json;
use waymark_audit::install::Vendor;
use waymark_audit::record::{Firing, Leaving, Really, Record, Refused, RenderRecord};
use waymark_audit::report::{
    Circumstances, Finding, FindingKind, Pictures, Proven, ProvenValue, Report, Severity, Standing, Tally,
    ValueKind,
};
use waymark_audit::requests::{Request, decode, doubled};
use waymark_model::{Event, EventId, Parameter, Plan, Shop, ShopSlug, Source, Trigger, Weight};

use crate::circumstances::quiet;

const PAGE_VIEW: &str = "https://www.google-analytics.com/g/collect?v=2&tid=G-1&_p=1&_s=1&en=page_view&dl=https%3A%2F%2Fs.example%2F";
const CART: &str = "https://www.google-analytics.com/g/collect?v=2&tid=G-1&_p=1&_s=2&en=add_to_cart&cu=EUR&epn.value=12&pr1=idA";
const META: &str = "https://www.facebook.com/tr/?id=123456789&ev=PageView&dl=https%3A%2F%2Fs.example%2F&ts=1";

fn plan() -> Plan {
    let shop = Shop { slug: ShopSlug("s".into()), url: "https://s.example/".into(), name: "S".into() };
    let parameters =
        ["price", "name", "old"].map(|name| Parameter { name: name.into(), from: Source::ElementText });
    let parameters = parameters.into_iter().take(2).collect();
    let event = Event::new(EventId("add".into()), "add_to_cart".into(), Trigger::Click);
    Plan { events: vec![Event { parameters, weight: Weight::clamped(8), ..event }], ..Plan::empty(shop) }
}

/// A page that tells this while it loads, and this when the action was done.
fn shown(opening: &[&str], after: &[&str], parameters: serde_json::Value) -> Record {
    let add = EventId("add".into());
    let mut leaving = Leaving::default();
    let mut hits = |urls: &[&str]| {
        let decoded = urls.iter().map(|url| {
            let decoded = decode(&Request { url, method: "GET", ..Request::default() }, "s.example");
            leaving
                .personal
                .extend(decoded.personal.iter().map(|found| (decoded.hits[0].vendor, found.clone())));
            decoded.hits
        });
        decoded.flatten().collect::<Vec<_>>()
    };
    let (opening, after) = (hits(opening), hits(after));
    leaving.doubled.extend(doubled(&opening).into_iter().map(|doubled| (None, doubled)));
    leaving.doubled.extend(doubled(&after).into_iter().map(|doubled| (Some(add.clone()), doubled)));
    leaving.opening = opening;
    leaving.after = [(add.clone(), after)].into();
    let parameters: BTreeMap<String, serde_json::Value> = serde_json::from_value(parameters).unwrap();
    Record::Rendered(RenderRecord {
        url: "https://s.example/".into(),
        page_type: None,
        device: "phone".into(),
        reason: String::new(),
        events: Vec::new(),
        fired: [(add, Firing::Fired { parameters })].into(),
        script_errors: 0,
        cost: None,
        leaving,
        really: Really::default(),
        shots: BTreeMap::new(),
        pictures: Pictures::default(),
    })
}

/// The same, changed.
fn but(mut record: Record, change: impl FnOnce(&mut RenderRecord)) -> Record {
    if let Record::Rendered(page) = &mut record {
        change(page);
    }
    record
}

fn report(records: &[Record], proven: Proven, before: Option<&Report>) -> Report {
    let mut tally = Tally::default();
    // Kept and read back, as an audit that goes on does.
    for record in records {
        let kept = serde_json::to_string(record).unwrap();
        tally.add(&serde_json::from_str(&kept).unwrap());
    }
    let circumstances = Circumstances { proven, before, ..quiet() };
    tally.report(&plan(), circumstances)
}

fn of_kind(report: &Report, kind: FindingKind) -> Vec<&Finding> {
    report.findings.iter().filter(|finding| finding.kind == kind).collect()
}

fn titles(report: &Report, kind: FindingKind) -> Vec<&str> {
    of_kind(report, kind).into_iter().map(|finding| finding.title.as_str()).collect()
}

#[test]
fn what_left_is_told_by_tool_and_by_event() {
    let page = || shown(&[PAGE_VIEW, META], &[CART], json!({}));
    let report = report(&[page(), page()], Proven::new(), None);
    let tools: Vec<_> =
        report.tools.iter().map(|tool| (tool.vendor.name(), &*tool.account, tool.showings)).collect();
    assert_eq!(tools, [("Google Analytics 4", "G-1", 2), ("Meta Pixel", "123456789", 2)]);
    assert_eq!(report.tools[0].events["page_view"], 2);
    let told = &report.events[0].told.as_ref().unwrap()[0];
    assert_eq!((told.event.as_str(), told.times, told.of), ("add_to_cart", 2, 2));
    assert_eq!((told.parameters["value"].as_str(), told.parameters["items.item_id"].as_str()), ("12", "A"));
    let kinds = [
        FindingKind::ToldTwice,
        FindingKind::PersonalData,
        FindingKind::ToldNoMore,
        FindingKind::ParameterEmpty,
    ];
    assert!(kinds.iter().all(|kind| of_kind(&report, *kind).is_empty()), "{:?}", report.findings);
}

/// The page as it is served, with the event's element.
fn served() -> Record {
    let intact = json!({ "id": "add", "verdict": "intact" });
    let page = json!({ "url": "https://s.example/", "state": "checked", "millis": 1, "bytes": 1, "events": [intact] });
    Record::Page(serde_json::from_value(page).unwrap())
}

#[test]
fn an_event_that_never_fires_on_phones_does_not_work() {
    let on = |device: &str, firing: Firing| {
        but(shown(&[], &[], json!({})), |page| {
            page.device = device.into();
            page.fired = [(EventId("add".into()), firing)].into();
        })
    };
    let fired = || Firing::Fired { parameters: BTreeMap::new() };
    let fine = report(&[served(), on("desktop", fired()), on("phone", fired())], Proven::new(), None);
    assert_eq!((fine.events[0].standing, fine.health.score), (Standing::Works, Some(100)));
    let half = report(&[served(), on("desktop", fired()), on("phone", Firing::Silent)], Proven::new(), None);
    let event = &half.events[0];
    assert_eq!((event.standing, half.health.score), (Standing::Partly, Some(50)), "{}", event.words);
    assert_eq!(event.words, "Fired in a browser, but never on phones");
    let silent = of_kind(&half, FindingKind::EventSilent)[0];
    assert_eq!(silent.severity, Severity::Critical, "it weighs eight");
    assert_eq!(silent.title, "\"add_to_cart\" never fired on phones");

    // Without a browser nobody can say whether it fires again.
    let unseen = report(&[served()], Proven::new(), Some(&half));
    assert_eq!(unseen.since.unwrap().resolved, Vec::<String>::new());
    let quick = report(&[served(), on("desktop", fired())], Proven::new(), Some(&half));
    assert_eq!(quick.since.unwrap().resolved, Vec::<String>::new(), "no phone was asked");
    let again = report(&[served(), on("phone", fired()), on("desktop", fired())], Proven::new(), Some(&half));
    assert_eq!(again.since.unwrap().resolved, ["\"add_to_cart\" never fired on phones"]);
}

#[test]
fn a_page_that_misses_it_on_every_device_is_one_page() {
    let missing = json!({ "id": "add", "verdict": "missing", "reasons": ["Its rule matches nothing."] });
    let page = json!({ "url": "https://s.example/", "state": "checked", "millis": 1, "bytes": 1, "events": [&missing] });
    let served = Record::Page(serde_json::from_value(page).unwrap());
    let on = |device: &str| {
        but(shown(&[], &[], json!({})), |page| {
            page.device = device.into();
            page.fired.clear();
            page.events = vec![serde_json::from_value(missing.clone()).unwrap()];
        })
    };
    let report = report(&[served, on("phone"), on("tablet"), on("desktop")], Proven::new(), None);
    let gone = of_kind(&report, FindingKind::EventBroken)[0];
    assert_eq!(gone.pages, ["https://s.example/"]);
    assert!(gone.detail.starts_with("Not found on the one page that was looked at."), "{}", gone.detail);
    assert_eq!(report.events[0].examples.len(), 1);
}

#[test]
fn showings_that_came_to_nothing_are_told_with_their_reason() {
    let held_off = but(shown(&[], &[], json!({})), |page| page.reason = "The shop answered with 403.".into());
    let none = report(&[served(), held_off.clone()], Proven::new(), None);
    assert_eq!(none.not_shown.as_deref(), Some("The shop answered with 403."));
    assert!(none.notes.iter().any(|note| note.contains("No page could be shown") && note.contains("403")));
    let some = report(&[served(), held_off, shown(&[], &[], json!({}))], Proven::new(), None);
    assert_eq!(some.not_shown, None);
    assert!(
        some.notes.iter().any(|note| note.contains("1 more came to nothing. The shop answered with 403."))
    );
}

#[test]
fn what_is_counted_twice_names_tool_and_moment() {
    let again = CART.replace("_s=2", "_s=3").replace("value=12", "value=12.00");
    let views = [PAGE_VIEW, &PAGE_VIEW.replace("_s=1", "_s=9"), META, &META.replace("ts=1", "ts=2")];
    let report = report(&[shown(&views, &[CART, &again, CART], json!({}))], Proven::new(), None);
    assert_eq!(
        titles(&report, FindingKind::ToldTwice),
        [
            "Google Analytics 4 G-1 counts \"add_to_cart\" 2 times at once",
            "Google Analytics 4 G-1 counts \"page_view\" 2 times at once",
            "Meta Pixel 123456789 counts \"PageView\" 2 times at once",
        ]
    );
    let cart = of_kind(&report, FindingKind::ToldTwice)[0];
    assert!(cart.detail.contains("when the action of \"add_to_cart\" was done once"), "{}", cart.detail);
    assert_eq!((cart.event.as_ref().unwrap().0.as_str(), cart.severity), ("add", Severity::Warning));
    // A click that is told twice is one that leaves.
    assert_eq!(report.events[0].told.as_ref().unwrap()[0].times, 1);
}

#[test]
fn personal_data_is_a_finding_without_the_data() {
    let url = format!("{PAGE_VIEW}&ep.login=ada%40mail.example");
    let report = report(&[shown(&[&url], &[], json!({}))], Proven::new(), None);
    assert_eq!(
        titles(&report, FindingKind::PersonalData),
        ["Personal data leaves the page to Google Analytics 4"]
    );
    let finding = of_kind(&report, FindingKind::PersonalData)[0];
    assert!(finding.detail.contains("an e-mail address in \"ep.login\""), "{}", finding.detail);
    assert!(!serde_json::to_string(&report).unwrap().contains("mail.example"));
    let more = format!("{url}&ep.phone=%2B44%2020%207946%200958");
    let worse = self::report(&[shown(&[&more], &[], json!({}))], Proven::new(), None);
    let worse = of_kind(&worse, FindingKind::PersonalData)[0];
    assert_ne!(finding.key, worse.key, "whoever muted an address has not muted a phone number: {worse:?}");
}

#[test]
fn what_leaves_no_more_and_what_is_empty_now_is_told() {
    let none = Proven::new;
    let before = report(&[shown(&[PAGE_VIEW], &[CART], json!({}))], none(), None);
    let same = report(&[shown(&[PAGE_VIEW], &[CART], json!({}))], none(), Some(&before));
    assert_eq!(same.findings, before.findings, "nothing changed");

    let silent = || shown(&[PAGE_VIEW], &[], json!({}));
    let once = report(&[silent()], none(), Some(&before));
    assert_eq!(
        titles(&once, FindingKind::ToldNoMore),
        ["Google Analytics 4 add_to_cart no longer leaves when \"add_to_cart\" is done"]
    );
    let finding = of_kind(&once, FindingKind::ToldNoMore)[0];
    assert_eq!(finding.severity, Severity::Warning, "one time may be chance");
    assert!(finding.detail.contains("1 of 1 time; now it did 0 of 1 time."), "{}", finding.detail);
    let page = || shown(&[PAGE_VIEW], &[CART], json!({}));
    let twice = report(&[page(), page()], none(), None);
    let twice = report(&[silent(), silent()], none(), Some(&twice));
    assert_eq!(of_kind(&twice, FindingKind::ToldNoMore)[0].severity, Severity::Critical);

    let poorer = CART.replace("&epn.value=12", "&epn.value=").replace("&cu=EUR", "");
    let empty = report(&[shown(&[PAGE_VIEW], &[&poorer], json!({}))], none(), Some(&before));
    assert_eq!(
        titles(&empty, FindingKind::ParameterEmpty),
        [
            "Google Analytics 4 add_to_cart lacks the parameters `currency`, `value` when \"add_to_cart\" is done"
        ]
    );
    // Another product has other values, and that is all right.
    let other = CART.replace("value=12", "value=99").replace("idA", "idB");
    assert_eq!(
        report(&[shown(&[PAGE_VIEW], &[&other], json!({}))], none(), Some(&before)).findings,
        before.findings
    );
}

#[test]
fn tools_that_only_a_browser_sees_come_and_go() {
    let before = report(&[shown(&[PAGE_VIEW], &[], json!({}))], Proven::new(), None);
    let now = report(&[shown(&[META], &[], json!({}))], Proven::new(), Some(&before));
    assert_eq!(
        titles(&now, FindingKind::TagsChanged),
        [
            "Meta Pixel 123456789 gets requests from the shop now",
            "Google Analytics 4 G-1 gets nothing from the shop any more"
        ]
    );
    let none = report(&[shown(&[], &[], json!({}))], Proven::new(), Some(&before));
    let gone = "Google Analytics 4 G-1 gets nothing from the shop any more";
    assert_eq!(titles(&none, FindingKind::TagsChanged), [gone], "all of them");
    let unshown = report(&[], Proven::new(), Some(&before));
    assert!(titles(&unshown, FindingKind::TagsChanged).is_empty(), "nothing could be shown");
}

#[test]
fn what_leaves_at_another_moment_is_not_gone() {
    let item = CART.replace("add_to_cart", "view_item");
    let before = report(&[shown(&[PAGE_VIEW], &[CART, &item], json!({}))], Proven::new(), None);
    // The page tells its product while it loads now, and the cart does before its action.
    let early = report(&[shown(&[PAGE_VIEW, &item, CART], &[], json!({}))], Proven::new(), Some(&before));
    assert_eq!(titles(&early, FindingKind::ToldNoMore), Vec::<&str>::new());
    let silent = report(&[shown(&[PAGE_VIEW], &[], json!({}))], Proven::new(), Some(&before));
    assert_eq!(
        titles(&silent, FindingKind::ToldNoMore),
        ["Google Analytics 4 add_to_cart no longer leaves when \"add_to_cart\" is done"],
        "which gesture a page's own event follows is chance"
    );
}

#[test]
fn where_nobody_can_look_nothing_is_gone() {
    let before = report(&[shown(&[PAGE_VIEW], &[CART], json!({}))], Proven::new(), None);
    let unseen = but(shown(&[META], &[], json!({})), |page| page.leaving.blind = 1);
    let now = report(&[unseen], Proven::new(), Some(&before));
    assert_eq!(titles(&now, FindingKind::ToldNoMore), Vec::<&str>::new());
    assert_eq!(
        titles(&now, FindingKind::TagsChanged),
        ["Meta Pixel 123456789 gets requests from the shop now"]
    );
    assert_eq!(now.totals.unseen, 1);
    let note = "In 1 of 1 showings a part of what left could not be seen";
    assert!(now.notes.iter().any(|told| told.starts_with(note)), "{:?}", now.notes);
    assert!(before.notes.iter().all(|told| !told.contains("could not be seen")));
}

#[test]
fn a_tool_of_pages_that_were_not_shown_again_is_not_gone() {
    let of = |page_type: &str, opening: &[&str]| {
        but(shown(opening, &[], json!({})), |page| page.page_type = Some(page_type.into()))
    };
    let before = report(&[of("home", &[PAGE_VIEW]), of("product", &[PAGE_VIEW, META])], Proven::new(), None);
    let now = report(&[of("home", &[PAGE_VIEW])], Proven::new(), Some(&before));
    assert_eq!(titles(&now, FindingKind::TagsChanged), Vec::<&str>::new());
    let both = [of("home", &[PAGE_VIEW]), of("product", &[PAGE_VIEW])];
    assert_eq!(
        titles(&report(&both, Proven::new(), Some(&before)), FindingKind::TagsChanged),
        ["Meta Pixel 123456789 gets nothing from the shop any more"]
    );
}

#[test]
fn another_product_s_values_prove_nothing() {
    let before = report(&[shown(&[], &[&format!("{CART}&ep.size=M")], json!({}))], Proven::new(), None);
    let other =
        || but(shown(&[], &[CART], json!({})), |page| page.url = "https://s.example/products/jug".into());
    let now = report(&[other()], Proven::new(), Some(&before));
    let finding = of_kind(&now, FindingKind::ParameterEmpty)[0];
    assert_eq!(
        (finding.severity, finding.pages.as_slice()),
        (Severity::Notice, &["https://s.example/products/jug".to_owned()][..])
    );
    assert!(finding.detail.contains("on https://s.example/."), "{}", finding.detail);
    let same = report(&[shown(&[], &[CART], json!({})), other()], Proven::new(), Some(&before));
    assert_eq!(of_kind(&same, FindingKind::ParameterEmpty)[0].severity, Severity::Warning);
    let bare = CART.replace("pr1=idA", "pr1=idA~brSalt~dsPot") + "&ep.coupon=X";
    let before = report(&[shown(&[], &[&bare], json!({}))], Proven::new(), None);
    assert!(before.events[0].told.as_ref().unwrap()[0].parameters.len() > 3);
    let now = report(&[shown(&[], &[CART], json!({}))], Proven::new(), Some(&before));
    assert_eq!(
        titles(&now, FindingKind::ParameterEmpty),
        Vec::<&str>::new(),
        "brands and coupons come and go"
    );
}

#[test]
fn a_parameter_that_was_proven_full_and_is_empty_now_is_told() {
    let kinds = [("price", ValueKind::Number), ("name", ValueKind::Text), ("old", ValueKind::Text)];
    let at = |kind| ProvenValue { kind, page: "/".into() };
    let proven: Proven =
        [(EventId("add".into()), kinds.map(|(name, kind)| (name.to_owned(), at(kind))).into())].into();
    let tried = |parameters| report(&[shown(&[], &[], parameters)], proven.clone(), None);
    // `old` is not in the plan any more; values may differ.
    assert_eq!(
        titles(&tried(json!({ "price": 7, "name": "Jug" })), FindingKind::ParameterEmpty),
        Vec::<&str>::new()
    );
    let empty = tried(json!({ "price": 7, "name": " " }));
    assert_eq!(
        titles(&empty, FindingKind::ParameterEmpty),
        ["\"add_to_cart\" has no value for `name` any more"]
    );
    assert_eq!(of_kind(&empty, FindingKind::ParameterEmpty)[0].severity, Severity::Critical);
    let other = tried(json!({ "price": "from 7", "name": "Jug" }));
    assert_eq!(titles(&other, FindingKind::ParameterEmpty), ["`price` of \"add_to_cart\" is a text now"]);
    // Another page may have another product.
    let elsewhere = but(shown(&[], &[], json!({ "price": 7, "name": "" })), |page| {
        page.url = "https://s.example/products/jug".into();
    });
    let elsewhere = report(&[elsewhere], proven.clone(), None);
    let finding = of_kind(&elsewhere, FindingKind::ParameterEmpty)[0];
    assert_eq!(
        (finding.severity, finding.title.as_str()),
        (Severity::Notice, "\"add_to_cart\" has no value for `name` on another page")
    );
    assert!(
        finding.detail.contains("proven last, on /, it") && finding.detail.contains("/products/jug may"),
        "{}",
        finding.detail
    );
}

#[test]
fn what_the_page_s_own_policy_refuses_is_a_finding_and_was_not_told() {
    let refused =
        |event: &str| Refused { vendor: Vendor::Meta, event: event.into(), host: "www.facebook.com".into() };
    let page = but(shown(&[PAGE_VIEW], &[CART], json!({})), |page| {
        page.leaving.refused = vec![refused("PageView"), refused("AddToCart")];
    });
    let report = report(&[page], Proven::new(), None);
    assert!(report.tools.iter().all(|tool| tool.vendor != Vendor::Meta));
    let findings = of_kind(&report, FindingKind::RefusedByPolicy);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].title, "The page's own policy refuses what Meta Pixel is told");
    assert_eq!(
        findings[0].detail,
        "\"AddToCart\", \"PageView\" do not leave the browser: the Content-Security-Policy does not name \
         www.facebook.com."
    );
    assert_eq!(findings[0].pages, ["https://s.example/"]);
}
