//! Walks: recorded from what the picker tells, kept with what they prove, and played again.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use serde_json::json;
use waymark_app::TestSettings;
use waymark_app::pane::{Gesture, Report};
use waymark_app::view::{PlayEnd, PlayState, WalkView};
use waymark_app::walking::{PlayTask, StepEnd};
use waymark_model::scoring::ScoreAct;
use waymark_model::{Event, EventId, Limit, ProofState, TickOutcome, WalkAct, WalkId};

use crate::support::{Fixture, PRODUCT, PRODUCT_PAGE, SHOP, hit, snapshot};

const SEARCH: &str = r#"<header><form action="/search"><input type="search" name="q" aria-label="Search"><button>Go</button></form></header>
  <main><h1>Kiln</h1><form action="/contact"><input name="contact[email]" type="email" aria-label="E-mail"></form></main>"#;

/// The product page after a redesign: without its button.
const REDESIGNED: &str =
    r#"<main><h1>Mug</h1><p>Sold in our shops only.</p><a href="/shops">Our shops</a></main>"#;

fn acted(html: &str, url: &str, css: &str, gesture: Gesture, value: Option<&str>) -> Report {
    Report::Acted {
        gesture,
        snapshot: snapshot(html, url, css),
        value: value.map(str::to_owned),
        loaded: true,
    }
}

fn page(html: &str, url: &str) -> Report {
    let snapshot = waymark_identify::Snapshot { picked: None, ..snapshot(html, url, "h1") };
    Report::Page { request: 1, snapshot }
}

/// A shop with two events, both proven possible on the product page, and a walk that adds to the cart.
struct Walked {
    fixture: Fixture,
    add: EventId,
    walk: WalkView,
}

fn walked() -> Walked {
    let mut fixture = Fixture::with_shop();
    let add = fixture.tag("[name=add]").event;
    fixture.tag("nav a");
    let revision = fixture.app.start_test(TestSettings::default()).unwrap().config.revision;
    fixture.app.begin_walk(SHOP).unwrap();
    assert!(!fixture.app.walked_to(SHOP, true), "the same page again is no step");
    let typed = |css, value| acted(SEARCH, SHOP, css, Gesture::Type, Some(value));
    fixture.app.walked(typed("[type=search]", "red")).unwrap();
    fixture.app.walked(typed("[type=search]", "red mug")).unwrap();
    fixture.app.walked(typed("[type=email]", "ada@kiln.example")).unwrap();
    fixture.app.walked(acted(SEARCH, SHOP, "[type=search]", Gesture::Enter, None)).unwrap();
    assert!(fixture.app.walked_to(&format!("{SHOP}search?q=red+mug&utm_source=x"), true));
    assert!(fixture.app.walked_to(PRODUCT, true));
    fixture.app.walked(acted(PRODUCT_PAGE, PRODUCT, "[name=add]", Gesture::Click, None)).unwrap();
    fixture.app.record_hit(hit(&add.id, &add.name, &revision, false)).unwrap();
    assert_eq!(fixture.app.recording().unwrap().fired, 0, "what nobody proved does not tick");
    fixture.app.record_hit(hit(&add.id, &add.name, &revision, true)).unwrap();
    let kept = fixture.app.keep_walk(Some(page(PRODUCT_PAGE, PRODUCT))).unwrap();
    let walk = fixture.app.walk(&kept.walk).unwrap();
    Walked { fixture, add: add.id, walk }
}

#[test]
fn a_walk_keeps_what_was_done_and_nothing_personal() {
    let Walked { fixture, walk, .. } = walked();
    let words: Vec<&str> = walk.steps.iter().map(|step| step.words.as_str()).collect();
    assert_eq!(words[0], "Page /");
    assert!(words[1].starts_with("Typed “red mug” into "), "{words:?}");
    assert!(words[2].starts_with("Typed into "), "{words:?}");
    assert!(words[3].starts_with("Pressed Enter in "), "{words:?}");
    assert_eq!(words[4..6], ["Page /search?q=red+mug", "Page /products/mug"]);
    assert_eq!(
        (words[6], walk.steps[6].fired.as_slice()),
        ("Clicked Button: Add to cart", &["add_to_cart".to_owned()][..])
    );
    assert_eq!(walk.name, "Home, search, product");
    for file in std::fs::read_dir(fixture.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains("ada@kiln"), "what was typed is kept");
    }
}

