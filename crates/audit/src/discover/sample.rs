//! Choosing among the pages that were found: by page type, and within a type by what sets pages apart. The same pages
//! as last time where they are still there, and some new ones, so that audits can be compared and still see more.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;
use url::Url;
use waymark_model::page_path::is_locale;

/// How much an audit looks at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SampleSize {
    /// 20 pages.
    Quick,
    /// 200 pages.
    #[default]
    Normal,
    /// Every page that was found.
    Full,
}

impl SampleSize {
    /// Pages that are looked at, at most.
    #[must_use]
    pub fn most(self) -> usize {
        match self {
            Self::Quick => 20,
            Self::Normal => 200,
            Self::Full => 100_000,
        }
    }
}

/// What sets a page apart from others of its type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Stratum {
    /// Nothing that is known.
    #[default]
    Ordinary,
    /// A product that cannot be bought now.
    SoldOut,
    /// A product with one variant only.
    NoVariants,
    /// A product with ten variants or more.
    ManyVariants,
    /// A gift card.
    GiftCard,
    /// A product whose price is cut.
    OnSale,
}

/// A page that could be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Candidate {
    /// Its address.
    pub url: Url,
    /// Its page type; none that the plan knows.
    pub page_type: Option<String>,
    /// What sets it apart.
    pub stratum: Stratum,
    /// The plan names it, or it is the shop's first page: it is always looked at.
    pub is_wanted: bool,
}

/// The pages to look at, in this order.
pub type Sample = Vec<Candidate>;

/// Of ten pages of the last time, this many are looked at again.
const KEPT_OF_TEN: usize = 8;

/// Chooses pages. `events` says how many events of the plan may fire on a page type: types without any get two pages
/// each, for what is installed there; the others share what is left, products twice. `before` is the last sample;
/// `seed` changes which pages are new.
#[must_use]
pub fn sample(
    found: Vec<Candidate>,
    most: usize,
    events: &BTreeMap<Option<String>, usize>,
    before: &[Url],
    seed: u64,
) -> Sample {
    let mut known = BTreeSet::new();
    let found = found.into_iter().filter(|page| known.insert(page.url.clone()));
    let (mut chosen, rest): (Sample, Vec<Candidate>) = found.partition(|page| page.is_wanted);
    chosen.truncate(most);
    if chosen.len() + rest.len() <= most {
        chosen.extend(rest);
        return chosen;
    }
    let before: BTreeSet<&Url> = before.iter().collect();
    let mut by_type: BTreeMap<Option<String>, Vec<Candidate>> = BTreeMap::new();
    for page in rest {
        by_type.entry(page.page_type.clone()).or_default().push(page);
    }
    let mut queues: Vec<Queue> = by_type
        .into_iter()
        .map(|(page_type, pages)| {
            let has_events = events.get(&page_type).copied().unwrap_or(0) > 0;
            let share = match page_type.as_deref() {
                Some("product") if has_events => 4,
                _ if has_events => 2,
                _ => 0,
            };
            let here = chosen.iter().filter(|page| page.page_type == page_type).count();
            Queue { share, taken: here, pages: in_order(pages, &before, seed) }
        })
        .collect();
    while chosen.len() < most {
        // The type that has got the least of its share comes next; those without events stop at two.
        let next = queues
            .iter_mut()
            .filter(|queue| !queue.pages.is_empty() && (queue.share > 0 || queue.taken < 2))
            .min_by_key(|queue| (queue.taken >= 2, queue.taken * 4 / queue.share.max(1)));
        let Some(queue) = next else { break };
        queue.taken += 1;
        chosen.extend(queue.pages.pop());
    }
    chosen
}

struct Queue {
    share: usize,
    taken: usize,
    /// The next one last.
    pages: Vec<Candidate>,
}

/// Pages of one type with the best ones last: strata in turn, locales and collections in turn, known pages before new
/// ones in the ratio 8 to 2.
fn in_order(pages: Vec<Candidate>, before: &BTreeSet<&Url>, seed: u64) -> Vec<Candidate> {
    let mut groups: BTreeMap<(Stratum, String), (Vec<Candidate>, Vec<Candidate>)> = BTreeMap::new();
    for page in pages {
        let group = groups.entry((page.stratum, group(&page.url))).or_default();
        if before.contains(&page.url) { group.0.push(page) } else { group.1.push(page) }
    }
    let mut ordered: Vec<((usize, bool, u64), Candidate)> = Vec::new();
    for (known, new) in groups.into_values() {
        let known = shuffled(known, 0).into_iter();
        let new = shuffled(new, seed).into_iter();
        for (rank, page) in woven(known, new).enumerate() {
            // Of a few pages one at least has to have what the others may well lack.
            let may_lack = matches!(page.stratum, Stratum::SoldOut | Stratum::GiftCard);
            ordered.push(((rank, may_lack, key(&page.url, 0)), page));
        }
    }
    ordered.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
    ordered.into_iter().map(|(_, page)| page).collect()
}

