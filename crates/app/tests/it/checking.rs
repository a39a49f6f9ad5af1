//! Checking a page: every event gets its verdict on a real shop's next release, and moves only when somebody
//! says so.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::path::Path;

use serde::Deserialize;
use url::Url;
use waymark_app::pane::{Refusal, Report};
use waymark_app::view::{Draft, EventCheck, PageCheck};
use waymark_app::{AppError, Code, Failure};
use waymark_identify::{Document, count};
use waymark_model::{EventId, Scope, Selector, Status, Target, Verdict};

use crate::support::{Fixture, PRODUCT, PRODUCT_PAGE, arrival, codes, report, snapshot};

const OSCAR_SHOP: &str = "https://oscar.example/";
const OSCAR_PRODUCT: &str = "https://oscar.example/catalogue/harbor-tee_1/";

/// One element of the real pages, with a CSS for each release.
#[derive(Deserialize)]
struct Element {
    name: String,
    page: String,
    #[serde(rename = "1.6.8")]
    old: String,
    #[serde(rename = "4.2.1")]
    new: String,
}

fn oscar(file: &str) -> String {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../identify/tests/pages/oscar");
    std::fs::read_to_string(pages.join(file)).unwrap()
}

/// The page as the picker reports it when nothing is picked.
fn page(html: &str, url: &str) -> Report {
    let mut snapshot = snapshot(html, url, "html");
    snapshot.picked = None;
    Report::Page { request: 1, snapshot }
}

fn check(fixture: &mut Fixture, html: &str) -> PageCheck {
    fixture.app.check_page(page(html, PRODUCT)).unwrap()
}

fn of<'check>(check: &'check PageCheck, id: &EventId) -> &'check EventCheck {
    check.events.iter().find(|event| event.id == *id).unwrap()
}

/// Saves a draft and returns the id of its event.
fn saved(fixture: &mut Fixture, draft: Draft) -> EventId {
    let id = draft.event.id.clone();
    fixture.app.save_draft(draft).unwrap();
    id
}

/// What the outline of an event matches on a page.
fn outlined(fixture: &Fixture, id: &EventId, html: &str) -> Vec<String> {
    let document = Document::from_html(html).unwrap();
    let counted = count(&document, &fixture.app.selectors(id).unwrap());
    counted.nodes().iter().map(|&node| waymark_identify::label(&document, node)).collect()
}

#[test]
fn on_the_next_release_of_a_real_shop_what_is_found_is_the_element_and_is_outlined() {
    let mut fixture = Fixture::empty();
    fixture.app.open_shop(&arrival(OSCAR_SHOP)).unwrap();
    let elements: Vec<Element> = serde_json::from_str(&oscar("elements.json")).unwrap();
    let (old, new) = (oscar("1.6.8/product.html"), oscar("4.2.1/product.html"));
    let mut tagged = Vec::new();
    for element in elements.iter().filter(|element| element.page == "product") {
        let mut draft = fixture.app.picked(report(&old, OSCAR_PRODUCT, &element.old)).unwrap();
        draft.event.scope = Scope::default();
        tagged.push((saved(&mut fixture, draft), element));
    }
    assert!(tagged.len() >= 10, "{} elements", tagged.len());

    let same = fixture.app.check_page(page(&old, OSCAR_PRODUCT)).unwrap();
    assert_eq!(same.summary, format!("{} found on this page", tagged.len()));

    let check = fixture.app.check_page(page(&new, OSCAR_PRODUCT)).unwrap();
    let document = Document::from_html(&new).unwrap();
    let mut found = 0;
    for (id, element) in &tagged {
        let event = of(&check, id);
        assert!(!event.reasons.is_empty(), "{}: {event:?}", element.name);
        if !matches!(event.verdict, Verdict::Intact | Verdict::Moved) {
            continue;
        }
        found += 1;
        let truth = Selector::new(element.new.clone());
        let here = count(&document, &fixture.app.selectors(id).unwrap());
        assert_eq!(here.nodes(), count(&document, &[truth]).nodes(), "{}: {event:?}", element.name);
        assert_eq!(event.found_label, waymark_identify::label(&document, here.nodes()[0]));
        assert_eq!(event.repairable, event.verdict == Verdict::Moved);
    }
    assert!(found * 10 >= tagged.len() * 8, "{found} of {}: {}", tagged.len(), check.summary);
}

