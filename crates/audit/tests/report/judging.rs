//! What numbers mean, held against pages that are made by hand: which findings there are and how bad they are.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use serde_json::{Value, json};
use waymark_audit::discover::SampleSize;
use waymark_audit::record::Record;
use waymark_audit::report::{
    Circumstances, Ending, Finding, FindingKind, Proven, Report, Severity, Tally, Undelivered,
};
use waymark_model::page_type::defaults;
use waymark_model::{Event, EventId, Plan, Scope, Shop, ShopSlug, Target, Trigger, Weight};

/// A plan with an event of each of these ids on product pages, of full weight.
pub fn plan(ids: &[&str]) -> Plan {
    let event = |id: &&str| Event {
        scope: Scope { page_types: vec!["product".into()], url: None },
        target: Some(Target::default()),
        weight: Weight::clamped(9),
        ..Event::new(EventId((*id).into()), (*id).to_owned(), Trigger::Click)
    };
    let shop = Shop { slug: ShopSlug("s".into()), url: "https://s.example/".into(), name: "S".into() };
    Plan { page_types: defaults(), events: ids.iter().map(event).collect(), ..Plan::empty(shop) }
}

pub fn quiet<'a>() -> Circumstances<'a> {
    Circumstances {
        started_at: 0,
        finished_at: 1,
        sample: SampleSize::Quick,
        ending: Ending::Complete,
        is_published: false,
        is_live: true,
        theme: None,
        revisions: None,
        served: Some("r1"),
        undelivered: None,
        no_browser: None,
        notes: Vec::new(),
        proven: Proven::new(),
        before: None,
    }
}

/// A product page that was looked at, with more about it.
pub fn page(number: usize, more: &Value) -> Value {
    let mut page = json!({
        "kind": "page", "url": format!("https://s.example/products/{number}"), "pageType": "product",
        "state": "checked", "millis": 1, "bytes": 1, "mayFire": true,
    });
    page.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    page
}

/// A page of another type, where no event may fire.
fn idle(number: usize, more: &Value) -> Value {
    let mut page = page(number, more);
    page["url"] = json!(format!("https://s.example/blogs/{number}"));
    page["pageType"] = json!("blog");
    page["mayFire"] = json!(false);
    page
}

pub fn tally(records: &[Value]) -> Tally {
    let mut tally = Tally::default();
    for record in records {
        tally.add(&serde_json::from_value::<Record>(record.clone()).unwrap());
    }
    tally
}

pub fn report(records: &[Value], circumstances: Circumstances<'_>) -> Report {
    tally(records).report(&plan(&["add"]), circumstances)
}

fn installed(more: &Value) -> Value {
    let mut installed = json!({ "waymark": 1 });
    installed.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "installed": installed })
}

fn with() -> Value {
    installed(&json!({}))
}

fn without() -> Value {
    installed(&json!({ "waymark": 0 }))
}

/// So many pages, some of which are so.
fn pages(number: usize, some: usize, so: &Value, others: &Value) -> Vec<Value> {
    (0..number).map(|at| page(at, if at < some { so } else { others })).collect()
}

pub fn of(report: &Report, kind: FindingKind) -> Vec<&Finding> {
    report.findings.iter().filter(|finding| finding.kind == kind).collect()
}

