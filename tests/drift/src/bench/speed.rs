//! How long the product takes on one large page, on one core: to describe an element, and to find fifty again with the
//! page parsed first. Parsing alone stands beside it, since nothing can be faster.

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use waymark_identify::clickable::is_interactive;
use waymark_identify::{Comparison, Description, Document, NewPage, NodeId, OldPage, describe};

use crate::error::{Error, Result};

/// The pages of which the large ones are made, and the releases before and after.
const PAGES: [&str; 2] = ["home", "collection"];
pub(super) const RELEASES: [&str; 2] = ["0.7.0", "0.10.3"];
pub(super) const SHOP: &str = "storefront-ui";
/// Elements that are looked for.
const TARGETS: usize = 50;
/// How often everything is done; once more before, uncounted.
const ROUNDS: usize = 40;

/// What was measured, times in milliseconds.
#[derive(Clone, Debug)]
pub struct Speed {
    /// Size of the page in bytes.
    pub bytes: usize,
    /// Its elements.
    pub elements: usize,
    /// What was looked for.
    pub targets: usize,
    /// How much of it was found: fewer where more has changed, and what is not found takes longest.
    pub found: usize,
    /// Parsing the page.
    pub parse: Times,
    /// Parsing it, reading both pages and finding all fifty.
    pub locate: Times,
    /// Of that, reading the old page's scene.
    pub read_old: Times,
    /// Of that, reading the new page's elements.
    pub read_new: Times,
    /// Of that, the searches.
    pub search: Times,
    /// Describing one element.
    pub describe: Times,
}

/// Of many times, the mean and what 95 of 100 stay under.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    pub mean: f64,
    pub p95: f64,
}

/// Measures on pages of the corpus in this folder.
pub fn measure(corpus: &Path) -> Result<Speed> {
    let [before, after] = RELEASES.map(|release| large_page(corpus, release));
    let (before, after) = (parsed(corpus, &before?)?, after?);
    let picked = picked(&before);
    let mut described: Vec<Description> = Vec::new();
    let describe = timed(picked.len(), |at| {
        let description = describe(&before, picked[at]);
        described.extend(description.ok().filter(|_| described.len() < picked.len()));
    });
    let parse = timed(1, |_| {
        black_box(parsed(corpus, &after).map(|page| page.title().len()).unwrap_or_default());
    });
    let Some(first) = described.first() else { return Err(Error::Idle) };
    let mut found = 0;
    let locate = timed(1, |_| {
        let Ok(page) = parsed(corpus, &after) else { return };
        let (old, new) = (OldPage::new(&first.scene), NewPage::new(&page));
        let pair = Comparison::new(&old, &new);
        found = described.iter().filter(|each| !pair.locate(&each.target).nodes.is_empty()).count();
    });
    let page = parsed(corpus, &after)?;
    let (old, new) = (OldPage::new(&first.scene), NewPage::new(&page));
    let pair = Comparison::new(&old, &new);
    let read_old = timed(1, |_| {
        black_box(OldPage::new(&first.scene));
    });
    let read_new = timed(1, |_| {
        black_box(NewPage::new(&page));
    });
    let search = timed(1, |_| {
        black_box(described.iter().map(|each| pair.locate(&each.target).nodes.len()).sum::<usize>());
    });
    let elements = page.descendant_elements(page.root()).count();
    Ok(Speed {
        bytes: after.len(),
        elements,
        targets: described.len(),
        found,
        parse,
        locate,
        read_old,
        read_new,
        search,
        describe,
    })
}

/// The pages of a release in one: what is in the body of each, one after the other, in the body of the first.
fn large_page(corpus: &Path, release: &str) -> Result<String> {
    let mut large = String::new();
    for page in PAGES {
        let file = corpus.join(SHOP).join(release).join(format!("{page}.html"));
        let html = std::fs::read_to_string(&file).map_err(Error::file(&file))?;
        let end = html.rfind("</body>").unwrap_or(html.len());
        let start = html.find("<body").and_then(|at| Some(at + html[at..].find('>')? + 1)).unwrap_or(0);
        large.push_str(if large.is_empty() { &html[..end] } else { &html[start..end] });
    }
    large.push_str("</body></html>");
    Ok(large)
}

fn parsed(corpus: &Path, html: &str) -> Result<Document> {
    Document::from_html(html).map_err(|source| Error::Page { path: corpus.join(SHOP), source })
}

/// Interactive elements all over the page.
fn picked(page: &Document) -> Vec<NodeId> {
    let all: Vec<NodeId> =
        page.descendant_elements(page.root()).filter(|&node| is_interactive(page, node)).collect();
    (0..TARGETS.min(all.len())).map(|at| all[at * all.len() / TARGETS.min(all.len())]).collect()
}

/// Times of doing so many things in every round.
fn timed(things: usize, mut work: impl FnMut(usize)) -> Times {
    let mut times = Vec::new();
    for round in 0..=ROUNDS {
        for at in 0..things {
            let begun = Instant::now();
            work(at);
            if round > 0 {
                times.push(begun.elapsed().as_secs_f64() * 1000.0);
            }
        }
    }
    times.sort_by(f64::total_cmp);
    let p95 = times.get(times.len() * 95 / 100).copied().unwrap_or_default();
    Times { mean: times.iter().sum::<f64>() / times.len().max(1) as f64, p95 }
}
