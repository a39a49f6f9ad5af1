//! The tracking plan as a page: what it says, and that nothing of anybody's text becomes markup.

use crate::common::{event, full, plan};
use waymark_compile::formats::{Evidence, Live, Proof, write_with};
use waymark_model::{EventId, Format, FormatSettings, Note, Plan, Platform, ProofState, Trigger};

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
    let evidence = Evidence {
        pictures: [(id("a"), b"png".to_vec())].into(),
        proofs: Some([(id("a"), published("/cart")), (id("b"), stale()), (id("c"), draft())].into()),
    };
    let html = page(&plan, &evidence);
    let heads: Vec<usize> = ["Product pages</bdi></h2>", "Cart page</bdi></h2>", "Every page</bdi></h2>"]
        .map(|head| html.find(head).unwrap_or_else(|| panic!("{head}")))
        .into();
    assert!(heads.is_sorted(), "{heads:?}");
    assert!(html.contains("Fired in a test on 2026-11-26, on &#x2f;cart."));
    assert!(html.contains("Live at Shop &amp; more as revision 3, published on 2026-11-26."), "{html}");
    assert!(html.contains("Fired in a test on 2026-11-26, and was changed since. Test it again."));
    for (name, state) in
        [("a", "Published"), ("b", "Changed since proven"), ("c", "Draft"), ("d", "For apps only")]
    {
        assert!(
            overview(&html, name).contains(&format!(">{state}</td>")),
            "{name}: {}",
            overview(&html, name)
        );
    }
    assert!(html.contains("Never fired in a test."));
    assert!(html.contains("iOS, Android"));
    assert!(html.contains("For apps only; Waymark tests the web."));
    assert_eq!(html.matches("data:image/png;base64,cG5n").count(), 1);
    let unknown = page(&plan, &Evidence::default());
    assert!(
        !unknown.contains("Never fired") && !unknown.contains("<th scope=\"col\">Proof<"),
        "nobody knows of a plan from a file"
    );
}

fn published(page: &str) -> Proof {
    let live = vec![Live { place: "Shop & more".into(), number: 3, since: AT }];
    Proof { state: ProofState::Published, fired_at: Some(AT), page: Some(page.into()), live }
}

fn stale() -> Proof {
    Proof { state: ProofState::Stale, fired_at: Some(AT), page: None, live: vec![] }
}

fn draft() -> Proof {
    Proof { state: ProofState::Draft, fired_at: None, page: None, live: vec![] }
}

/// The event's row at the head of the page.
fn overview<'a>(html: &'a str, name: &str) -> &'a str {
    let rows = html.split_once("</table>").unwrap().0.split("<tr>");
    rows.into_iter().find(|row| row.contains(&format!("<bdi>event_<wbr>{name}</bdi>"))).unwrap()
}

#[test]
fn tables_say_how_far_each_event_is_proven_and_what_they_leave_out() {
    let mut events: Vec<_> = ["a", "b", "c", "d"].map(|id| event(id, Trigger::Click)).into();
    events[3].platforms = [Platform::Ios].into();
    let plan = plan(events);
    let id = |text: &str| EventId(text.into());
    let evidence = Evidence {
        proofs: Some([(id("a"), published("=cmd()")), (id("b"), stale()), (id("c"), draft())].into()),
        ..Evidence::default()
    };
    let write = |format, evidence: &Evidence| {
        let exported = write_with(&plan, format, &FormatSettings::default(), evidence, AT).unwrap();
        (exported.bytes, exported.losses.into_iter().map(|loss| loss.what).collect::<Vec<_>>())
    };
    let (csv, losses) = write(Format::Csv, &evidence);
    let csv = String::from_utf8(csv).unwrap();
    let ends = |line: usize, end: &str| assert!(csv.lines().nth(line).unwrap().ends_with(end), "{csv}");
    ends(0, ",Proof,Fired in a test,Proven on,Live");
    ends(1, ",Published,2026-11-26,\"'=cmd()\",revision 3 at Shop & more");
    ends(2, ",Changed since proven,2026-11-26,,");
    ends(3, ",Draft,,,");
    ends(4, ",For apps only,,,");
    assert!(losses.iter().any(|what| what == "pictures, and what was sent in tests"), "{losses:?}");

    let (markdown, _) = write(Format::Markdown, &evidence);
    let markdown = String::from_utf8(markdown).unwrap();
    assert!(markdown.contains("| Status | Proof |\n|---|---|---|---|---|---|---|---|\n"), "{markdown}");
    assert!(
        markdown.contains(" | ready | Published |") || markdown.contains(" | draft | Published |"),
        "{markdown}"
    );
    assert!(markdown.contains("- Live: revision 3 at Shop \\& more"), "{markdown}");

    for format in [Format::Csv, Format::Markdown, Format::Xlsx] {
        let (_, losses) = write(format, &Evidence::default());
        assert!(losses.iter().any(|what| what == "how far events are proven"), "{format:?}: {losses:?}");
    }
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
