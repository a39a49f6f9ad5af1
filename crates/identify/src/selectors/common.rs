//! Spares for the day the theme is replaced: what the shop says itself (where a link leads, how a field is called,
//! words) within parts that every theme has (header, footer, drawers, the product's form). What one theme alone calls
//! things is `compound`'s and `context`'s.

use super::compound::{Compound, form_condition};
use super::context::outside_cards;
use super::narrow::{Variant, rivals};
use super::{Basis, Guard};
use crate::css::{Css, MatchCaches, quoted};
use crate::document::{Document, NodeId};
use crate::product::Product;
use crate::surroundings::form_of;
use crate::text;

/// How far up a topic is looked for, in levels.
const LEVELS: usize = 7;
/// What lies over the page or folds out of its edge: it often repeats what the page has.
const OVERLAY: &str = r#":is(dialog,[role="dialog"],[class*="drawer" i],[id*="drawer" i],[class*="modal" i],[class*="popup" i])"#;
/// What is pressed, whatever it is made of.
const CONTROL: &str = r#":is(a,button,summary,[role="button"])"#;
/// What parts of a shop are about, by the words that themes put into their classes and ids.
const TOPICS: [&[&str]; 11] = [
    &["cart", "basket"],
    &["search"],
    &["filter", "facet"],
    &["newsletter", "subscribe"],
    &["quantity", "qty"],
    &["variant", "swatch"],
    &["gallery", "media", "slide"],
    &["review"],
    &["share"],
    &["recommend", "related", "upsell"],
    &["country", "currency", "locali"],
];
/// Words of labels that say what a control without words of its own does.
const DEEDS: [&str; 16] = [
    "close", "search", "cart", "bag", "basket", "menu", "account", "log in", "next", "previous", "increase",
    "decrease", "remove", "share", "wishlist", "zoom",
];

/// A part of the page: what comes before a condition and what after it.
struct Part {
    before: String,
    after: String,
    cost: i32,
    /// It is the element's form, named by where it sends.
    is_form: bool,
}

/// The best spares for the element, unique on this page.
pub(super) fn spares(
    document: &Document,
    product: &Product,
    element: NodeId,
    compounds: &[Compound],
    words: Option<&str>,
    most: usize,
) -> Vec<Variant> {
    let parts = parts(document, element);
    let mut found: Vec<Variant> = conditions(document, product, element, compounds, words)
        .into_iter()
        .filter_map(|condition| unique(document, element, &condition, words, &parts))
        .collect();
    found.sort_by_key(|variant| std::cmp::Reverse(variant.score));
    let mut chosen: Vec<Variant> = Vec::new();
    for variant in found {
        if chosen.len() < most && chosen.iter().all(|known| known.basis != variant.basis) {
            chosen.push(variant);
        }
    }
    chosen
}

/// A condition on the element itself that any theme may fulfil.
struct Condition {
    css: String,
    text: Option<String>,
    basis: Basis,
    score: i32,
}

fn conditions(
    document: &Document,
    product: &Product,
    element: NodeId,
    compounds: &[Compound],
    words: Option<&str>,
) -> Vec<Condition> {
    let mut found = Vec::new();
    let mut add = |css: String, text: Option<&str>, basis, score| {
        found.push(Condition { css, text: text.map(str::to_owned), basis, score });
    };
    for compound in compounds {
        let score = match compound.basis {
            Basis::Data | Basis::Name => 72,
            Basis::Link => 70,
            Basis::Form if compound.guard != Guard::Itself => 62,
            Basis::Label => 60,
            Basis::Attribute if compound.guard == Guard::Context => 52,
            _ => continue,
        };
        let apart =
            if compound.guard == Guard::Form { outside_cards(document, element) } else { String::new() };
        // What one theme lets visitors choose, another only sends along.
        let seen = if compound.basis == Basis::Name { ":not([type=\"hidden\"])" } else { "" };
        add(format!("{}{seen}{apart}", compound.css), None, compound.basis, score);
    }
    let tag = document.tag(element);
    let kind = document.input_type(element);
    let attribute = |name| document.attribute(element, name);
    if let (true, Some(value)) = (kind == "radio", attribute("value").filter(|value| !product.owns(value)))
        && !value.is_empty()
    {
        // Choices often stand in a list of their own, so an item of a list is no card here.
        let apart = outside_cards(document, element).replace(":not(li *)", "");
        add(format!("[type=\"radio\"][value={} i]{apart}", quoted(value)), None, Basis::Attribute, 66);
    }
    if matches!(kind.as_str(), "email" | "search") {
        add(format!("[type={}]", quoted(&kind)), None, Basis::Attribute, 54);
    }
    if tag == "h1" {
        add("h1".to_owned(), None, Basis::Words, 60);
    }
    let is_control = matches!(tag, "a" | "button" | "summary") || attribute("role") == Some("button");
    if is_control && let Some(label) = attribute("aria-label") {
        let label = label.to_lowercase();
        if let Some(deed) = DEEDS.iter().find(|deed| label.contains(*deed)) {
            add(format!("{CONTROL}[aria-label*={} i]", quoted(deed)), None, Basis::Label, 58);
        }
    }
    let leads = compounds.iter().any(|compound| compound.basis == Basis::Link);
    match words {
        // Where a link leads says more than one word.
        Some(words) if leads && !words.trim().contains(' ') => {}
        Some(words) if is_control => add(CONTROL.to_owned(), Some(words), Basis::Words, 58),
        Some(words) if tag == "label" => add(tag.to_owned(), Some(words), Basis::Words, 58),
        _ => {}
    }
    found
}

