//! Compiling whole plans: what comes out, the same every time, and nothing of it code that a person wrote.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::fs;
use std::process::Command;

use sha2::Digest;
use waymark_compile::{
    CompileError, Release, TestSettings, compile, compiled_definition, compiled_event, config_in, definition,
};
use waymark_model::{
    Config, Destination, DestinationKind, Event, PageType, Parameter, Plan, Reading, Scope, Selector,
    Sending, Source, Status, Target, Trigger, page_type,
};

use crate::common::{event, full, plan};

/// Texts that end scripts, comments, strings or templates where they are not taken care of.
const HOSTILE: [&str; 12] = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "\u{2028}\u{2029}",
    "*/ alert(1) /*",
    "`${alert(1)}`",
    "\"); alert(1); (\"",
    "'\\",
    "\\u003c/script\\u003e",
    "{{ shop.metafields }} {% raw %}",
    "/*CONFIG*/",
    "\u{0}\u{7f}\u{feff}🛒é",
];

fn hostile(text: &str) -> Plan {
    let mut hostile = event("x", Trigger::Click);
    hostile.id.0 = format!("id {text}");
    hostile.owner = text.into();
    hostile.description = text.into();
    hostile.target = Some(Target {
        selectors: vec![Selector {
            css: format!("a{text}"),
            within: vec![],
            text: Some(text.into()),
            alone: false,
        }],
        ..Target::default()
    });
    hostile.parameters =
        vec![Parameter { name: "campaign".into(), from: Source::Literal { value: text.into() } }];
    let mut plan = plan(vec![hostile]);
    plan.shop.name = text.into();
    plan
}

