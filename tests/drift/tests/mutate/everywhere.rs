//! The truth holds on real pages: all of the corpus and the demo shop's two editions, whatever the recipe.

use serde::Deserialize;
use waymark_demo::{Edition, serve};
use waymark_drift::corpus::{Shop, folder, read};
use waymark_drift::mutate::{Recipe, Tracked};

use crate::pages::{PRODUCT, one, tracked};
use crate::recipes::all;
use crate::witness::outcome;

/// Applies a recipe. Where nothing was copied, the truth is just what has the witness.
fn check(page: &str, html: &str, tracked: &[Tracked], (name, recipe): &(&str, Recipe), seed: u64) {
    let after = outcome(html, tracked, recipe, seed);
    for (one, (truth, witnessed)) in tracked.iter().zip(after.truth.iter().zip(&after.witnessed)) {
        // Twins are copies, and so are new items of a list in which a single element is tracked.
        let may_be_copied = matches!(*name, "twins" | "mixed") || (!one.multiple && truth.len() == 1);
        let holds = if may_be_copied {
            truth.iter().all(|node| witnessed.contains(node))
        } else {
            truth == witnessed
        };
        assert!(holds, "{} on {page}, {name}, seed {seed}: {truth:?} is not {witnessed:?}", one.css);
    }
}

#[test]
fn the_truth_holds_on_a_small_page() {
    for seed in 0..40 {
        for recipe in all(seed) {
            check("the small page", PRODUCT, &tracked(), &recipe, seed);
        }
    }
}

/// Every page gets a fifth of the recipes, its neighbours the others: all take too long where nothing is optimised.
#[test]
fn the_truth_holds_on_the_corpus() {
    let mut pages = 0;
    for shop in read(&folder()).unwrap() {
        for (release, page, _) in shop.all_pages() {
            let html = std::fs::read_to_string(shop.path(release, page)).unwrap();
            let tracked = tracked_on(&shop, release, page);
            for recipe in all(pages).into_iter().skip(pages as usize % 5).step_by(5) {
                check(&format!("{page} of {release}"), &html, &tracked, &recipe, pages);
            }
            pages += 1;
        }
    }
    assert!(pages >= 28, "only {pages} pages");
}

fn tracked_on(shop: &Shop, release: &str, page: &str) -> Vec<Tracked> {
    let elements = shop.truth.elements.iter().filter(|(name, element)| {
        element.pages().any(|known| known == page) && matches!(shop.element(name, release, page), Ok(Some(_)))
    });
    elements
        .filter_map(|(_, element)| {
            Some(Tracked { css: element.css(release)?.to_owned(), multiple: element.multiple })
        })
        .collect()
}

#[derive(Deserialize)]
struct Row {
    page: String,
    today: Option<String>,
    redesign: Option<String>,
    #[serde(default)]
    needs: Option<String>,
}

#[tokio::test]
async fn the_truth_holds_on_the_demo_shop() {
    let rows: Vec<Row> = serde_json::from_str(include_str!("../../../../crates/demo/TRUTH.json")).unwrap();
    for edition in [Edition::Today, Edition::Redesign] {
        let shop = serve(None, edition).await.unwrap();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut pages: Vec<&str> = rows.iter().map(|row| row.page.as_str()).collect();
        pages.sort_unstable();
        pages.dedup();
        for page in pages {
            let address = format!("{}{page}", shop.url().trim_end_matches('/'));
            let html = client.get(address).send().await.unwrap().text().await.unwrap();
            let rows = rows.iter().filter(|row| row.page == page && row.needs.is_none());
            let tracked: Vec<Tracked> = rows
                .filter_map(|row| {
                    if edition == Edition::Today { row.today.as_deref() } else { row.redesign.as_deref() }
                })
                // What is in shadow roots and frames is not in this page.
                .filter(|css| !css.contains(">>>"))
                .map(one)
                .collect();
            for recipe in all(11) {
                check(&format!("{page} of {edition:?}"), &html, &tracked, &recipe, 11);
            }
        }
        shop.stop().await;
    }
}
