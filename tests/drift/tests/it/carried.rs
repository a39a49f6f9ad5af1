//! What an audit carries from page to page, held against a search of every page: on all pages of the corpus, of any two
//! releases, whichever pages come first.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use waymark_audit::check::{Checker, EventOnPage, Passing};
use waymark_drift::corpus::{Shop, folder, read};
use waymark_identify::{Document, count, describe};
use waymark_model::{Event, EventId, PagePath, Plan, Selector, ShopSlug, Trigger, Verdict};

/// Every element of a release that stands on one of these pages, as an event whose rule finds nothing any more.
fn tagged(shop: &Shop, release: &str, pages: &[&str]) -> Plan {
    let mut plan = Plan::empty(waymark_model::Shop {
        slug: ShopSlug("shop".into()),
        url: "https://shop.example/".into(),
        name: "Shop".into(),
    });
    for (name, element) in &shop.truth.elements {
        let page = element.page.as_str();
        let Some(document) = shop.page(release, page).filter(|_| pages.contains(&page)) else { continue };
        let picked = shop.element(name, release, page).unwrap();
        let Some([node]) = picked.as_deref().filter(|_| !element.multiple) else { continue };
        let described = describe(document, *node).unwrap();
        let mut target = described.target;
        target.selectors = vec![Selector::new("#it-was-here")];
        plan.scenes.insert(target.scene.clone().unwrap(), described.scene);
        let event = Event::new(EventId(name.clone()), name.clone(), Trigger::Click);
        plan.events.push(Event { target: Some(target), ..event });
    }
    plan
}

/// What is said of an event and where its element is now.
fn told(event: &EventOnPage, document: &Document) -> (EventId, Verdict, String, Vec<usize>) {
    let rule = event.repair.iter().flat_map(|repair| repair.target.selectors.clone());
    let found = count(document, &rule.collect::<Vec<_>>());
    let nodes = found.nodes().iter().map(|node| node.index()).collect();
    (event.id.clone(), event.verdict, event.found.clone(), nodes)
}

#[test]
fn carrying_says_of_every_page_what_a_search_of_it_says() {
    let path = PagePath::parse("/", "/");
    let (mut carried, mut searched) = (0, 0);
    for shop in read(&folder()).unwrap() {
        let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, page) in &shop.truth.pages {
            kinds.entry(&page.kind).or_default().push(name);
        }
        // It takes two pages for the third to know anything.
        kinds.retain(|_, pages| pages.len() > 2);
        let releases: BTreeSet<&str> = shop.truth.releases.iter().map(String::as_str).collect();
        for (before, now) in releases.iter().flat_map(|one| releases.iter().map(move |other| (one, other))) {
            for pages in kinds.values() {
                let checker = Checker::new(Arc::new(tagged(&shop, before, pages)));
                let pages: Vec<&Document> = pages.iter().filter_map(|page| shop.page(now, page)).collect();
                let alone: Vec<Vec<EventOnPage>> =
                    pages.iter().map(|page| checker.check(&path, page)).collect();
                for first in 0..pages.len() {
                    let mut passing = Passing::default();
                    for number in 0..pages.len() {
                        let at = (first + number) % pages.len();
                        let (events, lessons) = checker.check_after(&path, pages[at], &passing.known(number));
                        passing.tell(number, lessons);
                        for (event, other) in events.iter().zip(&alone[at]) {
                            let shop = &shop.truth.shop;
                            assert_eq!(
                                told(event, pages[at]),
                                told(other, pages[at]),
                                "{shop} {before} {now}, page {at} behind {first}: {event:?} instead of {other:?}"
                            );
                            let is_carried = event.reasons != other.reasons;
                            carried += u32::from(is_carried);
                            searched += u32::from(!is_carried);
                        }
                    }
                }
            }
        }
    }
    println!("{carried} carried, {searched} searched");
    assert!(carried >= 100, "{carried} carried, {searched} searched");
}
