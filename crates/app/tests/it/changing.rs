//! Giving an event another element: what changes with it, what stays, and how all of it comes back.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use url::Url;
use waymark_app::TestSettings;
use waymark_app::view::Draft;
use waymark_app::{AppError, Code, Failure};
use waymark_model::{
    Destination, DestinationKind, Event, EventId, Outcome, Parameter, Per, Phase, ProofState, Scope,
    Selector, Severity, Source, Span, Stage, Status, Target, Trigger, Weight,
};

use crate::support::{self, Fixture, PRODUCT, PRODUCT_PAGE, codes, hit, report};

const OLD: &[u8] = b"\x89PNG\r\n\x1a\nold";
const NEW: &[u8] = b"\x89PNG\r\n\x1a\nnew";

/// A saved event, "Add to cart", that a marketer put work into; proven, with a picture.
fn worked_out(fixture: &mut Fixture) -> Event {
    let mut draft = fixture.pick("[name=add]");
    draft.event = Event {
        name: "purchase_intent".to_owned(),
        scope: Scope { page_types: vec!["product".to_owned()], url: None },
        parameters: vec![
            Parameter { name: "cta_text".to_owned(), from: Source::ElementText },
            Parameter { name: "page_type".to_owned(), from: Source::PageType },
        ],
        stage: Stage::Tofu,
        phase: Phase::Checkout,
        weight: Weight::clamped(2),
        is_macro: true,
        status: Status::Ready,
        owner: "Ada".to_owned(),
        description: "Means to buy".to_owned(),
        ..draft.event
    };
    let event = draft.event.clone();
    fixture.app.take_picture(&event.id, OLD.to_vec()).unwrap();
    fixture.app.save_draft(draft).unwrap();
    let revision = fixture.app.start_test(TestSettings::default()).unwrap().config.revision;
    fixture.app.record_hit(hit(&event.id, &event.name, &revision, true)).unwrap();
    assert!(fixture.events()[0].proof.fired.is_some());
    event
}

/// The event as a draft with the element that the CSS matches.
fn changed(fixture: &mut Fixture, id: &EventId, css: &str) -> Draft {
    let draft = fixture.app.edit_event(id).unwrap();
    let pick = fixture.pick(css);
    fixture.app.change_element(draft, pick).unwrap()
}

fn shown(fixture: &Fixture, id: &EventId) -> Option<String> {
    fixture.app.picture(id).unwrap()
}

fn without_target(event: &Event) -> Event {
    Event { target: None, ..event.clone() }
}

#[test]
fn what_is_not_saved_yet_gets_another_element_too() {
    let mut fixture = Fixture::with_shop();
    let mut draft = fixture.pick("nav a");
    draft.event.name = "means_to_buy".to_owned();
    draft.event.weight = Weight::clamped(9);
    let id = draft.event.id.clone();
    let pick = fixture.pick("[name=add]");
    let label = pick.target_label.clone();
    let draft = fixture.app.change_element(draft, pick).unwrap();
    assert_eq!(draft.target_label, label);
    fixture.app.save_draft(draft).unwrap();
    let events = fixture.events();
    assert_eq!(events.len(), 1);
    let event = &events[0].event;
    assert_eq!((&event.id, event.name.as_str(), event.weight.get()), (&id, "means_to_buy", 9));
    assert_eq!(events[0].target_label, label);
}

#[test]
fn the_element_changes_and_everything_else_stays() {
    let mut fixture = Fixture::with_shop();
    let before = worked_out(&mut fixture);
    fixture.tag("select");
    let old_picture = shown(&fixture, &before.id);

    let draft = changed(&mut fixture, &before.id, "#newsletter button");
    assert!(draft.editing);
    assert_eq!(without_target(&draft.event), without_target(&before));
    assert_eq!((draft.target_label.as_str(), draft.matches), ("Button: Sign up", 1));
    assert_eq!(codes(&draft.findings), ["element_changed"]);
    assert_eq!(shown(&fixture, &before.id), None, "the old picture shows another element");
    let old_target = before.target.clone().unwrap();
    let new_target = draft.event.target.clone().unwrap();
    assert_ne!(new_target.selectors, old_target.selectors);
    assert_eq!(new_target.fingerprint.unwrap().name, "Sign up");
    let offered: Vec<_> = draft
        .parameters
        .iter()
        .filter(|choice| !choice.value.is_empty())
        .map(|choice| (choice.parameter.name.as_str(), choice.value.as_str()))
        .collect();
    assert_eq!(offered, [("cta_text", "Sign up"), ("page_type", "product")], "under the event's own names");

    let edited = draft.event.clone();
    fixture.app.save_draft(draft).unwrap();
    let listed = fixture.events();
    assert_eq!(listed.len(), 2, "the pick left no event of its own");
    assert_eq!(listed[0].event, edited);
    assert_eq!(listed[0].target_label, "Button: Sign up");
    assert_eq!((listed[0].proof.state, listed[0].has_picture), (ProofState::Stale, false));
    let scene = edited.target.unwrap().scene.unwrap();
    let document = fixture.app.export_plan_document(&fixture.slug()).unwrap();
    assert!(document.contains(&format!("\"{}\": {{", scene.0)), "the new scene travels with the plan");

    let overview = fixture.app.undo().unwrap();
    let back = &support::events(&overview)[0];
    assert_eq!(back.event, before);
    assert!(back.proof.fired.is_some(), "as proven as it was");
    assert_eq!(shown(&fixture, &before.id), old_picture);
}

