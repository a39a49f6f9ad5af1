//! What theme updates, builds, translations and other products do to a page, done on purpose, with the truth kept. A
//! [`Recipe`] is a row of mutations; [`mutate`] applies it and says where each tracked element went. The same seed
//! gives the same page: there is no clock and no other randomness. Such pages train and guard; they measure nothing.
//!
//! What themes keep is kept: names of product forms' fields, where forms go, most links, types of inputs.

pub mod attributes;
pub mod classes;
pub mod containers;
pub mod controls;
pub mod figures;
pub mod forms;
pub mod ids;
mod items;
mod kinds;
pub mod landmarks;
pub mod lists;
mod outcome;
mod page;
pub mod phone;
pub mod product;
mod random;
mod recipe;
pub mod removal;
pub mod structure;
pub mod twins;
pub mod words;

pub use page::Page;
pub use random::Random;
pub use recipe::{Mutation, Recipe};

use crate::error::Result;

/// An element, or a set, to keep an eye on.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Tracked {
    /// Matches exactly one element, or every member of the set.
    pub css: String,
    /// It is a set.
    pub multiple: bool,
}

/// A page after a recipe.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Mutated {
    /// The page.
    pub html: String,
    /// For each tracked element its paths in `html`, as `waymark_identify::selectors::path` writes them: one, or one a
    /// member of the set. Nothing when it is gone.
    pub truth: Vec<Option<Vec<String>>>,
}

/// Applies a recipe to a page. Fails when a tracked selector does not match what it should, or when the page cannot be
/// read back.
pub fn mutate(html: &str, tracked: &[Tracked], recipe: &Recipe, seed: u64) -> Result<Mutated> {
    let mut page = Page::parse(html, tracked)?;
    recipe.apply(&mut page, &Random::new(seed));
    outcome::read_back(page)
}
