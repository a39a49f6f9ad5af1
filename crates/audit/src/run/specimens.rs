//! A few pages that a scope means, for trying a rule on them while it is being made. They are found and fetched as an
//! audit's are; nothing is judged here and nothing is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use url::Url;
use waymark_identify::Document;
use waymark_model::page_path::base_of;
use waymark_model::{PagePath, Plan, Scope};

use super::meant::Meant;
use super::search::{Reach, candidates};
use super::visit::{SENT_ON, answered};
use super::{Progress, Watch};
use crate::check::sentence;
use crate::discover::{Candidate, Stratum, sample};
use crate::error::AuditError;
use crate::fetch::{Fetched, Fetcher, Outcome};
use crate::report::PageState;

/// Sitemap files that are read at most, and pages that are read for their links.
const READ: usize = 12;

/// Pages that a scope means.
#[derive(Debug, Default)]
pub struct Specimens {
    /// The pages, in the order of the sample.
    pub pages: Vec<Specimen>,
    /// What keeps programs out of the shop as a whole, as a sentence.
    pub shut: Option<String>,
}

/// One page.
#[derive(Debug)]
pub struct Specimen {
    /// Its address.
    pub url: Url,
    /// What sets it apart from others of its type.
    pub stratum: Stratum,
    /// The page as the shop serves it.
    pub document: Option<Document>,
    /// Why there is no page, as a sentence.
    pub reason: String,
}

/// Finds pages that the scope means and reads `most` of them. To be dropped by whoever wants it to stop.
pub async fn specimens(
    plan: &Plan,
    scope: &Scope,
    most: usize,
    fetcher: &Arc<Fetcher>,
    watch: &dyn Watch,
) -> Result<Specimens, AuditError> {
    let shop = Url::parse(&plan.shop.url).map_err(|_| AuditError::NotWeb(plan.shop.url.clone()))?;
    let first = fetcher.page(&shop).await;
    if let Outcome::Failed(error) = first.outcome {
        return Err(error);
    }
    if let (PageState::Blocked, reason) = answered(&first) {
        return Ok(Specimens { pages: Vec::new(), shut: Some(reason) });
    }
    let reach = Reach {
        sitemaps: READ,
        listed: most * 4,
        linked: most * 2,
        read: READ,
        is_whole: false,
        meant: Meant::Scope(scope.clone()),
    };
    let (candidates, page_types, _) = candidates(plan, &shop, first, reach, fetcher, watch).await;
    let base = base_of(&plan.shop.url);
    let is_meant = |url: &Url| scope.covers(&PagePath::of_url(url, &base), &page_types);
    let meant: Vec<Candidate> = candidates
        .into_iter()
        .filter(|page| is_meant(&page.url))
        .map(|page| Candidate { is_wanted: false, ..page })
        .collect();
    let events = meant.iter().map(|page| (page.page_type.clone(), 1)).collect::<BTreeMap<_, _>>();
    let chosen = sample(meant, most, &events, &[], 0);
    let all = chosen.len();
    let mut under_way: FuturesUnordered<_> = chosen
        .into_iter()
        .enumerate()
        .map(|(place, page)| async move { (place, page.stratum, fetcher.page(&page.url).await) })
        .collect();
    let mut pages = BTreeMap::new();
    while let Some((place, stratum, fetched)) = under_way.next().await {
        let url = fetched.asked.to_string();
        let is_sent_on = fetched.url.path() != fetched.asked.path()
            && (fetched.url.path() == "/" || !is_meant(&fetched.url));
        pages.insert(place, read(fetched, stratum, is_sent_on).await);
        watch.progress(Progress::Checked { done: pages.len(), all, url });
    }
    Ok(Specimens { pages: pages.into_values().collect(), shut: None })
}

/// Reads a page: a large one takes as long as many small things that others wait for.
async fn read(fetched: Fetched, stratum: Stratum, is_sent_on: bool) -> Specimen {
    let (state, reason) = answered(&fetched);
    let url = fetched.asked.clone();
    let none = |reason: String| Specimen { url: url.clone(), stratum, document: None, reason };
    if state == PageState::Checked && is_sent_on {
        return none(SENT_ON.to_owned());
    }
    let Outcome::Text(html) = fetched.outcome else { return none(reason) };
    let landed = fetched.url;
    let parsed = tokio::task::spawn_blocking(move || {
        Document::from_html(&html).map(|document| document.at(landed.as_str()))
    });
    match parsed.await {
        Ok(Ok(document)) => {
            let stratum = if stratum == Stratum::Ordinary { told(&document) } else { stratum };
            Specimen { url, stratum, document: Some(document), reason: String::new() }
        }
        Ok(Err(error)) => none(sentence(&error.to_string())),
        // A page that stops the parser is a page nobody can read.
        Err(_) => none("The page could not be read.".to_owned()),
    }
}

/// What the page's own structured data tell of its product, where no product list did.
fn told(document: &Document) -> Stratum {
    let mut offers = document
        .descendant_elements(document.root())
        .filter(|&node| {
            document.is_html(node, "script")
                && document.attribute(node, "type").is_some_and(|kind| kind.trim() == "application/ld+json")
        })
        .flat_map(|node| document.children(node))
        .filter_map(|node| document.characters(node))
        .filter(|text| text.contains("schema.org/"));
    let says = |text: &str, word: &str| text.contains(&format!("schema.org/{word}"));
    let is_sold_out = offers.any(|text| says(text, "OutOfStock") && !says(text, "InStock"));
    if is_sold_out { Stratum::SoldOut } else { Stratum::Ordinary }
}
