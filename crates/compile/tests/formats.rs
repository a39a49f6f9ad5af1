//! Every format over everything a plan can say: it is in the bytes, or in the losses; never neither.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

mod common;

use common::{event, full, plan};
use waymark_compile::formats::{Exported, Format, LossKind, write};
use waymark_model::{
    ClickId, Condition, ConsentRule, Destination, DestinationKind, Device, Event, EventId, Hop, Limit,
    Outcome, PageType, Parameter, Per, Phase, Plan, ProductField, Scope, Selector, Sending, Source, Span,
    Stage, Status, Traffic, Trigger, Utm, VisitorKind, Weight,
};

const AT: i64 = 1_795_676_400_000;

fn export(plan: &Plan, format: Format) -> Exported {
    write(plan, format, AT).unwrap_or_else(|error| panic!("{format:?}: {error}"))
}

/// A plan of three events, of which the first is changed.
fn base() -> Plan {
    let mut plan =
        plan(vec![event("a", Trigger::Click), event("b", Trigger::Click), event("c", Trigger::PageView)]);
    plan.destinations = vec![
        Destination::DataLayer,
        Destination::Shopify,
        Destination::Ga4 { measurement_id: Some("G-ABCD1234".into()) },
    ];
    plan
}

fn ids(names: &[&str]) -> Vec<EventId> {
    names.iter().map(|name| EventId((*name).into())).collect()
}

