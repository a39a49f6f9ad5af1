//! What a plan is told about its destinations and what they get.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use serde_json::json;
use waymark_model::validate::Severity;
use waymark_model::{
    Destination, DestinationKind, Event, EventId, Parameter, Plan, ProductField, Sending, Source, Trigger,
    validate_plan,
};

use crate::support::{after, codes, plan};

fn to(destinations: serde_json::Value) -> Plan {
    Plan { destinations: serde_json::from_value(destinations).unwrap(), ..plan() }
}

fn renamed(kind: DestinationKind, name: &str) -> impl FnOnce(&mut Event) {
    let sending = Sending { off: false, name: Some(name.into()) };
    move |event| {
        event.name = "size_guide_open".into();
        event.send.insert(kind, sending);
    }
}

#[test]
fn settings_of_destinations_are_checked() {
    let endpoint = |url: &str| json!([{"type": "endpoint", "url": url}]);
    let ga4 = |id: &str| json!([{"type": "ga4", "measurementId": id}]);
    for (destinations, expected) in [
        (json!([]), &["destination_missing"][..]),
        (json!([{"type": "data_layer"}, {"type": "meta"}]), &[]),
        (json!([{"type": "meta"}, {"type": "meta"}]), &["destination_twice"]),
        (
            json!([{"type": "endpoint", "url": "https://a.example/"}, {"type": "endpoint", "url": "https://b.example/"}]),
            &[],
        ),
        (endpoint("https://events.shop.example/collect?site=1"), &[]),
        (endpoint("http://localhost:8080/collect"), &[]),
        (endpoint("http://127.0.0.1/collect"), &[]),
        (endpoint("http://[::1]/collect"), &[]),
        (endpoint("http://events.shop.example/collect"), &["endpoint_invalid"]),
        (endpoint("http://localhost.shop.example/"), &["endpoint_invalid"]),
        (endpoint("http://128.0.0.1/"), &["endpoint_invalid"]),
        (endpoint("ftp://localhost/"), &["endpoint_invalid"]),
        (endpoint("javascript:alert(1)"), &["endpoint_invalid"]),
        (endpoint("/collect"), &["endpoint_invalid"]),
        (endpoint(""), &["endpoint_invalid"]),
        (endpoint("https://me:secret@shop.example/"), &["endpoint_invalid"]),
    ] {
        let findings = validate_plan(&to(destinations.clone()));
        assert_eq!(codes(&findings), expected, "{destinations}");
        for finding in findings {
            assert_eq!((finding.field, finding.event), ("destinations", None));
            assert!(finding.message.ends_with('.'), "{}", finding.message);
        }
    }
    for (id, is_fine) in [
        ("G-ABC123", true),
        ("G-1A2B3C4D5E", true),
        ("g-abc123", false),
        ("UA-12345-1", false),
        ("AW-123456", false),
        ("G-", false),
        (" G-ABC123", false),
    ] {
        let codes = codes(&validate_plan(&to(ga4(id))));
        assert_eq!(codes.contains(&"measurement_id_invalid"), !is_fine, "{id}: {codes:?}");
    }
}

#[test]
fn a_property_that_all_properties_include_would_get_everything_twice() {
    let told = |one: Option<&str>, other: Option<&str>| {
        let ga4 = |id: Option<&str>| Destination::Ga4 { measurement_id: id.map(str::to_owned) };
        let mut plan = Plan { destinations: vec![ga4(one), ga4(other)], ..plan() };
        plan.events.clear();
        codes(&validate_plan(&plan))
    };
    assert_eq!(told(Some("G-ABC123"), Some("G-XYZ789")), [""; 0]);
    assert_eq!(told(Some("G-ABC123"), Some("G-ABC123")), ["destination_twice"]);
    assert_eq!(told(None, Some("G-ABC123")), ["destination_twice"]);
}

#[test]
fn an_event_that_is_off_everywhere_goes_nowhere() {
    let json = json!([{"type": "data_layer"}, {"type": "shopify"}]);
    let off = |kinds: &[DestinationKind]| {
        let sending = Sending { off: true, name: None };
        codes(&after(to(json.clone()), |event| {
            event.send = kinds.iter().map(|kind| (*kind, sending.clone())).collect();
        }))
    };
    assert_eq!(off(&[DestinationKind::DataLayer]), [""; 0]);
    assert_eq!(off(&[DestinationKind::DataLayer, DestinationKind::Shopify]), ["event_goes_nowhere"]);
}

