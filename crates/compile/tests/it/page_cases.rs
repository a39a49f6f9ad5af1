//! Exports that the page tests run in a browser, kept in `ui/page/tests` beside them. A stale one is rewritten, and the
//! test fails once so that it is looked at and committed.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};
use waymark_compile::compile;
use waymark_compile::formats::write;
use waymark_model::{
    Destination, DestinationKind, Event, Format, FormatSettings, Limit, Parameter, Per, Plan, ProductField,
    Scope, Selector, Sending, Source, Span, Stage, Target, Trigger,
};

use crate::common::{event, plan};

const AT: i64 = 1_795_676_400_000;

fn check_fresh(name: &str, cases: &Value) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/page/tests").join(name);
    let wanted = serde_json::to_string_pretty(cases).unwrap() + "\n";
    if fs::read_to_string(&path).unwrap_or_default() != wanted {
        fs::write(&path, wanted).unwrap();
        panic!("ui/page/tests/{name} was out of date and has been rewritten; commit it");
    }
}

fn on(id: &str, trigger: Trigger, css: &str) -> Event {
    let target = Target { selectors: vec![Selector::new(css)], ..Target::default() };
    Event { target: (!css.is_empty()).then_some(target), ..event(id, trigger) }
}

fn with(mut event: Event, parameters: &[(&str, Source)]) -> Event {
    event.parameters = parameters
        .iter()
        .map(|(name, from)| Parameter { name: (*name).into(), from: from.clone() })
        .collect();
    event
}

fn at_url(mut event: Event, url: &str) -> Event {
    event.scope = Scope { url: Some(url.into()), ..Scope::default() };
    event
}

fn literal(value: &str) -> Source {
    Source::Literal { value: value.into() }
}

/// Plans by name; what is done with each stands in `gtm.test.mjs`.
fn gtm_plans() -> Vec<(&'static str, Plan)> {
    let mut checkout = on("go", Trigger::Click, "#go");
    checkout.name = "checkout_start".into();
    let mut once = on("once", Trigger::Click, ".buy");
    once.limit = Limit::Page;
    let mut here = on("here", Trigger::Click, ".buy");
    here.scope.page_types = vec!["product".into(), "cart".into()];
    let clicks = plan(vec![
        with(
            on("buy", Trigger::Click, ".buy"),
            &[
                ("place", literal("top")),
                ("kind", Source::PageType),
                ("stage", Source::Stage),
                ("importance", Source::Weight),
            ],
        ),
        on("list", Trigger::Click, "a.more, nav > a:is([href*=\"x,y\"], .z)"),
        checkout,
        once,
        here,
        at_url(on("there", Trigger::Click, ".buy"), "/products/*"),
        at_url(on("sold", Trigger::Click, ".buy"), "/search?q=*"),
    ]);
    let forms = plan(vec![
        on("news", Trigger::SUBMIT, "form.news"),
        on("any", Trigger::SUBMIT, "#two form"),
        on("button", Trigger::SUBMIT, "form.news button[name=b]"),
    ]);
    let visible = |percent, millis, per| Trigger::Visible { percent, millis, per };
    let views = plan(vec![
        on("half", visible(50, 100, Per::Page), ".promo"),
        on("each", visible(50, 100, Per::Element), ".promo"),
        on("all", visible(100, 0, Per::Page), "#late"),
    ]);
    let scrolls = plan(vec![with(
        on("deep", Trigger::Scroll { percents: vec![50, 90] }, ""),
        &[("depth", Source::Milestone)],
    )]);
    let pages = plan(vec![
        on("page", Trigger::PageView, ""),
        at_url(on("product", Trigger::PageView, ""), "/products/*"),
    ]);
    let within = Span::Page;
    let ids = |names: &[&str]| names.iter().map(|name| waymark_model::EventId((*name).into())).collect();
    let mut shadow = on("shadow", Trigger::Click, "button");
    shadow.target.as_mut().unwrap().selectors[0].within = vec![waymark_model::Hop::Shadow("x-box".into())];
    let custom = plan(vec![
        with(on("words", Trigger::Click, ".buy"), &[("label", Source::ElementText)]),
        with(on("size", Trigger::Change, "select"), &[("size", Source::Value)]),
        shadow,
        on("both", Trigger::Sequence { events: ids(&["words", "size"]), within }, ""),
        Event { name: "event_words".into(), ..on("other", Trigger::Click, "#other") },
    ]);
    vec![
        ("clicks", clicks),
        ("forms", forms),
        ("views", views),
        ("scrolls", scrolls),
        ("pages", pages),
        ("custom", custom),
    ]
}

#[test]
fn the_cases_for_tag_manager_are_fresh() {
    let mut cases = Map::new();
    for (name, mut plan) in gtm_plans() {
        plan.shop.url = "https://shop.example/".into();
        plan.destinations.push(Destination::Ga4 { measurement_id: Some("G-SHOP1234".into()) });
        let container: Value =
            serde_json::from_slice(&write(&plan, Format::Gtm, &FormatSettings::default(), AT).unwrap().bytes)
                .unwrap();
        let config = compile(&plan).unwrap().config;
        cases.insert(name.to_owned(), json!({ "config": config, "container": container }));
    }
    check_fresh("gtm/cases.json", &Value::Object(cases));
}

/// Plans by name; what happens to each pixel stands in `pixel.test.mjs`.
fn pixel_plans() -> Vec<(&'static str, Plan)> {
    let product = |field| Source::Product { field };
    let add = Event {
        name: "cart_add".into(),
        ..with(
            on("add", Trigger::Click, ".buy"),
            &[
                ("item_id", product(ProductField::Id)),
                ("price", product(ProductField::Price)),
                ("currency", product(ProductField::Currency)),
                ("label", Source::ElementText),
            ],
        )
    };
    let mut quiet = on("quiet", Trigger::Click, ".buy");
    quiet.send.insert(DestinationKind::Meta, Sending { off: true, name: None });
    quiet.send.insert(DestinationKind::Shopify, Sending { off: false, name: Some("shop:quiet".into()) });
    let mut forwards = plan(vec![add.clone(), quiet]);
    forwards.destinations = vec![Destination::Shopify];
    forwards.privacy.visitor_days = 10;
    let mut checkout =
        plan(vec![add, Event { name: "checkout_start".into(), ..on("go", Trigger::Click, "#go") }]);
    checkout.events[1].stage = Stage::Bofu;
    checkout.destinations = vec![
        Destination::Shopify,
        Destination::Ga4 { measurement_id: Some("G-SHOP1234".into()) },
        Destination::Endpoint { url: "https://events.shop.example/in".into() },
    ];
    vec![("forwards", forwards), ("checkout", checkout)]
}

#[test]
fn the_cases_for_the_pixel_are_fresh() {
    let mut cases = Map::new();
    for (name, plan) in pixel_plans() {
        let code = String::from_utf8(
            write(&plan, Format::ShopifyPixel, &FormatSettings::default(), AT).unwrap().bytes,
        )
        .unwrap();
        assert!(code.is_ascii());
        // The rest is the same for every plan, and built beside the tests.
        let (head, _) = code.split_once("(() => {\n").unwrap();
        cases.insert(name.to_owned(), json!(head));
    }
    check_fresh("pixel/heads.json", &Value::Object(cases));
}
