//! Containers of Google Tag Manager: what is written fits the strict schema, what others wrote is read or listed, and
//! what the loss report does not speak of survives a round trip.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

mod left_out;

mod any;
#[path = "../common/mod.rs"]
mod common;
mod held_against;

use std::sync::LazyLock;

use any::any_event;
use common::{event, full, plan};
use proptest::prelude::*;
use serde_json::Value;
use waymark_compile::formats::{Exported, ImportError, Imported, LossKind, import_gtm, write};
use waymark_model::naming::destinations::name_at;
use waymark_model::page_path::base_of;
use waymark_model::{
    ConsentRule, Destination, DestinationKind, Event, Format, FormatSettings, Limit, Parameter, Plan,
    Selector, Sending, Source, Status, Target, Trigger,
};

const AT: i64 = 1_795_676_400_000;
const SCHEMA: &str = include_str!("gtm-export.schema.json");
const EXAMPLE: &str = include_str!("example-export.json");
const HANDMADE: &str = include_str!("handmade.json");

fn export(plan: &Plan) -> (Exported, Value) {
    let exported = write(plan, Format::Gtm, &FormatSettings::default(), AT).unwrap();
    let container = serde_json::from_slice(&exported.bytes).unwrap();
    (exported, container)
}

fn schema_errors(container: &Value) -> Vec<String> {
    static VALIDATOR: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        jsonschema::validator_for(&schema).unwrap()
    });
    VALIDATOR.iter_errors(container).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What points nowhere: ids of triggers and folders, names of variables; and what is there twice.
fn loose_ends(container: &Value) -> Vec<String> {
    let version = &container["containerVersion"];
    let list = |key: &str| version[key].as_array().cloned().unwrap_or_default();
    let texts = |key: &str, field: &str| -> Vec<String> {
        list(key).iter().map(|each| each[field].as_str().unwrap().to_owned()).collect()
    };
    let mut ends = Vec::new();
    let triggers = texts("trigger", "triggerId");
    for tag in list("tag") {
        for id in tag["firingTriggerId"].as_array().unwrap() {
            let id = id.as_str().unwrap();
            if id != "2147479573" && !triggers.iter().any(|known| known == id) {
                ends.push(format!("trigger {id}"));
            }
        }
        if tag["parentFolderId"] != "1" {
            ends.push(format!("folder of {}", tag["name"]));
        }
    }
    let names: Vec<String> =
        [texts("variable", "name"), texts("builtInVariable", "name"), vec!["_event".to_owned()]].concat();
    let text = serde_json::to_string(&(&version["tag"], &version["trigger"], &version["variable"])).unwrap();
    for reference in text.split("{{").skip(1) {
        let name = reference.split("}}").next().unwrap();
        if !names.iter().any(|known| known == name) {
            ends.push(format!("variable {name}"));
        }
    }
    for name in &names {
        if name != "_event" && !text.contains(&format!("{{{{{name}}}}}")) {
            ends.push(format!("nobody uses {name}"));
        }
    }
    for (key, field) in [
        ("tag", "name"),
        ("trigger", "name"),
        ("variable", "name"),
        ("tag", "tagId"),
        ("trigger", "triggerId"),
        ("variable", "variableId"),
    ] {
        let mut all = texts(key, field);
        let count = all.len();
        all.sort();
        all.dedup();
        if all.len() < count {
            ends.push(format!("{field} of a {key} twice"));
        }
    }
    ends
}

#[test]
fn the_schema_takes_a_container_and_nothing_else() {
    let mut example: Value = serde_json::from_str(EXAMPLE).unwrap();
    assert_eq!(schema_errors(&example), Vec::<String>::new());
    example["containerVersion"]["trigger"][0]["type"] = "TOUCH".into();
    assert!(!schema_errors(&example).is_empty(), "the check itself must be able to fail");
}

