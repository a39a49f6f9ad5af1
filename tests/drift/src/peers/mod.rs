//! Locators of others, re-implemented from their papers and published sources to be measured on the same cases. They
//! are compared with, not learned from: nothing of the product may use them.

pub mod healenium;
pub mod robula;
pub mod similo;
pub(crate) mod strings;
mod view;

pub use view::{Bounds, View};

/// A locator that keeps something of an element and finds it with that again.
pub trait Locator: Sync {
    /// What it is called in tables.
    fn name(&self) -> &'static str;

    /// What it points at on the new page, once for each entry of `gone`: the deleted elements, by number. Elements are
    /// numbers of the views.
    fn find(&self, old: &View<'_>, element: usize, new: &View<'_>, gone: &[&[bool]]) -> Vec<Vec<usize>>;
}
