//! The page as phones get it: the navigation in a drawer, the footer folded, what only desks show left out.

use super::containers::{into_details, into_drawer};
use super::{Page, Random};

/// Classes of what only large screens show.
const DESKTOP_ONLY: [&str; 8] = [
    "desktop-only",
    "small-hide",
    "medium-hide",
    "hide-mobile",
    "hidden-xs",
    "hidden-sm",
    "visible-desktop",
    "mobile-hidden",
];

/// Leaves out a share of the blocks that only large screens show.
pub fn drop_desktop_blocks(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("desktop");
    for node in page.elements() {
        let classes: Vec<&str> = page.get(node, "class").split_ascii_whitespace().collect();
        let is_for_desks = classes.iter().any(|class| DESKTOP_ONLY.contains(class))
            || (classes.iter().any(|class| matches!(*class, "d-none" | "hidden"))
                && classes.iter().any(|class| {
                    ["d-md-", "d-lg-", "md:", "lg:"].iter().any(|prefix| class.starts_with(prefix))
                }));
        if is_for_desks && !page.holds_tracked(node) && random.chance(intensity) {
            page.detach(node);
        }
    }
}

/// Moves the main navigation into a drawer.
pub fn navigation_into_drawer(page: &mut Page, random: &Random, intensity: f64) {
    if let Some(navigation) = page.navigation()
        && random.keyed("navigation").chance(intensity)
    {
        into_drawer(page, navigation, "Menu");
    }
}

/// Folds the footer's columns into accordions.
pub fn footer_into_accordions(page: &mut Page, random: &Random, intensity: f64) {
    let Some(footer) = page.footer().filter(|_| random.keyed("footer").chance(intensity)) else { return };
    for column in page.elements_in(footer) {
        let children = page.children(column);
        let Some(&heading) = children.first() else { continue };
        let is_column = matches!(page.tag(column), "div" | "section" | "nav" | "li")
            && matches!(page.tag(heading), "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "strong")
            && children.len() >= 2
            && !page.is_within(column, &["details"])
            && !page.holds_interactive(heading);
        if is_column {
            into_details(page, column, heading);
        }
    }
}

/// Adds the bar at the foot of the screen with the shop's main places.
pub fn add_tab_bar(page: &mut Page, random: &Random, intensity: f64) {
    if random.keyed("tabs").chance(intensity) {
        let bar = page.create_html(
            "<nav class=\"tab-bar\" aria-label=\"Shortcuts\"><a href=\"/\">Home</a><a href=\"/search\">Search</a>\
             <a href=\"/cart\">Cart</a><a href=\"/account\">Account</a></nav>",
        );
        page.append(page.body(), bar);
    }
}
