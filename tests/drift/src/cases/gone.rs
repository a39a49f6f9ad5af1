//! Cases where the element is gone: deleted alone, deleted with what it is part of, or never there.

use waymark_app::evaluating::Case;
use waymark_identify::selectors::path;
use waymark_identify::{Document, NodeId, name};

use super::Place;
use crate::corpus::matches;
use crate::error::Result;

/// Tags and roles of what an element is a part of.
const COMPONENTS: [&str; 9] =
    ["article", "aside", "details", "dialog", "fieldset", "form", "li", "section", "tr"];
const COMPONENT_ROLES: [&str; 5] = ["dialog", "group", "listitem", "region", "row"];
/// A component holds at most this share of the page's elements; what is larger is the page.
const LARGEST_COMPONENT: f64 = 0.3;

/// Cases of one element within its shop.
pub(super) fn cases(place: &Place<'_>, cases: &mut Vec<Case>) -> Result {
    let element = &place.shop.truth.elements[place.element];
    deleted(place, "same", place, cases);
    for release in place.shop.truth.releases.iter().filter(|release| *release != place.release) {
        match place.at(release, place.page)? {
            Some(there) => deleted(place, "releases", &there, cases),
            None if place.shop.page(release, place.page).is_some() => {
                cases.push(place.case(&set_name(place, "releases/absent"), place.shop, release, place.page));
            }
            None => {}
        }
    }
    for page in &element.also {
        if let Some(there) = place.at(place.release, page)? {
            deleted(place, "products", &there, cases);
        }
    }
    for page in element.absent.iter().filter(|page| place.shop.page(place.release, page).is_some()) {
        cases.push(place.case(&set_name(place, "products/absent"), place.shop, place.release, page));
    }
    elsewhere(place, cases);
    Ok(())
}

fn set_name(place: &Place<'_>, name: &str) -> String {
    let way = name.rsplit('/').next().unwrap_or(name);
    if place.is_set() { format!("sets/{way}") } else { name.to_owned() }
}

/// The element looked for where it, and then what it is part of, was deleted. Left out where a copy of it stays that
/// its own page does not have: the copy could be called the element itself.
pub(super) fn deleted(place: &Place<'_>, set: &str, there: &Place<'_>, cases: &mut Vec<Case>) {
    let has_copy = has_copy(place);
    let mut add = |way: &str, nodes: &[NodeId]| {
        if !has_copy && copies(place, there.document, nodes) > 0 {
            return;
        }
        let set = set_name(place, &format!("{set}/{way}"));
        let case = place.case(&set, there.shop, there.release, there.page);
        let delete = nodes.iter().map(|&node| path(there.document, node)).collect();
        cases.push(Case { delete, ..case });
    };
    let way = if has_twin(there.document, &there.nodes) { "twin" } else { "alone" };
    add(way, &there.nodes);
    if let [node] = there.nodes[..]
        && let Some(component) = component(there.document, node)
    {
        let way = if is_item(there.document, component) { "card" } else { "component" };
        add(way, &[component]);
    }
}

/// The element looked for on pages of other types that do not have it: its selector matches nothing there in any
/// release, and it does not belong to what all pages share. Pages with a copy of it are apart, and only where its own
/// page has a copy as well: otherwise the copy could be called the element itself.
fn elsewhere(place: &Place<'_>, cases: &mut Vec<Case>) {
    let pages = &place.shop.truth.pages;
    let own = &pages[place.page].kind;
    let element = &place.shop.truth.elements[place.element];
    let others: Vec<&String> =
        pages.iter().filter(|(_, page)| page.kind != *own).map(|(name, _)| name).collect();
    let is_shared = others.iter().any(|page| {
        element.css.iter().any(|(release, css)| {
            let document = place.shop.page(release, page);
            document.zip(css.as_deref()).is_some_and(|(document, css)| !matches(document, css).is_empty())
        })
    });
    let is_framing = place.nodes.iter().any(|&node| {
        place
            .document
            .ancestors(node)
            .any(|above| matches!(place.document.tag(above), "header" | "footer" | "nav"))
    });
    if is_shared || is_framing {
        return;
    }
    let has_copy = has_copy(place);
    // One page of each type is enough.
    let mut seen: Vec<&str> = Vec::new();
    for page in others {
        let kind = pages[page].kind.as_str();
        let Some(document) = place.shop.page(place.release, page) else { continue };
        let set = match copies(place, document, &[]) {
            0 => "elsewhere",
            _ if has_copy => "copies",
            _ => continue,
        };
        if !seen.contains(&kind) {
            seen.push(kind);
            cases.push(place.case(&set_name(place, set), place.shop, place.release, page));
        }
    }
}

/// Whether something stays that looks like one of the elements: the same tag, and the same name or the same classes.
fn has_twin(document: &Document, nodes: &[NodeId]) -> bool {
    nodes.iter().any(|&node| {
        let own = name::name(document, node);
        let class = document.attribute(node, "class").unwrap_or_default();
        document
            .descendant_elements(document.root())
            .filter(|&other| document.tag(other) == document.tag(node))
            .filter(|&other| !nodes.iter().any(|&gone| document.contains(gone, other)))
            .any(|other| {
                (!class.is_empty() && document.attribute(other, "class") == Some(class))
                    || (!own.is_empty() && name::name(document, other) == own)
            })
    })
}

/// Whether the element's own page has it a second time.
fn has_copy(place: &Place<'_>) -> bool {
    copies(place, place.document, &place.nodes) > 0
}

/// How many elements of a page have tag, name, field and link of the element, what is deleted left out.
fn copies(place: &Place<'_>, page: &Document, deleted: &[NodeId]) -> usize {
    let traits = |document: &Document, node: NodeId| {
        let attribute = |name| document.attribute(node, name).unwrap_or_default().to_owned();
        let link = attribute("href").split(['?', '#']).next().unwrap_or_default().to_owned();
        let says = [name::name(document, node), attribute("name"), link];
        let says_something = says.iter().any(|said| !said.is_empty());
        says_something.then(|| (document.tag(node).to_owned(), says, attribute("type")))
    };
    let wanted: Vec<_> = place.nodes.iter().filter_map(|&node| traits(place.document, node)).collect();
    page.descendant_elements(page.root())
        .filter(|&node| wanted.iter().any(|(tag, ..)| tag == page.tag(node)))
        .filter(|&node| !deleted.iter().any(|&gone| page.contains(gone, node)))
        .filter(|&node| traits(page, node).is_some_and(|traits| wanted.contains(&traits)))
        .count()
}

/// What the element is part of: the nearest component around it that is not most of the page.
fn component(document: &Document, node: NodeId) -> Option<NodeId> {
    let size = |node: NodeId| document.descendant_elements(node).count() as f64;
    let all = size(document.root());
    document.ancestors(node).take_while(|&above| size(above) <= all * LARGEST_COMPONENT).find(|&above| {
        let role = document.attribute(above, "role").unwrap_or_default();
        COMPONENTS.contains(&document.tag(above)) || COMPONENT_ROLES.contains(&role)
    })
}

/// Whether a component is one of several alike, side by side.
fn is_item(document: &Document, component: NodeId) -> bool {
    let alike = |other: NodeId| {
        document.tag(other) == document.tag(component)
            && document.attribute(other, "class") == document.attribute(component, "class")
    };
    document
        .parent(component)
        .is_some_and(|parent| document.child_elements(parent).filter(|&node| alike(node)).count() > 1)
}
