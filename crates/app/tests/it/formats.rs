//! Exports to other tools and containers from them, as the panel asks for them.

#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::path::{Path, PathBuf};

use waymark_app::{Code, Failure, TestSettings};
use waymark_model::{EventId, Format, FormatSetting, FormatSettings, Status};

use crate::support::{self, Fixture, hit};

fn handmade() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../compile/tests/gtm/handmade.json")
}

fn names(fixture: &Fixture) -> Vec<String> {
    fixture.events().into_iter().map(|view| view.event.name).collect()
}

#[test]
fn a_preview_says_what_the_file_will_be_and_writes_nothing() {
    let mut fixture = Fixture::with_shop();
    let tagged = fixture.tag("[name=add]");
    for format in Format::ALL {
        let preview = fixture.app.preview_format(format, &FormatSettings::default()).unwrap();
        let to = fixture.path().join(&preview.file_name);
        assert!(!to.exists());
        let exported =
            fixture.app.export_format(&fixture.slug(), format, &FormatSettings::default(), &to).unwrap();
        assert_eq!((exported.bytes, &exported.losses), (preview.bytes, &preview.losses), "{format:?}");
        assert_eq!(std::fs::metadata(&to).unwrap().len(), u64::from(preview.bytes));
        assert_eq!(preview.code.is_some(), format == Format::ShopifyPixel);
    }
    let preview = fixture.app.preview_format(Format::Gtm, &FormatSettings::default()).unwrap();
    let of_event: Vec<_> = preview.losses.iter().filter(|loss| loss.event.is_some()).collect();
    assert!(!of_event.is_empty());
    for loss in of_event {
        assert_eq!(
            (loss.event.as_ref(), loss.event_name.as_ref()),
            (Some(&tagged.event.id), Some(&tagged.event.name))
        );
    }
}

#[test]
fn exported_tables_say_how_far_events_are_proven() {
    let mut fixture = Fixture::with_shop();
    let event = fixture.tag("[name=add]").event;
    let row = |fixture: &Fixture| {
        let to = fixture.path().join("plan.csv");
        let none = FormatSettings::default();
        fixture.app.export_format(&fixture.slug(), Format::Csv, &none, &to).unwrap();
        std::fs::read_to_string(&to).unwrap().lines().nth(1).unwrap().to_owned()
    };
    assert!(row(&fixture).ends_with(",Draft,,,"), "{}", row(&fixture));
    let run = fixture.app.start_test(TestSettings::default()).unwrap();
    fixture.app.record_hit(hit(&event.id, &event.name, &run.config.revision, true)).unwrap();
    let proven = row(&fixture);
    let (_, cells) = proven.split_once(",Proven,").unwrap_or_else(|| panic!("{proven}"));
    assert!(cells.starts_with("20") && cells.ends_with(",/products/mug,"), "{proven}");
    let mut draft = fixture.app.edit_event(&event.id).unwrap();
    draft.event.name = "add_to_bag".to_owned();
    fixture.app.save_draft(draft).unwrap();
    assert!(row(&fixture).contains(",Changed since proven,20"), "{}", row(&fixture));
}

#[test]
fn wrong_settings_are_told_and_never_written() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    let settings = FormatSettings {
        measurement_id: Some("G-ABCD1234".into()),
        meta_pixel: Some("\"; alert(1) //".into()),
        endpoint: None,
    };
    let preview = fixture.app.preview_format(Format::ShopifyPixel, &settings).unwrap();
    assert_eq!(
        preview.settings,
        [FormatSetting::MeasurementId, FormatSetting::MetaPixel, FormatSetting::Endpoint]
    );
    let told: Vec<_> =
        preview.findings.iter().map(|finding| (finding.field.as_str(), finding.code.as_str())).collect();
    assert_eq!(told, [("metaPixel", "meta_pixel_invalid")]);
    let code = preview.code.unwrap();
    assert!(code.contains("G-ABCD1234") && !code.contains("alert(1)"));
    let to = fixture.path().join("pixel.js");
    let failure = Failure::from(
        fixture.app.export_format(&fixture.slug(), Format::ShopifyPixel, &settings, &to).unwrap_err(),
    );
    assert_eq!(failure.code, Code::Invalid);
    assert!(failure.message.contains("Meta pixel"), "{}", failure.message);
    assert!(!to.exists());
}

