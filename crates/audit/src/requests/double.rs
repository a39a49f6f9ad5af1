//! What is counted twice: the same tool is told the same thing twice of one page load or of one gesture. What is told
//! often by its nature is not meant, and neither is a hit that is sent again because it did not arrive.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::hit::{Hit, HitKind};
use crate::install::Vendor;

/// Something that was told more than once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditDoubled")]
pub struct Doubled {
    /// Whose tool.
    pub vendor: Vendor,
    /// The id that it reports to.
    pub account: String,
    /// The event; empty where the tool's container is loaded more than once.
    pub event: String,
    /// How often.
    pub times: u32,
}

/// Events that happen once on a page or by one gesture, whatever else is said of them; lower case, without `_` and blanks.
const ONCE: [&str; 14] = [
    "pageview",
    "page",
    "pagevisit",
    "pageload",
    "viewedproduct",
    "viewcontent",
    "addtocart",
    "addedtocart",
    "begincheckout",
    "initiatecheckout",
    "startedcheckout",
    "purchase",
    "generatelead",
    "lead",
];
/// Events that one page sends often.
const OFTEN: [&str; 9] = [
    "scroll",
    "userengagement",
    "videoprogress",
    "viewpromotion",
    "formstart",
    "microdata",
    "microdataautomatic",
    "subscribedbuttonclick",
    "init",
];
/// Events that tools tell when a page opens or a visit begins.
const OF_LOAD: [&str; 13] = [
    "pageview",
    "page",
    "pagevisit",
    "pageload",
    "viewitem",
    "viewitemlist",
    "viewcategory",
    "viewcontent",
    "viewedproduct",
    "viewedcollection",
    "firstvisit",
    "sessionstart",
    "activeonsite",
];
/// Parameters that differ between two tellings of the same.
const PASSING: [&str; 8] = [
    "engagement_time_msec",
    "event_id",
    "timestamp",
    "time",
    "tfd",
    "$insert_id",
    "$time",
    "unique_event_id",
];

/// What these hits, of one page load or one gesture, count more than once.
#[must_use]
pub fn doubled(hits: &[Hit]) -> Vec<Doubled> {
    let mut tellings: BTreeMap<(Vendor, &str, String, String), Vec<&Hit>> = BTreeMap::new();
    let mut marks = HashSet::new();
    for hit in hits.iter().filter(|hit| !hit.account.is_empty()) {
        let Some(likeness) = likeness(hit) else { continue };
        let key = (hit.vendor, hit.account.as_str(), plain(&hit.event), likeness);
        let is_sent_again = !hit.mark.is_empty() && !marks.insert((key.clone(), hit.mark.as_str()));
        if !is_sent_again {
            tellings.entry(key).or_default().push(hit);
        }
    }
    let twice = tellings.into_values().filter(|same| same.len() > 1);
    let mut doubled: Vec<Doubled> = twice
        .filter_map(|same| {
            let first = same.first()?;
            Some(Doubled {
                vendor: first.vendor,
                account: first.account.clone(),
                event: first.event.clone(),
                times: u32::try_from(same.len()).unwrap_or(u32::MAX),
            })
        })
        .collect();
    doubled.sort();
    doubled
}

/// Whether one page sends such events often, by its nature or by itself.
#[must_use]
pub fn is_often(event: &str) -> bool {
    OFTEN.contains(&plain(event).as_str())
}

/// Whether such an event tells that a page opens, so that which gesture it follows is chance.
#[must_use]
pub fn is_of_load(event: &str) -> bool {
    OF_LOAD.contains(&plain(event).as_str())
}