/// Pairs of plans that differ in one thing, by the thing's name.
#[expect(clippy::too_many_lines, reason = "one list of all that a plan can say")]
fn changes() -> Vec<(String, Plan, Plan)> {
    let mut all: Vec<(String, Plan, Plan)> = Vec::new();
    let mut change = |name: &str, from: &dyn Fn(&mut Plan), to: &dyn Fn(&mut Plan)| {
        let (mut one, mut other) = (base(), base());
        from(&mut one);
        to(&mut other);
        all.push((name.to_owned(), one, other));
    };
    let same = |_: &mut Plan| {};
    let set = |trigger: Trigger| {
        move |plan: &mut Plan| {
            if !trigger.takes_target() {
                plan.events[0].target = None;
            }
            plan.events[0].trigger = trigger.clone();
        }
    };
    let within = Span::Session;
    let selector = || vec![Selector::new(".done")];
    let triggers: Vec<Trigger> = Trigger::kinds()
        .into_iter()
        .map(|trigger| match trigger {
            Trigger::Count { times, different, within, .. } => {
                Trigger::Count { events: ids(&["b"]), times, different, within }
            }
            Trigger::Sequence { within, .. } => Trigger::Sequence { events: ids(&["b", "c"]), within },
            other => other,
        })
        .collect();
    for pair in triggers.windows(2) {
        change(&format!("trigger {:?}", pair[1]), &set(pair[0].clone()), &set(pair[1].clone()));
    }
    let options = [
        (Trigger::SUBMIT, Trigger::Submit { outcome: Outcome::Success, success: vec![] }),
        (
            Trigger::Submit { outcome: Outcome::Success, success: vec![] },
            Trigger::Submit { outcome: Outcome::Success, success: selector() },
        ),
        (visible(50, 1000, Per::Page), visible(60, 1000, Per::Page)),
        (visible(50, 1000, Per::Page), visible(50, 0, Per::Page)),
        (visible(50, 1000, Per::Page), visible(50, 1000, Per::Element)),
        (Trigger::Scroll { percents: vec![50] }, Trigger::Scroll { percents: vec![50, 75] }),
        (Trigger::Time { seconds: vec![30] }, Trigger::Time { seconds: vec![60] }),
        (video(true, &[], false), video(true, &[25], false)),
        (video(true, &[], false), video(true, &[], true)),
        (video(true, &[25], false), video(false, &[25], false)),
        (Trigger::Hover { millis: 1000 }, Trigger::Hover { millis: 2000 }),
        (Trigger::RageClick { clicks: 3, millis: 1000 }, Trigger::RageClick { clicks: 4, millis: 1000 }),
        (Trigger::RageClick { clicks: 3, millis: 1000 }, Trigger::RageClick { clicks: 3, millis: 2000 }),
        (count("b", 3, false, within), count("c", 3, false, within)),
        (count("b", 3, false, within), count("b", 4, false, within)),
        (count("b", 3, false, within), count("b", 3, true, within)),
        (count("b", 3, false, within), count("b", 3, false, Span::Visitor)),
        (sequence(&["b", "c"], within), sequence(&["c", "b"], within)),
        (sequence(&["b", "c"], within), sequence(&["b", "c"], Span::Page)),
        (score(20, &[], within, None), score(30, &[], within, None)),
        (score(20, &[], within, None), score(20, &["b"], within, None)),
        (score(20, &[], within, None), score(20, &[], Span::Visitor, None)),
        (score(20, &[], within, None), score(20, &[], within, Some(10))),
        (velocity(&[], 5, 2), velocity(&["b"], 5, 2)),
        (velocity(&[], 5, 2), velocity(&[], 6, 2)),
        (velocity(&[], 5, 2), velocity(&[], 5, 3)),
    ];
    for (from, to) in options {
        change(&format!("trigger option {to:?}"), &set(from), &set(to));
    }
    let sources = [
        Source::ElementText,
        Source::Attribute { name: "data-a".into() },
        Source::Attribute { name: "data-b".into() },
        Source::Value,
        Source::Link,
        Source::FieldName,
        Source::Position,
        Source::Milestone,
        Source::Product { field: ProductField::Id },
        Source::Product { field: ProductField::Handle },
        Source::Product { field: ProductField::Title },
        Source::Product { field: ProductField::Price },
        Source::Product { field: ProductField::Currency },
        Source::Product { field: ProductField::Variant },
        Source::Product { field: ProductField::Vendor },
        Source::CartTotal,
        Source::PageType,
        Source::Collection,
        Source::SearchTerm,
        Source::Device,
        Source::TrafficSource { utm: None },
        Source::TrafficSource { utm: Some(Utm::Campaign) },
        Source::Score,
        Source::Stage,
        Source::Weight,
        Source::Experiments,
        Source::Literal { value: "one".into() },
        Source::Literal { value: "two {{Page URL}}".into() },
    ];
    let with = |name: &str, from: Source| {
        let parameter = Parameter { name: name.into(), from };
        move |plan: &mut Plan| plan.events[0].parameters = vec![parameter.clone()]
    };
    for pair in sources.windows(2) {
        change(
            &format!("source {:?}", pair[1]),
            &with("some", pair[0].clone()),
            &with("some", pair[1].clone()),
        );
    }
    change("parameter", &same, &with("some", Source::PageType));
    change("parameter name", &with("some", Source::PageType), &with("other", Source::PageType));
    change(
        "Google's own parameter",
        &same,
        &with("currency", Source::Product { field: ProductField::Currency }),
    );
    let first = |change: fn(&mut Event)| move |plan: &mut Plan| change(&mut plan.events[0]);
    change("limit page", &same, &first(|event| event.limit = Limit::Page));
    change("limit session", &same, &first(|event| event.limit = Limit::Session));
    change(
        "limit visitor",
        &first(|event| event.limit = Limit::Session),
        &first(|event| event.limit = Limit::Visitor),
    );
    change("debounce", &same, &first(|event| event.debounce_millis = 500));
    let only = |condition: Condition| move |plan: &mut Plan| plan.events[0].only_if = condition.clone();
    let none = Condition::default;
    let mut conditions = vec![
        Condition { devices: vec![Device::Phone], ..none() },
        Condition { devices: vec![Device::Tablet], ..none() },
        Condition { devices: vec![Device::Desktop], ..none() },
        Condition { visitor: Some(VisitorKind::New), ..none() },
        Condition { visitor: Some(VisitorKind::Returning), ..none() },
        Condition { min_score: 10, ..none() },
        Condition { min_score: 20, ..none() },
    ];
    for source in [
        Traffic::Paid,
        Traffic::Organic,
        Traffic::Social,
        Traffic::Email,
        Traffic::Referral,
        Traffic::Direct,
        Traffic::ClickId { name: ClickId::Gclid },
        Traffic::ClickId { name: ClickId::Fbclid },
        Traffic::Utm { name: Utm::Source, value: "a".into() },
        Traffic::Utm { name: Utm::Medium, value: "a".into() },
        Traffic::Referrer { value: "a.example".into() },
    ] {
        conditions.push(Condition { sources: vec![source], ..none() });
    }
    change("condition", &same, &only(conditions[0].clone()));
    for pair in conditions.windows(2) {
        change(&format!("condition {:?}", pair[1]), &only(pair[0].clone()), &only(pair[1].clone()));
    }
    let target = |change: fn(&mut waymark_model::Target)| {
        move |plan: &mut Plan| change(plan.events[0].target.as_mut().unwrap())
    };
    change("css", &same, &target(|target| target.selectors[0].css = ".x".into()));
    change("spare", &same, &target(|target| target.selectors.push(Selector::new(".x"))));
    change("shadow", &same, &target(|target| target.selectors[0].within = vec![Hop::Shadow("x-y".into())]));
    change("frame", &same, &target(|target| target.selectors[0].within = vec![Hop::Frame("iframe".into())]));
    change("text", &same, &target(|target| target.selectors[0].text = Some("Buy".into())));
    change("alone", &same, &target(|target| target.selectors[0].alone = true));
    change("multiple", &same, &target(|target| target.multiple = true));
    change(
        "page types",
        &same,
        &first(|event| event.scope = Scope { page_types: vec!["product".into()], url: None }),
    );
    change(
        "several page types",
        &same,
        &first(|event| event.scope = Scope { page_types: vec!["product".into(), "cart".into()], url: None }),
    );
    change("url", &same, &first(|event| event.scope.url = Some("/pages/*".into())));
    change("url with a locale", &same, &first(|event| event.scope.url = Some("/de/*".into())));
    change("name", &same, &first(|event| event.name = "other_name".into()));
    change("stage", &same, &first(|event| event.stage = Stage::Tofu));
    change("phase", &same, &first(|event| event.phase = Phase::Checkout));
    change("weight", &same, &first(|event| event.weight = Weight::clamped(2)));
    change("macro", &same, &first(|event| event.is_macro = true));
    change("paused", &same, &first(|event| event.status = Status::Paused));
    change("ready", &same, &first(|event| event.status = Status::Ready));
    change("owner", &same, &first(|event| event.owner = "Ada".into()));
    change("description", &same, &first(|event| event.description = "Why".into()));
    for kind in [DestinationKind::Ga4, DestinationKind::DataLayer, DestinationKind::Shopify] {
        let off = Sending { off: true, name: None };
        let named = Sending { off: false, name: Some("there_it_is".into()) };
        change(&format!("off for {kind:?}"), &same, &|plan| {
            plan.events[0].send.insert(kind, off.clone());
        });
        change(&format!("name at {kind:?}"), &same, &|plan| {
            plan.events[0].send.insert(kind, named.clone());
        });
    }
    for destination in [
        Destination::Meta,
        Destination::Klaviyo,
        Destination::Mixpanel,
        Destination::Amplitude,
        Destination::Heap,
        Destination::Hotjar,
        Destination::Posthog,
        Destination::Segment,
        Destination::Vwo,
        Destination::Optimizely,
        Destination::Endpoint { url: "https://events.shop.example/".into() },
    ] {
        change(&format!("destination {destination:?}"), &same, &|plan| {
            plan.destinations.push(destination.clone());
        });
    }
    change("measurement id", &same, &|plan| {
        plan.destinations[2] = Destination::Ga4 { measurement_id: Some("G-OTHER123".into()) };
    });
    change("consent", &same, &|plan| plan.privacy.consent = ConsentRule::Merchant);
    change("visitor days", &same, &|plan| plan.privacy.visitor_days = 30);
    change("page type patterns", &same, &|plan| {
        plan.page_types.push(PageType { id: "look".into(), patterns: vec!["/looks/*".into()] });
    });
    change("shop's name", &same, &|plan| plan.shop.name = "Other".into());
    all
}