#[test]
fn each_thing_that_is_wrong_with_what_is_installed_is_a_finding_as_bad_as_it_is() {
    use FindingKind as Kind;
    use Severity::{Critical, Notice, Warning};
    let published = || Circumstances { is_published: true, ..quiet() };
    let kept_out = installed(&json!({ "isKeptOut": true }));
    let twice = installed(&json!({ "waymark": 2 }));
    let theme = |id: &str| installed(&json!({ "theme": { "id": id, "name": "Dawn", "isLive": true } }));
    let broken = Undelivered { message: "Gone.", hint: "Put it back.", works: false };
    let late = Undelivered { works: true, ..broken };
    let idle = |more: &Value| -> Vec<Value> {
        let mut records = pages(20, 0, &with(), &with());
        records.push(idle(0, more));
        records
    };
    let cases = [
        (
            Kind::NotInstalled,
            Some(Critical),
            "No page loads Waymark",
            pages(4, 4, &without(), &with()),
            published(),
        ),
        (
            Kind::NotInstalled,
            Some(Warning),
            "1 of 20 pages with events does not load",
            pages(20, 1, &without(), &with()),
            published(),
        ),
        (Kind::NotInstalled, None, "", idle(&without()), published()),
        (Kind::NotInstalled, None, "", pages(4, 4, &without(), &with()), quiet()),
        (Kind::InstalledTwice, Some(Warning), "more than once", pages(4, 1, &twice, &with()), quiet()),
        (Kind::KeptOut, Some(Critical), "keeps Waymark out", pages(20, 2, &kept_out, &with()), quiet()),
        (Kind::KeptOut, Some(Warning), "of 1 of 20 pages", pages(20, 1, &kept_out, &with()), quiet()),
        (Kind::KeptOut, Some(Notice), "pages without events", idle(&kept_out), quiet()),
        (
            Kind::OtherRevision,
            Some(Warning),
            "another revision",
            pages(2, 0, &with(), &with()),
            Circumstances { revisions: Some(("r2", "r1")), ..published() },
        ),
        (
            Kind::OtherRevision,
            None,
            "",
            pages(2, 0, &with(), &with()),
            Circumstances { revisions: Some(("r1", "r1")), ..published() },
        ),
        (
            Kind::OtherTheme,
            Some(Warning),
            "theme 7",
            pages(2, 2, &theme("8"), &with()),
            Circumstances { theme: Some("7"), ..quiet() },
        ),
        (
            Kind::OtherTheme,
            None,
            "",
            pages(2, 2, &theme("7"), &with()),
            Circumstances { theme: Some("7"), ..quiet() },
        ),
        (
            Kind::NotDelivered,
            Some(Critical),
            "nothing fires",
            pages(2, 0, &with(), &with()),
            Circumstances { undelivered: Some(broken), ..published() },
        ),
        (
            Kind::NotDelivered,
            Some(Warning),
            "later than",
            pages(2, 0, &with(), &with()),
            Circumstances { undelivered: Some(late), ..published() },
        ),
    ];
    for (kind, severity, words, records, circumstances) in cases {
        let report = report(&records, circumstances);
        let found = of(&report, kind);
        assert_eq!(
            found.first().map(|found| found.severity),
            severity,
            "{kind:?} {words}: {:?}",
            report.findings
        );
        assert!(found.iter().all(|found| found.title.contains(words)), "{words}: {found:?}");
    }
}

#[test]
fn what_waits_for_consent_and_what_cannot_be_told_is_noted() {
    let waits = installed(&json!({ "waits": true }));
    let held = installed(&json!({ "waits": true, "consent": "OneTrust" }));
    let said = |report: &Report, words: &str| report.notes.iter().any(|note| note.contains(words));
    let in_vain = report(&pages(4, 1, &waits, &with()), quiet());
    assert!(said(&in_vain, "On 1 of 4 pages Waymark's script tag has a type"), "{:?}", in_vain.notes);
    let held = report(&pages(4, 3, &held, &with()), quiet());
    assert!(said(&held, "On 3 of 4 pages Waymark's script tag waits"), "{:?}", held.notes);
    assert!(!said(&held, "has a type"), "{:?}", held.notes);
    let untold = report(&pages(4, 0, &with(), &with()), Circumstances { served: None, ..quiet() });
    assert!(said(&untold, "could not be told from here"), "{:?}", untold.notes);
    assert!(!said(
        &report(&pages(4, 4, &without(), &with()), Circumstances { served: None, ..quiet() }),
        "from here"
    ));
}

