//! The same template with other products and other variants. The items of lists in which a single element is tracked keep
//! their data: it is what tells that element from its like. Prices, counts and ids are `figures`' business.

use std::collections::BTreeMap;

use ego_tree::NodeId;

use super::forms::is_in_product_form;
use super::kinds::adds_to_cart;
use super::{Page, Random};

const QUALITIES: [&str; 16] = [
    "Juniper", "Quiet", "Copper", "Coastal", "Nordic", "Amber", "Folded", "Painted", "Alpine", "Woven",
    "Early", "Sunday", "Granite", "Meadow", "Double", "Slate",
];
const THINGS: [&str; 16] = [
    "Scarf", "Kettle", "Anorak", "Notebook", "Sandal", "Lamp", "Cardigan", "Satchel", "Blanket", "Candle",
    "Trousers", "Planter", "Beanie", "Teapot", "Rucksack", "Stool",
];
/// Path segments under which no product lies.
const NO_PRODUCTS: [&str; 7] = ["categ", "collection", "page", "blog", "account", "polic", "search"];
/// The name of a product that is in no shop.
pub(super) fn title(random: &mut Random) -> String {
    format!("{} {}", random.word(&QUALITIES), random.word(&THINGS))
}

/// A name as addresses write it.
pub(super) fn slug(name: &str) -> String {
    let name: String =
        name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    name.split_whitespace().collect::<Vec<_>>().join("-")
}

/// A product that the page speaks of, and what it becomes.
struct Product {
    old: String,
    old_slug: String,
    new: String,
    new_slug: String,
    /// Its number in addresses, and what that becomes.
    number: Option<(String, String)>,
}

/// Replaces a share of the products that a page speaks of, the page's own first of all.
pub fn replace(page: &mut Page, random: &Random, intensity: f64) {
    let [html, _] = page.frame();
    let addresses = addresses_in(page, html);
    let kept: Vec<String> = page.kept_items().into_iter().flat_map(|item| addresses_in(page, item)).collect();
    let products: Vec<Product> = products(page)
        .into_iter()
        .filter(|(_, slug)| !kept.iter().any(|address| has_segment(address, slug)))
        .filter_map(|(old, old_slug)| {
            let mut random = random.keyed(&old);
            let new = title(&mut random);
            let new_slug = slug(&new);
            let number = addresses.iter().find_map(|address| number_behind(address, &old_slug));
            let number = number.map(|number| (number, random.characters("123456789", 3)));
            random.chance(intensity).then_some(Product { old, old_slug, new, new_slug, number })
        })
        .collect();
    let skipped = page.kept_items();
    for node in page.elements_in(html) {
        if page.upwards(node).any(|above| skipped.contains(&above)) {
            continue;
        }
        let changed: Vec<(String, String)> = page
            .attributes(node)
            .filter(|(name, _)| !matches!(*name, "class" | "name" | "type" | "rel" | "id" | "for"))
            .filter_map(|(name, value)| Some((name.to_owned(), with_products(value, &products)?)))
            .collect();
        for (name, value) in changed {
            page.set(node, &name, &value);
        }
        if let Some(action) = with_numbers(page.get(node, "action"), &products) {
            page.set(node, "action", &action);
        }
        for text in page.contents(node) {
            let is_data = page.tag(node) != "script" || page.get(node, "type").contains("json");
            if let Some(changed) =
                page.characters(text).filter(|_| is_data).and_then(|text| with_products(text, &products))
            {
                page.set_characters(text, &changed);
            }
        }
    }
}

fn addresses_in(page: &Page, node: NodeId) -> Vec<String> {
    std::iter::once(node)
        .chain(page.elements_in(node))
        .flat_map(|node| [page.get(node, "href").to_owned(), page.get(node, "action").to_owned()])
        .filter(|address| address.len() > 1)
        .collect()
}

/// Name and slug of each product: what a heading, a picture or a link calls what an address of the page leads to.
pub(super) fn products(page: &Page) -> Vec<(String, String)> {
    let [html, _] = page.frame();
    let addresses = addresses_in(page, html);
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    // What the page itself sells is a product, whether or not an address says so.
    let own = page.elements().into_iter().find(|&node| page.tag(node) == "h1");
    let own = own.filter(|_| page.add_to_cart().is_some()).map(|heading| page.text(heading));
    found.extend(own.filter(|name| !name.is_empty()).map(|name| (name.clone(), slug(&name))));
    for node in page.elements() {
        let name = match page.tag(node) {
            "h1" | "a" => page.text(node),
            "img" => page.get(node, "alt").trim().to_owned(),
            _ => continue,
        };
        let slug = slug(&name);
        if slug.len() >= 3 && name.len() <= 60 && addresses.iter().any(|address| has_segment(address, &slug))
        {
            found.insert(name, slug);
        }
    }
    found.into_iter().collect()
}

