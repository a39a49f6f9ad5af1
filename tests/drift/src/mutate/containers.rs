//! Parts that move into something that opens: details, drawers, dialogs. They stay the same nodes.

use ego_tree::NodeId;

use super::{Page, Random};

/// Folds a share of the sections with a heading into details; the heading moves into the summary.
pub fn fold(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("fold");
    for node in page.elements() {
        if !matches!(page.tag(node), "div" | "section" | "aside")
            || page.is_within(node, &["details", "dialog"])
        {
            continue;
        }
        let children = page.children(node);
        let Some(&heading) = children.first() else { continue };
        let is_heading = matches!(page.tag(heading), "h2" | "h3" | "h4" | "h5" | "h6");
        let is_small = page.elements_in(node).len() * 4 < page.elements().len();
        if is_heading && is_small && children.len() >= 2 && random.chance(intensity) {
            into_details(page, node, heading);
        }
    }
}

/// Makes details of what an element holds, with one of its children in the summary.
pub(super) fn into_details(page: &mut Page, node: NodeId, heading: NodeId) {
    let rest: Vec<NodeId> = page.contents(node).into_iter().filter(|&child| child != heading).collect();
    let details = page.create("details", &[("class", "accordion")]);
    let summary = page.create("summary", &[("class", "accordion__toggle")]);
    let content = page.create("div", &[("class", "accordion__content")]);
    page.append(node, details);
    page.append(details, summary);
    page.append(details, content);
    page.append(summary, heading);
    for child in rest {
        page.append(content, child);
    }
}

/// Moves a share of the searches, filters and navigations into drawers at the end of the body, and leaves a button.
pub fn into_drawers(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("drawers");
    for node in page.elements() {
        let named =
            format!("{} {} {}", page.get(node, "id"), page.get(node, "class"), page.get(node, "action"));
        let named = named.to_lowercase();
        let label = match page.tag(node) {
            "form" if named.contains("search") => "Search",
            "form" | "aside" | "div" if named.contains("filter") || named.contains("facet") => "Filters",
            "form" if named.contains("language") || named.contains("locali") || named.contains("country") => {
                "Country"
            }
            "nav" if page.is_within(node, &["header"]) => "Menu",
            _ => continue,
        };
        let is_small = page.elements_in(node).len() * 3 < page.elements().len();
        if is_small && !page.is_within(node, &["dialog", "details"]) && random.chance(intensity) {
            into_drawer(page, node, label);
        }
    }
}

/// Moves an element into a drawer at the end of the body, and leaves a button that opens it.
pub(super) fn into_drawer(page: &mut Page, node: NodeId, label: &str) {
    // Out of a form its fields would lose it, out of phrases it may go; into the body anything may.
    if page.form_of(node).is_some() {
        return;
    }
    let taken = page.ids();
    let name = label.to_lowercase();
    let id = (1..1_000).map(|number| format!("drawer-{name}-{number}")).find(|id| !taken.contains(id));
    let id = id.unwrap_or_default();
    let button = page.create(
        "button",
        &[("type", "button"), ("class", "drawer-toggle"), ("aria-controls", &id), ("aria-expanded", "false")],
    );
    page.set_text(button, label);
    let is_bound = page.parent(node).is_some_and(|parent| !page.can_hold_wrappers(parent));
    if !is_bound {
        page.insert_before(node, button);
    }
    let drawer = page.create(
        "div",
        &[
            ("class", "drawer drawer--left"),
            ("id", &id),
            ("role", "dialog"),
            ("aria-modal", "true"),
            ("aria-label", label),
        ],
    );
    let close =
        page.create("button", &[("type", "button"), ("class", "drawer__close"), ("aria-label", "Close")]);
    page.append(page.body(), drawer);
    page.append(drawer, close);
    page.append(drawer, node);
}