#[test]
fn waymark_that_vanishes_is_critical_until_it_is_back() {
    let vanished = |records: &[Value], before: &Report| {
        let now = report(records, Circumstances { before: Some(before), ..quiet() });
        let found =
            of(&now, FindingKind::NotInstalled).first().map(|found| (found.severity, found.title.clone()));
        (now, found)
    };
    let all = pages(16, 0, &without(), &with());
    let none = pages(16, 16, &without(), &with());
    let first = report(&all, quiet());
    let (_, same) = vanished(&all, &first);
    assert_eq!(same, None);
    let gone = Some((Severity::Critical, "No page loads Waymark any more".to_owned()));
    let (second, found) = vanished(&none, &first);
    assert_eq!(found, gone);
    let (third, found) = vanished(&none, &second);
    assert_eq!(found, gone, "it is still gone");
    assert_eq!(third.since.clone().unwrap().resolved, Vec::<String>::new());
    let (_, found) = vanished(&all, &third);
    assert_eq!(found, None);

    let (_, part) = vanished(&pages(16, 5, &without(), &with()), &first);
    assert_eq!(part, Some((Severity::Warning, "Waymark is gone from 5 of 16 pages".to_owned())));
    let (_, one) = vanished(&pages(16, 1, &without(), &with()), &first);
    assert_eq!(one, None, "one page may be of another template");
    let mut whole = pages(4, 4, &without(), &with());
    whole.push(idle(0, &with()));
    let (_, of_kind) = vanished(&whole, &first);
    assert_eq!(of_kind, Some((Severity::Critical, "Waymark is gone from 4 of 4 pages".to_owned())));
    // Nobody ever had it there.
    let never = report(&none, quiet());
    assert_eq!(vanished(&none, &never).1, None);
}

#[test]
fn a_page_type_that_is_gone_is_a_warning_and_the_cause_for_its_events() {
    use waymark_audit::report::Standing;
    let home = |number: usize| {
        page(
            number,
            &json!({ "url": format!("https://s.example/{number}"), "pageType": "home", "mayFire": false }),
        )
    };
    let shop = |state: &str, lost: usize, all: usize| {
        let so = json!({ "state": state, "reason": "Why." });
        let mut records = pages(all, lost, &so, &json!({ "events": [{ "id": "add", "verdict": "intact" }] }));
        records.extend((0..100).map(home));
        records
    };
    let first = report(&shop("gone", 0, 9), quiet());
    for (state, kind, title, cause) in [
        (
            "gone",
            FindingKind::PagesGone,
            "9 pages are not there any more",
            "all 9 pages for it are not there any more",
        ),
        (
            "redirected",
            FindingKind::PagesRedirected,
            "9 pages lead to another page now",
            "all 9 pages for it lead to another page now",
        ),
        (
            "elsewhere",
            FindingKind::PagesElsewhere,
            "9 pages lead to another site now",
            "all 9 pages for it lead to another site now",
        ),
    ] {
        for before in [None, Some(&first)] {
            let lost = report(&shop(state, 9, 9), Circumstances { before, ..quiet() });
            let found = of(&lost, kind);
            assert_eq!(
                found.iter().map(|it| (it.severity, it.title.as_str())).collect::<Vec<_>>(),
                [(Severity::Warning, title)]
            );
            assert_eq!(lost.events[0].standing, Standing::NotCovered);
            let untold = of(&lost, FindingKind::EventNotCovered);
            assert_eq!(untold[0].title, format!("\"add\" was not checked: {cause}"));
        }
        let some = report(&shop(state, 8, 9), quiet());
        assert_eq!(of(&some, kind)[0].severity, Severity::Notice, "one is left, and they are few of all");
        let many = report(&shop(state, 12, 13), quiet());
        assert_eq!(of(&many, kind)[0].severity, Severity::Warning, "more than one in ten");
    }
    // A page that leads elsewhere ever since is how the shop is; one that was there before is not.
    let gone = shop("redirected", 1, 1);
    let never = report(&gone, quiet());
    assert_eq!(of(&never, FindingKind::PagesRedirected)[0].severity, Severity::Notice);
    let all_there = report(&shop("redirected", 0, 1), quiet());
    let mut before = all_there;
    for _ in 0..2 {
        let lost = report(&gone, Circumstances { before: Some(&before), ..quiet() });
        assert_eq!(of(&lost, FindingKind::PagesRedirected)[0].severity, Severity::Warning);
        let cause = of(&lost, FindingKind::EventNotCovered)[0].title.clone();
        assert_eq!(cause, "\"add\" was not checked: the one page for it leads to another page now");
        before = lost;
    }
    let none = report(&(0..3).map(home).collect::<Vec<_>>(), quiet());
    assert!(of(&none, FindingKind::EventNotCovered)[0].title.ends_with("no page for it was found"));
}