#[test]
fn every_event_of_the_plan_is_told_with_a_reason_in_words() {
    let mut fixture = Fixture::with_shop();
    let add = fixture.tag("[name=add]").event.id;
    let select = fixture.tag("select").event.id;
    let tile = fixture.tag("a[href='/products/bowl']").event.id;
    let mut draft = fixture.pick("nav a");
    draft.event.scope = Scope { page_types: vec!["cart".to_owned()], url: None };
    let elsewhere = saved(&mut fixture, draft);
    let mut draft = fixture.pick("#newsletter button");
    draft.event.status = Status::Paused;
    let paused = saved(&mut fixture, draft);
    let view = fixture.app.draft_page_view(&Url::parse(PRODUCT).unwrap()).unwrap();
    let view = saved(&mut fixture, view);

    let html = PRODUCT_PAGE.replace("<select name=\"glaze\"><option>Moss<option>Sand</select>", "");
    let check = check(&mut fixture, &html);
    let told: Vec<_> =
        check.events.iter().map(|event| (&event.id, event.verdict, event.words.as_str())).collect();
    assert_eq!(
        told,
        [
            (&add, Verdict::Intact, "Found"),
            (&select, Verdict::Missing, "Missing"),
            (&tile, Verdict::Intact, "Found"),
            (&elsewhere, Verdict::NotRun, "Other pages"),
            (&paused, Verdict::NotRun, "Paused"),
            (&view, Verdict::NotRun, "No element"),
        ]
    );
    assert_eq!(check.summary, "2 found, 1 missing on this page");
    assert_eq!(check.notes, Vec::<String>::new());
    for event in &check.events {
        assert!(!event.reasons.is_empty(), "{event:?}");
        for reason in &event.reasons {
            let first = reason.chars().next().unwrap();
            assert!(reason.ends_with('.') && !first.is_lowercase(), "{reason}");
        }
    }
    assert!(of(&check, &elsewhere).reasons[0].contains("Cart page"), "{:?}", of(&check, &elsewhere));
    assert_eq!(of(&check, &add).found_label, "Button: Add to cart");
    assert_eq!(outlined(&fixture, &add, &html), ["Button: Add to cart"]);
    assert!(!of(&check, &select).outlined);
}

/// The same page with the form in a box of its own.
fn redesigned() -> String {
    PRODUCT_PAGE
        .replace("<form action=\"/cart/add\"", "<div class=\"buy\"><form action=\"/cart/add\"")
        .replace("</button>\n    </form>", "</button>\n    </form></div>")
}

/// An event whose rule does not hold on the redesigned page.
fn moved(fixture: &mut Fixture) -> EventId {
    let mut draft = fixture.pick("[name=add]");
    let target = draft.event.target.as_mut().unwrap();
    target.selectors.truncate(1);
    "main > form > [name=add]".clone_into(&mut target.selectors[0].css);
    target.selectors[0].text = None;
    let id = draft.event.id.clone();
    fixture.app.take_picture(&id, b"\x89PNG\r\n\x1a\nold".to_vec()).unwrap();
    saved(fixture, draft)
}

#[test]
fn a_moved_event_uses_the_new_place_after_a_yes_and_undo_brings_the_old_one_back() {
    let mut fixture = Fixture::with_shop();
    let id = moved(&mut fixture);
    let before = fixture.events()[0].event.clone();
    let check = check(&mut fixture, &redesigned());
    let event = of(&check, &id);
    assert_eq!((event.verdict, event.repairable), (Verdict::Moved, true), "{event:?}");
    assert_eq!(outlined(&fixture, &id, &redesigned()), ["Button: Add to cart"]);
    assert_eq!(fixture.events()[0].event, before, "nothing heals by looking");

    let draft = fixture.app.use_new_place(&id).unwrap();
    assert!(draft.editing);
    assert_eq!(codes(&draft.findings), ["element_changed"]);
    assert_eq!((draft.event.name.as_str(), draft.matches), (before.name.as_str(), 1));
    assert_eq!(fixture.events()[0].event, before, "not before somebody saves");
    fixture.app.discard_draft();
    assert_eq!(fixture.events()[0].event, before);

    let draft = fixture.app.use_new_place(&id).unwrap();
    fixture.app.take_picture(&id, b"\x89PNG\r\n\x1a\nnew".to_vec()).unwrap();
    let wanted = draft.event.target.clone().unwrap();
    fixture.app.save_draft(draft).unwrap();
    let after = fixture.events()[0].event.clone();
    assert_eq!(after.target, Some(wanted));
    assert_ne!(after.target.unwrap().scene, before.target.clone().unwrap().scene);
    fixture.app.end_check();
    assert_eq!(outlined(&fixture, &id, &redesigned()), ["Button: Add to cart"], "by its own rule now");
    let picture = fixture.app.picture(&id).unwrap();

    fixture.app.undo().unwrap();
    assert_eq!(fixture.events()[0].event, before);
    assert_ne!(fixture.app.picture(&id).unwrap(), picture);
}