/// What Node has against the text as a script. Node is there: the runtime's pieces are built with it.
fn syntax_error(script: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("script.js");
    fs::write(&file, script).unwrap();
    let output = Command::new("node").arg("--check").arg(&file).output().unwrap();
    (!output.status.success()).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn the_config_of_a_plan_is_known_to_the_byte() {
    let compiled = compile(&full()).unwrap();
    let expected = include_str!("../snapshots/full.config.json").trim_end();
    assert_eq!(compiled.config_json, expected);
    assert_eq!(serde_json::from_str::<Config>(expected).unwrap(), compiled.config);
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let round_tripped: Plan = serde_json::from_str(&serde_json::to_string(&full()).unwrap()).unwrap();
    assert_eq!(compile(&full()).unwrap(), compile(&round_tripped).unwrap());
}

#[test]
fn the_revision_changes_with_what_visitors_get_and_only_then() {
    let revision = |change: fn(&mut Event)| {
        let mut plan = full();
        change(&mut plan.events[0]);
        compile(&plan).unwrap().revision().to_owned()
    };
    let original = revision(|_| {});
    assert_eq!(original.len(), 16);
    assert_eq!(revision(|event| event.owner = "Anna".into()), original);
    assert_eq!(revision(|event| event.description = "New".into()), original);
    assert_ne!(revision(|event| event.name = "other".into()), original);
    assert_ne!(revision(|event| event.status = Status::Paused), original);
}

#[test]
fn a_definition_changes_with_what_fires_and_what_is_sent() {
    let of = |change: fn(&mut Event)| {
        let mut event = full().events.remove(0);
        change(&mut event);
        definition(&event, &page_type::defaults()).unwrap()
    };
    let original = of(|_| {});
    assert_eq!(of(|event| event.weight = waymark_model::Weight::clamped(1)), original);
    assert_eq!(of(|event| event.description = "New".into()), original);
    assert_ne!(of(|event| event.trigger = Trigger::SUBMIT), original);
    assert_ne!(of(|event| event.scope = Scope::default()), original);
    assert_ne!(of(|event| event.parameters.clear()), original);
    assert_ne!(of(|event| event.target = None), original);
    assert_ne!(of(|event| event.limit = waymark_model::Limit::Session), original);
    assert_ne!(of(|event| event.debounce_millis = 500), original);
}

#[test]
fn a_definition_changes_with_the_pages_that_its_page_types_take() {
    let mut click = event("click", Trigger::Click);
    click.scope.page_types = vec!["product".into()];
    let of = |change: fn(&mut Vec<PageType>)| {
        let mut kinds = page_type::defaults();
        change(&mut kinds);
        definition(&click, &kinds).unwrap()
    };
    let at = |kinds: &[PageType], id: &str| kinds.iter().position(|kind| kind.id == id).unwrap();
    assert_eq!(at(&page_type::defaults(), "product"), 1, "what the rest is about");
    let original = of(|_| {});
    assert_ne!(of(|kinds| kinds[1].patterns = vec!["/p/*".into()]), original);
    assert_ne!(
        of(|kinds| kinds[0].patterns.push("/products/gift".into())),
        original,
        "what comes first takes it"
    );
    assert_ne!(of(|kinds| kinds.swap(1, 2)), original);
    assert_eq!(
        of(|kinds| kinds[3].patterns.push("/bag".into())),
        original,
        "what comes later takes nothing of it"
    );
    assert_eq!(of(|kinds| kinds.truncate(2)), original);
    let everywhere = |kinds: &[PageType]| definition(&event("click", Trigger::Click), kinds).unwrap();
    assert_eq!(everywhere(&[]), everywhere(&page_type::defaults()), "it fires on any page");
}

#[test]
fn what_was_published_is_known_again_whatever_its_parameters_read() {
    let css = ".price > [data-kind=\"now\"]:not(nav *):not(footer *)";
    let mut click = event("click", Trigger::Click);
    let from = Source::Element { selectors: vec![Selector::new(css)], read: Reading::Amount };
    click.parameters = vec![Parameter { name: "price".into(), from }];
    let published = compile(&plan(vec![click.clone()])).unwrap().config.events.remove(0);
    let Source::Element { selectors, .. } = &published.parameters[0].from else { panic!() };
    assert_ne!(selectors[0].css, css, "a visitor downloads it shorter");
    let now = compiled_definition(&compiled_event(&click), &[]).unwrap();
    assert_eq!(compiled_definition(&published, &[]).unwrap(), now);
}

#[test]
fn hostile_texts_stay_texts() {
    for text in HOSTILE {
        let compiled = compile(&hostile(text)).unwrap();
        let bundle = &compiled.bundle_js;
        assert!(bundle.is_ascii(), "{text:?}");
        for ending in ["</", "<!--"] {
            assert_eq!(
                bundle.matches(ending).count(),
                compiled_without_text().matches(ending).count(),
                "{text:?}"
            );
        }
        assert_eq!(syntax_error(bundle), None, "{text}");
        assert_eq!(
            serde_json::from_str::<Config>(&compiled.config_json).unwrap(),
            compiled.config,
            "{text:?}"
        );
    }
}

/// The pieces of the runtime that `hostile` uses, with a harmless text.
fn compiled_without_text() -> String {
    compile(&hostile("x")).unwrap().bundle_js
}

#[test]
fn a_placeholder_in_a_text_is_not_filled_in() {
    let compiled = compile(&hostile("/*CONFIG*/")).unwrap();
    assert_eq!(compiled.bundle_js.matches("\"revision\":").count(), 1);
}

#[test]
fn the_config_is_read_out_of_a_bundle_again() {
    for plan in [full(), plan(vec![]), hostile("{\"schema\":1} </script> \u{2028} é 🛒 \"\\")] {
        let compiled = compile(&plan).unwrap();
        assert_eq!(config_in(&compiled.bundle_js), Some(compiled.config));
        let newer = compiled.bundle_js.replacen("{\"schema\":1,", "{\"schema\":2,", 1);
        assert_eq!(config_in(&newer), None, "one of a newer Waymark");
        assert_eq!(config_in(&compiled.runtime_js), None);
    }
}

#[test]
fn everything_that_comes_out_parses() {
    let compiled = compile(&full()).unwrap();
    assert_eq!(syntax_error(&compiled.bundle_js), None, "bundle");
    assert_eq!(syntax_error(&compiled.test_js(&TestSettings::default()).unwrap()), None, "under test");
    assert_eq!(syntax_error(&compiled.runtime_js), None, "runtime alone");
    for trigger in [Trigger::Click, Trigger::SUBMIT, Trigger::Change, Trigger::PageView] {
        let name = format!("{trigger:?} alone");
        let alone = compile(&plan(vec![event("x", trigger)])).unwrap().bundle_js;
        assert_eq!(syntax_error(&alone), None, "{name}");
    }
    assert_eq!(syntax_error(&compile(&plan(vec![])).unwrap().bundle_js), None, "no events");
    assert!(syntax_error("(()=>{").is_some(), "the check itself must be able to fail");
}

#[test]
fn the_runtime_alone_does_not_depend_on_the_plan() {
    assert_eq!(compile(&full()).unwrap().runtime_js, compile(&plan(vec![])).unwrap().runtime_js);
}

#[test]
fn a_plan_that_breaks_rules_is_refused_with_the_rules() {
    let mut broken = full();
    broken.events[0].name = "click".into();
    let error = compile(&broken).unwrap_err();
    assert!(error.to_string().contains("\"click\""), "{error}");
    let CompileError::Invalid { findings } = error else { panic!("{error}") };
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["name_reserved"]);

    broken.events[0].status = Status::Paused;
    compile(&broken).unwrap();
}

#[test]
fn warnings_do_not_stop_an_export() {
    let mut plan = full();
    plan.events[1].name = plan.events[0].name.clone();
    let codes: Vec<_> = compile(&plan).unwrap().warnings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["name_taken", "name_taken"]);
}

