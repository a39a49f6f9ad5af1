//! What the shop sells and says, once for both editions: products, collections, pages and articles.
//!
//! Facts only. How an edition words or arranges them belongs to its templates, carts and sessions live elsewhere.

mod collection;
mod product;
mod products;
mod reading;

pub(crate) use collection::{COLLECTIONS, Filters, SORTS, collection};
pub(crate) use product::{Colour, Product, Review, Shape, Variant};
pub(crate) use products::PRODUCTS;
pub(crate) use reading::{ARTICLES, FAQ, PAGES, POLICIES, Reading};

/// The product of a handle.
pub(crate) fn product(handle: &str) -> Option<&'static Product> {
    PRODUCTS.iter().find(|product| product.handle == handle)
}

/// The variant of an id, with its product.
pub(crate) fn variant(id: u64) -> Option<(&'static Product, Variant)> {
    PRODUCTS.iter().find_map(|product| {
        product.variants().into_iter().find(|variant| variant.id == id).map(|variant| (product, variant))
    })
}

/// Products whose words contain every word of the query, in catalogue order; none for an empty query.
pub(crate) fn search(query: &str) -> Vec<&'static Product> {
    let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        return Vec::new();
    }
    PRODUCTS
        .iter()
        .filter(|product| {
            let text = product.searchable();
            words.iter().all(|word| text.contains(word))
        })
        .collect()
}
