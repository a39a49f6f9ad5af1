//! A page of each kind that a shop has, for somebody to go to: by the links of its first page, else by its sitemaps, else
//! by the links of other pages and by the addresses that the kinds have themselves. Looked for as an audit looks for
//! pages, and no further than it takes to have one of each.

use url::Url;
use waymark_model::Plan;

use super::Watch;
use super::meant::{FirstOfEach, KindOf, Meant};
use super::search::{Found, Reach, join, landed};
use super::visit::answered;
use crate::error::AuditError;
use crate::fetch::{Fetcher, Outcome};
use crate::report::PageState;

/// Sitemap files that are read at most. Pages that are read for their links are fewer than there are kinds.
const READ: usize = 6;
/// Addresses of kinds that are tried at most.
const TRIED: usize = 6;

/// Pages to go to.
#[derive(Debug, Default)]
pub struct Ways {
    /// One page of each kind of which one was found, with the kind.
    pub pages: Vec<(String, Url)>,
    /// What keeps programs out of the shop as a whole, as a sentence.
    pub shut: Option<String>,
}

/// Finds one page of each of these kinds. What is found is not asked for, so a page that `robots.txt` keeps programs out
/// of is one that a person may go to. To be dropped by whoever wants it to stop.
pub async fn find_ways(
    plan: &Plan,
    kinds: &[&str],
    kind_of: KindOf,
    fetcher: &Fetcher,
    watch: &dyn Watch,
) -> Result<Ways, AuditError> {
    let shop = Url::parse(&plan.shop.url).map_err(|_| AuditError::NotWeb(plan.shop.url.clone()))?;
    let first = fetcher.page(&shop).await;
    if let Outcome::Failed(error) = first.outcome {
        return Err(error);
    }
    if let (PageState::Blocked, reason) = answered(&first) {
        return Ok(Ways { pages: Vec::new(), shut: Some(reason) });
    }
    let shop = landed(&shop, &first);
    let reach = Reach {
        sitemaps: READ,
        listed: kinds.len(),
        linked: kinds.len(),
        read: kinds.len(),
        is_whole: false,
        meant: Meant::First(FirstOfEach::new(kinds, kind_of)),
    };
    let mut found = Found::new(plan, &shop, reach);
    found.add(shop.clone(), false);
    found.add_links_of(&first, &shop);
    if found.lacks() {
        found.read_sitemaps(&shop, fetcher, watch).await;
    }
    if found.lacks() {
        found.follow_first_of_each(&shop, fetcher, watch).await;
    }
    for address in literal(plan, &shop, &found.missing()) {
        let is_there = fetcher.may_discover(&address).await && {
            let answer = fetcher.page(&address).await;
            answer.text().is_some() && answer.url.path() == address.path()
        };
        if is_there {
            found.add(address, false);
        }
    }
    Ok(Ways { pages: found.first_of_each(), shut: None })
}

/// Addresses of the kinds that are one page each, as the shop's own rules have them: `/cart`.
fn literal(plan: &Plan, shop: &Url, kinds: &[String]) -> Vec<Url> {
    let patterns = plan
        .page_types
        .iter()
        .filter(|kind| kinds.contains(&kind.id))
        .flat_map(|kind| &kind.patterns)
        .filter(|pattern| !pattern.contains('*'));
    patterns.filter_map(|pattern| join(shop, pattern.trim_start_matches('/'))).take(TRIED).collect()
}
