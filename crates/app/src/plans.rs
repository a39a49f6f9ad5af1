//! Plans as documents: out of the store into JSON and back.

use std::collections::BTreeSet;

use waymark_model::note::together;
use waymark_model::page_type::defaults;
use waymark_model::{EventId, Plan, ShopSlug, validate_plan};

use crate::address;
use crate::error::AppError;
use crate::findings;
use crate::state::App;
use crate::view::Finding;

/// Bytes of a short name; file systems take 255 in a folder's name.
const LONGEST_SLUG: usize = 200;

/// What to do with events the shop has already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Import {
    /// Keep them; events of the same id are replaced by the document's, others are added.
    #[default]
    Merge,
    /// The shop ends with exactly the document's events.
    Replace,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The shop was not there before.
    pub created: bool,
    /// Events the shop did not have.
    pub added: u32,
    /// Events that were there and took the document's state.
    pub updated: u32,
    /// Events that are gone (undo brings them back).
    pub removed: u32,
}

/// Reads a plan document.
pub fn parse_plan(json: &str) -> Result<Plan, AppError> {
    // A document of a later schema may differ in anything, so its number is looked at first.
    if let Ok(Versioned { schema }) = serde_json::from_str(json) {
        Plan::check_schema(schema)?;
    }
    serde_json::from_str(json).map_err(AppError::NotAPlan)
}

/// Reads a plan document that no shop of ours stands behind, as it would be if it were taken into a new one.
pub fn parse_plan_alone(json: &str) -> Result<Plan, AppError> {
    let mut plan = parse_plan(json)?;
    fill_page_types(&mut plan, None);
    Ok(plan)
}

/// A document without page types means those of the shop that it comes to, and for a new one, or none, the usual ones.
pub(crate) fn fill_page_types(plan: &mut Plan, known: Option<&Plan>) {
    if plan.page_types.is_empty() {
        plan.page_types = known.map_or_else(defaults, |known| known.page_types.clone());
    }
}

#[derive(serde::Deserialize)]
struct Versioned {
    schema: u32,
}

impl App {
    /// A shop's plan as an indented JSON document, the same bytes for the same plan.
    pub fn export_plan_document(&self, slug: &ShopSlug) -> Result<String, AppError> {
        Ok(waymark_compile::formats::document(&self.store.plan(slug)?)?)
    }

    /// Findings of a shop's plan in words, each once, with the names of the events that they are about.
    pub fn findings_in_words(&self, slug: &ShopSlug, found: &[Finding]) -> Result<Vec<String>, AppError> {
        let plan = self.plan_of(slug)?;
        let mut said: Vec<String> = Vec::new();
        for words in found.iter().map(|finding| findings::in_words(finding, &plan)) {
            if !said.contains(&words) {
                said.push(words);
            }
        }
        Ok(said)
    }

    /// Takes a plan into the shop `slug`, which is made from the document if it is not there. The document's
    /// own short name does not matter, so that a plan can go to another shop. One step for undo.
    pub fn import_plan(
        &mut self,
        slug: &ShopSlug,
        mut plan: Plan,
        how: Import,
    ) -> Result<Imported, AppError> {
        let is_known = self.shops()?.iter().any(|entry| entry.shop.slug == *slug);
        if !is_known {
            refuse_unsafe_slug(slug)?;
        }
        let known = if is_known { Some(self.plan_of(slug)?) } else { None };
        plan.shop.slug = slug.clone();
        plan.shop.url = address::parse(&plan.shop.url)?.first().to_string();
        fill_page_types(&mut plan, known.as_ref());
        refuse_errors(&plan)?;
        for event in &mut plan.events {
            let own = known.iter().flat_map(|known| &known.events).find(|own| own.id == event.id);
            if let Some(own) = own {
                event.notes = together(&own.notes, &event.notes);
            }
        }
        let before: BTreeSet<EventId> =
            known.iter().flat_map(|known| &known.events).map(|event| event.id.clone()).collect();
        let after: BTreeSet<EventId> = plan.events.iter().map(|event| event.id.clone()).collect();
        let now = self.now();
        match how {
            Import::Merge => self.store.merge_plan(&plan, now)?,
            Import::Replace => self.store.replace_plan(&plan, now)?,
        }
        Ok(Imported {
            created: !is_known,
            added: after.difference(&before).count() as u32,
            updated: after.intersection(&before).count() as u32,
            removed: if how == Import::Replace { before.difference(&after).count() as u32 } else { 0 },
        })
    }
}

/// A shop's short name also names the folder of its cookies, so it must stay one plain name: `..` would be the
/// data folder itself.
fn refuse_unsafe_slug(slug: &ShopSlug) -> Result<(), AppError> {
    let is_plain = |letter: char| !letter.is_control() && !letter.is_whitespace() && !"/\\".contains(letter);
    let is_name = slug.0.chars().any(char::is_alphanumeric) && slug.0.chars().all(is_plain);
    if is_name && slug.0.len() <= LONGEST_SLUG {
        return Ok(());
    }
    let message =
        "A shop's short name has letters or digits, no spaces or slashes, and is not too long.".to_owned();
    Err(AppError::Invalid { message, faults: Vec::new() })
}

/// A plan that breaks rules stays out whole.
pub(crate) fn refuse_errors(plan: &Plan) -> Result<(), AppError> {
    findings::refuse_errors_in(plan, &findings_of(plan))
}

/// What the rules say of a plan.
pub(crate) fn findings_of(plan: &Plan) -> Vec<Finding> {
    let mut found: Vec<Finding> = validate_plan(plan).into_iter().map(Finding::from).collect();
    found.extend(findings::broken_selectors(plan));
    found
}
