//! What templates are given: products, carts and lines flattened into plain values.

use serde::Serialize;

use crate::cart::{Cart, FullLine, Sums};
use crate::catalogue::{Colour, Product, Review, Variant};
use crate::picture;

/// A product with one of its variants chosen.
#[derive(Debug, Serialize)]
pub(crate) struct ProductView {
    pub id: u64,
    pub handle: &'static str,
    pub title: &'static str,
    pub kind: &'static str,
    pub url: String,
    pub price: u32,
    pub compare_at: Option<u32>,
    pub sold_out: bool,
    pub has_options: bool,
    pub stock: u32,
    pub summary: &'static str,
    pub description: &'static str,
    pub care: &'static str,
    pub colours: Vec<ColourView>,
    pub sizes: &'static [&'static str],
    pub variants: Vec<Variant>,
    pub selected: Variant,
    /// Pictures of the chosen colour, the front first.
    pub pictures: Vec<PictureView>,
    pub rating: Option<f64>,
    pub reviews: &'static [Review],
}

#[derive(Debug, Serialize)]
pub(crate) struct ColourView {
    #[serde(flatten)]
    colour: Colour,
    slug: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct PictureView {
    pub url: String,
    pub alt: String,
}

/// A cart line.
#[derive(Debug, Serialize)]
pub(crate) struct LineView {
    /// Counted from 1.
    pub line: usize,
    pub id: u64,
    pub title: &'static str,
    pub variant_title: Option<String>,
    pub url: String,
    pub picture: String,
    pub quantity: u32,
    pub price: u32,
    pub line_price: u32,
}

#[derive(Debug, Serialize)]
pub(crate) struct CartView {
    pub items: Vec<LineView>,
    pub note: String,
    pub code: Option<String>,
    #[serde(flatten)]
    pub sums: Sums,
}

impl ProductView {
    /// With the variant of that id chosen, or the default one.
    pub(crate) fn new(product: &'static Product, variant: Option<u64>) -> Self {
        let variants = product.variants();
        let selected = variants
            .iter()
            .find(|candidate| Some(candidate.id) == variant)
            .cloned()
            .unwrap_or_else(|| product.default_variant());
        Self {
            id: product.id,
            handle: product.handle,
            title: product.title,
            kind: product.kind,
            url: format!("/products/{}", product.handle),
            price: product.price,
            compare_at: product.compare_at,
            sold_out: product.sold_out,
            has_options: product.has_options(),
            stock: product.stock,
            summary: product.summary,
            description: product.description,
            care: product.care,
            colours: product
                .colours
                .iter()
                .map(|colour| ColourView { colour: *colour, slug: colour.slug() })
                .collect(),
            sizes: product.sizes,
            pictures: pictures(product, selected.colour),
            variants,
            selected,
            rating: product.rating(),
            reviews: product.reviews,
        }
    }

    /// Many products, each with its default variant.
    pub(crate) fn all(products: impl IntoIterator<Item = &'static Product>) -> Vec<Self> {
        products.into_iter().map(|product| Self::new(product, None)).collect()
    }
}

impl LineView {
    pub(crate) fn new(index: usize, line: FullLine) -> Self {
        Self {
            line: index + 1,
            id: line.variant.id,
            title: line.product.title,
            url: format!("/products/{}?variant={}", line.product.handle, line.variant.id),
            picture: picture::address(line.product, line.variant.colour, picture::View::Front),
            quantity: line.quantity,
            price: line.product.price,
            line_price: line.product.price * line.quantity,
            variant_title: line.product.has_options().then_some(line.variant.title),
        }
    }
}

impl CartView {
    pub(crate) fn new(cart: &Cart) -> Self {
        Self {
            items: cart
                .lines()
                .into_iter()
                .enumerate()
                .map(|(index, line)| LineView::new(index, line))
                .collect(),
            note: cart.note.clone(),
            code: cart.code().map(str::to_owned),
            sums: cart.sums(),
        }
    }
}

fn pictures(product: &Product, colour: Option<Colour>) -> Vec<PictureView> {
    picture::View::ALL
        .iter()
        .map(|view| {
            let colour_words = colour.map(|colour| format!(" in {}", colour.name)).unwrap_or_default();
            PictureView {
                url: picture::address(product, colour, *view),
                alt: format!("{}{colour_words}, {}", product.title, view.words()),
            }
        })
        .collect()
}
