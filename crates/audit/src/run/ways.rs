//! A page of each kind that a shop has, for somebody to go to: by the links of its first page, else by its sitemaps, else
//! by the links of other pages and by the addresses that the kinds have themselves. Looked for as an audit looks for
//! pages, and no further than it takes to have one of each.

use url::Url;
use waymark_model::{PageType, Plan};

use super::meant::{FirstOfEach, KindOf, Meant};
use super::search::{Found, Reach, join, landed};
use super::visit::answered;
use super::{Watch, Wish, changed};
use crate::discover::links::within;
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
    changed(watch, Wish::Pause).await;
    let first = fetcher.page(&shop).await;
    if let Outcome::Failed(error) = first.outcome {
        return Err(error);
    }
    if let (PageState::Blocked, reason) = answered(&first) {
        return Ok(Ways { pages: Vec::new(), shut: Some(reason) });
    }
    let shop = landed(&shop, &first);
    // A shop whose first page only leads on, to its products say, has no page of that kind.
    let led_on = within(first.url.clone(), &shop).filter(|to| kind_of(to) != kind_of(&shop));
    let none = led_on.as_ref().and_then(|_| kind_of(&shop));
    let kinds: Vec<&str> = kinds.iter().copied().filter(|kind| none.as_deref() != Some(kind)).collect();
    let reach = Reach {
        sitemaps: READ,
        listed: kinds.len(),
        linked: kinds.len(),
        read: kinds.len(),
        is_whole: false,
        meant: Meant::First(FirstOfEach::new(&kinds, kind_of.clone())),
    };
    let mut found = Found::new(plan, &shop, reach);
    found.add(led_on.unwrap_or_else(|| shop.clone()), false);
    found.add_links_of(&first, &shop);
    if found.lacks() {
        found.read_sitemaps(&shop, fetcher, watch).await;
    }
    if found.lacks() {
        found.follow_first_of_each(&shop, fetcher, watch).await;
    }
    for address in literal(&found.page_types, &shop, &found.missing()) {
        changed(watch, Wish::Pause).await;
        if !fetcher.may_discover(&address).await {
            continue;
        }
        let answer = fetcher.page(&address).await;
        // A shop may lead to the page in a language: `/search` to `/en/search`.
        let is_same = |landed: &Url| landed.path() == address.path() || kind_of(landed) == kind_of(&address);
        let landed = answer.text().and_then(|_| within(answer.url.clone(), &shop)).filter(is_same);
        if let Some(landed) = landed {
            found.add(landed, false);
        }
    }
    Ok(Ways { pages: found.first_of_each(), shut: None })
}

/// Addresses of the kinds that are one page each, as the shop's own rules have them: `/cart`.
fn literal(page_types: &[PageType], shop: &Url, kinds: &[String]) -> Vec<Url> {
    let patterns = page_types
        .iter()
        .filter(|kind| kinds.contains(&kind.id))
        .flat_map(|kind| &kind.patterns)
        .filter(|pattern| !pattern.contains('*'));
    patterns.filter_map(|pattern| join(shop, pattern.trim_start_matches('/'))).take(TRIED).collect()
}
