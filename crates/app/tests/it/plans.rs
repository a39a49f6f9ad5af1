//! Plans as documents and as files for a folder.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use waymark_app::exporting::export_plan;
use waymark_app::plans::{Import, Imported, parse_plan, parse_plan_alone};
use waymark_app::{AppError, Code, Failure};
use waymark_model::{Plan, SchemaNewer, ShopSlug, Status};

use crate::support::Fixture;

const WRITTEN_BY_HAND: &str = r#"{"schema":1,
  "shop":{"slug":"anything","url":"https://kiln.example/","name":"Kiln"},
  "pageTypes":[{"id":"product","match":["/products/*"]}],
  "events":[
    {"id":"e1","name":"add_to_cart","trigger":{"type":"click"},"where":{"pageTypes":["product"]},
     "target":{"selectors":[{"css":"[name=add]","text":"Add to cart"}]},
     "parameters":[{"name":"element_text","from":{"type":"element_text"}}],"stage":"BOFU","weight":8},
    {"id":"e2","name":"everywhere","trigger":{"type":"page_view"},"where":{}}]}"#;

fn kiln() -> ShopSlug {
    ShopSlug("kiln".to_owned())
}

fn by_hand() -> Plan {
    parse_plan(WRITTEN_BY_HAND).unwrap()
}

#[test]
fn a_plan_goes_out_and_comes_in_unchanged() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    fixture.tag("nav a");
    let slug = ShopSlug("kiln.example".to_owned());
    let document = fixture.app.export_plan_document(&slug).unwrap();

    let mut other = Fixture::empty();
    let imported = other.app.import_plan(&slug, parse_plan(&document).unwrap(), Import::Merge).unwrap();
    assert_eq!(imported, Imported { created: true, added: 2, updated: 0, removed: 0 });
    assert_eq!(other.app.export_plan_document(&slug).unwrap(), document);
}

#[test]
fn a_document_without_page_types_is_read_alone_as_in_a_new_shop() {
    let document = WRITTEN_BY_HAND.replace(r#""pageTypes":[{"id":"product","match":["/products/*"]}],"#, "");
    assert!(parse_plan(&document).unwrap().page_types.is_empty());
    let folder = tempfile::tempdir().unwrap();
    let alone = export_plan(&parse_plan_alone(&document).unwrap(), &folder.path().join("alone")).unwrap();
    let mut fixture = Fixture::empty();
    fixture.app.import_plan(&kiln(), parse_plan(&document).unwrap(), Import::Merge).unwrap();
    let shop = fixture.app.export_shop(&kiln(), &folder.path().join("shop")).unwrap();
    assert_eq!(alone.revision, shop.revision);
}

#[test]
fn merging_keeps_and_replacing_removes_and_both_can_be_undone() {
    let mut fixture = Fixture::empty();
    fixture.app.import_plan(&kiln(), by_hand(), Import::Merge).unwrap();
    let mut changed = by_hand();
    changed.events.remove(1);
    changed.events[0].name = "add_to_bag".to_owned();

    let merged = fixture.app.import_plan(&kiln(), changed.clone(), Import::Merge).unwrap();
    assert_eq!(merged, Imported { created: false, added: 0, updated: 1, removed: 0 });
    let replaced = fixture.app.import_plan(&kiln(), changed, Import::Replace).unwrap();
    assert_eq!(replaced, Imported { created: false, added: 0, updated: 1, removed: 1 });

    fixture.app.select_shop(&kiln()).unwrap();
    assert_eq!(fixture.events().len(), 1);
    fixture.app.undo().unwrap();
    let names: Vec<_> = fixture.events().into_iter().map(|view| view.event.name).collect();
    assert_eq!(names, ["add_to_bag", "everywhere"]);
    fixture.app.undo().unwrap();
    assert_eq!(fixture.events()[0].event.name, "add_to_cart");
}

#[test]
fn a_short_name_cannot_lead_out_of_the_folder_of_shops() {
    let mut fixture = Fixture::empty();
    for hostile in ["", ".", "..", "../../x", "a\\b", "a b", "a\n", &"x".repeat(300)] {
        let refused = fixture.app.import_plan(&ShopSlug(hostile.to_owned()), by_hand(), Import::Merge);
        assert!(matches!(refused, Err(AppError::Invalid { .. })), "{hostile:?}");
    }
    for fine in ["kiln", "localhost:8000", "::1:8000", "kiln.example-en-gb"] {
        fixture.app.import_plan(&ShopSlug(fine.to_owned()), by_hand(), Import::Merge).unwrap();
    }
}

#[test]
fn a_plan_without_page_types_takes_those_of_the_shop() {
    let mut fixture = Fixture::empty();
    let mut plan = by_hand();
    plan.page_types.clear();
    fixture.app.import_plan(&kiln(), plan.clone(), Import::Merge).unwrap();
    fixture.app.import_plan(&kiln(), plan, Import::Replace).unwrap();
    let open = fixture.app.select_shop(&kiln()).unwrap().overview.open.unwrap();
    assert!(open.page_types.iter().any(|kind| kind.id == "cart"), "{:?}", open.page_types);
}

#[test]
fn a_plan_that_breaks_rules_changes_nothing() {
    let mut fixture = Fixture::empty();
    let mut broken = by_hand();
    broken.events[0].name = "click".to_owned();
    broken.events[1].name = String::new();
    let error = fixture.app.import_plan(&kiln(), broken, Import::Merge).unwrap_err();
    assert!(matches!(&error, AppError::Invalid { faults, .. } if faults.len() == 2), "{error:?}");
    assert_eq!(fixture.app.shops().unwrap(), []);

    let not_a_plan = Failure::from(parse_plan("{\"events\":[").unwrap_err());
    assert_eq!(not_a_plan.code, Code::ReadFailed);
}

#[test]
fn an_export_is_three_files_and_says_what_is_unproven() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    let mut draft = fixture.pick("nav a");
    draft.event.status = Status::Paused;
    fixture.app.save_draft(draft).unwrap();

    let out = fixture.path().join("out/deep");
    let exported = fixture.app.export(&out).unwrap();
    assert_eq!((exported.events, exported.unproven), (1, 1));
    let mut names: Vec<_> = exported.files.iter().map(|file| file.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["waymark.config.json", "waymark.js", "waymark.runtime.js"]);
    for file in &exported.files {
        assert_eq!(std::fs::metadata(out.join(&file.name)).unwrap().len(), u64::from(file.bytes));
    }
    let config = std::fs::read_to_string(out.join("waymark.config.json")).unwrap();
    assert!(
        config.contains(&exported.revision) && config.contains("add_to_cart") && !config.contains("shop_all")
    );
}