/// Whether an address leads to what has this slug, numbered or not, and to no category.
fn has_segment(address: &str, slug: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let mut is_product = true;
    path.split('/').filter(|segment| !segment.is_empty()).enumerate().any(|(place, segment)| {
        let numbered = segment.strip_prefix(slug).map(|rest| rest.trim_start_matches(['_', '-']));
        let is_it = numbered.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        is_product &= !NO_PRODUCTS.iter().any(|word| segment.starts_with(word));
        is_it && is_product && place > 0
    })
}

/// The number that follows a slug in an address: 1 in `/catalogue/harbor-tee_1/`.
fn number_behind(address: &str, slug: &str) -> Option<String> {
    let mut segments = address.split(['/', '?', '#']);
    let number = segments.find_map(|segment| segment.strip_prefix(slug)?.strip_prefix(['_', '-']))?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| number.to_owned())
}

/// Where a form that adds to the cart goes, when it goes by the number of a product: `/basket/add/1/`.
fn with_numbers(action: &str, products: &[Product]) -> Option<String> {
    if !adds_to_cart(action) {
        return None;
    }
    let numbers = products.iter().filter_map(|product| product.number.as_ref());
    let numbers: BTreeMap<&str, &str> = numbers.map(|(old, new)| (old.as_str(), new.as_str())).collect();
    let segments = action.split('/').map(|segment| numbers.get(segment).copied().unwrap_or(segment));
    let changed = segments.collect::<Vec<_>>().join("/");
    (changed != action).then_some(changed)
}

fn with_products(text: &str, products: &[Product]) -> Option<String> {
    let mut changed: Option<String> = None;
    for product in products {
        let now = changed.as_deref().unwrap_or(text);
        if now.contains(product.old.as_str()) {
            changed = Some(now.replace(&product.old, &product.new));
        }
        let now = changed.as_deref().unwrap_or(text);
        if now == product.old_slug {
            changed = Some(product.new_slug.clone());
        } else if now.contains('/') && now.contains(product.old_slug.as_str()) {
            let mut address = now.to_owned();
            if let Some((old, new)) = &product.number {
                for tie in ['_', '-'] {
                    let numbered = format!("{}{tie}{old}/", product.old_slug);
                    address = address.replace(&numbered, &format!("{}{tie}{new}/", product.new_slug));
                }
            }
            changed = Some(address.replace(&product.old_slug, &product.new_slug));
        }
    }
    changed
}

/// Lets the product come in other variants: a share of the choices goes, others have other labels.
pub fn change_variants(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("variants");
    for node in page.elements() {
        if !is_in_product_form(page, node) || page.holds_tracked(node) {
            continue;
        }
        if page.tag(node) == "option" && random.chance(intensity) {
            let label =
                random.word(&["XS", "S", "M", "L", "XL", "One size", "Sand", "Ink", "Moss", "250 g", "1 kg"]);
            page.set_text(node, label);
        }
        let is_radio = page.tag(node) == "input" && page.get(node, "type") == "radio";
        let label = page.next(node).filter(|&label| page.tag(label) == "label" && !page.holds_tracked(label));
        if is_radio && page.attribute(node, "checked").is_none() && random.chance(intensity * 0.5) {
            page.detach(node);
            if let Some(label) = label {
                page.detach(label);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_products_are_read_from_addresses() {
        assert_eq!(number_behind("/catalogue/harbor-tee_1/reviews/add/", "harbor-tee").as_deref(), Some("1"));
        assert_eq!(number_behind("/products/harbor-tee", "harbor-tee"), None);
    }

    #[test]
    fn products_are_told_from_categories() {
        assert!(has_segment("/catalogue/harbor-tee_1/reviews/add/", "harbor-tee"));
        assert!(has_segment("/products/fell-crew?variant=1", "fell-crew"));
        assert!(!has_segment("/catalogue/category/tees_2/", "tees"));
        assert!(!has_segment("/collections/all", "all"));
    }
}
