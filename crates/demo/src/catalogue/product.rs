//! The shape of a product: options, variants, reviews. The list of products is in `products`.

use serde::Serialize;

/// What the picture generator draws for a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Jumper,
    Shirt,
    Blanket,
    Beanie,
    Tote,
    Mug,
    Candle,
    Card,
}

/// A colour a product comes in: `name` as shown, `hex` as drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Colour {
    pub name: &'static str,
    pub hex: &'static str,
}

impl Colour {
    /// The name as used in picture addresses and element ids.
    pub(crate) fn slug(self) -> String {
        self.name.to_lowercase().replace(' ', "-")
    }
}

#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Review {
    pub author: &'static str,
    pub place: &'static str,
    pub stars: u8,
    pub title: &'static str,
    pub text: &'static str,
    pub helpful: u32,
}

/// A product; money is in pence.
#[derive(Debug)]
pub(crate) struct Product {
    pub id: u64,
    pub handle: &'static str,
    pub title: &'static str,
    pub kind: &'static str,
    pub tags: &'static [&'static str],
    pub price: u32,
    pub compare_at: Option<u32>,
    pub summary: &'static str,
    pub description: &'static str,
    pub care: &'static str,
    pub colours: &'static [Colour],
    pub sizes: &'static [&'static str],
    pub shape: Shape,
    pub sold_out: bool,
    pub stock: u32,
    pub reviews: &'static [Review],
}

/// One buyable combination of a product's options.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Variant {
    pub id: u64,
    pub title: String,
    pub colour: Option<Colour>,
    pub size: Option<&'static str>,
    pub sku: String,
    pub available: bool,
}

impl Product {
    /// All variants, colours outermost; a product without options has the one called "Default Title".
    pub(crate) fn variants(&self) -> Vec<Variant> {
        let colours: Vec<Option<Colour>> = or_one_none(self.colours);
        let sizes: Vec<Option<&'static str>> = or_one_none(self.sizes);
        let mut variants = Vec::with_capacity(colours.len() * sizes.len());
        for (row, colour) in colours.iter().enumerate() {
            for (column, size) in sizes.iter().enumerate() {
                variants.push(self.variant_at(row, column, *colour, *size));
            }
        }
        variants
    }

    fn variant_at(
        &self,
        row: usize,
        column: usize,
        colour: Option<Colour>,
        size: Option<&'static str>,
    ) -> Variant {
        let words: Vec<&str> = [colour.map(|colour| colour.name), size].into_iter().flatten().collect();
        let title = if words.is_empty() { "Default Title".to_owned() } else { words.join(" / ") };
        // The last size of the second colour is gone, so that every shop has a variant that cannot be bought.
        let gone = row == 1 && self.sizes.len() > 1 && column + 1 == self.sizes.len();
        Variant {
            id: self.id * 1_000 + (row * 10 + column) as u64 + 1,
            title,
            colour,
            size,
            sku: format!("HT-{}-{row}{column}", self.id % 10_000),
            available: !self.sold_out && !gone,
        }
    }

    /// The first variant that can be bought, else the first.
    pub(crate) fn default_variant(&self) -> Variant {
        let mut variants = self.variants();
        let index = variants.iter().position(|variant| variant.available).unwrap_or(0);
        variants.swap_remove(index)
    }

    /// Mean of the reviews' stars, one decimal; `None` without reviews.
    pub(crate) fn rating(&self) -> Option<f64> {
        if self.reviews.is_empty() {
            return None;
        }
        let sum: u32 = self.reviews.iter().map(|review| u32::from(review.stars)).sum();
        Some((f64::from(sum) / self.reviews.len() as f64 * 10.0).round() / 10.0)
    }

    /// Whether the product is sold in several variants.
    pub(crate) fn has_options(&self) -> bool {
        !self.colours.is_empty() || !self.sizes.is_empty()
    }

    /// Lower-cased words that search looks through.
    pub(crate) fn searchable(&self) -> String {
        let colours: Vec<&str> = self.colours.iter().map(|colour| colour.name).collect();
        [self.title, self.kind, self.summary, &self.tags.join(" "), &colours.join(" ")]
            .join(" ")
            .to_lowercase()
    }
}

fn or_one_none<T: Copy>(values: &[T]) -> Vec<Option<T>> {
    if values.is_empty() { vec![None] } else { values.iter().copied().map(Some).collect() }
}
