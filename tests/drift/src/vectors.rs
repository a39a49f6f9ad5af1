//! Conformance vectors made of the corpus: what the selectors of its elements match on real pages, counted here, so
//! that browsers can be held to it. `tests/vectors/README.md` says what a vector is.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use waymark_identify::{Count, Document, count, describe};
use waymark_model::Selector;

use crate::corpus::Shop;
use crate::error::{Error, Result};

/// A group for each page of the corpus: the selectors of all elements of its page type, described in any release, one
/// a case.
pub fn all(shops: &[Shop]) -> Result<Vec<Value>> {
    let mut groups = Vec::new();
    for shop in shops {
        let selectors = selectors(shop)?;
        for (release, name, page) in shop.all_pages() {
            let numbers: Vec<_> = page.descendant_elements(page.root()).collect();
            let own = selectors.get(shop.truth.pages[name].kind.as_str()).into_iter().flatten();
            let cases: Vec<Value> = own
                .filter_map(|json| {
                    let selector: Selector = serde_json::from_str(json).ok()?;
                    let (matched, nodes) = match count(page, std::slice::from_ref(&selector)) {
                        Count::Matched { selector, nodes } => (Some(selector), nodes),
                        Count::Nothing => (None, Vec::new()),
                        // What only a browser can say is no question for both.
                        Count::NeedsRendering { .. } | Count::Invalid { .. } => return None,
                    };
                    let numbers: Vec<_> = nodes.iter().map(|node| numbers.binary_search(node).ok()).collect();
                    Some(json!({ "rule": [selector], "selector": matched, "numbers": numbers }))
                })
                .collect();
            let path = shop.path(release, name);
            let html = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
            let title = format!("{} {release}, {name}", shop.truth.shop);
            let differs = has_markup_in_options(page);
            groups.push(json!({ "name": title, "html": html, "cases": cases, "parsersDiffer": differs }));
        }
    }
    Ok(groups)
}

/// The HTML standard has let markup into options since 2025. Parsers from before drop it, and number all elements
/// behind it otherwise.
fn has_markup_in_options(page: &Document) -> bool {
    let mut elements = page.descendant_elements(page.root());
    elements.any(|node| page.tag(node) == "option" && page.child_elements(node).next().is_some())
}

/// The selectors of all elements in all releases, as JSON, each once, by page type.
fn selectors(shop: &Shop) -> Result<BTreeMap<&str, BTreeSet<String>>> {
    let mut selectors: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (name, element) in &shop.truth.elements {
        let own = selectors.entry(&shop.truth.pages[&element.page].kind).or_default();
        for release in &shop.truth.releases {
            let found = shop.element(name, release, &element.page)?.zip(shop.page(release, &element.page));
            let Some((nodes, page)) = found else { continue };
            let path = shop.path(release, &element.page);
            let described =
                describe(page, nodes[0]).map_err(|source| Error::Page { path: path.clone(), source })?;
            for selector in described.target.selectors {
                own.insert(serde_json::to_string(&selector).map_err(Error::json(&path))?);
            }
        }
    }
    Ok(selectors)
}
