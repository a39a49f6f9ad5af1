//! Other pages of a page's type, to tell what would be sent there: those that the pane showed lately, and those that
//! drafts were tried on, as the shop serves them. What selectors are made of knows the former only: what a script makes
//! is missing in the latter, and says nothing about an element.

use url::Url;
use waymark_identify::Document;
use waymark_identify::mask::mask;

use crate::page_names::titles;
use crate::pending::Page;
use crate::state::App;

/// Pages that are told of.
const MOST: usize = 10;

/// Another page.
pub(crate) struct Other<'a> {
    pub document: &'a Document,
    /// What it is called.
    pub title: String,
    pub path: String,
}

impl App {
    /// Other pages of the type of this one, each once.
    pub(crate) fn others(&self, page: &Page) -> Vec<Other<'_>> {
        let here = page.path.path();
        let mut pages: Vec<(String, &Document)> = Vec::new();
        let served = page.kind.iter().flat_map(|kind| self.sampled_of_type(kind));
        for document in self.shown.others(page).chain(served) {
            let path = path(document);
            let is_known = pages.iter().any(|(known, _)| *known == path) || path.ends_with(here);
            if !is_known && pages.len() < MOST {
                pages.push((path, document));
            }
        }
        let named: Vec<_> = pages.iter().map(|(path, document)| (Some(*document), path.as_str())).collect();
        let titles = titles(&named);
        let other =
            |((path, document), title): ((String, _), String)| Other { document, title: mask(&title), path };
        pages.into_iter().zip(titles).map(other).collect()
    }
}

fn path(page: &Document) -> String {
    Url::parse(page.url()).map_or_else(|_| page.url().to_owned(), |url| url.path().to_owned())
}
