//! What a link's destination and place say about it.

use crate::Fingerprint;

/// Folders that shops of all platforms keep their products in.
const PRODUCT_FOLDERS: [&str; 14] = [
    "products",
    "product",
    "catalogue",
    "catalog",
    "item",
    "items",
    "p",
    "dp",
    "produkt",
    "produkte",
    "produit",
    "produits",
    "producto",
    "productos",
];
/// Headings over products that the shop chose for the visitor.
const RECOMMENDING: [&str; 6] = ["also like", "recommend", "related", "recently", "pairs well", "goes with"];

/// A name from where the link leads, for links whose words belong to one product; not in menus, where the
/// words are the shop's own.
pub(super) fn name(element: &Fingerprint) -> Option<&'static str> {
    let href = element.attributes.get("href").map_or("", String::as_str);
    if href.starts_with("mailto:") {
        return Some("email_click");
    }
    if href.starts_with("tel:") {
        return Some("phone_click");
    }
    let link = element.link.as_deref()?;
    let path = link.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    if path.is_empty() && place(element) == "header" {
        return Some("logo_click");
    }
    if path.ends_with("/cart") || path.ends_with("/basket") {
        return Some("cart_open");
    }
    if !place(element).is_empty() {
        return None;
    }
    let mut parts = path.rsplit('/');
    let (last, folder) = (parts.next()?, parts.next()?);
    let is_product = folder == "products" || (last == "*" && PRODUCT_FOLDERS.contains(&folder));
    let heading = element.heading.to_lowercase();
    is_product.then(|| {
        if RECOMMENDING.iter().any(|words| heading.contains(words)) {
            "recommendation_click"
        } else {
            "product_click"
        }
    })
}

/// Where on the page a link stands, when that is what tells it from others with the same words.
pub(super) fn place(element: &Fingerprint) -> &'static str {
    let within = |wanted: &str| element.landmarks.iter().any(|landmark| landmark == wanted);
    let is_link = element.link.is_some();
    if is_link && element.ancestors.iter().any(|ancestor| ancestor.contains("breadcrumb")) {
        "breadcrumb"
    } else if within("contentinfo") {
        "footer"
    } else if is_link && within("navigation") {
        "menu"
    } else if is_link && within("banner") {
        "header"
    } else {
        ""
    }
}
