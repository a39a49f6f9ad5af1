//! What can be said about what is around an element: ancestors that have a lasting identity of their own.

use super::compound::{form_condition, telling_field};
use crate::address;
use crate::css::{identifier, quoted};
use crate::document::{Document, NodeId};
use crate::noise::{is_stable_class, is_stable_id, is_stable_value};
use crate::product::{Product, is_lasting_text};

/// An ancestor that can be named.
#[derive(Clone, Debug)]
pub(super) struct Context {
    pub element: NodeId,
    pub css: String,
    /// What relying on it takes off a score.
    pub cost: i32,
    /// It is the element's form, named by what it is for: enough to tell a button by.
    pub is_form: bool,
    /// It is a part that every page has: a landmark.
    pub is_landmark: bool,
}

/// How far up the search goes, in levels.
const LEVELS: usize = 24;
/// What it costs to rely on an element that holds most of the page: it says next to nothing.
const WIDE: i32 = 5;
/// Most contexts that are tried.
const MOST: usize = 14;
/// Elements of a repeated item that are searched for something that names it.
const ITEM: usize = 80;

/// Lasting ancestors, the cheapest first.
pub(super) fn contexts(document: &Document, product: &Product, element: NodeId) -> Vec<Context> {
    let mut found = Vec::new();
    for (level, ancestor) in (0..).zip(document.ancestors(element).take(LEVELS)) {
        let tag = document.tag(ancestor);
        if matches!(tag, "html" | "body") {
            continue;
        }
        let wide = if is_page_wide(document, ancestor) { WIDE } else { 0 };
        for (css, cost) in identities(document, product, ancestor) {
            let is_form = tag == "form" && css.starts_with(['#', 'f']) && !is_cart_form(document, ancestor);
            let is_landmark = is_common(&css, tag);
            found.push(Context {
                element: ancestor,
                css,
                cost: cost + wide + level / 2,
                is_form,
                is_landmark,
            });
        }
        if let Some(css) = named_item(document, ancestor, element) {
            found.push(Context {
                element: ancestor,
                css,
                cost: 5 + level / 2,
                is_form: false,
                is_landmark: false,
            });
        }
    }
    found.sort_by_key(|context| context.cost);
    found.truncate(MOST);
    found
}

/// Ways to name an element that contains others, with their costs.
fn identities(document: &Document, product: &Product, element: NodeId) -> Vec<(String, i32)> {
    let mut found = Vec::new();
    let tag = document.tag(element);
    if let Some(id) = document.element_id(element).filter(|id| is_stable_id(id) && !product.owns(id)) {
        found.push((format!("#{}", identifier(id)), if is_generic(id) { 7 } else { 2 }));
    }
    let pattern = document.element_id(element).and_then(|id| product.pattern("id", id));
    found.extend(pattern.map(|pattern| (format!("{}{pattern}", identifier(tag)), 5)));
    if tag == "form" {
        if let Some(condition) = form_condition(document, element) {
            let guard = outside_items(document, element);
            found.push((format!("form{condition}{guard}"), 2));
        } else if let Some(field) = telling_field(document, element) {
            found.push((format!("form:has([name={}])", quoted(field)), 3));
        }
    }
    if let Some(label) =
        document.attribute(element, "aria-label").filter(|label| is_lasting_text(product, label))
    {
        found.push((format!("{}[aria-label={}]", identifier(tag), quoted(label)), 3));
    }
    // That something is in a form says nothing: everything that is filled in is.
    if matches!(tag, "dialog" | "aside" | "fieldset") {
        found.push((tag.to_owned(), 4));
    } else if tag.contains('-') {
        found.push((identifier(tag), 3));
    }
    let landmark = document
        .attribute(element, "role")
        .filter(|role| matches!(*role, "dialog" | "search" | "complementary"));
    if let Some(role) = landmark {
        found.push((format!("[role={}]", quoted(role)), 4));
    }
    let classes = document.classes(element).filter(|class| is_stable_class(class) && !product.owns(class));
    found.extend(
        classes
            .take(3)
            .map(|class| (format!(".{}", identifier(class)), if is_generic(class) { 8 } else { 4 })),
    );
    found
}

