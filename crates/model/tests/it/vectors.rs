//! The rules for pages that the runtime implements in TypeScript as well, held to the shared vectors in
//! `tests/vectors/pages.json` (format: its README).

use serde::Deserialize;
use waymark_model::page_type::recognise;
use waymark_model::{PagePath, PageType, pattern};

#[derive(Deserialize)]
struct Group {
    name: String,
    cases: Vec<Case>,
}

/// A case asks for some of these answers; a key nobody here knows is an error, not a skipped question.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Case {
    page: String,
    #[serde(default)]
    base: String,
    path: Option<String>,
    pattern: Option<String>,
    matches: Option<bool>,
    page_types: Option<Vec<PageType>>,
    #[serde(rename = "type")]
    kind: Option<String>,
}

#[test]
fn pages_are_seen_as_the_runtime_sees_them() {
    let groups: Vec<Group> =
        serde_json::from_str(include_str!("../../../../tests/vectors/pages.json")).unwrap();
    let (mut answered, mut wrong) = (0, Vec::new());
    for group in &groups {
        for case in &group.cases {
            let page = PagePath::parse(&case.page, &case.base);
            let place = format!("{}: {} under {:?}", group.name, case.page, case.base);
            let mut expect = |what: &str, got: String, wanted: String| {
                answered += 1;
                if got != wanted {
                    wrong.push(format!("{place}: {what} is {got}, should be {wanted}"));
                }
            };
            if let Some(path) = &case.path {
                expect("path", page.path().to_owned(), path.clone());
            }
            if let (Some(pattern), Some(matches)) = (&case.pattern, case.matches) {
                expect(pattern, pattern::matches(pattern, &page).to_string(), matches.to_string());
            }
            if let (Some(page_types), Some(kind)) = (&case.page_types, &case.kind) {
                let got = recognise(&page, page_types).map_or("other", |kind| kind.id.as_str());
                expect("type", got.to_owned(), kind.clone());
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let cases: usize = groups.iter().map(|group| group.cases.len()).sum();
    assert!(answered >= cases && cases > 0, "{answered} answers to {cases} cases: some ask nothing");
}
