//! What a plan says beside its events, as the panel sees and changes it.

use url::Url;
use waymark_app::AppError;
use waymark_model::naming::convention::Convention;
use waymark_model::{Destination, DestinationKind, PlanSettings, Privacy, Trigger};

use crate::suggesting::page;
use crate::support::{Fixture, PRODUCT, PRODUCT_PAGE, codes};

#[test]
fn settings_are_saved_shown_and_taken_back() {
    let mut fixture = Fixture::with_shop();
    let before = fixture.app.overview().unwrap().open.unwrap();
    assert_eq!(before.settings, PlanSettings::default());
    assert_eq!(codes(&before.findings), Vec::<&str>::new());

    let settings = PlanSettings {
        destinations: vec![Destination::DataLayer, Destination::Ga4 { measurement_id: None }],
        privacy: Privacy { visitor_days: 30, ..Privacy::default() },
        ..PlanSettings::default()
    };
    let told = fixture.app.check_settings(settings.clone()).unwrap();
    assert_eq!((told.findings, told.renames), (vec![], vec![]));
    let saved = fixture.app.save_settings(&settings, &[]).unwrap().open.unwrap();
    assert_eq!(saved.settings, settings);
    assert_eq!(saved.undo.as_deref(), Some("Change destinations and consent"));
    assert_eq!(fixture.app.undo().unwrap().open.unwrap().settings, PlanSettings::default());
}

fn wanted(naming: Convention) -> PlanSettings {
    PlanSettings { naming, ..PlanSettings::default() }
}

fn names(fixture: &Fixture) -> Vec<String> {
    fixture.events().into_iter().map(|view| view.event.name).collect()
}

#[test]
fn another_convention_renames_what_somebody_said_yes_to_in_one_step() {
    let mut fixture = Fixture::with_shop();
    fixture.tag("[name=add]");
    fixture.tag("h1");
    let before = names(&fixture);
    let settings = wanted(Convention::TitleCase);
    let told = fixture.app.check_settings(settings.clone()).unwrap();
    assert_eq!(told.renames.iter().map(|each| each.from.clone()).collect::<Vec<_>>(), before);
    assert_eq!(told.renames[0].to, "Product Added");
    assert!(told.renames.iter().all(|each| !each.live), "nothing was published");

    let saved = fixture.app.save_settings(&settings, &[]).unwrap().open.unwrap();
    assert_eq!(saved.undo.as_deref(), Some("Change how events are named"));
    assert_eq!(names(&fixture), before, "nobody said yes");
    fixture.app.undo().unwrap();

    let mut forged = told.renames.clone();
    forged[1].to = "purchase".to_owned();
    fixture.app.save_settings(&settings, &forged).unwrap();
    let after = names(&fixture);
    assert_eq!(after, ["Product Added".to_owned(), before[1].clone()], "only what was shown is a name");
    let overview = fixture.app.undo().unwrap().open.unwrap();
    assert_eq!((names(&fixture), overview.settings.naming), (before, Convention::ObjectAction));
}

#[test]
fn every_suggestion_is_in_the_convention_and_known_by_it() {
    for (convention, adding, view) in [
        (Convention::ObjectAction, "add_to_cart", "product_view"),
        (Convention::ActionObject, "add_to_cart", "view_product"),
        (Convention::TitleCase, "Product Added", "Product View"),
        (Convention::CamelCase, "addToCart", "productView"),
        (Convention::None, "add_to_cart", "product_view"),
    ] {
        let mut fixture = Fixture::with_shop();
        fixture.app.save_settings(&wanted(convention), &[]).unwrap();
        let draft = fixture.pick("[name=add]");
        assert_eq!(draft.event.name, adding);
        assert_eq!(codes(&draft.findings), Vec::<&str>::new(), "{adding}");
        assert_eq!(draft.event.weight.get(), 8, "its meaning is known");
        let back = fixture.app.change_trigger(draft.clone(), Trigger::Hover { millis: 1000 }).unwrap();
        let back = fixture.app.change_trigger(back, Trigger::Click).unwrap();
        assert_eq!(back.event.name, adding, "the name follows the trigger");
        fixture.app.save_draft(draft).unwrap();
        let again = fixture.pick("[name=add]");
        assert_eq!(again.event.name, convention.unique(adding, &[adding]));
        let address = Url::parse(PRODUCT).unwrap();
        assert_eq!(fixture.app.draft_page_view(&address).unwrap().event.name, view);

        let seen = fixture.app.suggestions(page(PRODUCT_PAGE, PRODUCT)).unwrap();
        let found = seen.suggestions.iter().find(|found| found.entry.id == "add_to_cart").unwrap();
        assert!(found.entry.event.is_some(), "the guide sees that {adding} is there");
        let proposed = fixture.app.use_suggestion("add_to_cart").unwrap();
        assert_eq!(proposed.event.name, convention.unique(adding, &[adding]));
    }
}

#[test]
fn a_new_name_is_held_to_the_convention_and_an_old_one_may_stay() {
    let mut fixture = Fixture::with_shop();
    fixture.app.save_settings(&wanted(Convention::TitleCase), &[]).unwrap();
    let mut draft = fixture.pick("[name=add]");
    assert_eq!(draft.names[&DestinationKind::DataLayer], "add_to_cart");
    draft.event.name = "size_guide_open".to_owned();
    let draft = fixture.app.check_draft(draft).unwrap();
    assert_eq!(codes(&draft.findings), ["name_convention"]);
    assert_eq!(draft.findings[0].suggestion.as_deref(), Some("Size Guide Open"));
    let mut reserved = draft.clone();
    reserved.event.name = "Page View".to_owned();
    let reserved = fixture.app.check_draft(reserved).unwrap();
    assert_eq!(codes(&reserved.findings), ["name_reserved"], "Google gets page_view, which it drops");
    let mut kept = draft;
    kept.event.name = "Size Guide Open".to_owned();
    let id = kept.event.id.clone();
    fixture.app.save_draft(kept).unwrap();

    fixture.app.save_settings(&wanted(Convention::ObjectAction), &[]).unwrap();
    let draft = fixture.app.edit_event(&id).unwrap();
    assert_eq!(codes(&draft.findings), ["name_convention"], "a name from before may stay");
    let mut renamed = draft;
    renamed.event.name = "Size Guide".to_owned();
    let renamed = fixture.app.check_draft(renamed).unwrap();
    assert_eq!(codes(&renamed.findings), ["name_characters"], "a new one may not");
    assert_eq!(renamed.findings[0].suggestion.as_deref(), Some("size_guide"));
}

#[test]
fn what_may_not_stay_is_renamed_along_or_the_convention_is_not() {
    let mut fixture = Fixture::with_shop();
    fixture.app.save_settings(&wanted(Convention::None), &[]).unwrap();
    let mut draft = fixture.pick("[name=add]");
    draft.event.name = "into the basket".to_owned();
    fixture.app.save_draft(draft).unwrap();
    let strict = wanted(Convention::ObjectAction);
    let refused = fixture.app.save_settings(&strict, &[]).unwrap_err();
    let AppError::Invalid { message, .. } = refused else { panic!("{refused:?}") };
    assert!(message.starts_with("into the basket: "), "{message}");
    let told = fixture.app.check_settings(strict.clone()).unwrap();
    fixture.app.save_settings(&strict, &told.renames).unwrap();
    assert_eq!(names(&fixture), ["into_the_basket"]);
}