/// A form of the cart itself: there are several, for lines, discounts and the way on.
fn is_cart_form(document: &Document, form: NodeId) -> bool {
    let path = document.attribute(form, "action").and_then(address::path).unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    matches!(last, "cart" | "basket" | "bag")
}

/// A guard for a form that puts a product into the cart: the cards of other products have such forms, too.
pub(super) fn outside_items(document: &Document, form: NodeId) -> String {
    let is_for_products = document.attribute(form, "action").and_then(address::path).is_some_and(|path| {
        path.split(['/', '-', '_']).any(|part| matches!(part, "add" | "cart" | "basket"))
    });
    if !is_for_products {
        return String::new();
    }
    outside_cards(document, form)
}

/// A guard against the like of an element in the cards of other products.
pub(super) fn outside_cards(document: &Document, element: NodeId) -> String {
    // What the element itself stands in is no guard.
    let is_inside = |holds: &dyn Fn(NodeId) -> bool| document.ancestors(element).any(holds);
    let is_card =
        |node| document.attribute(node, "class").unwrap_or("").to_ascii_lowercase().contains("card");
    let mut guard = String::new();
    for tag in ["li", "article"] {
        if !is_inside(&|node| document.tag(node) == tag) {
            guard.extend([":not(", tag, " *)"]);
        }
    }
    if !is_inside(&is_card) {
        guard.push_str(":not([class*=\"card\" i] *)");
    }
    guard
}

/// Whether CSS says no more than that a part is what every page has.
fn is_common(css: &str, tag: &str) -> bool {
    css.starts_with("form")
        || css.starts_with("[role=")
        || (css == tag && !tag.contains('-'))
        || css.strip_prefix(['.', '#']).is_some_and(|name| {
            ["header", "footer", "nav", "navbar"].iter().any(|part| name.eq_ignore_ascii_case(part))
        })
}

/// Whether an element holds half of the page or more.
fn is_page_wide(document: &Document, element: NodeId) -> bool {
    let length = |node: NodeId| document.end(node).index() - node.index();
    let root = document.root_of(element);
    length(element) * 2 > length(root)
}

/// Whether a name only says that something holds the page: what is unique in it may have a twin in it
/// tomorrow.
fn is_generic(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["main", "content", "page", "wrapper", "root", "app", "container", "site", "layout", "shell"]
        .iter()
        .any(|word| lower.split(['-', '_']).any(|part| part == *word) || lower == format!("{word}content"))
}

/// One of several items alike, told apart by a named control in it:
/// `.basket-item:has([name="form-0-quantity"])`.
fn named_item(document: &Document, item: NodeId, element: NodeId) -> Option<String> {
    let class = document.classes(item).find(|class| is_stable_class(class));
    let is_item = matches!(document.tag(item), "li" | "article" | "tr") || class.is_some();
    let has_twin = || {
        let parent = document.parent(item)?;
        let twin = |node: &NodeId| {
            *node != item
                && document.tag(*node) == document.tag(item)
                && document.attribute(*node, "class") == document.attribute(item, "class")
        };
        document.child_elements(parent).take(200).find(twin)
    };
    if !is_item {
        return None;
    }
    has_twin()?;
    let control = document
        .descendant_elements(item)
        .take(ITEM)
        .filter(|&node| node != element && matches!(document.tag(node), "input" | "select" | "textarea"))
        .filter(|&node| document.input_type(node) != "hidden")
        .find_map(|node| document.attribute(node, "name").filter(|name| is_stable_value(name)))?;
    let own = class.map_or_else(|| identifier(document.tag(item)), |class| format!(".{}", identifier(class)));
    Some(format!("{own}:has([name={}])", quoted(control)))
}