fn visible(percent: u8, millis: u32, per: Per) -> Trigger {
    Trigger::Visible { percent, millis, per }
}

fn video(start: bool, percents: &[u8], complete: bool) -> Trigger {
    Trigger::Video { start, percents: percents.to_vec(), complete }
}

fn count(of: &str, times: u32, different: bool, within: Span) -> Trigger {
    Trigger::Count { events: ids(&[of]), times, different, within }
}

fn sequence(of: &[&str], within: Span) -> Trigger {
    Trigger::Sequence { events: ids(of), within }
}

fn score(threshold: u32, of: &[&str], within: Span, unbought_minutes: Option<u32>) -> Trigger {
    Trigger::Score { threshold, events: ids(of), within, unbought_minutes }
}

fn velocity(of: &[&str], times: u32, minutes: u32) -> Trigger {
    Trigger::Velocity { events: ids(of), times, minutes }
}

/// What a format says of itself that it never has, for any plan: by words of the change's name, the loss that says so.
fn never_has(format: Format, change: &str) -> Option<&'static str> {
    let begins = |words: &[&str]| words.iter().any(|word| change.starts_with(word));
    let of_element = ["css", "spare", "shadow", "frame", "text", "alone", "multiple"];
    match format {
        Format::Gtm if change == "multiple" => Some("what elements look like"),
        Format::Gtm if change == "ready" => Some("status, stage, phase, weight, owner and description"),
        Format::Gtm if begins(&["off for", "name at"]) => Some("other destinations"),
        Format::Gtm if change == "page type patterns" => Some("page types"),
        Format::ShopifyPixel
            if begins(&[
                "trigger",
                "source",
                "condition",
                "limit",
                "debounce",
                "page type",
                "several",
                "url",
            ]) || begins(&of_element) =>
        {
            Some("what fires events")
        }
        Format::ShopifyPixel if change.ends_with("Ga4") => Some("Google Analytics 4"),
        Format::ShopifyPixel if begins(&["off for", "name at"]) => Some("other destinations"),
        Format::ShopifyPixel
            if begins(&["shop's", "ready", "stage", "phase", "weight", "macro", "owner", "description"]) =>
        {
            Some("shop's name, status, stage, phase, weight, key events, owner and description")
        }
        Format::Ga4List
            if begins(&["ready", "limit", "debounce", "condition", "off for", "name at", "destination"])
                || begins(&of_element) =>
        {
            Some("status, elements, limits, conditions and other destinations")
        }
        Format::Ga4List if begins(&["measurement", "consent", "visitor", "page type patterns", "shop's"]) => {
            Some("shop, consent and page types")
        }
        _ => None,
    }
}