/// Plans with everything that can be in a container.
fn plans() -> Vec<Plan> {
    let mut all: Vec<Plan> = Trigger::kinds()
        .into_iter()
        .filter(|trigger| !matches!(trigger, Trigger::Count { .. } | Trigger::Sequence { .. }))
        .map(|trigger| plan(vec![event("x", trigger)]))
        .collect();
    all.push(plan(vec![]));
    let mut twice = full();
    twice.events.push(Event { id: waymark_model::EventId("again".into()), ..twice.events[0].clone() });
    twice.destinations = vec![
        Destination::Ga4 { measurement_id: Some("G-ONE11111".into()) },
        Destination::Ga4 { measurement_id: Some("G-TWO22222".into()) },
        Destination::Meta,
    ];
    twice.privacy.consent = ConsentRule::Merchant;
    all.push(twice);
    let mut hostile = event("{{Click URL}}", Trigger::Click);
    hostile.target = Some(Target { selectors: vec![Selector::new("a[title='{{x}}']")], ..Target::default() });
    hostile.parameters =
        vec![Parameter { name: "a".into(), from: Source::Literal { value: "{{Page URL}}".into() } }];
    hostile.name = "hostile".into();
    hostile.send.insert(DestinationKind::DataLayer, Sending { off: false, name: Some("{{Event}}".into()) });
    let mut braces = plan(vec![hostile]);
    braces.page_types[0].id = "{{Referrer}}".into();
    all.push(braces);
    all
}

#[test]
fn exports_fit_the_schema_and_hang_together() {
    for plan in plans() {
        let (_, container) = export(&plan);
        assert_eq!(schema_errors(&container), Vec::<String>::new());
        assert_eq!(loose_ends(&container), Vec::<String>::new(), "{container:#}");
    }
}

#[test]
fn tags_wait_for_consent_unless_nobody_has_to_be_asked() {
    let consent = |plan: &Plan| export(plan).1["containerVersion"]["tag"][1]["consentSettings"].clone();
    let mut plan = full();
    assert_eq!(
        consent(&plan),
        serde_json::json!({"consentStatus": "NEEDED", "consentType": {"type": "LIST", "list": [{"type": "TEMPLATE", "value": "analytics_storage"}]}})
    );
    plan.privacy.consent = ConsentRule::Merchant;
    assert_eq!(consent(&plan), serde_json::json!({"consentStatus": "NOT_SET"}));
}

fn refused(json: &str) -> ImportError {
    import_gtm(json, "shop.example", "").unwrap_err()
}

#[test]
fn what_is_no_container_is_refused_in_words() {
    assert!(matches!(refused(""), ImportError::NotJson(_)));
    assert!(matches!(refused("<html>"), ImportError::NotJson(_)));
    assert!(matches!(refused(&"[".repeat(100_000)), ImportError::NotJson(_)));
    for other in ["null", "[]", "{}", "\"x\"", "{\"schema\":1,\"events\":[]}", "{\"containerVersion\":[]}"] {
        assert!(matches!(refused(other), ImportError::NotAContainer), "{other}");
    }
    assert!(matches!(
        refused(r#"{"exportFormatVersion":1.3,"containerVersion":{"macro":[],"rule":[]}}"#),
        ImportError::Version(version) if version == "1.3"
    ));
    assert!(matches!(
        refused(r#"{"exportFormatVersion":2,"containerVersion":{"tag":[{"name":["x"]}]}}"#),
        ImportError::Shape(_)
    ));
    assert!(matches!(
        refused(
            r#"{"exportFormatVersion":2,"containerVersion":{"container":{"usageContext":["ANDROID_SDK_5"]}}}"#
        ),
        ImportError::NotWeb(_)
    ));
    assert!(matches!(refused(&" ".repeat(20_000_001)), ImportError::TooLarge));
}

fn whys<'a>(imported: &'a Imported, what: &str) -> Vec<&'a str> {
    imported.rest.iter().filter(|rest| rest.what.starts_with(what)).map(|rest| rest.why.as_str()).collect()
}