#[test]
fn the_config_says_only_where_a_destination_differs_from_the_plan() {
    let mut plan =
        plan(vec![event("a", Trigger::Click), event("b", Trigger::Click), event("c", Trigger::Click)]);
    plan.destinations = vec![
        Destination::DataLayer,
        Destination::Meta,
        Destination::Segment,
        Destination::Ga4 { measurement_id: None },
    ];
    let off = Sending { off: true, name: None };
    let named = |name: &str| Sending { off: false, name: Some(name.to_owned()) };
    plan.events[0].name = "add_to_cart".into();
    plan.events[0].send = [
        (DestinationKind::Segment, off.clone()),
        (DestinationKind::Ga4, named("quick_add")),
        (DestinationKind::Klaviyo, named("Not here")),
    ]
    .into();
    plan.events[1].name = "checkout_start".into();
    plan.events[1].send = [(DestinationKind::Segment, named("checkout_start"))].into();
    let sent: Vec<_> = compile(&plan).unwrap().config.events.into_iter().map(|event| event.send).collect();
    assert_eq!(
        sent,
        [
            [
                (DestinationKind::Meta, named("AddToCart")),
                (DestinationKind::Segment, off),
                (DestinationKind::Ga4, named("quick_add"))
            ]
            .into(),
            [
                (DestinationKind::Meta, named("InitiateCheckout")),
                (DestinationKind::Ga4, named("begin_checkout"))
            ]
            .into(),
            [(DestinationKind::Segment, named("Event C"))].into(),
        ]
    );
}

#[test]
fn an_event_that_counts_on_a_paused_one_is_exported_with_a_warning() {
    let mut paused = event("a", Trigger::Click);
    paused.status = Status::Paused;
    paused.target = None;
    let events = vec![paused.id.clone()];
    let within = waymark_model::Span::Session;
    let count = event("b", Trigger::Count { events, times: 3, different: false, within });
    let compiled = compile(&plan(vec![paused, count])).unwrap();
    let codes: Vec<_> = compiled.warnings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["trigger_event_paused"]);
}

#[test]
fn a_release_is_named_by_what_is_in_it_and_cannot_be_changed_without_its_name() {
    let compiled = compile(&full()).unwrap();
    let release = compiled.release().unwrap();
    let hash = |text: &str| format!("{:x}", sha2::Sha256::digest(text));
    assert_eq!(release.sha256, hash(&release.config_json));
    assert_eq!(release.runtime_sha256, hash(&release.runtime_js));
    assert!(
        !release.runtime_js.contains(&release.revision),
        "the runtime is for every revision that needs the same"
    );
    assert!(release.bundle_js.contains(&format!("\"revision\":\"{}\"", release.revision)));
    assert_eq!(release, compile(&full()).unwrap().release().unwrap());
    for script in [release.runtime_js.as_str(), &release.bundle_js, waymark_compile::ENTRY_JS] {
        assert_eq!(syntax_error(script), None);
    }
}

#[test]
fn a_release_is_put_together_again_from_what_lies_at_a_place() {
    for plan in [full(), plan(vec![]), hostile("{\"schema\":1} </script> \u{2028} é 🛒 \"\\ \n")] {
        let release = compile(&plan).unwrap().release().unwrap();
        let (config, script) = (release.config_json.clone(), release.runtime_js.clone());
        assert_eq!(Release::of_files(config.clone(), script.clone()).as_ref(), Some(&release));
        assert_eq!(Release::of_config(config.clone()).as_ref(), Some(&release));
        assert_eq!(Release::of_bundle(&release.bundle_js).as_ref(), Some(&release));

        // Of another version only what was found is known.
        let theirs = Release::of_files(config.clone(), script.clone() + "//").unwrap();
        assert_eq!((theirs.revision.as_str(), theirs.bundle_js.as_str()), (release.revision.as_str(), ""));
        assert_eq!((&theirs.config_json, theirs.sha256 == release.sha256), (&config, true));
        assert_ne!(theirs.runtime_sha256, release.runtime_sha256);
        let bundle = release.bundle_js.clone() + "//";
        let theirs = Release::of_bundle(&bundle).unwrap();
        assert_eq!(
            (theirs.config_json, theirs.bundle_js, theirs.runtime_js),
            (config.clone(), bundle, String::new())
        );
        assert_ne!(theirs.runtime_sha256, release.runtime_sha256);

        let changed = release.bundle_js.replacen("\"base\":", "\"bass\":", 1);
        assert_eq!(Release::of_bundle(&changed), None, "not what its revision says");
        assert_eq!(Release::of_bundle(&script), None);
        assert_eq!(Release::of_files(config.replacen("\"schema\":1", "\"schema\":2", 1), script), None);
    }
}