#[test]
fn a_plan_without_events_is_exported_all_the_same() {
    let fixture = Fixture::with_shop();
    for format in Format::ALL {
        let preview = fixture.app.preview_format(format, &FormatSettings::default()).unwrap();
        assert!(preview.losses.iter().all(|loss| loss.event.is_none()), "{format:?}");
    }
    let json = fixture.app.preview_format(Format::Json, &FormatSettings::default()).unwrap();
    assert_eq!(json.losses.len(), 1, "pictures and proofs stay here: {:?}", json.losses);
}

#[test]
fn a_container_is_shown_first_and_taken_as_one_step() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    let before = names(&fixture);
    let view = fixture.app.open_container(&handmade()).unwrap();
    assert_eq!(names(&fixture), before, "nothing is taken yet");
    assert!(view.drafts.len() >= 3 && !view.rest.is_empty());
    let [first, .., last] = view.drafts.as_slice() else { panic!("{view:?}") };
    assert!(
        !first.trigger.is_empty() && !first.scope.is_empty() && first.from.starts_with("From Tag Manager")
    );

    let overview = fixture.app.take_container(&[last.id.clone(), first.id.clone()]).unwrap();
    let expected = [before.as_slice(), &[first.name.clone(), last.name.clone()]].concat();
    assert_eq!(names(&fixture), expected, "those that were chosen, in the container's order");
    assert_eq!(overview.open.unwrap().undo.as_deref(), Some("Import a Tag Manager container"));
    for view in &fixture.events()[before.len()..] {
        assert!(matches!(view.event.status, Status::Draft | Status::Paused));
    }
    let failure = Failure::from(fixture.app.take_container(std::slice::from_ref(&first.id)).unwrap_err());
    assert_eq!(failure.code, Code::NotFound);

    let again = fixture.app.open_container(&handmade()).unwrap();
    assert_eq!(again.drafts.len(), view.drafts.len() - 2, "what is there already does not come twice");
    fixture.app.undo().unwrap();
    assert_eq!(names(&fixture), before);
}

#[test]
fn nothing_is_taken_into_another_shop_or_of_another_container() {
    let mut fixture = Fixture::with_shop();
    let view = fixture.app.open_container(&handmade()).unwrap();
    let id = view.drafts[0].id.clone();
    fixture.app.take_container(&[EventId("gtm-unknown".into())]).unwrap();
    assert_eq!(names(&fixture), [""; 0]);
    fixture.app.open_container(&handmade()).unwrap();
    fixture.app.open_shop(&support::arrival("https://other.example/")).unwrap();
    let failure = Failure::from(fixture.app.take_container(std::slice::from_ref(&id)).unwrap_err());
    assert_eq!(failure.code, Code::NotFound);
    assert_eq!(names(&fixture), [""; 0]);
}

