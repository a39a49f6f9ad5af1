//! Tracked elements that are there no more: taken out alone, with what they are part of, or replaced by something
//! similar.

use ego_tree::NodeId;

use super::{Page, Random};

/// What themes put in the place of something else.
const REPLACEMENTS: [&str; 5] = [
    "<section class=\"contact\"><h2>Contact us</h2><form action=\"/contact\" method=\"post\"><label for=\"contact-email\">\
     Email</label><input id=\"contact-email\" type=\"email\" name=\"contact[email]\"><textarea name=\"contact[body]\" \
     aria-label=\"Message\"></textarea><button type=\"submit\">Send</button></form></section>",
    "<div class=\"notify\"><p>Sold out</p><form action=\"/apps/notify\" method=\"post\"><input type=\"email\" name=\"email\" \
     placeholder=\"Email\" aria-label=\"Email\"><button type=\"submit\">Notify me</button></form></div>",
    "<div class=\"promo\"><h2>New season</h2><a class=\"button\" href=\"/collections/new\">Shop now</a></div>",
    "<div class=\"stores\"><h2>Find a store</h2><a href=\"/pages/stores\">All stores</a><button type=\"button\">Use my \
     location</button></div>",
    "<div class=\"social\"><a href=\"https://social.example/shop\">Follow us</a><button type=\"button\" \
     aria-label=\"Share\">Share</button></div>",
];

/// Takes a share of the tracked elements out, at least one, each in one of the three ways.
pub fn some(page: &mut Page, random: &Random, intensity: f64) {
    for_share(page, random, intensity, |page, node, random| match random.below(3) {
        0 => take_out(page, node),
        1 => take_component(page, node),
        _ => replace_component(page, node, random),
    });
}

/// Takes a share of the tracked elements out, and nothing else.
pub fn alone(page: &mut Page, random: &Random, intensity: f64) {
    for_share(page, random, intensity, |page, node, _| take_out(page, node));
}

/// Takes a share of the tracked elements out with what they are part of.
pub fn with_component(page: &mut Page, random: &Random, intensity: f64) {
    for_share(page, random, intensity, |page, node, _| take_component(page, node));
}

/// Puts something similar in the place of what a share of the tracked elements is part of.
pub fn replaced(page: &mut Page, random: &Random, intensity: f64) {
    for_share(page, random, intensity, replace_component);
}

fn for_share(
    page: &mut Page,
    random: &Random,
    intensity: f64,
    remove: impl Fn(&mut Page, NodeId, &mut Random),
) {
    let mut random = random.keyed("removal");
    let mut tracked: Vec<Vec<NodeId>> = page.tracked().to_vec();
    random.shuffle(&mut tracked);
    let count = (tracked.len() as f64 * intensity).round().max(1.0) as usize;
    for nodes in tracked.into_iter().take(count) {
        for node in nodes {
            if page.is_attached(node) {
                remove(page, node, &mut random);
            }
        }
    }
}

fn take_out(page: &mut Page, node: NodeId) {
    page.detach(node);
}

fn take_component(page: &mut Page, node: NodeId) {
    let component = page.component_of(node).unwrap_or(node);
    page.detach(component);
}

fn replace_component(page: &mut Page, node: NodeId, random: &mut Random) {
    let component = page.component_of(node).unwrap_or(node);
    let is_own_kind = page.get(component, "class").contains("contact");
    let choices = if is_own_kind { &REPLACEMENTS[1..] } else { &REPLACEMENTS[..] };
    let replacement = page.create_html(random.word(choices));
    match page.tag(component) {
        // An item is replaced by another item.
        "li" => {
            let item = page.create("li", &[]);
            page.append(item, replacement);
            page.insert_before(component, item);
        }
        "tr" | "td" | "th" | "option" | "summary" | "legend" => {}
        _ if page.is_among_phrases(component) || page.form_of(component).is_some() => {
            let link = page.create("a", &[("href", "/pages/help")]);
            page.set_text(link, "Help");
            page.insert_before(component, link);
        }
        _ => page.insert_before(component, replacement),
    }
    page.detach(component);
}