/// A list of cups with links to them.
fn cups(class: &str, names: &[&str]) -> String {
    let card = |name: &&str| {
        format!("<li class=\"cup\"><a class=\"{class}-title\" href=\"/products/{name}\">{name}</a></li>")
    };
    let cards: String = names.iter().map(card).collect();
    let list = format!("<ul class=\"grid\">{cards}</ul>");
    let (before, rest) = PRODUCT_PAGE.split_once("<ul>").unwrap();
    format!("{before}{list}{}", rest.split_once("</ul>").unwrap().1)
}

/// An event about all links to cups.
fn tag_set(fixture: &mut Fixture, html: &str) -> EventId {
    let mut draft = fixture.app.picked(report(html, PRODUCT, "li:first-child > .card-title")).unwrap();
    let target = draft.event.target.as_mut().unwrap();
    target.selectors = vec![Selector::new(".cup .card-title")];
    target.multiple = true;
    let id = draft.event.id.clone();
    fixture.app.take_picture(&id, b"\x89PNG\r\n\x1a\nold".to_vec()).unwrap();
    saved(fixture, draft)
}

#[test]
fn a_set_is_found_as_a_set_and_told_by_number() {
    let mut fixture = Fixture::with_shop();
    let old = cups("card", &["bowl", "vase", "cup", "jug"]);
    let id = tag_set(&mut fixture, &old);
    assert_eq!(fixture.events()[0].target_label, "Product links");
    let check = check(&mut fixture, &old);
    let event = of(&check, &id);
    assert_eq!((event.verdict, event.repairable), (Verdict::Intact, false), "{event:?}");
    assert_eq!(event.reasons, ["4 of 4 product links found."]);
    assert_eq!((event.found_label.as_str(), event.confidence), ("Link: bowl and 3 more", None));

    let fewer = self::check(&mut fixture, &cups("card", &["bowl", "plate"]));
    let event = of(&fewer, &id);
    assert_eq!(event.reasons, ["Found again as a set: 2 product links instead of 4."], "{event:?}");
    let gone = self::check(&mut fixture, &cups("card", &[]));
    assert_eq!((of(&gone, &id).verdict, of(&gone, &id).repairable), (Verdict::Missing, false));
}

#[test]
fn a_set_that_moved_goes_to_its_new_place_as_a_whole_after_a_yes() {
    let mut fixture = Fixture::with_shop();
    let id = tag_set(&mut fixture, &cups("card", &["bowl", "vase", "cup", "jug"]));
    let before = fixture.events()[0].event.clone();
    let old_picture = fixture.app.picture(&id).unwrap();
    let new = cups("tile", &["bowl", "vase", "mug"]);
    let check = check(&mut fixture, &new);
    let event = of(&check, &id);
    assert_eq!((event.verdict, event.repairable, event.outlined), (Verdict::Moved, true, true), "{event:?}");
    assert_eq!(event.reasons[0], "Found again as a set: 3 product links instead of 4.");
    assert_eq!(event.reasons.last().unwrap(), "The event's own rule does not match them any more.");
    let links = ["Link: bowl", "Link: vase", "Link: mug"];
    assert_eq!(outlined(&fixture, &id, &new), links);

    let draft = fixture.app.use_new_place(&id).unwrap();
    let target = draft.event.target.clone().unwrap();
    assert!(target.multiple && draft.editing && !target.selectors.is_empty());
    assert_eq!((draft.target_label.as_str(), draft.matches), ("Product links", 3));
    assert_eq!(codes(&draft.findings), ["element_changed"]);
    assert_eq!(fixture.app.picture(&id).unwrap(), None, "the new one is not taken yet");
    assert_eq!(fixture.events()[0].event, before, "not before somebody saves");
    fixture.app.take_picture(&id, b"\x89PNG\r\n\x1a\nnew".to_vec()).unwrap();
    fixture.app.save_draft(draft).unwrap();
    let after = fixture.events()[0].event.clone();
    assert_eq!((&after.name, after.target.as_ref()), (&before.name, Some(&target)));
    fixture.app.end_check();
    assert_eq!(outlined(&fixture, &id, &new), links, "by its own rule now");

    let again = self::check(&mut fixture, &new);
    assert_eq!(of(&again, &id).reasons, ["3 of 3 product links found."]);
    fixture.app.undo().unwrap();
    assert_eq!(fixture.events()[0].event, before);
    assert_eq!(fixture.app.picture(&id).unwrap(), old_picture);
}