#[test]
fn two_fields_of_one_name_are_two_steps() {
    const CART: &str = r#"<main><h1>Cart</h1><form action="/cart"><ul>
      <li>Mug <input name="updates[1]" aria-label="Quantity"></li>
      <li>Bowl <input name="updates[2]" aria-label="Quantity"></li></ul></form></main>"#;
    let mut fixture = Fixture::with_shop();
    let cart = format!("{SHOP}cart");
    fixture.app.begin_walk(&cart).unwrap();
    for (field, value) in [("1", "2"), ("1", "3"), ("2", "4")] {
        let css = format!("[name='updates[{field}]']");
        fixture.app.walked(acted(CART, &cart, &css, Gesture::Type, Some(value))).unwrap();
    }
    let steps = fixture.app.recording().unwrap().steps;
    let typed: Vec<&str> = steps[1..].iter().map(|step| step.words.as_str()).collect();
    assert_eq!(typed.len(), 2, "{typed:?}");
    assert!(typed[0].starts_with("Typed “3” into ") && typed[1].starts_with("Typed “4” into "), "{typed:?}");
}

#[test]
fn a_walk_without_end_is_recorded_up_to_a_limit() {
    let mut fixture = Fixture::with_shop();
    fixture.app.begin_walk(SHOP).unwrap();
    for page in 1..200 {
        assert!(fixture.app.walked_to(&format!("{SHOP}pages/no{page}"), true));
    }
    assert!(!fixture.app.walked_to(PRODUCT, true), "the 201st step");
    let click = acted(PRODUCT_PAGE, PRODUCT, "[name=add]", Gesture::Click, None);
    assert!(!fixture.app.walked(click).unwrap());
    assert_eq!(fixture.app.recording().unwrap().steps.len(), 200);
}

#[test]
fn of_an_account_only_the_act_and_the_role_are_kept() {
    const ACCOUNT: &str =
        r#"<main><h1>Your account</h1><a href="/account/addresses">Lovelace, Analytical Street</a></main>"#;
    let mut fixture = Fixture::with_shop();
    let account = format!("{SHOP}account");
    fixture.app.begin_walk(&account).unwrap();
    fixture.app.walked(acted(ACCOUNT, &account, "main a", Gesture::Click, None)).unwrap();
    let kept = fixture.app.keep_walk(None).unwrap();
    assert_eq!(fixture.app.walk(&kept.walk).unwrap().steps[1].words, "Clicked Link");
    for file in std::fs::read_dir(fixture.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains("Lovelace"), "words of an account are kept");
    }
    fixture.app.begin_play(&kept.walk).unwrap();
    assert!(matches!(fixture.app.play_task().unwrap(), Some(PlayTask::Page { may_go: true, .. })));
    fixture.app.play_step_ended(StepEnd::Done);
    assert_eq!(fixture.app.play_task().unwrap(), None, "nothing is done in an account");
}

#[test]
fn events_are_ticked_or_say_why_not() {
    let walk = walked().walk;
    assert_eq!(walk.ticks.len(), 2);
    assert_eq!((walk.ticks[0].outcome, walk.ticks[0].step), (TickOutcome::Fired, Some(6)));
    assert_eq!(walk.ticks[1].outcome, TickOutcome::NotDone);
    assert!(walk.ticks[1].reason.contains("was not clicked"), "{}", walk.ticks[1].reason);
}

/// A shop with a page view of its products, under test.
fn viewed() -> (Fixture, Event) {
    let mut fixture = Fixture::with_shop();
    let mut draft = fixture.app.draft_page_view(&PRODUCT.parse().unwrap()).unwrap();
    draft.event.name = "view_product".into();
    fixture.app.save_draft(draft.clone()).unwrap();
    fixture.app.start_test(TestSettings::default()).unwrap();
    (fixture, draft.event)
}

fn outcome_of(fixture: &mut Fixture, last: Option<Report>) -> TickOutcome {
    let kept = fixture.app.keep_walk(last).unwrap();
    fixture.app.walk(&kept.walk).unwrap().ticks.remove(0).outcome
}