#[test]
fn nothing_a_plan_says_is_lost_silently() {
    let mut silent = Vec::new();
    for (name, one, other) in changes() {
        for format in Format::ALL {
            let [one, other] = [&one, &other].map(|plan| export(plan, format));
            // A revision stands for the whole plan without saying any of it.
            let said = |exported: &Exported| without_revision(&exported.bytes);
            if said(&one) != said(&other) || one.losses != other.losses {
                continue;
            }
            let told = never_has(format, &name)
                .is_some_and(|wanted| other.losses.iter().any(|loss| loss.what == wanted));
            if !told {
                silent.push(format!("{format:?}: {name}"));
            }
        }
    }
    assert_eq!(silent, Vec::<String>::new());
}

fn without_revision(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    match text.split_once("\"revision\":\"") {
        Some((before, rest)) if text.starts_with("/*") => [before, &rest[16..]].concat().into_bytes(),
        _ => bytes.to_vec(),
    }
}

#[test]
fn the_same_plan_and_time_give_the_same_bytes() {
    for format in Format::ALL {
        let (one, other) = (export(&full(), format), export(&full(), format));
        assert_eq!(one, other, "{format:?}");
        assert!(!one.bytes.is_empty());
    }
    let later =
        |format| write(&full(), format, AT + 86_400_000).unwrap().bytes != export(&full(), format).bytes;
    assert!(later(Format::Gtm) && later(Format::Xlsx), "they have a date in them");
}