#[test]
fn what_was_typed_before_the_pick_is_kept() {
    let mut fixture = Fixture::with_shop();
    let id = worked_out(&mut fixture).id;
    let mut draft = fixture.app.edit_event(&id).unwrap();
    draft.event.description = "Typed a moment ago".to_owned();
    let draft = fixture.app.check_draft(draft).unwrap();
    // Somebody looks for the right element, and picks the wrong ones first.
    fixture.pick("nav a");
    fixture.pick("select");
    let pick = fixture.pick("#newsletter button");
    let draft = fixture.app.change_element(draft, pick).unwrap();
    fixture.app.save_draft(draft).unwrap();
    assert_eq!(fixture.events()[0].event.description, "Typed a moment ago");
    assert_eq!(fixture.events()[0].target_label, "Button: Sign up");
}

#[test]
fn a_discarded_change_leaves_the_event_as_it_was() {
    let mut fixture = Fixture::with_shop();
    let before = worked_out(&mut fixture);
    let picture = shown(&fixture, &before.id);
    let draft = fixture.app.edit_event(&before.id).unwrap();
    let pick = fixture.pick("select");
    let picked = pick.event.id.clone();
    fixture.app.change_element(draft, pick).unwrap();
    fixture.app.discard_draft();
    assert!(fixture.app.take_picture(&picked, NEW.to_vec()).is_err(), "nobody's picture any more");
    assert!(fixture.app.take_picture(&before.id, NEW.to_vec()).is_err(), "it was to be the draft's");
    assert_eq!(fixture.events()[0].event, before);
    assert!(fixture.events()[0].proof.fired.is_some());
    assert_eq!(shown(&fixture, &before.id), picture);
}

#[test]
fn the_picture_follows_the_element_whenever_it_comes() {
    type Moment = fn(&mut Fixture, Draft, Draft) -> Option<Draft>;
    let moments: [Moment; 3] = [
        |fixture, draft, pick| {
            fixture.app.take_picture(&pick.event.id, NEW.to_vec()).unwrap();
            Some(fixture.app.change_element(draft, pick).unwrap())
        },
        |fixture, draft, pick| {
            let (picked, id) = (pick.event.id.clone(), draft.event.id.clone());
            let draft = fixture.app.change_element(draft, pick).unwrap();
            let (home, _) = fixture.app.take_picture(&picked, NEW.to_vec()).unwrap();
            assert_eq!(home, id);
            Some(draft)
        },
        |fixture, draft, pick| {
            let picked = pick.event.id.clone();
            let draft = fixture.app.change_element(draft, pick).unwrap();
            fixture.app.save_draft(draft).unwrap();
            fixture.app.take_picture(&picked, NEW.to_vec()).unwrap();
            None
        },
    ];
    for (at, moment) in moments.into_iter().enumerate() {
        let mut fixture = Fixture::with_shop();
        let id = worked_out(&mut fixture).id;
        let old = shown(&fixture, &id).unwrap();
        let draft = fixture.app.edit_event(&id).unwrap();
        let pick = fixture.pick("select");
        if let Some(draft) = moment(&mut fixture, draft, pick) {
            fixture.app.save_draft(draft).unwrap();
        }
        let new = shown(&fixture, &id).unwrap();
        assert_ne!(new, old, "moment {at}");
        fixture.app.undo().unwrap();
        assert_eq!(shown(&fixture, &id), Some(old), "moment {at}");
    }
}

