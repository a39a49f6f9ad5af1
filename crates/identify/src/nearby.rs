//! What stands in an element that was pointed at: which of several is meant from an event's target, and what is read of
//! it. The twin of `ui/page/shared/nearest.ts` and of the runtime's readers, as far as the tree alone says; held to them
//! by `tests/vectors`. Whether a value may be sent is not decided here.

use url::Url;
use waymark_model::{Reading, Selector};

use crate::address;
use crate::document::{Document, NodeId};
use crate::money::{amount, in_digits};
use crate::name::name;
use crate::rule::{Count, count};
use crate::text;

/// What is read of the nearest element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Near {
    /// This.
    Value(String),
    /// There is no such element, or it says nothing.
    Nothing,
    /// Several are as near and say different things.
    Unclear,
    /// Only a browser can say.
    NeedsRendering,
}

/// Those of the elements that are nearest to the target: climbing from it, the first element around that has any in it,
/// but none that belongs to another item of the target's list. All of them where there is no target.
#[must_use]
pub fn nearest(document: &Document, target: Option<NodeId>, elements: &[NodeId]) -> Vec<NodeId> {
    let mut left = elements.to_vec();
    let mut item = None;
    let mut at = target;
    while let Some(around) = at {
        if let Some(item) = item.filter(|&item| is_listed(document, item)) {
            let is_other = |child: &NodeId| *child != item && is_listed(document, *child);
            let others: Vec<NodeId> = document.child_elements(around).filter(is_other).collect();
            left.retain(|&each| !others.iter().any(|&other| document.contains(other, each)));
        }
        let near: Vec<NodeId> =
            left.iter().copied().filter(|&each| document.contains(around, each)).collect();
        if !near.is_empty() {
            return near;
        }
        item = at;
        at = document.parent_element(around);
    }
    left
}

/// What is read of the element that these selectors mean from a target.
#[must_use]
pub fn read_near(
    document: &Document,
    target: Option<NodeId>,
    selectors: &[Selector],
    reading: &Reading,
) -> Near {
    let found = match count(document, selectors) {
        Count::Matched { nodes, .. } => nodes,
        Count::NeedsRendering { .. } => return Near::NeedsRendering,
        Count::Nothing | Count::Invalid { .. } => return Near::Nothing,
    };
    let near = nearest(document, target, &found);
    let mut values = near.iter().map(|&element| read(document, element, reading));
    let Some(first) = values.next() else { return Near::Nothing };
    if values.any(|other| other != first) {
        return Near::Unclear;
    }
    match first {
        Some(value) if !value.is_empty() => Near::Value(value),
        _ => Near::Nothing,
    }
}

/// What is read of one element; nothing where it has none.
#[must_use]
pub fn read(document: &Document, element: NodeId, reading: &Reading) -> Option<String> {
    match reading {
        Reading::ElementText => Some(text::readable(document, element)),
        Reading::Amount => amount(document, element).map(in_digits),
        Reading::Attribute { name } => document.attribute(element, name).map(|value| value.trim().to_owned()),
        Reading::Choice => chosen(document, element),
        Reading::Link => leads(document, element),
    }
}

/// Where a link leads, as it is sent: origin and path of web addresses, of others the scheme alone.
fn leads(document: &Document, link: NodeId) -> Option<String> {
    let href = document.attribute(link, "href").filter(|_| matches!(document.tag(link), "a" | "area"))?;
    let leads = match Url::parse(document.url()) {
        Ok(page) => page.join(href),
        Err(_) => Url::parse(href),
    };
    // A page that nobody knows the address of still says the path.
    let Ok(leads) = leads else { return address::path(href).map(str::to_owned) };
    Some(match leads.scheme() {
        "http" | "https" => format!("{}{}", leads.origin().ascii_serialization(), leads.path()),
        scheme => format!("{scheme}:"),
    })
}

/// What a group or a list of choices has chosen, as the page's markup says; a browser knows better. Nothing where several
/// are chosen that say different things.
fn chosen(document: &Document, element: NodeId) -> Option<String> {
    let within = || std::iter::once(element).chain(document.descendant_elements(element));
    let label = |node: NodeId| match document.attribute(node, "aria-label") {
        Some(label) => text::collapse(label),
        None => Some(name(document, node))
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| document.attribute(node, "value").unwrap_or_default().to_owned()),
    };
    let listed = |list: NodeId| {
        let options = || document.descendant_elements(list).filter(|&node| document.tag(node) == "option");
        let option =
            options().find(|&node| document.has_attribute(node, "selected")).or_else(|| options().next());
        option.map(|option| text::readable(document, option)).unwrap_or_default()
    };
    let mut said: Vec<String> = within().filter(|&node| is_chosen(document, node)).map(label).collect();
    if said.is_empty() {
        said = within().filter(|&node| document.tag(node) == "select").map(listed).collect();
    }
    let (first, others) = said.split_first()?;
    others.iter().all(|other| other == first).then(|| first.clone())
}

/// Whether markup says that this one of several is chosen.
#[must_use]
pub fn is_chosen(document: &Document, element: NodeId) -> bool {
    let says = |state| document.attribute(element, state) == Some("true");
    let is_box = document.tag(element) == "input" && document.has_attribute(element, "checked");
    is_box || ["aria-checked", "aria-selected", "aria-pressed", "aria-current"].into_iter().any(says)
}

/// What is repeated by its nature.
fn is_listed(document: &Document, element: NodeId) -> bool {
    matches!(document.tag(element), "li" | "article" | "tr")
        || matches!(document.attribute(element, "role"), Some("listitem" | "row"))
}