/// What two hits have to have in common to be one thing told twice; nothing where the hit cannot be one.
fn likeness(hit: &Hit) -> Option<String> {
    match hit.kind {
        HitKind::Session => None,
        HitKind::Load => (hit.vendor == Vendor::TagManager).then(String::new),
        // Of a batch that is not visible nobody knows what it says.
        HitKind::Event if hit.event.is_empty() || is_often(&hit.event) => None,
        HitKind::Event if ONCE.contains(&plain(&hit.event).as_str()) => {
            // A page that goes on without loading is another one.
            let product = hit.parameters.iter().find(|(name, _)| {
                matches!(name.as_str(), "items.item_id" | "content_ids" | "ProductID" | "product_id")
            });
            let of_product = product.map(|(_, id)| id.as_str()).unwrap_or_default();
            let is_about_one = matches!(plain(&hit.event).as_str(), "viewcontent" | "viewedproduct");
            Some(format!("{}\n{}", hit.page, if is_about_one { of_product } else { "" }))
        }
        HitKind::Event => {
            let lasting = hit.parameters.iter().filter(|(name, _)| !PASSING.contains(&name.as_str()));
            Some(lasting.fold(hit.page.clone(), |all, (name, value)| format!("{all}\n{name}={value}")))
        }
    }
}

/// Names of one event in different spellings: `add_to_cart`, `AddToCart`, `Added to Cart`.
fn plain(event: &str) -> String {
    event
        .chars()
        .filter(|character| !matches!(character, '_' | ' ' | '-' | '$'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(account: &str, event: &str, parameters: &[(&str, &str)]) -> Hit {
        let mut hit = Hit::new(Vendor::GoogleAnalytics, HitKind::Event, account, event);
        for (name, value) in parameters {
            hit.put(name, value);
        }
        hit
    }

    #[test]
    fn the_same_event_twice_is_doubled() {
        let once = hit("G-1", "page_view", &[("title", "a")]);
        let again = hit("G-1", "page_view", &[("title", "b")]);
        let told = doubled(&[once.clone(), again]);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].event.as_str(), told[0].times), ("page_view", 2));
        let cart = |price| hit("G-1", "add_to_cart", &[("items.item_id", "1"), ("value", price)]);
        assert_eq!(doubled(&[cart("10"), cart("10.00"), cart("1")])[0].times, 3);
        let own =
            |value| hit("G-1", "size_chart_opened", &[("label", value), ("engagement_time_msec", value)]);
        assert_eq!(doubled(&[own("a"), own("b")]), [], "two size charts");
        assert_eq!(doubled(&[own("a"), own("a")]).len(), 1);
    }

    #[test]
    fn what_is_often_or_elsewhere_or_sent_again_is_not() {
        let page = |account, address: &str, mark: &str| {
            let mut hit = hit(account, "page_view", &[]);
            hit.on(address);
            hit.mark = mark.to_owned();
            hit
        };
        let shop = "https://shop.example/";
        assert_eq!(doubled(&[page("G-1", shop, ""), page("G-2", shop, "")]), [], "two properties");
        assert_eq!(
            doubled(&[page("G-1", shop, ""), page("G-1", "https://shop.example/b", "")]),
            [],
            "a page that goes on"
        );
        assert_eq!(doubled(&[page("G-1", shop, "1/2"), page("G-1", shop, "1/2")]), [], "sent again");
        assert_eq!(doubled(&[page("G-1", shop, "1/2"), page("G-1", shop, "1/3")]).len(), 1);
        let scroll = hit("G-1", "scroll", &[]);
        assert_eq!(doubled(&[scroll.clone(), scroll]), []);
        let unknown = hit("", "page_view", &[]);
        assert_eq!(doubled(&[unknown.clone(), unknown]), []);
        let hidden = hit("G-1", "", &[]);
        assert_eq!(doubled(&[hidden.clone(), hidden]), []);
    }

    #[test]
    fn a_container_that_is_loaded_twice_is_doubled() {
        let load = |vendor, id| Hit::new(vendor, HitKind::Load, id, "");
        let (gtm, gtag) = (load(Vendor::TagManager, "GTM-1"), load(Vendor::GoogleAnalytics, "G-1"));
        let told = doubled(&[gtm.clone(), gtag.clone(), gtm, gtag]);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].vendor, told[0].times), (Vendor::TagManager, 2));
    }
}