#[test]
fn what_does_not_go_with_the_new_element_is_told() {
    let mut fixture = Fixture::with_shop();
    let id = fixture.tag("select").event.id;
    let draft = changed(&mut fixture, &id, "[name=add]");
    assert_eq!(draft.event.trigger, Trigger::Change, "not for Waymark to decide");
    assert_eq!(codes(&draft.findings), ["trigger_impossible", "element_changed"]);

    let cart = report(PRODUCT_PAGE, "https://kiln.example/cart", "nav a");
    let pick = fixture.app.picked(cart).unwrap();
    let mut draft = fixture.app.change_element(draft, pick).unwrap();
    assert_eq!((draft.path.as_str(), draft.page_type.as_deref()), ("/cart", Some("cart")));
    assert_eq!(codes(&draft.findings), ["trigger_impossible", "element_changed", "scope_elsewhere"]);
    assert_eq!(draft.scopes[0].scope, draft.event.scope, "still on offer");

    draft.event.trigger = Trigger::Click;
    draft.event.scope = Scope::default();
    let draft = fixture.app.check_draft(draft).unwrap();
    assert_eq!(codes(&draft.findings), ["element_changed"]);
}

#[test]
fn the_same_element_again_changes_nothing() {
    let mut fixture = Fixture::with_shop();
    let before = worked_out(&mut fixture);
    let draft = changed(&mut fixture, &before.id, "[name=add]");
    assert_eq!(codes(&draft.findings), Vec::<&str>::new());
    fixture.app.save_draft(draft).unwrap();
    assert_eq!(fixture.events()[0].event, before);
    assert!(fixture.events()[0].proof.fired.is_some());
}

#[test]
fn a_new_draft_can_be_given_the_element_that_was_picked_after_it() {
    let mut fixture = Fixture::with_shop();
    let mut draft = fixture.pick("select");
    draft.event.name = "my_own_name".to_owned();
    let draft = fixture.app.check_draft(draft).unwrap();
    let pick = fixture.pick("[name=add]");
    let draft = fixture.app.change_element(draft, pick).unwrap();
    assert_eq!(
        (draft.event.name.as_str(), draft.target_label.as_str()),
        ("my_own_name", "Button: Add to cart")
    );
    fixture.app.save_draft(draft).unwrap();
    assert_eq!(fixture.events().len(), 1);
}

#[test]
fn only_a_pick_within_reach_can_be_an_element() {
    let mut fixture = Fixture::with_shop();
    let id = worked_out(&mut fixture).id;
    let draft = fixture.app.edit_event(&id).unwrap();
    let page_view = fixture.app.draft_page_view(&Url::parse(PRODUCT).unwrap()).unwrap();
    let used = fixture.pick("select");
    let draft = fixture.app.check_draft(draft);
    assert!(draft.is_err(), "two drafts came after it and nobody had touched it");
    let draft = fixture.app.edit_event(&id).unwrap();
    let with_select = fixture.app.change_element(draft, used.clone()).unwrap();
    for pick in [used, page_view, with_select.clone()] {
        let refused = fixture.app.change_element(with_select.clone(), pick).unwrap_err();
        assert!(matches!(refused, AppError::DraftGone));
        assert_eq!(Failure::from(refused).code, Code::NotFound);
    }
    let target: Option<Target> = with_select.event.target.clone();
    fixture.app.save_draft(with_select).unwrap();
    assert_eq!(fixture.events()[0].event.target, target);
}

#[test]
fn every_parameter_of_an_event_is_on_offer_under_its_own_name() {
    let mut fixture = Fixture::with_shop();
    let mut draft = fixture.pick("[name=add]");
    let parameter = |name: &str, from: Source| Parameter { name: name.to_owned(), from };
    draft.event.parameters = vec![
        parameter("cta", Source::ElementText),
        parameter("cta_again", Source::ElementText),
        parameter("campaign", Source::Literal { value: "spring".to_owned() }),
    ];
    let id = draft.event.id.clone();
    fixture.app.save_draft(draft).unwrap();
    for (draft, words) in [
        (fixture.app.edit_event(&id).unwrap(), "Add to cart"),
        (changed(&mut fixture, &id, "#newsletter button"), "Sign up"),
    ] {
        let offered: Vec<_> = draft
            .parameters
            .iter()
            .filter(|choice| !choice.value.is_empty())
            .map(|choice| (choice.parameter.name.as_str(), choice.value.as_str()))
            .collect();
        assert_eq!(
            offered,
            [("cta", words), ("page_type", "product"), ("cta_again", words), ("campaign", "spring")]
        );
    }
}

