//! Pages that the pane showed lately, as they were then: what a pick on another page of their type is compared with.
//! Only in memory, and only as long as the shop is open.

use std::collections::VecDeque;
use std::sync::Arc;

use waymark_identify::Document;

use crate::look::Look;
use crate::pending::{Page, Seen};

/// Most pages of one type.
const OF_TYPE: usize = 3;
/// Most pages in all: each may take megabytes.
const IN_ALL: usize = 9;

/// The pages, the last one shown at the end.
#[derive(Default)]
pub(crate) struct Shown {
    pages: VecDeque<Sample>,
}

struct Sample {
    kind: String,
    path: String,
    document: Arc<Document>,
    look: Look,
}

impl Shown {
    /// Keeps a page, in place of what it was when it was last shown. One that no page type recognises, that is not
    /// the shop's or that was seen in part only is no sample of anything.
    pub fn keep(&mut self, page: &Page, seen: &Seen) {
        let Some(kind) = page.kind.clone().filter(|_| page.within_shop && !seen.truncated) else { return };
        let path = page.path.path().to_owned();
        self.pages.retain(|sample| sample.kind != kind || sample.path != path);
        let (document, look) = (seen.document.clone(), Look::default());
        self.pages.push_back(Sample { kind: kind.clone(), path, document, look });
        let of_type = self.pages.iter().filter(|sample| sample.kind == kind).count();
        if of_type > OF_TYPE {
            let oldest = self.pages.iter().position(|sample| sample.kind == kind);
            oldest.and_then(|oldest| self.pages.remove(oldest));
        } else if self.pages.len() > IN_ALL {
            self.pages.pop_front();
        }
    }

    /// This page, if it was shown lately.
    pub fn at(&self, page: &Page) -> Option<&Document> {
        let path = page.path.path();
        let is_it = |sample: &&Sample| page.kind.as_ref() == Some(&sample.kind) && sample.path == path;
        self.pages.iter().find(is_it).map(|sample| &*sample.document)
    }

    /// Other pages of the type of this one.
    pub fn others(&self, page: &Page) -> impl Iterator<Item = &Document> {
        let path = page.path.path();
        let is_other =
            move |sample: &&Sample| page.kind.as_ref() == Some(&sample.kind) && sample.path != path;
        self.pages.iter().filter(is_other).map(|sample| &*sample.document)
    }

    /// The paths of all of them, and what each looks like.
    pub fn looks(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.pages.iter().map(|sample| (sample.path.as_str(), sample.look.of(&sample.document)))
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.pages.clear();
    }
}