#[test]
fn the_json_is_the_plan() {
    let exported = export(&full(), Format::Json);
    assert_eq!(serde_json::from_slice::<Plan>(&exported.bytes).unwrap(), full());
    assert_eq!(exported.losses, []);
    assert_eq!(exported.file_name, "shop.example.plan.json");
}

#[test]
fn names_of_files_are_plain() {
    let named = |slug: &str| {
        let mut plan = full();
        plan.shop.slug.0 = slug.into();
        export(&plan, Format::Csv).file_name
    };
    assert_eq!(named("shop.example:8080"), "shop.example-8080.plan.csv");
    assert_eq!(named("../../etc/passwd"), "etc-passwd.plan.csv");
    assert_eq!(named("店"), "shop.plan.csv");
}

/// The CSV read as RFC 4180 says.
fn read_csv(bytes: &[u8]) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap().strip_prefix('\u{feff}').unwrap();
    let mut rows = vec![vec![String::new()]];
    let mut letters = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().unwrap();
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                row.last_mut().unwrap().push(letters.next().unwrap());
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted => {
                assert_eq!(letters.next(), Some('\n'));
                rows.push(vec![String::new()]);
            }
            other => row.last_mut().unwrap().push(other),
        }
    }
    assert_eq!(rows.pop().unwrap(), [""], "the last line ends");
    rows
}

#[test]
fn a_table_has_a_row_an_event_and_no_formulas() {
    let mut plan = full();
    plan.events[0].description = "=cmd|' /C calc'!A0, \"x\"\r\nnext".into();
    plan.events[1].owner = "+49 170 1234567".into();
    plan.events[2].description = "@SUM(1)".into();
    plan.events[3].owner = "-1".into();
    let rows = read_csv(&export(&plan, Format::Csv).bytes);
    assert_eq!(rows.len(), plan.events.len() + 1);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let column = |head: &str| rows[0].iter().position(|cell| cell == head).unwrap();
    assert_eq!(rows[1][column("Description")], "'=cmd|' /C calc'!A0, \"x\"\r\nnext");
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
    }
    assert_eq!(rows[1][column("Fires on")], "Click");
    assert_eq!(rows[1][column("Where")], "Product pages, addresses like /products/*");
}

#[test]
fn the_list_for_google_has_events_key_events_and_definitions() {
    let mut plan = base();
    plan.events[0].is_macro = true;
    plan.events[0].name = "checkout_start".into();
    for (name, from) in
        [("cart_total", Source::CartTotal), ("device", Source::Device), ("currency", Source::PageType)]
    {
        plan.events[0].parameters.push(Parameter { name: name.into(), from });
    }
    let rows = read_csv(&export(&plan, Format::Ga4List).bytes);
    let kinds: Vec<[&str; 2]> = rows.iter().map(|row| [row[0].as_str(), row[1].as_str()]).collect();
    assert_eq!(
        kinds,
        [
            ["Kind", "Name"],
            ["Key event", "begin_checkout"],
            ["Event", "event_b"],
            ["Event", "event_c"],
            ["Custom dimension", "device"],
            ["Custom metric", "cart_total"],
        ]
    );
}

#[test]
fn the_workbook_is_one() {
    let bytes = export(&full(), Format::Xlsx).bytes;
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    let mut long = full();
    long.events[0].description = "x".repeat(40_000);
    let losses = export(&long, Format::Xlsx).losses;
    assert!(losses.iter().any(|loss| loss.what == "Description" && loss.kind == LossKind::Missing));
}

#[test]
fn markdown_shows_texts_as_they_are() {
    let mut plan = full();
    plan.shop.name = "A | B <script>".into();
    let text = String::from_utf8(export(&plan, Format::Markdown).bytes).unwrap();
    assert!(text.starts_with("# Tracking plan of A \\| B \\<script\\>\n"));
    assert!(!text.replace("\\<", "").contains('<'), "{text}");
}

#[test]
fn a_plan_that_breaks_rules_is_refused_where_it_would_run() {
    let mut plan = full();
    plan.events[0].name = "click".into();
    assert!(write(&plan, Format::Gtm, AT).is_err());
    assert!(write(&plan, Format::ShopifyPixel, AT).is_err());
    write(&plan, Format::Csv, AT).unwrap();
}
