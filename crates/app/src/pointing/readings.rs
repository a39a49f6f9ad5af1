//! What can be read of an element that somebody pointed at, the likeliest first: what is chosen in its group, an amount of
//! money, its words, a picture's description, where its link leads.

use waymark_identify::money::{amount, amount_in};
use waymark_identify::nearby::is_chosen;
use waymark_identify::{Document, NodeId, name, text};
use waymark_model::{ProductField, Reading};

/// Longest words around an amount, in characters: more is a text that happens to have a number in it.
const LONGEST_PRICE: usize = 40;
/// How far up what belongs together is looked for, in levels.
const LEVELS: usize = 6;
/// States that one of several has.
const STATES: [&str; 4] = ["aria-checked", "aria-selected", "aria-pressed", "aria-current"];

/// One way to read a value.
pub struct Found {
    /// The element that is read.
    pub element: NodeId,
    /// What of it.
    pub read: Reading,
    /// The value, where the page's markup does not say it.
    pub value: String,
}

/// All ways, the likeliest first.
pub fn of(page: &Document, pointed: NodeId) -> Vec<Found> {
    if let Some(choice) = choice(page, pointed) {
        return vec![choice];
    }
    let mut found = Vec::new();
    let mut add = |element, read| found.push(Found { element, read, value: String::new() });
    let described = described(page, pointed);
    let words = text::readable(page, described);
    if words.is_empty() {
        let says =
            |name: &&str| page.attribute(described, name).is_some_and(|value| !value.trim().is_empty());
        for name in ["alt", "aria-label", "title", "content"].into_iter().filter(|name| says(name)) {
            add(described, Reading::Attribute { name: name.to_owned() });
        }
    } else {
        if words.chars().count() <= LONGEST_PRICE && amount(page, described).is_some() {
            add(priced(page, described), Reading::Amount);
        }
        add(described, Reading::ElementText);
    }
    let link = std::iter::once(described)
        .chain(page.ancestors(described).take(LEVELS))
        .find(|&node| page.tag(node) == "a" && page.has_attribute(node, "href"));
    if let Some(link) = link {
        add(link, Reading::Link);
    }
    found
}

/// Whether a fact about the product is just what is read.
pub fn says(field: ProductField, fact: &str, read: &Reading, value: &str) -> bool {
    match (field, read) {
        (ProductField::Price, Reading::Amount | Reading::ElementText) => {
            value.chars().count() <= LONGEST_PRICE
                && amount_in(value)
                    .zip(fact.parse::<f64>().ok())
                    .is_some_and(|(one, other)| (one - other).abs() < 0.005)
        }
        (
            ProductField::Title | ProductField::Vendor | ProductField::Id,
            Reading::ElementText | Reading::Attribute { .. },
        ) => text::normalise(fact) == text::normalise(value),
        _ => false,
    }
}

/// The control that stands for what was pointed at: itself, the one that its label is for, or one around it.
pub fn control(page: &Document, pointed: NodeId) -> Option<NodeId> {
    let is_control = |node: NodeId| matches!(page.tag(node), "select" | "input" | "textarea");
    let around = || std::iter::once(pointed).chain(page.ancestors(pointed).take(LEVELS));
    if is_control(pointed) {
        return Some(pointed);
    }
    if let Some(list) = around().find(|&node| page.tag(node) == "select") {
        return Some(list);
    }
    let label = around().find(|&node| page.tag(node) == "label")?;
    match page.attribute(label, "for") {
        Some(id) => page.by_id(page.root_of(label), id).filter(|&node| is_control(node)),
        None => page.descendant_elements(label).find(|&node| is_control(node)),
    }
}

/// A field, a list of choices, or the group that an option belongs to.
fn choice(page: &Document, pointed: NodeId) -> Option<Found> {
    if let Some(control) = control(page, pointed) {
        let kind = if page.tag(control) == "input" { page.input_type(control) } else { String::new() };
        let value = |element: NodeId| text::collapse(&name::name(page, element));
        return match kind.as_str() {
            "submit" | "button" | "reset" | "image" | "hidden" => None,
            "radio" => {
                let group = group_of_radio(page, control)?;
                Some(Found { element: group, read: Reading::Choice, value: value(control) })
            }
            _ => Some(Found { element: control, read: Reading::Choice, value: String::new() }),
        };
    }
    let mut around = std::iter::once(pointed).chain(page.ancestors(pointed).take(LEVELS));
    let (option, state) = around.find_map(|node| {
        let state = STATES.into_iter().find(|state| page.has_attribute(node, state))?;
        Some((node, state))
    })?;
    let group = page.ancestors(option).take(LEVELS).find(|&group| {
        let likes = |node: &NodeId| {
            page.has_attribute(*node, state)
                || (page.tag(*node) == page.tag(option) && is_option(page, *node))
        };
        page.descendant_elements(group).filter(likes).take(2).count() > 1
    })?;
    let is_one = is_chosen(page, option) || is_option(page, option);
    is_one.then(|| Found { element: group, read: Reading::Choice, value: text::readable(page, option) })
}

fn is_option(page: &Document, node: NodeId) -> bool {
    matches!(page.attribute(node, "role"), Some("radio" | "option" | "tab"))
}

/// The smallest element around all radio buttons of one name.
fn group_of_radio(page: &Document, radio: NodeId) -> Option<NodeId> {
    let own = page.attribute(radio, "name")?;
    let is_like = |node: &NodeId| {
        page.tag(*node) == "input"
            && page.input_type(*node) == "radio"
            && page.attribute(*node, "name") == Some(own)
    };
    let root = page.root_of(radio);
    let all: Vec<NodeId> = page.descendant_elements(root).filter(is_like).collect();
    let of_one_form = |group: &NodeId| all.iter().filter(|&&node| page.contains(*group, node)).count() > 1;
    page.ancestors(radio).find(|group| of_one_form(group) || page.tag(*group) == "fieldset")
}

/// What was pointed at, or, where that says nothing by itself (a drawing, a star), the nearest around it that does.
fn described(page: &Document, pointed: NodeId) -> NodeId {
    let says = |&node: &NodeId| {
        !text::readable(page, node).is_empty()
            || ["alt", "aria-label"]
                .iter()
                .any(|name| page.attribute(node, name).is_some_and(|it| !it.is_empty()))
    };
    std::iter::once(pointed).chain(page.ancestors(pointed).take(2)).find(says).unwrap_or(pointed)
}

/// The largest element around that says the same amount and little more: themes name that one, and it stays when the
/// price is reduced.
fn priced(page: &Document, element: NodeId) -> NodeId {
    let own = amount(page, element);
    let is_same = |node: &NodeId| {
        text::readable(page, *node).chars().count() <= LONGEST_PRICE
            && amount(page, *node) == own
            && !matches!(page.tag(*node), "a" | "button" | "li" | "article" | "form")
    };
    page.ancestors(element).take(3).take_while(is_same).last().unwrap_or(element)
}
