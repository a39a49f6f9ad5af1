//! Event packs: some events of one shop as a document of the plan's own shape, and bringing them to another shop, where each
//! is looked for on that shop's pages first. Nothing is kept before a person saw what was found, guessed and missing.

mod looking;
mod opinion;
mod page;
mod reading;
mod relocating;
mod spot;

use std::collections::BTreeSet;
use std::path::Path;

use waymark_model::{Event, EventId, Note, PageType, Plan, Scene, SceneId, ShopSlug, Status};
use waymark_store::{Addition, Origin};

pub use looking::{Errand, Relocation};
pub use page::Looked;
pub use relocating::relocated;

use crate::error::AppError;
use crate::exporting::replace;
use crate::importing::read;
use crate::plans::parse_plan;
use crate::state::App;
use crate::view::{Overview, PackExport, PackOutcome, PackView};

/// A pack that was held against a shop and waits for a person's choice.
pub(crate) struct Pack {
    slug: ShopSlug,
    relocation: Relocation,
}

/// What is taken of a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guesses {
    /// A person confirmed them: they are drafts like all others.
    Confirmed,
    /// Nobody did: they are kept paused.
    Paused,
}

impl App {
    /// Events of a shop as a pack, by their ids or names; those that they are made of come along.
    pub fn pack(&self, slug: &ShopSlug, wanted: &[String]) -> Result<Plan, AppError> {
        let mut plan = self.store.plan(slug)?;
        let mut chosen: BTreeSet<EventId> = BTreeSet::new();
        for name in wanted {
            let mut named = plan.events.iter().filter(|event| event.id.0 == *name || event.name == *name);
            let first = named.next().ok_or_else(|| AppError::NoSuchEvent(name.clone()))?;
            chosen.insert(first.id.clone());
            chosen.extend(named.map(|event| event.id.clone()));
        }
        let mut open: Vec<EventId> = chosen.iter().cloned().collect();
        while let Some(id) = open.pop() {
            let parts =
                plan.events.iter().filter(|event| event.id == id).flat_map(|event| event.trigger.events());
            let new: Vec<EventId> = parts.filter(|part| chosen.insert((*part).clone())).cloned().collect();
            open.extend(new);
        }
        plan.events.retain(|event| chosen.contains(&event.id));
        // What was remarked is about the shop it comes from.
        plan.events.iter_mut().for_each(|event| event.notes.clear());
        let used: BTreeSet<&SceneId> =
            plan.events.iter().filter_map(|event| event.target.as_ref()?.scene.as_ref()).collect();
        let scenes = plan.scenes.iter().filter(|(id, _)| used.contains(id));
        plan.scenes = scenes.map(|(id, scene)| (id.clone(), scene.clone())).collect();
        plan.page_types
            .retain(|kind| plan.events.iter().any(|event| event.scope.page_types.contains(&kind.id)));
        Ok(plan)
    }

    /// A pack as an indented JSON document.
    pub fn pack_document(&self, slug: &ShopSlug, wanted: &[String]) -> Result<String, AppError> {
        Ok(waymark_compile::formats::document(&self.pack(slug, wanted)?)?)
    }

    /// Writes a pack into a file.
    pub fn export_pack(
        &self,
        slug: &ShopSlug,
        wanted: &[String],
        file: &Path,
    ) -> Result<PackExport, AppError> {
        let pack = self.pack(slug, wanted)?;
        replace(file, waymark_compile::formats::document(&pack)?.as_bytes())?;
        Ok(PackExport {
            file: file.display().to_string(),
            events: pack.events.into_iter().map(|event| event.name).collect(),
        })
    }

    /// What it takes to look for a pack's events on a shop's pages, without the store.
    pub fn pack_errand(&self, slug: &ShopSlug, json: &str) -> Result<Errand, AppError> {
        Ok(Errand::new(parse_plan(json)?, self.plan_of(slug)?))
    }

    /// The same for a file and the open shop.
    pub fn open_pack(&self, file: &Path) -> Result<Errand, AppError> {
        let json = read(file).map_err(|source| AppError::FileNotRead { path: file.to_owned(), source })?;
        self.pack_errand(&self.open_slug()?, &json)
    }

