//! Things that look like tracked ones and are not: copies in sticky bars, carousels, drawers and dialogs. The truth
//! stays with the originals; a copy is never right. What belongs to a tracked set is not copied: whether such a copy
//! belongs to the set nobody could say.

use std::collections::HashMap;

use ego_tree::NodeId;

use super::{Page, Random, ids};

/// Copies an element; ids in the copy get an ending, so that they stay unique.
fn twin(page: &mut Page, node: NodeId, ending: &str) -> NodeId {
    let taken = page.ids();
    let copy = page.copy(node);
    let nodes: Vec<NodeId> = std::iter::once(copy).chain(page.elements_in(copy)).collect();
    let new: HashMap<String, String> = nodes
        .iter()
        .filter_map(|&node| page.attribute(node, "id"))
        .map(|id| {
            let mut new = format!("{id}-{ending}");
            while taken.contains(&new) {
                new.push_str("-2");
            }
            (id.to_owned(), new)
        })
        .collect();
    for node in nodes {
        ids::rewrite_at(page, node, &new);
    }
    copy
}

/// Puts a bar with the product form, or with its button alone, at the foot of the screen.
pub fn sticky_bar(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("sticky");
    let Some(button) = page.add_to_cart().filter(|_| random.chance(intensity)) else { return };
    let bar = page.create("div", &[("class", "sticky-bar"), ("data-sticky", "")]);
    let form = page.form_of(button);
    let inside = match form.filter(|&form| !page.holds_member(form) && random.chance(0.4)) {
        Some(form) => twin(page, form, "sticky"),
        None => twin(page, button, "sticky"),
    };
    if random.chance(0.5) {
        let name = page.elements().into_iter().find(|&node| page.tag(node) == "h1");
        let words = name.map(|name| page.text(name)).unwrap_or_default();
        let name = page.create("span", &[("class", "sticky-bar__title")]);
        page.set_text(name, &words);
        page.append(bar, name);
    }
    page.append(bar, inside);
    let place = if random.chance(0.5) { page.body() } else { page.main() };
    page.append(place, bar);
}

/// Repeats a share of the lists of cards in sections of their own at the end of the main part.
pub fn carousel(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("carousel");
    for list in page.lists() {
        let is_of_cards = !page.is_within(list[0], &["nav", "header", "footer", "form", "table"])
            && page.elements_in(list[0]).iter().any(|&node| page.tag(node) == "a");
        let is_set = list.iter().any(|&item| page.holds_member(item));
        if !is_of_cards || is_set || !random.chance(intensity) {
            continue;
        }
        let items: Vec<NodeId> = list.iter().take(6).map(|&item| twin(page, item, "carousel")).collect();
        let section = page.create("section", &[("class", "carousel carousel--recent")]);
        let heading = page.create("h2", &[("class", "carousel__heading")]);
        page.set_text(
            heading,
            random.word(&["Recently viewed", "You may also like", "Bestsellers", "More for you"]),
        );
        page.append(section, heading);
        let is_list = page.tag(list[0]) == "li";
        let track = page.create(if is_list { "ul" } else { "div" }, &[("class", "carousel__track")]);
        page.append(section, track);
        for item in items {
            page.append(track, item);
        }
        page.append(page.main(), section);
    }
}

/// Lets a share of the lists begin and end with copies, as looping sliders do.
pub fn looped_slides(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("loop");
    for list in page.lists() {
        let (Some(&first), Some(&last)) = (list.first(), list.last()) else { continue };
        let is_set = list.iter().any(|&item| page.holds_member(item));
        let is_framing = page.is_within(first, &["nav", "header", "footer", "form", "table"]);
        if is_set || is_framing || !random.chance(intensity) {
            continue;
        }
        let ends = [twin(page, first, "clone"), twin(page, last, "clone")];
        for copy in ends {
            let classes = format!("{} slick-slide slick-cloned", page.get(copy, "class"));
            page.set(copy, "class", classes.trim());
            page.set(copy, "aria-hidden", "true");
            page.set(copy, "tabindex", "-1");
        }
        page.insert_after(last, ends[0]);
        page.insert_before(first, ends[1]);
    }
}

/// Puts a copy of the main navigation into a drawer for phones, before or behind the original.
pub fn drawer_navigation(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("navigation");
    let Some(navigation) =
        page.navigation().filter(|&found| !page.holds_member(found) && random.chance(intensity))
    else {
        return;
    };
    let copy = twin(page, navigation, "drawer");
    let drawer = page.create_html(
        "<div class=\"menu-drawer\"><details><summary aria-label=\"Menu\"></summary>\
         <div class=\"menu-drawer__inner\"></div></details></div>",
    );
    let inner = page.elements_in(drawer).into_iter().last().unwrap_or(drawer);
    page.append(inner, copy);
    if random.chance(0.5) {
        page.prepend(page.body(), drawer);
    } else {
        page.append(page.body(), drawer);
    }
}

/// Opens a dialog with a second newsletter form.
pub fn popup_newsletter(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("popup");
    let Some(&form) = page.newsletters().first().filter(|_| random.chance(intensity)) else { return };
    let copy = twin(page, form, "popup");
    let dialog = page.create_html(
        "<div class=\"popup\" role=\"dialog\" aria-modal=\"true\" aria-label=\"Newsletter\"><button type=\"button\" \
         class=\"popup__close\" aria-label=\"Close\"></button><h2>10% off your first order</h2></div>",
    );
    page.append(dialog, copy);
    page.append(page.body(), dialog);
}

/// Repeats what a share of the tracked elements is part of in a dialog, as quick views do.
pub fn component(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("component");
    let candidates: Vec<NodeId> = page.tracked().iter().filter_map(|nodes| nodes.first().copied()).collect();
    let wanted = (candidates.len() as f64 * intensity * 0.2).ceil() as usize;
    for _ in 0..wanted {
        let Some(&node) = random.pick(&candidates).filter(|&&node| page.is_attached(node)) else { continue };
        let Some(original) = page.component_of(node) else { continue };
        // Items and rows are nothing outside of their lists.
        if matches!(page.tag(original), "li" | "tr") || page.holds_member(original) {
            continue;
        }
        let copy = twin(page, original, "quick");
        let dialog =
            page.create("div", &[("class", "quick-view"), ("role", "dialog"), ("aria-hidden", "true")]);
        page.append(dialog, copy);
        page.append(page.body(), dialog);
    }
}
