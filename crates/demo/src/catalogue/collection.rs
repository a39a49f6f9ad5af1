//! Collections, and what narrows and orders them: facets and sorts read from a collection page's query.

use serde::{Deserialize, Serialize};

use super::{PRODUCTS, Product};

/// A named selection of products.
#[derive(Debug, Serialize)]
pub(crate) struct Collection {
    pub id: u64,
    pub handle: &'static str,
    pub title: &'static str,
    pub description: &'static str,
    /// Products carrying this tag belong; `None` takes all.
    #[serde(skip)]
    tag: Option<&'static str>,
}

pub(crate) static COLLECTIONS: [Collection; 4] = [
    Collection {
        id: 2_101,
        handle: "all",
        title: "Everything",
        description: "All we make, on one page. It is not a long page.",
        tag: None,
    },
    Collection {
        id: 2_102,
        handle: "knitwear",
        title: "Knitwear",
        description: "Fell wool, knitted slowly, in colours the hills already wear.",
        tag: Some("knitwear"),
    },
    Collection {
        id: 2_103,
        handle: "home",
        title: "Home",
        description: "Blankets, stoneware and light for the long evenings.",
        tag: Some("home"),
    },
    Collection {
        id: 2_104,
        handle: "sale",
        title: "Last chance",
        description: "Ends of lines. When they are gone, we make something else.",
        tag: Some("sale"),
    },
];

/// Values of `sort_by`, with the words shown.
pub(crate) const SORTS: [(&str, &str); 5] = [
    ("manual", "Featured"),
    ("price-ascending", "Price, low to high"),
    ("price-descending", "Price, high to low"),
    ("title-ascending", "Alphabetically, A-Z"),
    ("best-selling", "Best selling"),
];

/// What a visitor narrowed a collection to, under Shopify's names for the parameters.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filters {
    pub sort_by: String,
    #[serde(rename = "filter.p.product_type")]
    pub kind: String,
    #[serde(rename = "filter.v.option.color")]
    pub colour: String,
    #[serde(rename = "filter.v.availability")]
    pub availability: String,
}

/// The collection of a handle.
pub(crate) fn collection(handle: &str) -> Option<&'static Collection> {
    COLLECTIONS.iter().find(|collection| collection.handle == handle)
}

impl Collection {
    /// All products of the collection, unfiltered, in featured order.
    pub(crate) fn products(&self) -> impl Iterator<Item = &'static Product> {
        PRODUCTS.iter().filter(|product| self.tag.is_none_or(|tag| product.tags.contains(&tag)))
    }

    /// The products that pass the filters, sorted.
    pub(crate) fn narrowed(&self, filters: &Filters) -> Vec<&'static Product> {
        let mut products: Vec<_> = self.products().filter(|product| filters.admit(product)).collect();
        match filters.sort_by.as_str() {
            "price-ascending" => products.sort_by_key(|product| product.price),
            "price-descending" => products.sort_by_key(|product| std::cmp::Reverse(product.price)),
            "title-ascending" => products.sort_by_key(|product| product.title),
            "best-selling" => products.sort_by_key(|product| !product.tags.contains(&"bestseller")),
            _ => {}
        }
        products
    }

    /// Product types present, each once, in featured order.
    pub(crate) fn kinds(&self) -> Vec<&'static str> {
        once_each(self.products().map(|product| product.kind))
    }

    /// Colour names present, each once, in featured order.
    pub(crate) fn colours(&self) -> Vec<&'static str> {
        once_each(self.products().flat_map(|product| product.colours.iter().map(|colour| colour.name)))
    }
}

impl Filters {
    fn admit(&self, product: &Product) -> bool {
        let kind = self.kind.is_empty() || product.kind == self.kind;
        let colour =
            self.colour.is_empty() || product.colours.iter().any(|colour| colour.name == self.colour);
        let available = match self.availability.as_str() {
            "1" => !product.sold_out,
            "0" => product.sold_out,
            _ => true,
        };
        kind && colour && available
    }
}

fn once_each(values: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut seen = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}