#[test]
fn bad_containers_say_what_is_wrong_and_leave_what_was_read() {
    let mut fixture = Fixture::with_shop();
    let view = fixture.app.open_container(&handmade()).unwrap();
    let large = fixture.path().join("large.json");
    std::fs::File::create(&large).unwrap().set_len(3_000_000_000).unwrap();
    let folder = fixture.path().to_owned();
    let mut told = |file: &Path| {
        let failure = Failure::from(fixture.app.open_container(file).unwrap_err());
        assert_eq!(failure.code, Code::ReadFailed);
        assert!(!failure.hint.is_empty());
        failure.message
    };
    assert!(told(&large).contains("larger than 20 MB"));
    assert!(told(&folder).contains("it is no file"));
    assert!(told(Path::new("/no/such/file.json")).contains("cannot be read"));
    for (json, part) in [
        ("<html>", "no JSON"),
        ("{}", "no export of a Tag Manager container"),
        (r#"{"exportFormatVersion": 1, "containerVersion": {}}"#, "only 2 is known"),
        (
            r#"{"exportFormatVersion": 2, "containerVersion": {"container": {"usageContext": ["ANDROID"]}}}"#,
            "not for web pages",
        ),
    ] {
        let failure = Failure::from(fixture.app.read_container(json).unwrap_err());
        assert!(failure.message.contains(part), "{}", failure.message);
    }
    fixture.app.take_container(std::slice::from_ref(&view.drafts[0].id)).unwrap();
    assert_eq!(names(&fixture), [view.drafts[0].name.clone()]);
}

#[test]
fn a_container_made_of_the_plan_brings_nothing_twice() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    let slug = fixture.slug();
    let document = fixture.app.export_plan_document(&slug).unwrap();
    let mut plan: serde_json::Value = serde_json::from_str(&document).unwrap();
    // Tag Manager can tell these by itself.
    let views = |id: &str, scope: serde_json::Value| serde_json::json!({ "id": id, "name": id, "trigger": { "type": "page_view" }, "where": scope });
    let events = plan["events"].as_array_mut().unwrap();
    events.push(views("home_view", serde_json::json!({ "pageTypes": ["home"] })));
    // Which Google calls `view_item`.
    events.push(views("product_view", serde_json::json!({})));
    let json = plan.to_string();
    let parsed = waymark_app::plans::parse_plan(&json).unwrap();
    fixture.app.import_plan(&slug, parsed, waymark_app::plans::Import::Replace).unwrap();
    let before = names(&fixture);
    let to = fixture.path().join("out.gtm.json");
    fixture.app.export_format(&slug, Format::Gtm, &FormatSettings::default(), &to).unwrap();
    let imported = fixture.app.import_container(&slug, &std::fs::read_to_string(&to).unwrap()).unwrap();
    assert!(imported.added.is_empty(), "{:?}", imported.added);
    assert_eq!(names(&fixture), before);
    assert!(
        imported.rest.iter().any(|left| left.why.contains("has this event already")),
        "{:?}",
        imported.rest
    );
}

#[test]
fn what_is_switched_off_at_google_stays_the_only_one_of_its_kind() {
    let mut fixture = Fixture::with_shop();
    let slug = fixture.slug();
    let document = fixture.app.export_plan_document(&slug).unwrap();
    let mut take = |send: serde_json::Value| {
        let mut plan: serde_json::Value = serde_json::from_str(&document).unwrap();
        // Tag Manager can tell it by itself.
        plan["events"] = serde_json::json!([
            { "id": "v", "name": "product_view", "trigger": { "type": "page_view" }, "where": {}, "send": send }
        ]);
        let parsed = waymark_app::plans::parse_plan(&plan.to_string()).unwrap();
        fixture.app.import_plan(&slug, parsed, waymark_app::plans::Import::Replace).unwrap();
        let to = fixture.path().join("out.gtm.json");
        let none = FormatSettings::default();
        fixture.app.export_format(&slug, Format::Gtm, &none, &to).unwrap();
        std::fs::read_to_string(&to).unwrap()
    };
    let json = take(serde_json::json!({}));
    take(serde_json::json!({ "ga4": { "off": true } }));
    let imported = fixture.app.import_container(&slug, &json).unwrap();
    assert!(imported.added.is_empty(), "{:?}", imported.added);
    let why = "The plan has this event already, switched off at Google Analytics, as \"product_view\". That stays as it is.";
    assert!(imported.rest.iter().any(|left| left.why == why), "{:?}", imported.rest);
}
