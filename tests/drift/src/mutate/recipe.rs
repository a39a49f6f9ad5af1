//! Which mutations together look like which kind of change. The mutations themselves are their modules' business.

use super::{
    Page, Random, attributes, classes, containers, controls, figures, forms, ids, landmarks, lists, phone,
    product, removal, structure, twins, words,
};

/// One kind of change: to a page, with choices, and an intensity from 0 to 1.
pub type Mutation = fn(&mut Page, &Random, f64);

/// Mutations in a row.
#[derive(Clone, Debug, Default)]
pub struct Recipe {
    steps: Vec<(Mutation, f64)>,
}

impl Recipe {
    /// With one more mutation at the end; `intensity` is the share, 0 to 1, of what it could change.
    #[must_use]
    pub fn with(mut self, mutation: Mutation, intensity: f64) -> Self {
        self.steps.push((mutation, intensity));
        self
    }

    /// With all of another recipe at the end.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.steps.extend(other.steps);
        self
    }

    pub(super) fn apply(&self, page: &mut Page, random: &Random) {
        for (number, (mutation, intensity)) in self.steps.iter().enumerate() {
            mutation(page, &random.keyed(&format!("step {number}")), *intensity);
        }
    }

    /// An update by the theme's vendor: a few names, wrappers and words, sections numbered anew.
    #[must_use]
    pub fn update() -> Self {
        Self::default()
            .with(classes::rename, 0.15)
            .with(ids::renumber_sections, 1.0)
            .with(ids::rename, 0.05)
            .with(structure::wrap, 0.02)
            .with(structure::unwrap, 0.02)
            .with(words::retext, 0.1)
            .with(attributes::add, 0.08)
            .with(attributes::drop, 0.08)
            .with(attributes::swap_icons, 0.15)
            .with(lists::resize, 0.05)
    }

    /// A new major version of the theme: most names, much structure, controls made of other tags.
    #[must_use]
    pub fn major() -> Self {
        Self::default()
            .with(classes::rename, 0.7)
            .with(ids::renumber_sections, 1.0)
            .with(ids::rename, 0.4)
            .with(ids::from_framework, 0.2)
            .with(structure::wrap, 0.08)
            .with(structure::unwrap, 0.15)
            .with(structure::reorder, 0.2)
            .with(landmarks::swap, 0.4)
            .with(landmarks::shift_headings, 0.5)
            .with(controls::swap_tags, 0.3)
            .with(controls::swap_submits, 0.3)
            .with(forms::change_hidden_fields, 0.4)
            .with(forms::swap_choices, 0.3)
            .with(containers::fold, 0.15)
            .with(containers::into_drawers, 0.3)
            .with(words::retext, 0.35)
            .with(attributes::add, 0.2)
            .with(attributes::drop, 0.35)
            .with(attributes::swap_icons, 0.6)
            .with(lists::resize, 0.2)
    }

    /// A build that hashes class names or replaces them by utilities.
    #[must_use]
    pub fn hashed() -> Self {
        Self::default()
            .with(classes::generate, 0.95)
            .with(ids::from_framework, 0.3)
            .with(attributes::add, 0.03)
    }

    /// The shop in another language.
    #[must_use]
    pub fn translated() -> Self {
        Self::default().with(words::translate, 1.0)
    }

    /// The same language in other words.
    #[must_use]
    pub fn retexted() -> Self {
        Self::default().with(words::retext, 0.9)
    }

    /// Near twins of what is there; the truth stays with the originals.
    #[must_use]
    pub fn twins() -> Self {
        Self::default()
            .with(twins::sticky_bar, 0.9)
            .with(twins::carousel, 0.5)
            .with(twins::looped_slides, 0.3)
            .with(twins::drawer_navigation, 0.8)
            .with(twins::popup_newsletter, 0.8)
            .with(twins::component, 0.5)
    }

    /// Tracked elements taken out, alone, with what they are part of, or replaced by something similar.
    #[must_use]
    pub fn gone() -> Self {
        Self::default().with(removal::some, 0.3)
    }

    /// The same template with another product, other lists and another visitor.
    #[must_use]
    pub fn product() -> Self {
        Self::default()
            .with(product::replace, 1.0)
            .with(figures::change, 1.0)
            .with(product::change_variants, 0.5)
            .with(lists::resize, 0.3)
            .with(lists::greet, 0.3)
    }

    /// The page as phones get it.
    #[must_use]
    pub fn phone() -> Self {
        Self::default()
            .with(phone::drop_desktop_blocks, 0.8)
            .with(phone::navigation_into_drawer, 0.9)
            .with(phone::footer_into_accordions, 0.8)
            .with(phone::add_tab_bar, 0.3)
            .with(containers::fold, 0.05)
    }

    /// Something of everything, drawn from the seed.
    #[must_use]
    pub fn mixed(seed: u64) -> Self {
        let mut random = Random::new(seed).keyed("mixed");
        let mut recipe = if random.chance(0.5) { Self::update() } else { Self::major() };
        let others: [(fn() -> Self, f64); 6] = [
            (Self::product, 0.4),
            (Self::twins, 0.4),
            (Self::phone, 0.3),
            (Self::gone, 0.3),
            (Self::hashed, 0.2),
            (Self::translated, 0.15),
        ];
        for (other, likelihood) in others {
            if random.chance(likelihood) {
                recipe = recipe.and(other());
            }
        }
        // No two updates are alike: every intensity is drawn around its own.
        for (_, intensity) in &mut recipe.steps {
            *intensity = (*intensity * (0.4 + 1.2 * (random.below(1_000) as f64 / 1_000.0))).min(1.0);
        }
        recipe
    }
}