#[test]
fn pages_that_nobody_could_look_at_are_no_misses() {
    use waymark_model::Verdict;
    let event = |verdict: &str| json!({ "events": [{ "id": "add", "verdict": verdict }] });
    let blocked = |at| {
        let mut blocked = page(at, &event("blocked"));
        blocked["state"] = json!("blocked");
        blocked
    };
    let mut records: Vec<Value> = (0..4).map(|at| page(at, &event("intact"))).collect();
    records.push(page(4, &event("missing")));
    records.extend((5..9).map(blocked));
    let told = report(&records, quiet());
    let found = of(&told, FindingKind::EventPartly);
    let title = "\"add\" finds its element on 4 of 5 pages (4 more could not be looked at)";
    assert_eq!((found[0].title.as_str(), found[0].severity), (title, Severity::Notice));
    assert_eq!(found[0].pages, ["https://s.example/products/4"]);
    assert_eq!(told.events[0].words, "Found on 4 of 5 pages (4 more could not be looked at)");
    assert_eq!(told.events[0].verdicts[&Verdict::Blocked], 4);
    records.remove(4);
    let fine = report(&records, quiet());
    assert_eq!(fine.events[0].words, "Found on all 4 pages (4 more could not be looked at)");
    let shut = report(&records[4..], quiet());
    let untold = of(&shut, FindingKind::EventUnknown);
    assert_eq!(untold[0].pages.len(), 3, "they are what it is about: {untold:?}");
}

#[test]
fn each_tag_that_is_started_twice_names_its_own_pages() {
    let tags = |ids: &[(&str, u32)]| {
        let tags: Vec<Value> = ids
            .iter()
            .map(|(id, times)| json!({ "vendor": "google_analytics", "id": id, "times": times }))
            .collect();
        installed(&json!({ "tags": tags }))
    };
    let records = [page(0, &tags(&[("G-A", 2), ("G-B", 1)])), page(1, &tags(&[("G-A", 1), ("G-B", 3)]))];
    let told = report(&records, quiet());
    let found = of(&told, FindingKind::TagTwice);
    let said: Vec<_> = found.iter().map(|it| (it.severity, it.title.as_str(), it.pages.clone())).collect();
    let of_page = |at: u32| vec![format!("https://s.example/products/{at}")];
    let expected = [
        (Severity::Warning, "Google Analytics 4 G-A is started twice", of_page(0)),
        (Severity::Warning, "Google Analytics 4 G-B is started twice", of_page(1)),
    ];
    assert_eq!(said, expected);
}

#[test]
fn an_event_that_no_page_in_a_browser_had_was_not_tried() {
    let event = |verdict: &str| json!({ "events": [{ "id": "add", "verdict": verdict }] });
    let shown = |at: usize, verdict: &str| {
        let mut shown = page(at, &event(verdict));
        shown["kind"] = json!("rendered");
        shown["device"] = json!("phone");
        shown
    };
    let served = [page(0, &event("missing")), page(1, &event("intact"))];
    let is_untried = |records: &[Value]| report(&[&served, records].concat(), quiet()).events[0].is_untried();
    assert!(!is_untried(&[]), "nothing was shown at all");
    assert!(is_untried(&[shown(0, "missing")]));
    assert!(!is_untried(&[shown(0, "missing"), shown(1, "intact")]));
}
