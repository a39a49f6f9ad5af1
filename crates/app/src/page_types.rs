//! Editing which addresses are which kind of page: what the types do with the pages that are known, and saving them. What
//! becomes of the events is `waymark_model::page_type_edit`'s.

use waymark_model::page_path::base_of;
use waymark_model::page_type_edit::{check_edits, edited, words_of_loss};
use waymark_model::page_type_sight::{KnownPage, sights};
use waymark_model::validate::validate_settings;
use waymark_model::{PagePath, PageTypeEdit, Plan};

use crate::error::AppError;
use crate::findings;
use crate::sampling::Kept;
use crate::state::App;
use crate::view::{Finding, Overview, PageTypeSight, PageTypesView};

/// Pages that are looked at, at most.
const MOST: usize = 300;
/// Paths of a type that are named.
const NAMED: usize = 6;
/// Page types of a plan, at most.
const MOST_TYPES: usize = 60;
/// Addresses of a page type, at most.
const MOST_PATTERNS: usize = 60;
/// Longest name of a page type, in characters.
const LONGEST_ID: usize = 60;
/// Longest address of a page type, in characters.
const LONGEST_PATTERN: usize = 500;

impl App {
    /// What page types would do with the pages that are known, and what stands against them. Nothing is saved.
    pub fn judge_page_types(&self, edits: &[PageTypeEdit]) -> Result<PageTypesView, AppError> {
        let plan = self.open_plan()?;
        let after = edited(&plan, edits);
        let pages = self.pages_seen(&plan)?;
        let found = objections(&plan, &after, edits);
        let seen = sights(&after.page_types, &pages).into_iter().zip(edits).enumerate();
        let types = seen.map(|(at, (sight, edit))| PageTypeSight {
            pages: sight.takes.len() as u32,
            named: sight.takes.into_iter().take(NAMED).collect(),
            by_pattern: sight.by_pattern,
            remarks: sight.remarks,
            findings: found.iter().filter(|finding| finding.entry == Some(at as u32)).cloned().collect(),
            events: edit.was.as_ref().map_or(0, |id| {
                plan.events.iter().filter(|event| event.scope.page_types.contains(id)).count() as u32
            }),
            loss: edit.was.as_ref().and_then(|id| words_of_loss(&plan, id)).unwrap_or_default(),
        });
        Ok(PageTypesView {
            types: types.collect(),
            findings: found.iter().filter(|finding| finding.entry.is_none()).cloned().collect(),
            known: pages.len() as u32,
        })
    }

    /// Saves page types, with the events that go by other ones now, as one change.
    pub fn save_page_types(&mut self, edits: &[PageTypeEdit]) -> Result<Overview, AppError> {
        let plan = self.open_plan()?;
        let after = edited(&plan, edits);
        findings::refuse_errors(&objections(&plan, &after, edits))?;
        if after == plan {
            return self.overview();
        }
        let moved: Vec<_> = after
            .events
            .iter()
            .zip(&plan.events)
            .filter(|(now, then)| now != then)
            .map(|(now, _)| now.clone())
            .collect();
        let now = self.now();
        self.store.save_page_types(&plan.shop.slug, &after.page_types, &moved, now)?;
        for event in &moved {
            self.drafts.forget(&event.id);
        }
        self.overview()
    }

    /// Pages that events were tagged on, that the pane showed, that drafts were tried on and that the guide leads to.
    fn pages_seen(&self, plan: &Plan) -> Result<Vec<KnownPage>, AppError> {
        let base = base_of(&plan.shop.url);
        let mut pages: Vec<KnownPage> = Vec::new();
        let mut add = |path: PagePath, looks: Option<String>| {
            if let Some(page) = pages.iter_mut().find(|page| page.path == path) {
                page.looks = page.looks.take().or(looks);
            } else if pages.len() < MOST {
                pages.push(KnownPage { path, looks });
            }
        };
        for (path, look) in self.shown.looks() {
            add(PagePath::parse(path, &base), look.map(str::to_owned));
        }
        for (url, look) in self.sampled.all().flat_map(Kept::looks) {
            add(PagePath::of_url(url, &base), look.map(str::to_owned));
        }
        for way in self.suggested.iter().flat_map(|suggested| &suggested.view.ways) {
            if let Ok(url) = url::Url::parse(&way.url) {
                add(PagePath::of_url(&url, &base), Some(way.page_type.clone()));
            }
        }
        for path in self.store.tagged_paths(&plan.shop.slug)? {
            add(PagePath::parse(&path, &base), None);
        }
        Ok(pages)
    }
}

fn objections(plan: &Plan, after: &Plan, edits: &[PageTypeEdit]) -> Vec<Finding> {
    let mut found: Vec<Finding> = validate_settings(after)
        .into_iter()
        .chain(check_edits(plan, edits))
        .map(Finding::from)
        .filter(|finding| finding.field == "page_types")
        .collect();
    let is_long = |edit: &PageTypeEdit| {
        edit.id.chars().count() > LONGEST_ID
            || edit.patterns.len() > MOST_PATTERNS
            || edit.patterns.iter().any(|pattern| pattern.chars().count() > LONGEST_PATTERN)
    };
    if edits.len() > MOST_TYPES || edits.iter().any(is_long) {
        found.push(findings::page_types_too_long());
    }
    found
}
