//! Spares for the day the theme is replaced: what the shop says itself (where a link leads, how a field is called,
//! words) within parts that every theme has (header, footer, drawers, the product's form). What one theme alone calls
//! things is `compound`'s and `context`'s.

use super::compound::{Compound, form_condition};
use super::context::outside_cards;
use super::narrow::{Variant, rivals};
use super::{Basis, Guard};
use crate::card::card_named;
use crate::css::{Css, MatchCaches, identifier, quoted};
use crate::document::{Document, NodeId};
use crate::noise::is_stable_value;
use crate::product::Product;
use crate::surroundings::form_of;
use crate::text;
use crate::topics::{self, OVERLAYS, TOPICS};

/// How far up a topic is looked for, in levels.
const LEVELS: usize = 7;
/// What lies over the page or folds out of its edge: it often repeats what the page has.
/// The page as a whole carries such words for its state, and what opens an overlay is none.
const OVERLAY: &str = r#":is(dialog,[role="dialog"],[class*="drawer" i],[id*="drawer" i],[class*="modal" i],[class*="popup" i]):not(html,body,main,[class*="opener" i])"#;
/// What is pressed, whatever it is made of.
const CONTROL: &str = r#":is(a,button,summary,[role="button"])"#;
/// What themes make the items of lists of.
const CARD: &str = r#":is(li,tr,article,[class*="card" i],[class*="item" i],[class*="line" i])"#;
/// So many topics say enough to look for something in: there is a menu everywhere.
const PARTS: usize = 11;
/// Words of labels that say what a control without words of its own does, wherever in a landmark it stands.
const DEEDS: [&str; 9] =
    ["search", "cart", "bag", "basket", "account", "log in", "wishlist", "share", "menu"];
/// The same where the part around it says of what.
const LOCAL_DEEDS: [&str; 6] = ["close", "next", "previous", "increase", "decrease", "zoom"];
/// Most rivals among which an element is told apart.
const RIVALS: usize = 200;

/// A part of the page: what comes before a condition and what after it.
struct Part {
    before: String,
    after: String,
    cost: i32,
    kind: PartKind,
}

/// How much a part says, the most telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PartKind {
    /// The element's form, named by where it sends.
    Form,
    /// Something about a topic, or what lies over the page.
    Named,
    /// The header, the footer, a menu.
    Landmark,
    /// The main content.
    Main,
    Page,
}