/// The condition in the cheapest part in which nothing else fulfils it.
fn unique(
    document: &Document,
    element: NodeId,
    condition: &Condition,
    words: Option<&str>,
    parts: &[Part],
) -> Option<Variant> {
    let mut rivals = rivals(document, element, &condition.css)?;
    // What a drawer repeats is kept out by every part.
    rivals.retain(|&rival| {
        overlay_around(document, rival).is_some() == overlay_around(document, element).is_some()
    });
    // Another link may lead there tomorrow, another form be sent: where there are words, they have to agree, too.
    let is_doubtful = condition.basis == Basis::Link && words.is_some()
        || condition.basis == Basis::Form && !rivals.is_empty();
    // Of the whole page, only what names the element itself says enough.
    let is_telling = matches!(condition.basis, Basis::Data | Basis::Name | Basis::Link)
        || condition.text.as_deref().is_some_and(|text| text.trim().contains(' '));
    parts.iter().filter(|part| is_telling || !part.before.is_empty()).find_map(|part| {
        let is_doubtful = is_doubtful && !part.is_form;
        let text = condition.text.as_deref().or(words.filter(|_| is_doubtful));
        if is_doubtful && text.is_none() && condition.basis == Basis::Form {
            return None;
        }
        let wanted = text.map(text::normalise);
        let says = |rival: NodeId| wanted.as_ref().is_none_or(|words| text::equals(document, rival, words));
        let css = format!("{}{}{}", part.before, condition.css, part.after);
        let parsed = Css::parse(&css).ok()?;
        let mut caches = MatchCaches::default();
        let is_alone = parsed.matches(document, element, &mut caches)
            && !rivals.iter().any(|&rival| says(rival) && parsed.matches(document, rival, &mut caches));
        is_alone.then(|| Variant {
            css,
            text: text.map(str::to_owned),
            basis: condition.basis,
            context: Some(part.before.clone()),
            own: condition.css.clone(),
            score: condition.score - part.cost,
            alone: true,
        })
    })
}

/// Parts of a page that the element is in, the cheapest first.
fn parts(document: &Document, element: NodeId) -> Vec<Part> {
    let around: Vec<NodeId> = parts_around(document, element).collect();
    let overlay = overlay_around(document, element);
    let after = if overlay.is_some() { String::new() } else { format!(":not({OVERLAY} *)") };
    let mut found = Vec::new();
    let mut add = |before: String, cost| {
        let is_form = before.starts_with("form");
        found.push(Part { before, after: after.clone(), cost, is_form });
    };
    if let Some(form) = form_of(document, element).filter(|form| around.contains(form))
        && let Some(condition) = form_condition(document, form)
    {
        add(format!("form{condition}{} ", outside_cards(document, form)), 2);
    }
    if let Some(overlay) = overlay {
        if let Some(topic) = topic(document, overlay) {
            add(format!("{OVERLAY}{topic} "), 4);
        }
    } else if let Some(landmark) = around.iter().map(|&node| document.tag(node)).find(|tag| is_landmark(tag))
    {
        add(format!("{landmark} "), 5);
    }
    if let Some(topic) = around.iter().take(LEVELS).find_map(|&node| topic(document, node)) {
        add(format!("{topic} "), 7);
    }
    match overlay {
        Some(_) => add(format!("{OVERLAY} "), 9),
        None if document.ancestors(element).any(|node| document.tag(node) == "main") => {
            add("main ".to_owned(), 8);
        }
        None => {}
    }
    if overlay.is_none() {
        add(String::new(), 12);
    }
    found
}

/// Ancestors that are parts of the page.
fn parts_around(document: &Document, element: NodeId) -> impl Iterator<Item = NodeId> {
    document.ancestors(element).filter(|&node| !matches!(document.tag(node), "html" | "body" | "main"))
}

fn overlay_around(document: &Document, element: NodeId) -> Option<NodeId> {
    parts_around(document, element).find(|&node| is_overlay(document, node))
}

fn is_landmark(tag: &str) -> bool {
    matches!(tag, "header" | "footer")
}

fn is_overlay(document: &Document, element: NodeId) -> bool {
    let says = |name: &str, words: &[&str]| says(document, element, name, words);
    document.tag(element) == "dialog"
        || document.attribute(element, "role") == Some("dialog")
        || says("class", &["drawer", "modal", "popup"])
        || says("id", &["drawer"])
}

/// CSS for what a part is about, where its class or id says it.
fn topic(document: &Document, element: NodeId) -> Option<String> {
    let words = TOPICS
        .iter()
        .find(|words| says(document, element, "class", words) || says(document, element, "id", words))?;
    let either = words.iter().flat_map(|word| ["class", "id"].map(|name| format!("[{name}*=\"{word}\" i]")));
    Some(format!(":is({})", either.collect::<Vec<_>>().join(",")))
}

fn says(document: &Document, element: NodeId, name: &str, words: &[&str]) -> bool {
    document.attribute(element, name).is_some_and(|value| {
        let value = value.to_ascii_lowercase();
        words.iter().any(|word| value.contains(word))
    })
}