#[test]
fn a_plan_exports_without_any_shop_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    let first = export_plan(&by_hand(), &one).unwrap();
    let second = export_plan(&by_hand(), &two).unwrap();
    assert_eq!((first.events, &first.revision), (2, &second.revision));
    for file in first.files {
        assert_eq!(
            std::fs::read(one.join(&file.name)).unwrap(),
            std::fs::read(two.join(&file.name)).unwrap()
        );
    }
    std::fs::write(folder.path().join("file"), "").unwrap();
    let failure = Failure::from(export_plan(&by_hand(), &folder.path().join("file")).unwrap_err());
    assert_eq!(failure.code, Code::WriteFailed);
}

#[test]
fn a_selector_no_browser_can_read_stays_out_and_one_rust_cannot_judge_does_not() {
    let with_css = |css: &str| parse_plan(&WRITTEN_BY_HAND.replace("[name=add]", css)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut fixture = Fixture::empty();
    for refused in [
        fixture.app.import_plan(&kiln(), with_css("#b["), Import::Merge).map(|_| ()),
        export_plan(&with_css("#b["), folder.path()).map(|_| ()),
    ] {
        let failure = Failure::from(refused.unwrap_err());
        assert_eq!(failure.code, Code::Invalid);
        assert!(failure.message.contains("Selector 1 of \"add_to_cart\""), "{}", failure.message);
    }
    assert_eq!(folder.path().read_dir().unwrap().count(), 0);
    export_plan(&with_css("button:hover"), folder.path()).unwrap();
}

#[test]
fn a_plan_that_does_not_fit_says_why() {
    let of = |json: &str| Failure::from(parse_plan(json).unwrap_err()).message;
    let newer = SchemaNewer { schema: 2 }.to_string();
    assert_eq!(of(r#"{"schema":2,"shops":[]}"#), newer, "whatever else differs");
    let heavy = of(&WRITTEN_BY_HAND.replace("\"weight\":8", "\"weight\":80"));
    assert!(heavy.contains("weight is 80; it goes from 1 to 10"), "{heavy}");
}