/// The best spares for the element, unique on this page.
pub(super) fn spares(
    document: &Document,
    product: &Product,
    element: NodeId,
    compounds: &[Compound],
    words: Option<&str>,
    most: usize,
    accepts: &dyn Fn(&Variant) -> bool,
) -> Vec<Variant> {
    let overlay = overlay_around(document, element);
    let parts = parts(document, element, overlay);
    let mut found: Vec<Variant> = conditions(document, product, element, compounds, words)
        .into_iter()
        .filter_map(|condition| unique(document, element, &condition, words, &parts, overlay.is_some()))
        .collect();
    found.sort_by_key(|variant| std::cmp::Reverse(variant.score));
    let mut chosen: Vec<Variant> = Vec::new();
    for variant in found {
        let is_new = chosen.iter().all(|known| known.basis != variant.basis);
        if chosen.len() < most && is_new && accepts(&variant) {
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
    /// The least telling part in which it says enough.
    widest: PartKind,
}

fn conditions(
    document: &Document,
    product: &Product,
    element: NodeId,
    compounds: &[Compound],
    words: Option<&str>,
) -> Vec<Condition> {
    let mut found = Vec::new();
    let in_landmark = parts_around(document, element).any(|node| is_landmark(document.tag(node)));
    let mut add = |css: String, text: Option<&str>, basis, score, widest| {
        found.push(Condition { css, text: text.map(str::to_owned), basis, score, widest });
    };
    for compound in compounds {
        // Of the whole page, only what names the element says enough; a header has links that others have too.
        let (score, widest) = match compound.basis {
            Basis::Name if in_landmark => (72, PartKind::Landmark),
            Basis::Data | Basis::Name => (72, PartKind::Page),
            Basis::Link if words.is_some() => (70, PartKind::Page),
            Basis::Link if in_landmark => (70, PartKind::Landmark),
            Basis::Link => (70, PartKind::Main),
            Basis::Form if compound.guard != Guard::Itself => (62, PartKind::Main),
            Basis::Label => (60, PartKind::Main),
            Basis::Attribute if compound.guard == Guard::Context => (52, PartKind::Main),
            _ => continue,
        };
        let apart =
            if compound.guard == Guard::Form { outside_cards(document, element) } else { String::new() };
        // What one theme lets visitors choose, another only sends along.
        let seen = if compound.basis == Basis::Name { ":not([type=\"hidden\"])" } else { "" };
        add(format!("{}{seen}{apart}", compound.css), None, compound.basis, score, widest);
    }
    if let Some((css, text)) = in_card(document, element, compounds, words) {
        add(css, text, Basis::Item, 56, PartKind::Page);
    }
    let tag = document.tag(element);
    let kind = document.input_type(element);
    let attribute = |name| document.attribute(element, name);
    let value = attribute("value").filter(|value| is_choice(value) && !product.owns(value));
    if let (true, Some(value)) = (kind == "radio", value) {
        // Choices often stand in a list of their own, so an item of a list is no card here.
        let apart = outside_cards(document, element).replace(":not(li *)", "");
        add(
            format!("[type=\"radio\"][value={} i]{apart}", quoted(value)),
            None,
            Basis::Attribute,
            66,
            PartKind::Main,
        );
    }
    if matches!(kind.as_str(), "email" | "search") {
        add(format!("[type={}]", quoted(&kind)), None, Basis::Attribute, 54, PartKind::Landmark);
    }
    // The title of a product; what other pages say there is lasting.
    if tag == "h1" && words.is_none() {
        add(tag.to_owned(), None, Basis::Words, 60, PartKind::Main);
    }
    let is_control = matches!(tag, "a" | "button" | "summary") || attribute("role") == Some("button");
    // Another product's card has buttons that say the same.
    let control = format!("{CONTROL}{}", outside_cards(document, element));
    let label =
        attribute("aria-label").filter(|label| is_control && !product.owns(label)).map(str::to_lowercase);
    for (deeds, widest) in [(&DEEDS[..], PartKind::Landmark), (&LOCAL_DEEDS[..], PartKind::Named)] {
        let deed = label.as_ref().and_then(|label| deeds.iter().find(|deed| has_word(label, deed)));
        if let Some(deed) = deed {
            add(format!("{control}{}", word_condition(deed)), None, Basis::Label, 58, widest);
            break;
        }
    }
    let leads = compounds.iter().any(|compound| compound.basis == Basis::Link);
    let widest =
        if words.is_some_and(|words| words.trim().contains(' ')) { PartKind::Page } else { PartKind::Main };
    match words {
        // Where a link leads says more than one word.
        Some(words) if leads && !words.trim().contains(' ') => {}
        Some(words) if is_control => add(control, Some(words), Basis::Words, 58, widest),
        Some(words) if tag == "label" => add(tag.to_owned(), Some(words), Basis::Words, 58, widest),
        _ => {}
    }
    found
}

/// A condition on what stands in the card of one product, whatever the theme makes cards of: the card is named by where
/// its links lead.
fn in_card<'w>(
    document: &Document,
    element: NodeId,
    compounds: &[Compound],
    words: Option<&'w str>,
) -> Option<(String, Option<&'w str>)> {
    let (card, name) = card_named(document, element)?;
    let leads = format!("[href*={}]", quoted(name));
    if document.attribute(element, "href").is_some_and(|href| href.contains(name)) {
        return Some((format!("{}{leads}", identifier(document.tag(element))), None));
    }
    let says = |compound: &&Compound| matches!(compound.basis, Basis::Data | Basis::Name | Basis::Label);
    let own = compounds.iter().filter(says).max_by_key(|compound| compound.score);
    match (own, words) {
        _ if card == element => None,
        (Some(own), _) => Some((format!("{CARD}:has({leads}) {}", own.css), None)),
        (None, Some(_)) => Some((format!("{CARD}:has({leads}) {CONTROL}"), words)),
        (None, None) => None,
    }
}

/// The condition in the cheapest part in which nothing else fulfils it.
fn unique(
    document: &Document,
    element: NodeId,
    condition: &Condition,
    words: Option<&str>,
    parts: &[Part],
    is_overlaid: bool,
) -> Option<Variant> {
    let mut rivals = rivals(document, element, &condition.css).filter(|rivals| rivals.len() <= RIVALS)?;
    // What a drawer repeats is kept out by every part.
    rivals.retain(|&rival| overlay_around(document, rival).is_some() == is_overlaid);
    // Another link may lead there tomorrow, another form be sent: where there are words, they have to agree, too.
    let is_doubtful = condition.basis == Basis::Link && words.is_some()
        || condition.basis == Basis::Form && !rivals.is_empty();
    parts.iter().filter(|part| part.kind <= condition.widest).find_map(|part| {
        let is_doubtful = is_doubtful && part.kind != PartKind::Form;
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
fn parts(document: &Document, element: NodeId, overlay: Option<NodeId>) -> Vec<Part> {
    let around: Vec<NodeId> = parts_around(document, element).collect();
    let after = if overlay.is_some() { String::new() } else { format!(":not({OVERLAY} *)") };
    let mut found = Vec::new();
    let mut add = |before: String, cost, kind| found.push(Part { before, after: after.clone(), cost, kind });
    let landmarks: Vec<&str> =
        around.iter().map(|&node| document.tag(node)).filter(|tag| is_landmark(tag)).collect();
    if let Some(form) = form_of(document, element).filter(|form| around.contains(form))
        && let Some(condition) = form_condition(document, form)
    {
        // The shop may have such a form in its footer and another in the page.
        let outer = landmarks.last().filter(|_| overlay.is_none()).map(|landmark| format!("{landmark} "));
        let outer = outer.unwrap_or_default();
        add(format!("{outer}form{condition}{} ", outside_cards(document, form)), 2, PartKind::Form);
    }
    if let Some(topic) = overlay.and_then(|overlay| topic(document, overlay)) {
        add(format!("{OVERLAY}{topic} "), 4, PartKind::Named);
    }
    for landmark in landmarks.iter().filter(|_| overlay.is_none()) {
        add(format!("{landmark} "), 5, PartKind::Landmark);
    }
    if let Some(topic) = around.iter().take(LEVELS).find_map(|&node| topic(document, node)) {
        add(format!("{topic} "), 7, PartKind::Named);
    }
    if overlay.is_some() {
        add(format!("{OVERLAY} "), 9, PartKind::Named);
        return found;
    }
    if document.ancestors(element).any(|node| document.tag(node) == "main") {
        add("main ".to_owned(), 8, PartKind::Main);
    }
    add(String::new(), 12, PartKind::Page);
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
    matches!(tag, "header" | "footer" | "nav")
}

fn is_overlay(document: &Document, element: NodeId) -> bool {
    let says = |name: &str, words: &[&str]| says(document, element, name, words);
    !says("class", &["opener"])
        && (document.tag(element) == "dialog"
            || document.attribute(element, "role") == Some("dialog")
            || says("class", &OVERLAYS)
            || says("id", &["drawer"]))
}

/// CSS for what a part is about, where its class or id says it.
fn topic(document: &Document, element: NodeId) -> Option<String> {
    let words = TOPICS[..PARTS]
        .iter()
        .find(|words| says(document, element, "class", words) || says(document, element, "id", words))?;
    let either = words.iter().flat_map(|word| ["class", "id"].map(|name| format!("[{name}*=\"{word}\" i]")));
    Some(format!(":is({}):not(html,body,main)", either.collect::<Vec<_>>().join(",")))
}

/// Whether the value of a radio button says which choice it is: none that any question has.
fn is_choice(value: &str) -> bool {
    is_stable_value(value)
        && !["on", "yes", "no", "true", "false"].iter().any(|common| value.eq_ignore_ascii_case(common))
}

/// What may stand right behind a word of a label.
const BEHIND: [&str; 4] = ["", ",", ":", "."];

/// Whether a word or phrase stands in a label, in lower case: what [`word_condition`] matches.
fn has_word(label: &str, deed: &str) -> bool {
    let spaced = format!(" {label} ");
    BEHIND.iter().any(|behind| spaced.contains(&format!(" {deed}{behind} ")))
}

/// CSS for a label with a word or phrase in it: "Cart, 2 items", not "Cartoons".
fn word_condition(deed: &str) -> String {
    let forms = BEHIND.iter().flat_map(|behind| {
        let word = format!("{deed}{behind}");
        if deed.contains(' ') {
            vec![
                format!("[aria-label={} i]", quoted(&word)),
                format!("[aria-label^={} i]", quoted(&format!("{word} "))),
                format!("[aria-label*={} i]", quoted(&format!(" {word} "))),
                format!("[aria-label$={} i]", quoted(&format!(" {word}"))),
            ]
        } else {
            vec![format!("[aria-label~={} i]", quoted(&word))]
        }
    });
    format!(":is({})", forms.collect::<Vec<_>>().join(","))
}

fn says(document: &Document, element: NodeId, name: &str, words: &[&str]) -> bool {
    document.attribute(element, name).is_some_and(|value| topics::says(&value.to_ascii_lowercase(), words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_has_a_word_or_only_begins_with_its_letters() {
        for (label, deed, is_there) in [
            ("open cart", "cart", true),
            ("cart, 2 items", "cart", true),
            ("cartoons", "cart", false),
            ("please log in", "log in", true),
            ("blog interest", "log in", false),
        ] {
            let html = format!("<!doctype html><body><a href=/x aria-label='{label}'>x</a>");
            let page = Document::from_html(&html).unwrap();
            let link = page.descendant_elements(page.root()).find(|&node| page.tag(node) == "a").unwrap();
            let css = Css::parse(&word_condition(deed)).unwrap();
            assert_eq!(css.matches(&page, link, &mut MatchCaches::default()), is_there, "{label}");
            assert_eq!(has_word(label, deed), is_there, "{label}");
        }
    }
}
