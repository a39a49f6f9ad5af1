//! Plans that differ from another in one thing each.

use crate::{base, ids};
use waymark_model::{
    ClickId, Condition, ConsentRule, Destination, DestinationKind, Device, Event, Hop, Limit, Note, Outcome,
    PageType, Parameter, Per, Phase, Plan, Platform, ProductField, Reading, Scope, Selector, Sending, Source,
    Span, Stage, Status, Traffic, Trigger, Utm, VisitorKind, Weight,
};

/// What is read of another element.
fn elsewhere(css: &str, read: Reading) -> Source {
    Source::Element { selectors: vec![Selector::new(css)], read }
}

/// Pairs of plans that differ in one thing, by the thing's name.
#[expect(clippy::too_many_lines, reason = "one list of all that a plan can say")]
pub fn changes() -> Vec<(String, Plan, Plan)> {
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
        elsewhere(".price", Reading::ElementText),
        elsewhere(".price", Reading::Amount),
        elsewhere(".other", Reading::Amount),
        elsewhere(".price", Reading::Attribute { name: "data-a".into() }),
        elsewhere(".price", Reading::Choice),
        elsewhere(".price", Reading::Link),
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
    change("platforms", &same, &first(|event| event.platforms = [Platform::Web, Platform::Ios].into()));
    change("for apps only", &same, &first(|event| event.platforms = [Platform::Android].into()));
    change(
        "notes",
        &same,
        &first(|event| event.notes = vec![Note { at: 0, author: "Ada".into(), text: "Why?".into() }]),
    );
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