/// Eight known ones, two new ones, and so on; what is left of either at the end.
fn woven(
    mut known: impl Iterator<Item = Candidate>,
    mut new: impl Iterator<Item = Candidate>,
) -> impl Iterator<Item = Candidate> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let wants_known = at % 10 < KEPT_OF_TEN;
        at += 1;
        if wants_known { known.next().or_else(|| new.next()) } else { new.next().or_else(|| known.next()) }
    })
}

fn shuffled(mut pages: Vec<Candidate>, seed: u64) -> Vec<Candidate> {
    pages.sort_by_cached_key(|page| (key(&page.url, seed), page.url.clone()));
    pages
}

/// A number that is the same for the same address on every machine.
fn key(url: &Url, seed: u64) -> u64 {
    let digest = Sha256::new().chain_update(seed.to_le_bytes()).chain_update(url.as_str()).finalize();
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// The locale and the collection that a page stands in.
fn group(url: &Url) -> String {
    let mut segments = url.path_segments().into_iter().flatten();
    let mut first = segments.next().unwrap_or_default();
    let mut group = String::new();
    if is_locale(first) {
        group.push_str(first);
        first = segments.next().unwrap_or_default();
    }
    if first == "collections" && segments.clone().count() > 1 {
        group.push('/');
        group.push_str(segments.next().unwrap_or_default());
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, kind: Option<&str>, stratum: Stratum) -> Candidate {
        let url = Url::parse(&format!("https://s.example{path}"));
        Candidate {
            url: url.unwrap_or_else(|error| panic!("{path}: {error}")),
            page_type: kind.map(str::to_owned),
            stratum,
            is_wanted: false,
        }
    }

    fn shop() -> Vec<Candidate> {
        let mut pages = vec![Candidate { is_wanted: true, ..page("/", Some("home"), Stratum::Ordinary) }];
        for number in 0..300 {
            let stratum = if number == 7 { Stratum::SoldOut } else { Stratum::Ordinary };
            pages.push(page(&format!("/products/p-{number}"), Some("product"), stratum));
        }
        pages.extend(
            (0..40).map(|n| page(&format!("/collections/c-{n}"), Some("collection"), Stratum::Ordinary)),
        );
        pages.extend((0..90).map(|n| page(&format!("/blogs/news/{n}"), Some("blog"), Stratum::Ordinary)));
        pages
    }

    fn events() -> BTreeMap<Option<String>, usize> {
        [(Some("product".to_owned()), 3), (Some("collection".to_owned()), 1)].into()
    }

    fn of<'a>(sample: &'a Sample, kind: &'a str) -> impl Iterator<Item = &'a Candidate> {
        sample.iter().filter(move |page| page.page_type.as_deref() == Some(kind))
    }

    #[test]
    fn an_ordinary_product_comes_before_those_that_lack_something() {
        for seed in 0..20 {
            let path = |kind: &str| format!("/products/{kind}-{seed}");
            let found = vec![
                page(&path("gone"), Some("product"), Stratum::SoldOut),
                page(&path("gift"), Some("product"), Stratum::GiftCard),
                page(&path("mug"), Some("product"), Stratum::Ordinary),
            ];
            let events = BTreeMap::from([(Some("product".to_owned()), 1)]);
            let chosen = sample(found, 1, &events, &[], seed);
            assert_eq!(chosen[0].stratum, Stratum::Ordinary, "{seed}");
        }
    }

    #[test]
    fn a_sample_covers_every_type_and_what_sets_products_apart() {
        let chosen = sample(shop(), 20, &events(), &[], 1);
        assert_eq!(chosen.len(), 20);
        assert_eq!(chosen[0].page_type.as_deref(), Some("home"));
        assert_eq!(of(&chosen, "blog").count(), 2, "no event may fire there");
        assert!(of(&chosen, "product").count() > of(&chosen, "collection").count());
        assert!(of(&chosen, "product").any(|page| page.stratum == Stratum::SoldOut));
    }

    #[test]
    fn most_of_the_last_sample_comes_again_and_some_is_new() {
        let urls = |sample: Sample| sample.into_iter().map(|page| page.url).collect::<Vec<_>>();
        let first = urls(sample(shop(), 100, &events(), &[], 1));
        assert_eq!(first, urls(sample(shop(), 100, &events(), &[], 1)), "the same again");
        let second = urls(sample(shop(), 100, &events(), &first, 2));
        let again = second.iter().filter(|url| first.contains(url)).count();
        assert!((75..=95).contains(&again), "{again} of 100 again");
    }

    #[test]
    fn a_small_shop_is_looked_at_whole() {
        assert_eq!(sample(shop(), 1_000, &events(), &[], 1).len(), 431);
    }

    #[test]
    fn a_page_named_twice_is_taken_once() {
        let pages = vec![page("/a", None, Stratum::Ordinary), page("/a", None, Stratum::Ordinary)];
        assert_eq!(sample(pages, 20, &BTreeMap::new(), &[], 1).len(), 1);
    }
}
