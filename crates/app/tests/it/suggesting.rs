//! What the catalogue proposes for the page in the pane becomes an event like any other.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]

use waymark_app::pane::{Refusal, Report};
use waymark_app::view::PlatformKind;
use waymark_app::{AppError, Code, Failure, catalogue};
use waymark_identify::{Document, count};
use waymark_model::Trigger;

use crate::support::{Fixture, PRODUCT, PRODUCT_PAGE, snapshot};

/// The page as the picker reports it when nothing is picked.
pub fn page(html: &str, url: &str) -> Report {
    let mut snapshot = snapshot(html, url, "html");
    snapshot.picked = None;
    Report::Page { request: 1, snapshot }
}

#[test]
fn what_is_proposed_is_on_the_page_and_becomes_an_event() {
    let mut fixture = Fixture::with_shop();
    let found = fixture.app.suggestions(page(PRODUCT_PAGE, PRODUCT)).unwrap();
    assert_eq!(found.page_type.as_ref().map(|guess| guess.id.as_str()), Some("product"));
    let document = Document::from_html(PRODUCT_PAGE).unwrap();
    for suggestion in &found.suggestions {
        let nodes = count(&document, &suggestion.selectors).nodes().len();
        assert_eq!(nodes, suggestion.elements as usize, "{suggestion:?}");
        assert!(suggestion.confidence >= 0.6 && !suggestion.reason.is_empty(), "{suggestion:?}");
    }
    let ids: Vec<&str> = found.suggestions.iter().map(|found| found.entry.id.as_str()).collect();
    assert_eq!(ids[..2], ["add_to_cart", "newsletter_signup"], "{ids:?}");
    assert!(ids.contains(&"variant_select"), "{ids:?}");
    assert!(found.whole_page.iter().any(|entry| entry.id == "view_item"));
    assert!(found.not_found.iter().any(|entry| entry.id == "size_chart_open"));

    let draft = fixture.app.use_suggestion("add_to_cart").unwrap();
    assert_eq!(draft.event.name, "add_to_cart");
    assert_eq!(draft.event.trigger, Trigger::Click);
    assert_eq!(draft.event.weight.get(), 8);
    assert_eq!(draft.target_label, "Button: Add to cart");
    assert_eq!(draft.matches, 1);
    let errors = draft.findings.iter().filter(|finding| finding.severity == waymark_model::Severity::Error);
    assert_eq!(errors.count(), 0, "{:?}", draft.findings);
    let id = draft.event.id.clone();
    fixture.app.save_draft(draft).unwrap();

    let again = fixture.app.suggestions(page(PRODUCT_PAGE, PRODUCT)).unwrap();
    let add = again.suggestions.iter().find(|found| found.entry.id == "add_to_cart").unwrap();
    assert_eq!(add.entry.event.as_ref(), Some(&id));
    let sent = fixture.app.use_suggestion("newsletter_signup").unwrap();
    assert_eq!(sent.event.trigger, Trigger::SUBMIT);
    assert_eq!(sent.target_label, "Form");
}

#[test]
fn what_was_not_proposed_cannot_be_used() {
    let mut fixture = Fixture::with_shop();
    assert!(matches!(fixture.app.use_suggestion("add_to_cart"), Err(AppError::NotChecked)));
    fixture
        .app
        .suggestions(page("<main><h1>About us</h1></main>", "https://kiln.example/pages/about"))
        .unwrap();
    assert!(matches!(fixture.app.use_suggestion("add_to_cart"), Err(AppError::NotChecked)));
    let unseen = Report::Unseen { request: 1, reason: Refusal::TooLarge };
    assert!(matches!(fixture.app.suggestions(unseen), Err(AppError::PageUnseen { .. })));
    assert_eq!(Failure::from(AppError::NotThePage).code, Code::LoadFailed);
}

#[test]
fn a_saved_page_says_where_it_is_and_what_it_runs_on() {
    let html = r#"<link rel="canonical" href="https://kiln.example/cart"><script>Shopify.theme = {"schema_name":"Dawn","schema_version":"15.2.0"};</script>
        <main><h1>Your cart</h1><form action="/cart" method="post"><button name="checkout">Check out</button></form></main>"#;
    let found = catalogue::suggest_saved(html, None, None).unwrap();
    assert_eq!(found.url, "https://kiln.example/cart");
    assert_eq!(found.platform.kind, PlatformKind::Shopify);
    assert_eq!(found.platform.words, "Shopify, theme Dawn 15.2.0");
    assert_eq!(found.page_type.unwrap().id, "cart");
    assert_eq!(found.suggestions[0].entry.id, "begin_checkout");
    let said = catalogue::suggest_saved(html, None, Some("product")).unwrap();
    assert_eq!(said.page_type.unwrap().id, "product");
}
