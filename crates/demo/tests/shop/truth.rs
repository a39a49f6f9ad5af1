//! `TRUTH.json` says where elements are in each edition; here it is held to the pages as served.

use scraper::{Html, Selector};
use serde::Deserialize;
use waymark_demo::Edition;

use crate::visitor::{Visitor, shop};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    page: String,
    today: Option<String>,
    redesign: Option<String>,
    #[serde(default)]
    needs: Option<Needs>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Needs {
    Cart,
}

fn rows() -> Vec<Row> {
    serde_json::from_str(include_str!("../../TRUTH.json")).expect("a list of rows")
}

/// How many elements a path matches, hops into declared shadow roots and frames followed.
async fn count(visitor: &mut Visitor, page: &str, path: &str) -> usize {
    let Some((host, inner)) = path.split_once(" >>> ") else {
        return matches(&visitor.html(page).await, path);
    };
    let html = visitor.html(page).await;
    assert_eq!(matches(&html, host), 1, "{host} on {page}");
    let frame = {
        let document = Html::parse_document(&html);
        let selector = Selector::parse(host).expect("CSS");
        document.select(&selector).next().and_then(|host| host.value().attr("src").map(str::to_owned))
    };
    match frame {
        Some(frame) => matches(&visitor.html(&frame).await, inner),
        None => matches(declared_shadow(&html), inner),
    }
}

/// The markup of the page's one declared shadow root.
fn declared_shadow(html: &str) -> &str {
    let (_, after) = html.split_once("<template shadowrootmode=\"open\">").expect("a declared shadow root");
    after.split_once("</template>").expect("it ends").0
}

fn matches(html: &str, css: &str) -> usize {
    let selector = Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"));
    Html::parse_document(html).select(&selector).count()
}

#[tokio::test]
async fn every_element_of_the_truth_is_there_exactly_once() {
    for edition in Edition::ALL {
        let shop = shop(edition).await;
        let mut plain = Visitor::of(&shop);
        let mut buyer = Visitor::of(&shop);
        buyer.post_json("/cart/add.js", serde_json::json!({ "id": 8_431_001 })).await;
        for row in rows() {
            let (here, elsewhere) = match edition {
                Edition::Today => (row.today, row.redesign),
                Edition::Redesign => (row.redesign, row.today),
            };
            let visitor = if row.needs == Some(Needs::Cart) { &mut buyer } else { &mut plain };
            match here {
                Some(css) => {
                    assert_eq!(count(visitor, &row.page, &css).await, 1, "{edition:?} {}: {css}", row.name);
                }
                None => assert!(elsewhere.is_some(), "{} is in neither edition", row.name),
            }
        }
    }
}

#[test]
fn the_truth_covers_what_audits_are_about() {
    let rows = rows();
    assert!(rows.len() >= 30);
    assert!(rows.iter().any(|row| row.redesign.is_none()), "something is gone");
    assert!(rows.iter().any(|row| row.today.is_none()), "something is new");
    let moved = rows.iter().filter(|row| row.today.is_some() && row.redesign.is_some());
    assert!(moved.clone().all(|row| row.today != row.redesign), "no selector survives the redesign");
    assert!(moved.count() >= 25);
}