    /// Keeps what became of a pack until somebody chooses.
    pub fn keep_pack(&mut self, relocation: Relocation) -> Result<PackView, AppError> {
        let slug = self.open_slug()?;
        if relocation.shop != slug {
            return Err(AppError::PackGone);
        }
        let view = relocation.view.clone();
        self.pack = Some(Pack { slug, relocation });
        Ok(view)
    }

    /// Takes these events of the pack that was read last into the open shop, one step for undo.
    pub fn take_pack(&mut self, chosen: &[EventId]) -> Result<Overview, AppError> {
        let slug = self.open_slug()?;
        let pack = self.pack.take().filter(|pack| pack.slug == slug).ok_or(AppError::PackGone)?;
        let taken = self.add_pack(&slug, &pack.relocation, Guesses::Confirmed, |id| chosen.contains(id));
        if taken.is_err() {
            self.pack = Some(pack);
        }
        taken?;
        self.overview()
    }

    /// Takes those events of a pack into a shop that can be. Returns how many.
    pub fn add_pack(
        &mut self,
        slug: &ShopSlug,
        relocation: &Relocation,
        guesses: Guesses,
        is_chosen: impl Fn(&EventId) -> bool,
    ) -> Result<u32, AppError> {
        let now = self.now();
        let by = self.author()?;
        let from = &relocation.view.from;
        let mut new = Vec::new();
        let ids = relocation.events.iter().map(|event| &event.event.id);
        let asked_for: BTreeSet<EventId> = ids.filter(|id| is_chosen(id)).cloned().collect();
        let chosen = with_parts(relocation, asked_for.clone());
        for event in &relocation.events {
            let view = relocation.view.events.iter().find(|view| view.id == event.event.id);
            let outcome = view.map_or(PackOutcome::Refused, |view| view.outcome);
            let can_be_taken =
                matches!(outcome, PackOutcome::Found | PackOutcome::Guessed | PackOutcome::Missing);
            if !can_be_taken || !chosen.contains(&event.event.id) {
                continue;
            }
            // Who asked for what a guess is a part of has not looked at the guess.
            let is_confirmed = guesses == Guesses::Confirmed && asked_for.contains(&event.event.id);
            let remark = match (outcome, is_confirmed) {
                (PackOutcome::Missing, _) => Some(format!(
                    "Came with a pack of {from}. Its element was not found here: pick it, then resume the event."
                )),
                (PackOutcome::Guessed, false) => Some(format!(
                    "Came with a pack of {from}. Its element here is a guess: look at it, then resume the event."
                )),
                _ => None,
            };
            let mut taken = event.event.clone();
            taken.status = if remark.is_some() { Status::Paused } else { Status::Draft };
            taken.notes = remark.map(|text| Note { at: now, author: by.clone(), text }).into_iter().collect();
            let (scene, page_rules) = (event.scene.clone(), event.rules.clone());
            new.push(Addition { event: taken, scene, page_rules });
        }
        Ok(self.store.add_events(slug, Origin::Pack, &new, now)?.len() as u32)
    }
}

/// What is chosen, and what that is made of: without its parts it would break a rule.
fn with_parts(relocation: &Relocation, mut chosen: BTreeSet<EventId>) -> BTreeSet<EventId> {
    let mut open: Vec<EventId> = chosen.iter().cloned().collect();
    while let Some(id) = open.pop() {
        let parts = relocation.events.iter().filter(|event| event.event.id == id);
        let parts = parts.flat_map(|event| event.event.trigger.events());
        let new: Vec<EventId> = parts.filter(|part| chosen.insert((*part).clone())).cloned().collect();
        open.extend(new);
    }
    chosen
}

/// An event as it would be kept, with what belongs to it.
#[derive(Clone, Debug)]
pub struct Relocated {
    /// The event.
    pub event: Event,
    /// The scene that its target names.
    pub scene: Option<(SceneId, Scene)>,
    /// Addresses that the shop's page types have to learn for it.
    pub rules: Vec<PageType>,
}
