//! What a parameter is called that somebody made by pointing: by what the page calls the element, never by what it says,
//! which is another on every page.

use waymark_identify::noise::is_stable_class;
use waymark_identify::{Document, NodeId, name, text};
use waymark_model::Reading;
use waymark_model::naming::{MAX_NAME, parameter_name_problems};
use waymark_model::transliterate::ascii_words;

use super::readings::Found;

/// Most words of a name.
const WORDS: usize = 3;
/// Words of class names that say where something stands or how it looks, not what it is.
const SAYS_NOTHING: [&str; 48] = [
    "product",
    "card",
    "item",
    "text",
    "label",
    "value",
    "wrapper",
    "container",
    "inner",
    "outer",
    "content",
    "main",
    "block",
    "box",
    "large",
    "small",
    "medium",
    "big",
    "bold",
    "info",
    "details",
    "detail",
    "js",
    "u",
    "c",
    "l",
    "o",
    "is",
    "has",
    "the",
    "link",
    "full",
    "unstyled",
    "form",
    "input",
    "field",
    "group",
    "row",
    "col",
    "column",
    "grid",
    "list",
    "element",
    "component",
    "section",
    "template",
    "visually",
    "hidden",
];

/// A name for what is read.
pub fn name_of(page: &Document, reading: &Found) -> String {
    if matches!(reading.read, Reading::Amount) {
        return called(page, reading.element)
            .filter(|name| is_of_money(name))
            .unwrap_or_else(|| "amount".to_owned());
    }
    let labelled = || match reading.read {
        Reading::Choice => label(page, reading.element),
        _ => None,
    };
    let fallback = match reading.read {
        Reading::Choice => "choice",
        Reading::Link => "link_url",
        Reading::Attribute { .. } if page.tag(reading.element) == "img" => "picture",
        _ if page.tag(reading.element) == "h1" => "heading",
        _ => "text",
    };
    if matches!(reading.read, Reading::Link) {
        return fallback.to_owned();
    }
    labelled().or_else(|| called(page, reading.element)).unwrap_or_else(|| fallback.to_owned())
}

/// The words of a group's legend or a field's label, without what is chosen: "Colour: Moss" is about a colour.
fn label(page: &Document, element: NodeId) -> Option<String> {
    let legend = page.descendant_elements(element).find(|&node| page.tag(node) == "legend");
    let words = match legend {
        Some(legend) => text::readable(page, legend),
        None => {
            page.attribute(element, "aria-label").map_or_else(|| name::name(page, element), text::collapse)
        }
    };
    let head = words.split(':').next().unwrap_or_default().to_owned();
    let field =
        || page.attribute(element, "name").map(|name| name.split('[').next().unwrap_or_default().to_owned());
    snake(&ascii_words(&head)).or_else(|| field().and_then(|name| snake(&ascii_words(&name))))
}

/// By microdata, by a `data-` attribute that says what stands there, or by the last telling word of a class.
fn called(page: &Document, element: NodeId) -> Option<String> {
    let around = std::iter::once(element).chain(page.ancestors(element).take(2));
    around.into_iter().find_map(|node| {
        let microdata = page.attribute(node, "itemprop").and_then(|name| snake(&ascii_words(name)));
        microdata.or_else(|| {
            let classes = page.classes(node).filter(|class| is_stable_class(class));
            classes.into_iter().find_map(by_class)
        })
    })
}

/// `price--on-sale` is a price: what follows `--` says how it looks.
fn by_class(class: &str) -> Option<String> {
    let head = class.split("--").next().unwrap_or_default();
    let words = ascii_words(&head.replace(['-', '_'], " "));
    let telling: Vec<String> = words
        .into_iter()
        .filter(|word| {
            !SAYS_NOTHING.contains(&word.as_str()) && word.chars().all(|letter| letter.is_ascii_alphabetic())
        })
        .collect();
    snake(&telling)
}

fn is_of_money(name: &str) -> bool {
    let words = [
        "price", "total", "amount", "cost", "subtotal", "discount", "saving", "shipping", "money", "fee",
        "tax",
    ];
    words.iter().any(|word| name.contains(word))
}

/// The words as a name that every destination takes.
fn snake(words: &[String]) -> Option<String> {
    let mut name = words.iter().take(WORDS).map(String::as_str).collect::<Vec<_>>().join("_");
    while name.len() > MAX_NAME {
        name.pop();
    }
    let name = name.trim_matches('_').to_owned();
    (name.len() > 1 && parameter_name_problems(&name).is_empty()).then_some(name)
}