#[test]
fn what_is_not_moved_or_not_checked_any_more_cannot_be_repaired() {
    let mut fixture = Fixture::with_shop();
    let moved = moved(&mut fixture);
    let found = fixture.tag("nav a").event.id;
    let refused = |fixture: &mut Fixture, id: &EventId| {
        let error = fixture.app.use_new_place(id).unwrap_err();
        assert!(matches!(error, AppError::NotChecked), "{error:?}");
        assert_eq!(Failure::from(error).code, Code::NotFound);
    };
    refused(&mut fixture, &moved);
    let first = check(&mut fixture, &redesigned());
    refused(&mut fixture, &found);
    assert_eq!(fixture.app.end_check(), Some(first.number));
    assert_eq!(fixture.app.end_check(), None);
    refused(&mut fixture, &moved);
    let second = check(&mut fixture, &redesigned());
    assert!(second.number > first.number);
    fixture.app.close_shop().unwrap();
    refused(&mut fixture, &moved);
}

/// What another program wrote may be about anything, and one's own writes look like it.
#[test]
fn a_check_ends_with_the_plan_it_was_made_of_and_not_before() {
    let mut fixture = Fixture::with_shop();
    let event = fixture.tag("[name=add]").event;
    let first = check(&mut fixture, &redesigned());
    assert_eq!(fixture.app.end_check_of_another_plan(), None, "the plan is the one that was checked");
    let mut other = waymark_app::App::open(fixture.path(), waymark_app::system_clock()).unwrap();
    other.select_shop(&fixture.slug()).unwrap();
    other.delete_event(&event.id).unwrap();
    assert_eq!(fixture.app.end_check_of_another_plan(), Some(first.number));
    assert_eq!(fixture.app.end_check_of_another_plan(), None);
}

#[test]
fn the_outline_is_the_rule_s_again_when_the_check_is_over() {
    let mut fixture = Fixture::with_shop();
    let id = moved(&mut fixture);
    let rule = fixture.app.selectors(&id).unwrap();
    check(&mut fixture, &redesigned());
    assert_ne!(fixture.app.selectors(&id).unwrap(), rule);
    fixture.app.end_check();
    assert_eq!(fixture.app.selectors(&id).unwrap(), rule);
}

#[test]
fn an_element_that_cannot_be_seen_is_hidden() {
    let mut fixture = Fixture::with_shop();
    let id = fixture.tag("[name=add]").event.id;
    let Report::Page { request, mut snapshot } = page(PRODUCT_PAGE, PRODUCT) else { panic!() };
    let button = snapshot.nodes.iter_mut().find(|node| node.t.as_deref() == Some("button")).unwrap();
    button.h = true;
    let check = fixture.app.check_page(Report::Page { request, snapshot }).unwrap();
    let event = of(&check, &id);
    assert_eq!((event.verdict, event.repairable), (Verdict::Hidden, false));
    assert_eq!(event.reasons[0], "It is on the page, but cannot be seen just now.");
}

#[test]
fn a_rule_written_by_hand_is_judged_by_what_it_matches() {
    let mut fixture = Fixture::with_shop();
    let mut by_hand = |css: &str| {
        let mut draft = fixture.pick("[name=add]");
        let selectors = vec![Selector::new(css)];
        draft.event.target = Some(Target { selectors, ..Target::default() });
        saved(&mut fixture, draft)
    };
    let ids = [by_hand("a.tile"), by_hand("#gone"), by_hand("select:hover")];
    let check = check(&mut fixture, PRODUCT_PAGE);
    let verdicts = ids.map(|id| of(&check, &id).verdict);
    assert_eq!(verdicts, [Verdict::Intact, Verdict::Missing, Verdict::NeedsRendering]);
    assert_eq!(check.summary, "1 found, 1 missing, 1 not shown in a browser yet on this page");
    assert_eq!(check.events[0].reasons.last().unwrap(), "2 elements match.");
}

#[test]
fn what_the_check_could_not_see_is_told() {
    let mut fixture = Fixture::with_shop();
    let Report::Page { request, mut snapshot } = page(PRODUCT_PAGE, "https://elsewhere.example/") else {
        panic!()
    };
    snapshot.truncated = true;
    let check = fixture.app.check_page(Report::Page { request, snapshot }).unwrap();
    assert_eq!(check.summary, "No event has an element to find on this page");
    assert_eq!(check.notes.len(), 2, "{:?}", check.notes);

    for (reason, retryable) in [(Refusal::TooLarge, false), (Refusal::Broken, true)] {
        let failure =
            Failure::from(fixture.app.check_page(Report::Unseen { request: 1, reason }).unwrap_err());
        assert_eq!((failure.code, failure.retryable), (Code::Unsupported, retryable));
    }
    assert!(fixture.app.check_page(report(PRODUCT_PAGE, PRODUCT, "select")).is_err(), "a pick is no check");
    let Report::Page { request, mut snapshot } = page(PRODUCT_PAGE, PRODUCT) else { panic!() };
    snapshot.nodes[5].p = 4000;
    let failure = Failure::from(fixture.app.check_page(Report::Page { request, snapshot }).unwrap_err());
    assert_eq!(failure.code, Code::ReportRefused);
}