#[test]
fn names_keep_the_limits_of_the_destination_that_gets_them() {
    use DestinationKind::{Ga4, Meta, Segment};
    for (kind, name, expected) in [
        (Ga4, "size_guide", &[][..]),
        (Ga4, "Size Guide", &["destination_name_invalid"]),
        (Ga4, "page_view", &["destination_name_invalid"]),
        (Ga4, &"x".repeat(41), &["destination_name_invalid"]),
        (Meta, &"x".repeat(50), &[]),
        (Meta, &"x".repeat(51), &["destination_name_too_long"]),
        (Segment, "Größe gewählt!", &[]),
        (Segment, &"x".repeat(201), &["destination_name_too_long"]),
        (Segment, " ", &["destination_name_empty"]),
    ] {
        let destinations = json!([{"type": kind}]);
        assert_eq!(codes(&after(to(destinations), renamed(kind, name))), expected, "{name} at {kind:?}");
    }
    let elsewhere = json!([{"type": "data_layer"}]);
    assert_eq!(after(to(elsewhere), renamed(Ga4, "page_view")), [], "the plan has no such destination");
}

#[test]
fn two_events_with_one_name_at_a_destination_are_added_up() {
    let mut plan = to(json!([{"type": "segment"}]));
    let view = |id: &str, name: &str| Event::new(EventId(id.into()), name.into(), Trigger::PageView);
    plan.events = vec![view("a", "cart_view"), view("b", "cart_open"), view("c", "home_view")];
    let findings = validate_plan(&plan);
    assert_eq!(codes(&findings), ["destination_name_taken"; 2]);
    assert!(findings.iter().all(|finding| finding.severity == Severity::Note));
    let sending = Sending { off: false, name: Some("Cart Opened".into()) };
    plan.events[1].send.insert(DestinationKind::Segment, sending);
    assert_eq!(validate_plan(&plan), []);
}

#[test]
fn google_is_given_what_it_asks_for() {
    let product = |name: &str, field| Parameter { name: name.into(), from: Source::Product { field } };
    let id = product("item_id", ProductField::Id);
    let price = product("price", ProductField::Price);
    let currency = product("currency", ProductField::Currency);
    let told = |name: &str, parameters: &[&Parameter]| {
        let findings = after(to(json!([{"type": "ga4"}])), |event| {
            event.name = name.into();
            event.parameters = parameters.iter().map(|parameter| (*parameter).clone()).collect();
        });
        assert!(findings.iter().all(|finding| finding.severity == Severity::Note));
        findings.into_iter().map(|finding| finding.message).collect::<Vec<_>>()
    };
    assert_eq!(told("add_to_cart", &[&id, &price, &currency]), [""; 0]);
    assert_eq!(told("size_guide_open", &[]), [""; 0]);
    assert_eq!(
        told("add_to_cart", &[&id]),
        [
            "Google Analytics reports \"add_to_cart\" fully only with parameters that are missing here: price, currency. Add them."
        ]
    );
    assert!(told("checkout_start", &[])[0].contains("\"begin_checkout\" fully"), "by its name there");
    assert!(told("search", &[])[0].contains("search_term"));
}

#[test]
fn a_value_is_money() {
    let told = |from: Source, currency: bool| {
        codes(&after(to(json!([{"type": "ga4"}])), |event| {
            event.name = "gift_card_choose".into();
            event.parameters = vec![Parameter { name: "value".into(), from }];
            if currency {
                let from = Source::Product { field: ProductField::Currency };
                event.parameters.push(Parameter { name: "currency".into(), from });
            }
        }))
    };
    let literal = |value: &str| Source::Literal { value: value.into() };
    assert_eq!(told(Source::CartTotal, true), [""; 0]);
    assert_eq!(told(literal("9.90"), true), [""; 0]);
    assert_eq!(told(Source::CartTotal, false), ["parameter_value_without_currency"]);
    assert_eq!(told(literal("blue"), true), ["parameter_value_no_amount"]);
    assert_eq!(told(Source::ElementText, false), ["parameter_value_no_amount"]);
}
