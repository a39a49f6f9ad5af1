//! Cases made of the corpus, in named sets. `releases` looks for an element in another release of its shop, `products`
//! on another page of its type, `replaced` in another shop, `same` on its own page. What follows a slash says in which
//! way the element is gone there:
//!
//! - `alone`: it is deleted, and nothing like it is left; `twin`: it is deleted, and something like it stays;
//! - `component`: what it is part of is deleted; `card`: the same, and other items of the list stay;
//! - `absent`: the release or the page never had it.
//!
//! `elsewhere` looks for it on a page of another type that has no such element, `copies` on one that has what the
//! element's own page has besides: a copy, in a drawer for example. `sets` and what follows it are elements that are a
//! whole set.

mod gone;
pub mod made;
mod present;
pub mod redesign;
pub mod themes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use waymark_app::evaluating::Case;
use waymark_identify::{Document, NodeId};

use crate::corpus::Shop;
use crate::error::{Error, Result};

/// An element of the corpus on one page of one release.
#[derive(Clone, Debug)]
struct Place<'a> {
    shop: &'a Shop,
    element: &'a str,
    release: &'a str,
    page: &'a str,
    document: &'a Document,
    nodes: Vec<NodeId>,
}

/// Whether a set trains and guards only: whoever made its pages also made Waymark.
#[must_use]
pub fn is_made(set: &str) -> bool {
    matches!(set.split('/').next(), Some("made" | "themes"))
}

/// All cases of a corpus, in an order that does not change.
pub fn all(shops: &[Shop]) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for shop in shops {
        for (name, element) in &shop.truth.elements {
            for release in &shop.truth.releases {
                let Some(place) = Place::of(shop, name, release, &element.page)? else { continue };
                present::cases(&place, &mut cases)?;
                gone::cases(&place, &mut cases)?;
            }
        }
    }
    present::replaced(shops, &mut cases)?;
    Ok(cases)
}

/// Gives each case up to so many other pages of the type of its old page, from the same release. The page that the
/// element is looked for on is none of them.
pub fn sample(shops: &[Shop], cases: &mut [Case], most: usize) {
    let mut kinds: BTreeMap<PathBuf, (&Shop, &str, &str)> = BTreeMap::new();
    for shop in shops {
        for (release, page, _) in shop.all_pages() {
            kinds.insert(shop.path(release, page), (shop, release, &shop.truth.pages[page].kind));
        }
    }
    for case in cases {
        let Some(&(shop, release, kind)) = kinds.get(&case.old) else { continue };
        let of_type = shop
            .all_pages()
            .filter(|(other, page, _)| *other == release && shop.truth.pages[*page].kind == kind);
        let paths = of_type.map(|(release, page, _)| shop.path(release, page));
        case.samples = paths.filter(|path| *path != case.old && *path != case.new).take(most).collect();
    }
}

/// Writes cases, one a line.
pub fn write(cases: &[Case], file: &Path) -> Result {
    let mut text = String::new();
    for case in cases {
        text.push_str(&serde_json::to_string(case).map_err(Error::json(file))?);
        text.push('\n');
    }
    std::fs::write(file, text).map_err(Error::file(file))
}

impl<'a> Place<'a> {
    fn of(shop: &'a Shop, element: &'a str, release: &'a str, page: &'a str) -> Result<Option<Self>> {
        let found = shop.element(element, release, page)?.zip(shop.page(release, page));
        Ok(found.map(|(nodes, document)| Self { shop, element, release, page, document, nodes }))
    }

    fn is_set(&self) -> bool {
        self.shop.truth.elements[self.element].multiple
    }

    fn css(&self) -> &'a str {
        self.shop.truth.elements[self.element].css(self.release).unwrap_or_default()
    }

    /// The same element elsewhere in its shop, where it is there.
    fn at(&self, release: &'a str, page: &'a str) -> Result<Option<Self>> {
        Place::of(self.shop, self.element, release, page)
    }

    /// A case that looks for this element on a page.
    fn case(&self, set: &str, shop: &Shop, release: &str, page: &str) -> Case {
        Case {
            set: set.to_owned(),
            old: self.shop.path(self.release, self.page),
            element: self.css().to_owned(),
            new: shop.path(release, page),
            multiple: self.is_set(),
            ..Case::default()
        }
    }
}
