//! The tracking plan as a page: what it says, and that nothing of anybody's text becomes markup.

use crate::common::{event, full, plan};
use waymark_compile::formats::{Evidence, Proven, write_with};
use waymark_model::{EventId, Format, FormatSettings, Note, Plan, Platform, Trigger};

const AT: i64 = 1_795_676_400_000;

fn page(plan: &Plan, evidence: &Evidence) -> String {
    let exported = write_with(plan, Format::Page, &FormatSettings::default(), evidence, AT).unwrap();
    assert_eq!(exported.file_name, "shop.example.plan.html");
    String::from_utf8(exported.bytes).unwrap()
}

#[test]
fn texts_cannot_become_markup_wherever_they_stand() {
    let hostile = "<img src=x onerror=alert(1)>\"'&{{ 1 }}";
    let mut plan = full();
    plan.shop.name = hostile.into();
    plan.shop.url = "javascript:alert(1)".into();
    let event = &mut plan.events[0];
    event.name = hostile.into();
    event.owner = hostile.into();
    event.description = hostile.into();
    event.notes = vec![Note { at: 0, author: hostile.into(), text: hostile.into() }];
    event.parameters[0].name = hostile.into();
    event.target.as_mut().unwrap().selectors[0].css = hostile.into();
    let html = page(&plan, &Evidence::default());
    assert!(!html.contains("<img src=x"));
    assert!(!html.contains("href=\"javascript"));
    assert!(html.contains("{{ 1 }}"), "no text is a template");
    assert!(html.matches("&lt;img").count() >= 8);
    assert!(!html.contains("<script"));
    assert!(html.contains("default-src &#x27;none&#x27;"));
}

#[test]
fn events_are_grouped_by_page_type_in_the_shops_order_and_say_whether_they_were_proven() {
    let mut events: Vec<_> = ["a", "b", "c", "d"].map(|id| event(id, Trigger::Click)).into();
    events[0].scope.page_types = vec!["cart".into()];
    events[1].scope.page_types = vec!["product".into()];
    events[3].platforms = [Platform::Ios, Platform::Android].into();
    let plan = plan(events);
    let id = |text: &str| EventId(text.into());
    let proven = |page: &str, is_stale| Proven { at: AT, page: page.into(), is_stale };
    let evidence = Evidence {
        pictures: [(id("a"), b"png".to_vec())].into(),
        proofs: Some([(id("a"), proven("/cart", false)), (id("b"), proven("/p", true))].into()),
    };
    let html = page(&plan, &evidence);
    let heads: Vec<usize> = ["Product pages</bdi></h2>", "Cart page</bdi></h2>", "Every page</bdi></h2>"]
        .map(|head| html.find(head).unwrap_or_else(|| panic!("{head}")))
        .into();
    assert!(heads.is_sorted(), "{heads:?}");
    assert!(html.contains("Fired in a test on 2026-11-26, on &#x2f;cart."));
    assert!(html.contains("Changed since it fired in a test on 2026-11-26; test it again."));
    assert!(html.contains("Never fired in a test."));
    assert!(html.contains("iOS, Android"));
    assert!(html.contains("For apps only; Waymark tests the web."));
    assert_eq!(html.matches("data:image/png;base64,cG5n").count(), 1);
    assert!(!page(&plan, &Evidence::default()).contains("Never fired"), "nobody knows of a plan from a file");
}

#[test]
fn an_empty_plan_says_what_to_do() {
    assert!(page(&plan(vec![]), &Evidence::default()).contains("No event yet."));
}

#[test]
fn pictures_that_do_not_fit_are_told() {
    let plan = plan(vec![event("a", Trigger::Click), event("b", Trigger::Click)]);
    let large = vec![0; 7 << 20];
    let pictures = [("a", large.clone()), ("b", large)].map(|(id, png)| (EventId(id.into()), png)).into();
    let evidence = Evidence { pictures, proofs: None };
    let exported = write_with(&plan, Format::Page, &FormatSettings::default(), &evidence, AT).unwrap();
    assert!(exported.losses.iter().any(|loss| loss.what == "some pictures" && loss.why.contains("1 more")));
}