#[test]
fn another_trigger_brings_its_name_and_parameters_unless_they_were_changed() {
    let mut fixture = Fixture::with_shop();
    let draft = fixture.pick("#newsletter button");
    assert_eq!(draft.event.name, "newsletter_signup");
    let kinds: Vec<_> = draft.triggers.iter().map(|choice| choice.trigger.kind()).collect();
    assert!(kinds.contains(&"visible") && kinds.contains(&"hover"), "{kinds:?}");
    assert!(!kinds.contains(&"change") && !kinds.contains(&"time"), "{kinds:?}");

    let visible = Trigger::Visible { percent: 50, millis: 1000, per: Per::Page };
    let seen = fixture.app.change_trigger(draft, visible.clone()).unwrap();
    assert_eq!((seen.event.name.as_str(), &seen.event.trigger), ("newsletter_signup_view", &visible));

    let mut named = seen.clone();
    named.event.name = "my_name".to_owned();
    let clicked = fixture.app.change_trigger(named, Trigger::Click).unwrap();
    assert_eq!(clicked.event.name, "my_name", "what the person wrote stays");

    let page = fixture.app.draft_page_view(&Url::parse(PRODUCT).unwrap()).unwrap();
    let sent = page.event.parameters.clone();
    let scroll = Trigger::Scroll { percents: vec![50, 90] };
    let read = fixture.app.change_trigger(page, scroll).unwrap();
    assert_eq!(read.event.name, "product_read");
    let from: Vec<_> = read.event.parameters.iter().map(|parameter| &parameter.from).collect();
    assert_eq!(from, [&Source::Milestone]);
    let viewed = fixture.app.change_trigger(read, Trigger::PageView).unwrap();
    assert_eq!(viewed.event.parameters, sent, "what only the other trigger could tell is gone again");
}

#[test]
fn what_is_made_of_events_may_fire_on_every_page_unless_another_place_was_chosen() {
    let mut fixture = Fixture::with_shop();
    let page = fixture.app.draft_page_view(&Url::parse(PRODUCT).unwrap()).unwrap();
    let products = page.event.scope.clone();
    assert_ne!(products, Scope::default());

    let count = || Trigger::Count { events: Vec::new(), times: 3, different: false, within: Span::Session };
    let counted = fixture.app.change_trigger(page, count()).unwrap();
    assert_eq!(counted.event.scope, Scope::default());
    let viewed = fixture.app.change_trigger(counted, Trigger::PageView).unwrap();
    assert_eq!(viewed.event.scope, products, "as it was suggested");

    let mut chosen = viewed;
    chosen.event.scope = Scope { page_types: Vec::new(), url: Some("/pages/*".to_owned()) };
    let scope = chosen.event.scope.clone();
    assert_eq!(fixture.app.change_trigger(chosen, count()).unwrap().event.scope, scope);
}

#[test]
fn what_shows_that_a_submit_worked_has_to_be_a_selector() {
    let mut fixture = Fixture::with_shop();
    let draft = fixture.pick("#newsletter button");
    let with = |css: &str| {
        let mut draft = draft.clone();
        let success = vec![Selector::new(css)];
        draft.event.trigger = Trigger::Submit { outcome: Outcome::Success, success };
        draft
    };
    let mut told = |css: &str| -> Vec<(String, String)> {
        let checked = fixture.app.check_draft(with(css)).unwrap();
        let errors = checked.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
        errors.map(|finding| (finding.code, finding.field)).collect()
    };
    let error = |code: &str| vec![(code.to_owned(), "success".to_owned())];
    assert_eq!(told(".thanks, #sent"), []);
    assert_eq!(told(".thanks >"), error("selector_invalid"));
    assert_eq!(told(" "), error("selector_empty"));
    assert!(fixture.app.save_draft(with("[")).is_err());
}

#[test]
fn a_draft_tells_what_destinations_call_it() {
    let mut fixture = Fixture::with_shop();
    let mut settings = fixture.app.overview().unwrap().open.unwrap().settings;
    settings.destinations = vec![Destination::DataLayer, Destination::Mixpanel];
    fixture.app.save_settings(&settings, &[]).unwrap();
    let mut draft = fixture.pick("#newsletter button");
    draft.event.name = "size_guide_open".to_owned();
    let names = fixture.app.check_draft(draft).unwrap().names;
    let names: Vec<_> = names.iter().map(|(kind, name)| (*kind, name.as_str())).collect();
    assert_eq!(
        names,
        [(DestinationKind::DataLayer, "size_guide_open"), (DestinationKind::Mixpanel, "Size Guide Open")]
    );
}
