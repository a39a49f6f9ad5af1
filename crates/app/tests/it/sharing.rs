//! Working on a plan with others: remarks, history in words, platforms, and what none of them may change for visitors.

use waymark_app::AppError;
use waymark_app::plans::{Import, parse_plan};
use waymark_compile::compile;
use waymark_model::{Platform, Status};

use crate::support::{Fixture, START};

const CART: &str = "button[name=add]";

#[test]
fn a_remark_is_signed_dated_and_never_published() {
    let mut fixture = Fixture::with_shop();
    let id = fixture.tag(CART).event.id;
    let slug = fixture.slug();
    let compiled = |fixture: &Fixture| {
        let plan = parse_plan(&fixture.app.export_plan_document(&slug).unwrap()).unwrap();
        compile(&plan).unwrap()
    };
    let before = compiled(&fixture);
    fixture.app.sign_as("  Anna   Sommer ").unwrap();
    let overview = fixture.app.add_note(&id, " Secret remark. ").unwrap();
    let open = overview.open.unwrap();
    assert_eq!(open.author, "Anna Sommer");
    assert_eq!(open.undo.as_deref(), Some("Add a note to add_to_cart"));
    let note = &open.events[0].event.notes[0];
    assert_eq!((note.author.as_str(), note.text.as_str()), ("Anna Sommer", "Secret remark."));
    assert!(note.at > START);
    let after = compiled(&fixture);
    assert_eq!(after, before, "the same bytes and the same revision");
    assert!(!after.files().iter().any(|file| file.text.contains("Secret")));

    for text in ["", "  \n", &"x".repeat(2001)] {
        assert!(matches!(fixture.app.add_note(&id, text), Err(AppError::Invalid { .. })));
    }
}

#[test]
fn a_draft_neither_loses_nor_forges_remarks() {
    let mut fixture = Fixture::with_shop();
    let id = fixture.tag(CART).event.id;
    let mut draft = fixture.app.edit_event(&id).unwrap();
    fixture.app.add_note(&id, "Made while the draft was open").unwrap();
    draft.event.owner = "Anna".into();
    draft.event.notes = vec![];
    fixture.app.save_draft(draft).unwrap();
    let event = &fixture.events()[0].event;
    assert_eq!((event.owner.as_str(), event.notes.len()), ("Anna", 1));

    fixture.app.duplicate_event(&id).unwrap();
    assert!(fixture.events()[1].event.notes.is_empty(), "what was remarked is about the other one");
}

#[test]
fn an_import_adds_remarks_and_takes_none_away() {
    let mut fixture = Fixture::with_shop();
    let id = fixture.tag(CART).event.id;
    let slug = fixture.slug();
    fixture.app.add_note(&id, "first").unwrap();
    let mut theirs = parse_plan(&fixture.app.export_plan_document(&slug).unwrap()).unwrap();
    let mut remark = theirs.events[0].notes[0].clone();
    remark.text = "from a colleague".into();
    theirs.events[0].notes.push(remark);
    fixture.app.add_note(&id, "second").unwrap();
    fixture.app.import_plan(&slug, theirs, Import::Replace).unwrap();
    let notes = fixture.events()[0].event.notes.clone();
    let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["first", "from a colleague", "second"]);
}

#[test]
fn the_history_says_what_changed_and_an_earlier_state_keeps_the_remarks() {
    let mut fixture = Fixture::with_shop();
    fixture.app.sign_as("Anna").unwrap();
    let id = fixture.tag(CART).event.id;
    let mut draft = fixture.app.edit_event(&id).unwrap();
    draft.event.name = "add_to_bag".into();
    draft.event.status = Status::Ready;
    draft.event.owner = "Jonas".into();
    draft.event.platforms = [Platform::Web, Platform::Ios].into();
    draft.event.parameters.clear();
    fixture.app.save_draft(draft).unwrap();
    fixture.app.add_note(&id, "Renamed for the app").unwrap();

    let history = fixture.app.event_history(&id, None).unwrap().changes;
    let words: Vec<&str> = history.iter().map(|past| past.words.as_str()).collect();
    assert_eq!(words, ["Add a note to add_to_bag", "Rename add_to_cart to add_to_bag", "Add add_to_cart"]);
    assert!(history.iter().all(|past| past.author == "Anna"));
    assert_eq!(history[0].lines, ["Note: Renamed for the app"]);
    let lines = &history[1].lines;
    assert_eq!(lines[0], "name: add_to_bag, was add_to_cart");
    for line in ["Was a draft, is ready.", "Owner: Jonas.", "Is for Web, iOS."] {
        assert!(lines.iter().any(|known| known == line), "{line} is not in {lines:?}");
    }
    assert!(
        lines.iter().any(|line| line.starts_with("does not send ") && line.contains(" any more, was ")),
        "{lines:?}"
    );
    let now: Vec<bool> = history.iter().map(|past| past.is_now).collect();
    assert_eq!(now, [true, true, false], "notes are not compared");
    assert!(history[2].can_come_back && !history[1].can_come_back);

    let overview = fixture.app.bring_back_event(&id, history[2].id).unwrap();
    let open = overview.open.unwrap();
    let event = &open.events[0].event;
    assert_eq!((event.name.as_str(), event.status, event.notes.len()), ("add_to_cart", Status::Draft, 1));
    assert_eq!(open.undo.as_deref(), Some("Bring an earlier add_to_cart back"));
    let undone = fixture.app.undo().unwrap().open.unwrap();
    assert_eq!(undone.events[0].event.name, "add_to_bag");
    assert_eq!(undone.redo.as_deref(), Some("Bring an earlier add_to_cart back"));
    assert_eq!(fixture.app.redo().unwrap().open.unwrap().events[0].event.name, "add_to_cart");
}

#[test]
fn an_event_for_apps_is_in_the_plan_and_not_on_the_web() {
    let mut fixture = Fixture::with_shop();
    let id = fixture.tag(CART).event.id;
    let slug = fixture.slug();
    let mut draft = fixture.app.edit_event(&id).unwrap();
    draft.event.platforms = [Platform::Android].into();
    draft.event.target = None;
    let overview = fixture.app.save_draft(draft).unwrap();
    let view = &overview.open.unwrap().events[0];
    assert!(!view.findings.iter().any(|finding| finding.code == "target_missing"), "{:?}", view.findings);
    let plan = parse_plan(&fixture.app.export_plan_document(&slug).unwrap()).unwrap();
    assert_eq!(plan.events.len(), 1);
    assert!(compile(&plan).unwrap().config.events.is_empty());

    let mut draft = fixture.app.edit_event(&id).unwrap();
    draft.event.platforms.clear();
    assert!(matches!(fixture.app.save_draft(draft), Err(AppError::Invalid { .. })));
}
