//! The pages of a file of cases: each is parsed once and kept as long as cases that need it are left.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use waymark_identify::Document;

use super::cases::CaseProblem;

/// Pages by path, each with the number of groups that still need it.
pub(super) struct Pages<'a>(HashMap<&'a Path, Mutex<Slot>>);

#[derive(Default)]
struct Slot {
    uses: usize,
    page: Option<Arc<Document>>,
}

impl<'a> Pages<'a> {
    /// For pages that will be asked for in any order, each as often as it is named here.
    pub fn new(uses: impl Iterator<Item = &'a Path>) -> Self {
        let mut slots: HashMap<&Path, Mutex<Slot>> = HashMap::new();
        for path in uses {
            let slot = slots.entry(path).or_default();
            slot.get_mut().unwrap_or_else(PoisonError::into_inner).uses += 1;
        }
        Self(slots)
    }

    /// The page, read when it is asked for first and forgotten when it is asked for last.
    pub fn take(&self, path: &Path) -> Result<Arc<Document>, CaseProblem> {
        let Some(slot) = self.0.get(path) else { return read(path).map(Arc::new) };
        let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
        let page = match slot.page.take() {
            Some(page) => page,
            None => Arc::new(read(path)?),
        };
        slot.uses = slot.uses.saturating_sub(1);
        slot.page = (slot.uses > 0).then(|| Arc::clone(&page));
        Ok(page)
    }
}

fn read(path: &Path) -> Result<Document, CaseProblem> {
    let bytes = std::fs::read(path).map_err(|source| CaseProblem::Page { path: path.to_owned(), source })?;
    // Browsers replace what is no UTF-8, too.
    Document::from_html(&String::from_utf8_lossy(&bytes))
        .map_err(|source| CaseProblem::Parse { path: path.to_owned(), source })
}