#[test]
fn a_page_view_is_missed_only_where_its_page_was_watched_from_its_load_on() {
    let last = || Some(page(PRODUCT_PAGE, PRODUCT));
    let (mut fixture, event) = viewed();
    fixture.app.begin_walk(PRODUCT).unwrap();
    assert_eq!(outcome_of(&mut fixture, last()), TickOutcome::Unknown, "it was open before");

    fixture.app.begin_walk(PRODUCT).unwrap();
    fixture.app.walked_to(PRODUCT, true);
    assert_eq!(outcome_of(&mut fixture, last()), TickOutcome::Unknown, "this may be word of the load before");

    fixture.app.begin_walk(SHOP).unwrap();
    fixture.app.walked_to(PRODUCT, true);
    assert_eq!(outcome_of(&mut fixture, None), TickOutcome::Unknown, "nobody looked at it");

    fixture.app.begin_walk(SHOP).unwrap();
    fixture.app.walked_to(PRODUCT, true);
    assert_eq!(outcome_of(&mut fixture, last()), TickOutcome::Silent);

    fixture.app.begin_walk(PRODUCT).unwrap();
    fixture.app.walked_to(PRODUCT, true);
    fixture.app.walked_to(PRODUCT, true);
    assert_eq!(outcome_of(&mut fixture, last()), TickOutcome::Silent, "it was loaded again");

    // Edited on the way: the pages before were not watched for what it is now.
    fixture.app.begin_walk(SHOP).unwrap();
    fixture.app.walked_to(PRODUCT, true);
    let mut draft = fixture.app.edit_event(&event.id).unwrap();
    draft.event.limit = Limit::Page;
    fixture.app.save_draft(draft).unwrap();
    fixture.app.start_test(TestSettings::default()).unwrap();
    assert_eq!(outcome_of(&mut fixture, last()), TickOutcome::Unknown);
}

#[test]
fn what_fired_without_a_reason_that_was_seen_is_not_called_silent() {
    let (mut fixture, event) = viewed();
    let revision = fixture.app.start_test(TestSettings::default()).unwrap().config.revision;
    fixture.app.begin_walk(SHOP).unwrap();
    fixture.app.walked_to(PRODUCT, true);
    fixture.app.record_hit(hit(&event.id, &event.name, &revision, false)).unwrap();
    assert_eq!(outcome_of(&mut fixture, Some(page(PRODUCT_PAGE, PRODUCT))), TickOutcome::Unknown);
}

#[test]
fn a_gesture_on_an_element_speaks_only_against_the_event_that_was_under_test() {
    let mut fixture = Fixture::with_shop();
    let add = fixture.tag("[name=add]").event;
    fixture.app.begin_walk(PRODUCT).unwrap();
    fixture.app.walk_meant(std::slice::from_ref(&add.id));
    assert_eq!(outcome_of(&mut fixture, Some(page(PRODUCT_PAGE, PRODUCT))), TickOutcome::NotDone);
    fixture.app.start_test(TestSettings::default()).unwrap();
    fixture.app.begin_walk(PRODUCT).unwrap();
    fixture.app.walk_meant(&[add.id]);
    assert_eq!(outcome_of(&mut fixture, Some(page(PRODUCT_PAGE, PRODUCT))), TickOutcome::Silent);
}

/// Plays with these pages in place of the shop; says what became of each step.
fn play(fixture: &mut Fixture, id: &WalkId, product: &str, add: &EventId) -> Vec<PlayState> {
    let revision = fixture.app.start_test(TestSettings::default()).unwrap().config.revision;
    fixture.app.begin_play(id).unwrap();
    let mut first = true;
    while let Some(task) = fixture.app.play_task().unwrap() {
        let end = match task {
            PlayTask::Page { url, is_first, .. } => {
                assert_eq!(is_first, std::mem::take(&mut first));
                assert!(fixture.app.play_is_at(&format!("{url}#x")), "{url}");
                StepEnd::Done
            }
            PlayTask::Act { act, .. } => {
                let page = if act == WalkAct::Click { page(product, PRODUCT) } else { page(SEARCH, SHOP) };
                match fixture.app.play_element(page).unwrap() {
                    Ok(selectors) => {
                        assert!(!selectors.is_empty());
                        if act == WalkAct::Click {
                            fixture.app.record_hit(hit(add, "add_to_cart", &revision, true)).unwrap();
                        }
                        StepEnd::Done
                    }
                    Err(why) => StepEnd::Lost(why),
                }
            }
        };
        fixture.app.play_step_ended(end);
    }
    let (view, overview) = fixture.app.end_play(PlayEnd::Done).unwrap();
    let brief = overview.open.unwrap().walks.remove(0).play.unwrap();
    assert_eq!((brief.lost, brief.end), (view.lost, PlayEnd::Done));
    view.steps.into_iter().map(|step| step.state).collect()
}