#[test]
fn a_container_of_each_trigger_is_read() {
    let imported = import_gtm(EXAMPLE, "shop.example", "").unwrap();
    let read: Vec<(&str, &Trigger)> =
        imported.events.iter().map(|event| (event.name.as_str(), &event.trigger)).collect();
    assert!(read.contains(&("ve_event_0", &Trigger::Click)), "{read:?}");
    let click = &imported.events[0];
    assert_eq!(click.target.as_ref().unwrap().selectors, [Selector::new("#hero .cta")]);
    assert_eq!(click.scope.url.as_deref(), Some("/products/*"));
    assert_eq!(click.status, Status::Draft);
    assert_eq!(click.parameters, [Parameter { name: "label".into(), from: Source::ElementText }]);
    let kinds: Vec<&str> = read.iter().map(|(_, trigger)| trigger.kind()).collect();
    for kind in ["click", "submit", "visible", "scroll", "time", "video", "page_view"] {
        assert!(kinds.contains(&kind), "{kind}: {kinds:?}");
    }
    // Links elsewhere, changes of the address alone and what scripts push cannot be said.
    assert!(whys(&imported, "VE - VE link")[0].contains("about the element"), "{:?}", imported.rest);
    assert!(whys(&imported, "VE - VE history")[0].contains("page view"));
    assert!(whys(&imported, "VE - VE custom")[0].contains("data layer"));
    assert!(whys(&imported, "VE - Google tag")[0].contains("destination"));
}

#[test]
fn a_container_made_by_hand_is_read_as_far_as_it_can_be() {
    let imported = import_gtm(HANDMADE, "shop.example", "").unwrap();
    let read: Vec<(&str, &str, Option<&str>)> = imported
        .events
        .iter()
        .map(|event| {
            let css = event.target.as_ref().map(|target| target.selectors[0].css.as_str());
            (event.name.as_str(), event.trigger.kind(), css)
        })
        .collect();
    assert_eq!(
        read,
        [
            ("newsletter_signup", "submit", Some("form[class*=\"newsletter\"]")),
            ("kontakt_klick", "click", Some(":is(a, area)[href][href^=\"mailto:\"]")),
            ("kontakt_klick", "click", Some("a, button, [role=\"button\"], summary, label, input")),
            ("shop_view", "page_view", None),
            ("video_watch", "video", None),
        ]
    );
    let [newsletter, mail, contact, _, video] = &imported.events[..] else { panic!() };
    assert_eq!(newsletter.limit, Limit::Page);
    assert_eq!(
        newsletter.parameters,
        [
            Parameter { name: "form_id".into(), from: Source::Attribute { name: "id".into() } },
            Parameter { name: "place".into(), from: Source::Literal { value: "foot of page".into() } },
        ]
    );
    assert_eq!(mail.status, Status::Paused);
    assert_eq!(contact.target.as_ref().unwrap().selectors[0].text.as_deref(), Some("Kontakt"));
    assert_eq!(contact.scope.url.as_deref(), Some("/pages/*"));
    assert_eq!(video.trigger, Trigger::Video { start: true, percents: vec![25, 50], complete: false });
    assert_eq!(video.parameters, [Parameter { name: "percent".into(), from: Source::Milestone }]);
    for (what, why) in [
        ("GA4 - newsletter, parameter email", "not read"),
        ("GA4 - Kontakt Klick", "called kontakt_klick"),
        ("GA4 - not on legal pages", "exceptions"),
        ("GA4 - dynamic", "made up in the page"),
        ("GA4 - purchase", "data layer"),
        ("GA4 - nowhere", "does not have it"),
        ("Heatmap", "own HTML"),
        ("Meta", "template"),
        ("trigger \"left over\"", "No tag"),
    ] {
        assert!(whys(&imported, what).iter().any(|told| told.contains(why)), "{what}: {:?}", imported.rest);
    }
    assert_eq!(import_gtm(HANDMADE, "shop.example", "").unwrap(), imported, "the same file, the same drafts");
}

