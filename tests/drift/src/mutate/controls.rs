//! The same control made of another tag: links, buttons and boxes with a role; submits as inputs and as buttons.

use ego_tree::NodeId;

use super::{Page, Random};

/// Makes a share of the buttons and of the links that act as buttons of another tag. What submits a form, and links
/// that lead somewhere, mostly stay.
pub fn swap_tags(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("tags");
    for node in page.elements() {
        if !random.chance(intensity) || page.holds_interactive(node) {
            continue;
        }
        let role = page.get(node, "role");
        let is_phrase = page.is_phrase(node);
        match page.tag(node) {
            "a" if (role == "button" || leads_nowhere(page, node)) && is_phrase => into_button(page, node),
            "a" if role.is_empty() && is_phrase && random.chance(0.1) => {
                let address = page.get(node, "href").to_owned();
                into_button(page, node);
                page.set(node, "data-href", &address);
            }
            "button" if acts_by_script(page, node) => match random.below(3) {
                0 => into_link(page, node),
                _ => into_box(page, node),
            },
            "div" | "span"
                if role == "button" && page.elements_in(node).iter().all(|&child| page.is_phrase(child)) =>
            {
                page.unset(node, "role");
                page.unset(node, "tabindex");
                page.rename(node, "button");
                page.set(node, "type", "button");
            }
            _ => {}
        }
    }
}

fn leads_nowhere(page: &Page, node: NodeId) -> bool {
    let address = page.get(node, "href").trim();
    address.is_empty() || address == "#" || address.starts_with("javascript:")
}

/// Whether a button does nothing by itself.
fn acts_by_script(page: &Page, node: NodeId) -> bool {
    let kind = page.get(node, "type");
    let is_inert = kind == "button" || (kind.is_empty() && page.form_of(node).is_none());
    is_inert && page.attribute(node, "name").is_none() && !page.is_within(node, &["summary", "label", "a"])
}

fn into_button(page: &mut Page, node: NodeId) {
    for name in ["href", "role", "target", "rel"] {
        page.unset(node, name);
    }
    page.rename(node, "button");
    page.set(node, "type", "button");
}

fn into_link(page: &mut Page, node: NodeId) {
    for name in ["type", "disabled", "value"] {
        page.unset(node, name);
    }
    page.rename(node, "a");
    page.set(node, "href", "#");
    page.set(node, "role", "button");
}

fn into_box(page: &mut Page, node: NodeId) {
    for name in ["type", "disabled", "value"] {
        page.unset(node, name);
    }
    let tag = if page.is_among_phrases(node) { "span" } else { "div" };
    page.rename(node, tag);
    page.set(node, "role", "button");
    page.set(node, "tabindex", "0");
}

/// Makes a share of the submits inputs where they were buttons, and the other way round.
pub fn swap_submits(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("submits");
    for node in page.elements() {
        if page.form_of(node).is_none() || !random.chance(intensity) {
            continue;
        }
        let kind = page.get(node, "type");
        if page.tag(node) == "input" && kind == "submit" {
            let label = page.get(node, "value").to_owned();
            page.rename(node, "button");
            page.unset(node, "value");
            page.set_text(node, &label);
        } else if page.tag(node) == "button"
            && matches!(kind, "" | "submit")
            && page.attribute(node, "value").is_none_or(str::is_empty)
            // Pictures and inner elements do not go into an input; what is tracked in there must not be lost.
            && page.children(node).iter().all(|&child| !page.holds_tracked(child) && page.tag(child) == "span")
            && !page.text(node).is_empty()
        {
            let label = page.text(node);
            for child in page.contents(node) {
                page.detach(child);
            }
            page.rename(node, "input");
            page.set(node, "type", "submit");
            page.set(node, "value", &label);
        }
    }
}
