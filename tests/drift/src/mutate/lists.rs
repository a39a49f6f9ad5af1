//! More or fewer things in lists, and another visitor.

use ego_tree::NodeId;

use super::figures::change_in;
use super::product::{slug, title};
use super::{Page, Random};

/// Lets a share of the lists lose and gain items. New items of a tracked set belong to the set.
pub fn resize(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("resize");
    for list in page.lists() {
        if !random.chance(intensity) {
            continue;
        }
        if random.chance(0.5) {
            let spare: Vec<NodeId> = list.iter().copied().filter(|&item| !page.holds_single(item)).collect();
            // A set keeps members: at least two items stay.
            for &item in spare.iter().take(1 + random.below(2)).take(list.len().saturating_sub(2)) {
                page.detach(item);
            }
        } else {
            for number in 0..=random.below(2) {
                let Some(&item) = random.pick(&list).filter(|&&item| page.is_attached(item)) else {
                    continue;
                };
                let copy = page.copy_item(item);
                let mut random = random.keyed(&format!("{number} {}", page.text(item)));
                make_another(page, copy, &mut random);
                page.insert_after(item, copy);
            }
        }
    }
}

/// Makes another thing of a copied item: its name, its address, its numbers.
fn make_another(page: &mut Page, item: NodeId, random: &mut Random) {
    let name = title(random);
    let mut is_named = false;
    for node in std::iter::once(item).chain(page.elements_in(item)) {
        page.unset(node, "id");
        if let Some(address) = page.attribute(node, "href").filter(|address| !address.starts_with('#')) {
            let (start, _) = address.trim_end_matches('/').rsplit_once('/').unwrap_or_default();
            page.set(node, "href", &format!("{start}/{}", slug(&name)));
        }
        for attribute in ["alt", "aria-label", "title"] {
            if page.attribute(node, attribute).is_some_and(|text| !text.is_empty())
                && page.tag(node) != "button"
            {
                page.set(node, attribute, &name);
            }
        }
        let is_name = matches!(page.tag(node), "a" | "h2" | "h3" | "h4") && page.children(node).is_empty();
        if is_name && !is_named && !page.text(node).is_empty() {
            page.set_text(node, &name);
            is_named = true;
        }
    }
    change_in(page, item, random);
}

/// Greets the visitor by name in the head of the page, and fills the cart.
pub fn greet(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("greet");
    if !random.chance(intensity) {
        return;
    }
    let head = page.elements().into_iter().find(|&node| {
        matches!(page.tag(node), "header" | "nav") || page.get(node, "id").to_lowercase().contains("header")
    });
    let name = random.word(&["Ana", "Bram", "Chiara", "Dev", "Emi", "Farid"]);
    let greeting = page.create_html(&format!("<span class=\"greeting\">Welcome back, {name}</span>"));
    let place = head.unwrap_or(page.body());
    page.prepend(place, greeting);
}