#[test]
fn a_walk_that_is_played_on_the_same_shop_loses_nothing() {
    use PlayState::{Done, LeftOut};
    let Walked { mut fixture, add, walk } = walked();
    let states = play(&mut fixture, &walk.id, PRODUCT_PAGE, &add);
    assert_eq!(states, [Done, Done, LeftOut, Done, Done, Done, Done]);
    let played = fixture.app.walk(&walk.id).unwrap().play.unwrap();
    assert!(played.lost.is_empty() && played.more.is_empty(), "{played:?}");
    assert_eq!(played.steps[6].fired, ["add_to_cart"]);
}

#[test]
fn a_redesign_loses_the_step_and_its_event() {
    let Walked { mut fixture, add, walk } = walked();
    let states = play(&mut fixture, &walk.id, REDESIGNED, &add);
    assert_eq!(states[6], PlayState::Lost);
    let played = fixture.app.walk(&walk.id).unwrap().play.unwrap();
    assert_eq!(
        (played.lost, &played.steps[6].lost),
        (vec!["add_to_cart".to_owned()], &vec!["add_to_cart".to_owned()])
    );
    assert_eq!(played.steps[6].note, "The element is not on the page any more.");
}

#[test]
fn a_walk_is_renamed_taken_away_and_brought_back() {
    let Walked { mut fixture, walk, .. } = walked();
    assert!(fixture.app.rename_walk(&walk.id, "  ").is_err());
    let renamed = fixture.app.rename_walk(&walk.id, " To the cart ").unwrap().open.unwrap();
    let words = format!("Rename the walk “{}” to “To the cart”", walk.name);
    assert_eq!(renamed.undo.as_deref(), Some(words.as_str()));
    let gone = fixture.app.delete_walk(&walk.id).unwrap().open.unwrap();
    assert_eq!((gone.walks.len(), gone.undo.as_deref()), (0, Some("Delete the walk “To the cart”")));
    assert_eq!(fixture.app.undo().unwrap().open.unwrap().walks[0].name, "To the cart");
    assert_eq!(fixture.app.undo().unwrap().open.unwrap().walks[0].name, walk.name);
}

#[test]
fn what_is_discarded_or_never_begun_is_not_kept() {
    let mut fixture = Fixture::with_shop();
    assert!(fixture.app.keep_walk(None).is_err());
    fixture.app.begin_walk(SHOP).unwrap();
    fixture.app.drop_walk();
    assert!(fixture.app.recording().is_none() && fixture.app.keep_walk(None).is_err());
    assert!(!fixture.app.walked(acted(SEARCH, SHOP, "[type=search]", Gesture::Click, None)).unwrap());
}

#[test]
fn the_proof_says_where_it_fired_and_with_what() {
    let fixture = walked().fixture;
    let proof = &fixture.events()[0].proof;
    let fired = proof.fired.as_ref().unwrap();
    assert_eq!((proof.state, fired.page.as_str()), (ProofState::Proven, "/products/mug"));
    assert_eq!(fired.parameters["element_text"], json!("Add to cart"));
    assert_eq!(fixture.events()[1].proof.state, ProofState::Draft);
}

#[test]
fn the_score_of_a_walk_is_that_of_its_events() {
    let Walked { fixture, add, walk } = walked();
    let view = fixture.app.simulate_walk(&walk.id).unwrap();
    let last = view.moments.last().unwrap();
    assert_eq!((last.event.as_ref(), last.score), (Some(&add), 8));
    let acts: Vec<ScoreAct> =
        serde_json::from_value(json!([{ "kind": "event", "id": add, "after": 4_000_000_000_u32 }])).unwrap();
    assert_eq!(fixture.app.simulate_score(acts).unwrap().acts[0].after, 400 * 86_400);
}
