//! What Shopify's public product list says of a shop's products before their pages are fetched: sold out, without
//! variants, with many, gift cards, on sale. Any other answer is no list, and nothing follows from it.

use serde::Deserialize;

use super::sample::Stratum;

/// Products by their handle, with what sets each apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductList(pub Vec<(String, Stratum)>);

/// Variants from which a product counts as one with many.
const MANY: usize = 10;

#[derive(Deserialize)]
struct Answer {
    products: Vec<Product>,
}

#[derive(Deserialize)]
struct Product {
    handle: String,
    #[serde(default, rename = "product_type")]
    kind: String,
    #[serde(default)]
    variants: Vec<Variant>,
}

#[derive(Deserialize)]
struct Variant {
    #[serde(default = "yes")]
    available: bool,
    #[serde(default)]
    price: serde_json::Value,
    #[serde(default)]
    compare_at_price: serde_json::Value,
}

fn yes() -> bool {
    true
}

/// Reads an answer to `/products.json`.
#[must_use]
pub fn products(text: &str) -> ProductList {
    let Ok(answer) = serde_json::from_str::<Answer>(text) else { return ProductList::default() };
    ProductList(
        answer.products.into_iter().map(|product| (product.handle.clone(), stratum(&product))).collect(),
    )
}

fn stratum(product: &Product) -> Stratum {
    let is_gift_card = product.kind.to_lowercase().contains("gift")
        || product.handle.contains("gift-card")
        || product.handle.contains("geschenk");
    let is_sold_out =
        !product.variants.is_empty() && product.variants.iter().all(|variant| !variant.available);
    let on_sale = product.variants.iter().any(|variant| {
        match (price(&variant.compare_at_price), price(&variant.price)) {
            (Some(before), Some(now)) => before > now,
            _ => false,
        }
    });
    match product.variants.len() {
        _ if is_gift_card => Stratum::GiftCard,
        _ if is_sold_out => Stratum::SoldOut,
        MANY.. => Stratum::ManyVariants,
        _ if on_sale => Stratum::OnSale,
        0 | 1 => Stratum::NoVariants,
        _ => Stratum::Ordinary,
    }
}

fn price(value: &serde_json::Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sets_a_product_apart_is_read() {
        let list = products(
            r#"{"products":[
              {"handle":"tee","variants":[{"available":true,"price":"10.00","compare_at_price":"12.00"},{"available":true,"price":"10.00","compare_at_price":null}]},
              {"handle":"mug","variants":[{"available":true,"price":"10.00"}]},
              {"handle":"gone","variants":[{"available":false,"price":"10.00"}]},
              {"handle":"card","product_type":"Gift Cards","variants":[{"price":"10.00"}]},
              {"handle":"plain","variants":[{"price":"1"},{"price":"2"}]}]}"#,
        );
        let strata: Vec<Stratum> = list.0.iter().map(|(_, stratum)| *stratum).collect();
        assert_eq!(
            strata,
            [Stratum::OnSale, Stratum::NoVariants, Stratum::SoldOut, Stratum::GiftCard, Stratum::Ordinary]
        );
        assert_eq!(products("<html>"), ProductList::default());
        assert_eq!(products(r#"{"products":3}"#), ProductList::default());
    }
}