#[test]
fn what_two_conditions_about_words_mean_is_not_guessed() {
    let add = |words: &str| {
        let mut container: Value = serde_json::from_str(HANDMADE).unwrap();
        let triggers = container["containerVersion"]["trigger"].as_array_mut().unwrap();
        let filters = triggers.iter_mut().filter_map(|trigger| trigger["filter"].as_array_mut());
        let is_about_words = |filter: &&mut Vec<Value>| format!("{filter:?}").contains("Kontakt");
        let filter = filters.into_iter().find(is_about_words).unwrap();
        let known = filter.iter().find(|each| each.to_string().contains("Kontakt")).unwrap().to_string();
        filter.push(serde_json::from_str(&known.replace("Kontakt", words)).unwrap());
        import_gtm(&container.to_string(), "shop.example", "").unwrap()
    };
    let by_words = |imported: &Imported| {
        let targets = imported.events.iter().filter_map(|event| event.target.as_ref());
        targets.filter(|target| target.selectors[0].text.is_some()).count()
    };
    let same = add("Kontakt");
    assert_eq!(by_words(&same), 1, "the same twice is the same: {:?}", same.rest);
    let never = add("Impressum");
    assert_eq!(by_words(&never), 0, "it never fires in Tag Manager");
    let why = whys(&never, "GA4 - Kontakt Klick");
    assert!(why.iter().any(|told| told.contains("second one about words")), "{:?}", never.rest);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_round_trip_keeps_what_the_loss_report_does_not_name(
        mut events in prop::collection::vec(any_event(), 1..4),
        base in prop_oneof![Just(""), Just("en-gb/"), Just("shop/")],
    ) {
        for (at, event) in events.iter_mut().enumerate() {
            event.id.0 = format!("id{at}");
        }
        let mut plan = plan(events);
        plan.shop.url = format!("https://shop.example/{base}");
        let exported = write(&plan, Format::Gtm, &FormatSettings::default(), AT).unwrap();
        let container: Value = serde_json::from_slice(&exported.bytes).unwrap();
        prop_assert_eq!(schema_errors(&container), Vec::<String>::new());
        prop_assert_eq!(loose_ends(&container), Vec::<String>::new());
        let imported = import_gtm(std::str::from_utf8(&exported.bytes).unwrap(), "shop.example", &base_of(&plan.shop.url)).unwrap();
        let mut drafts = imported.events.iter();
        for event in &plan.events {
            let needs_runtime = exported.losses.iter().any(|loss| {
                loss.event.as_ref() == Some(&event.id) && loss.kind == LossKind::NeedsRuntime
            });
            if needs_runtime {
                continue;
            }
            // Of two events that Tag Manager cannot tell apart one comes back.
            let is_repeated = plan.events.iter().take_while(|other| other.id != event.id).any(|other| {
                Event { id: event.id.clone(), ..other.clone() } == *event
            });
            if is_repeated {
                continue;
            }
            let draft = drafts.next();
            prop_assert!(draft.is_some(), "{:?} is gone: {:?}", event, imported.rest);
            let draft = draft.unwrap();
            prop_assert_eq!(&draft.name, &*name_at(&event.name, DestinationKind::Ga4, plan.naming));
            prop_assert_eq!(&draft.trigger, &event.trigger);
            prop_assert_eq!(&draft.target, &event.target);
            prop_assert_eq!(&draft.scope, &event.scope);
            prop_assert_eq!(&draft.parameters, &event.parameters);
            prop_assert_eq!(draft.limit, event.limit);
            prop_assert_eq!(draft.status, Status::Draft);
        }
        prop_assert!(drafts.next().is_none());
    }

    #[test]
    fn no_text_in_a_container_makes_the_import_fail_or_an_event_that_cannot_be(
        texts in prop::collection::vec("\\PC{0,12}|\\{\\{[A-Za-z ]{0,10}\\}\\}|[-0-9]{0,4}", 40),
    ) {
        let mut container: Value = serde_json::from_str(EXAMPLE).unwrap();
        let mut texts = texts.into_iter().cycle();
        replace_values(&mut container["containerVersion"], &mut texts, 3);
        let imported = import_gtm(&container.to_string(), "shop.example", "").unwrap();
        for event in imported.events {
            prop_assert_eq!(waymark_model::naming::event_name_problems(&event.name), vec![]);
            prop_assert!(event.target.is_some() || !event.trigger.needs_target());
        }
    }
}

/// Every n-th value of a parameter becomes another text.
fn replace_values(value: &mut Value, texts: &mut impl Iterator<Item = String>, every: usize) {
    match value {
        Value::Object(entries) => {
            for (key, entry) in entries {
                if key == "value" && texts.next().is_some_and(|text| text.len() % every == 0) {
                    *entry = Value::String(texts.next().unwrap());
                } else {
                    replace_values(entry, texts, every);
                }
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(|entry| replace_values(entry, texts, every)),
        _ => {}
    }
}

#[test]
fn names_at_google_come_back_and_the_report_says_so() {
    let mut renamed = event("x", Trigger::Click);
    renamed.name = "checkout_start".into();
    let (exported, _) = export(&plan(vec![renamed]));
    assert!(exported.losses.iter().any(|loss| loss.what == "name" && loss.why.contains("begin_checkout")));
}
