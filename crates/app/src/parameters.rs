//! Parameters worth offering for a draft: what can be read where it was made, with the values it has there, and
//! which of them are sent unless the person says otherwise.

use url::Url;
use waymark_identify::{Facts, Kind};
use waymark_model::{Event, Parameter, ProductField, Reading, Source, Trigger};

use crate::values::shown;
use crate::view::{ParameterChoice, ParameterGroup};

/// Names of events that shops' tools want to know the product of.
const ABOUT_A_PRODUCT: [&str; 7] = [
    "add_to_cart",
    "add_to_wishlist",
    "view_item",
    "product_view",
    "remove_from_cart",
    "select_item",
    "buy_now",
];

/// Facts about a product, in the order they are offered.
const PRODUCT: [ProductField; 7] = [
    ProductField::Id,
    ProductField::Title,
    ProductField::Price,
    ProductField::Currency,
    ProductField::Variant,
    ProductField::Vendor,
    ProductField::Handle,
];

/// Those that are sent unless the person says otherwise.
const USUAL: [ProductField; 4] =
    [ProductField::Id, ProductField::Title, ProductField::Price, ProductField::Currency];

/// Parameters worth offering for a picked element, with their values on this page.
pub(crate) fn of_element(
    facts: &Facts,
    page: &Url,
    page_kind: Option<&str>,
    trigger: &Trigger,
) -> Vec<ParameterChoice> {
    let mut choices = Vec::new();
    if !facts.text.is_empty() && !matches!(facts.kind, Kind::Form | Kind::Field) {
        choices.push(choice(Source::ElementText, &facts.text));
    }
    if let Some(href) = &facts.href
        && let Ok(mut link) = page.join(href)
    {
        link.set_query(None);
        link.set_fragment(None);
        choices.push(choice(Source::Link, link.as_str()));
    }
    if let Some(name) = facts.field_name.as_deref().filter(|_| facts.kind == Kind::Field) {
        choices.push(choice(Source::Value, ""));
        choices.push(choice(Source::FieldName, name));
    }
    choices.push(choice(Source::Position, ""));
    choices.extend(of_page(page_kind, trigger));
    choices
}

/// Parameters that need no element, worth offering on a page of this kind.
pub(crate) fn of_page(page_kind: Option<&str>, trigger: &Trigger) -> Vec<ParameterChoice> {
    let kind = page_kind.unwrap_or("other");
    let mut sources = Vec::new();
    if trigger.has_milestone() {
        sources.push(Source::Milestone);
    }
    sources.push(Source::PageType);
    if matches!(kind, "product" | "collection" | "search" | "home") || *trigger == Trigger::AddToCart {
        sources.extend(PRODUCT.map(|field| Source::Product { field }));
    }
    if matches!(kind, "cart" | "checkout") {
        sources.push(Source::CartTotal);
    }
    if matches!(kind, "collection" | "product") {
        sources.push(Source::Collection);
    }
    if kind == "search" {
        sources.push(Source::SearchTerm);
    }
    sources.extend([
        Source::Device,
        Source::TrafficSource { utm: None },
        Source::Score,
        Source::Stage,
        Source::Weight,
        Source::Experiments,
    ]);
    sources
        .into_iter()
        .map(|source| {
            let value = if source == Source::PageType { kind } else { "" };
            choice(source, value)
        })
        .collect()
}

/// Parameters worth offering for an event whose page is not at hand: what can be read from its kind of
/// element, and what it sends already.
pub(crate) fn of_event(event: &Event, page_kind: Option<&str>) -> Vec<ParameterChoice> {
    let element = event.target.as_ref().and_then(|target| target.fingerprint.as_ref());
    let mut choices = Vec::new();
    if let Some(element) = element {
        let is_field = element.is_field();
        if !is_field && element.tag != "form" && !element.text.is_empty() {
            choices.push(choice(Source::ElementText, &element.text));
        }
        if let Some(link) = &element.link {
            choices.push(choice(Source::Link, link));
        }
        if let Some(name) = element.attributes.get("name").filter(|_| is_field) {
            choices.push(choice(Source::Value, ""));
            choices.push(choice(Source::FieldName, name));
        }
        choices.push(choice(Source::Position, ""));
    }
    choices.extend(of_page(page_kind, &event.trigger));
    with_own(choices, &event.parameters)
}

/// What is on offer, under the names that the event has for it already, and what else the event sends.
pub(crate) fn with_own(mut choices: Vec<ParameterChoice>, own: &[Parameter]) -> Vec<ParameterChoice> {
    for parameter in own {
        if choices.iter().any(|choice| choice.parameter == *parameter) {
            continue;
        }
        let of_source = |choice: &ParameterChoice| choice.parameter.from == parameter.from;
        let free = choices.iter().position(|choice| of_source(choice) && !own.contains(&choice.parameter));
        if let Some(at) = free {
            choices[at].parameter = parameter.clone();
            continue;
        }
        let literal = || literal(&parameter.from).to_owned();
        let known = choices.iter().find(|choice| of_source(choice));
        let value = known.map_or_else(literal, |choice| choice.value.clone());
        let elsewhere = known.map(|choice| choice.elsewhere.clone()).unwrap_or_default();
        let offered = choice(parameter.from.clone(), &value);
        choices.push(ParameterChoice { parameter: parameter.clone(), elsewhere, ..offered });
    }
    choices
}

/// The choices with the values that others of the same source have, and what else those offer.
pub(crate) fn with_values(
    mut choices: Vec<ParameterChoice>,
    known: &[ParameterChoice],
) -> Vec<ParameterChoice> {
    for choice in &mut choices {
        let same = known.iter().find(|known| known.parameter.from == choice.parameter.from);
        if let Some(known) = same.filter(|_| choice.value.is_empty()) {
            choice.value.clone_from(&known.value);
            choice.elsewhere.clone_from(&known.elsewhere);
        }
    }
    choices
}

/// What is sent unless the person says otherwise: the words of buttons and links, which tell variants apart.
pub(crate) fn preselected(facts: &Facts, choices: &[ParameterChoice]) -> Vec<Parameter> {
    let has_words = matches!(facts.kind, Kind::Submit | Kind::Button | Kind::Link)
        || matches!(facts.role.as_str(), "tab" | "menuitem")
        || matches!(facts.tag.as_str(), "summary" | "label");
    choices
        .iter()
        .filter(|choice| has_words && choice.parameter.from == Source::ElementText)
        .map(|choice| choice.parameter.clone())
        .collect()
}

/// What tools want to know of every event of this name, and what a trigger alone does not say.
pub(crate) fn usual(event: &Event, choices: &[ParameterChoice]) -> Vec<Parameter> {
    let name = event.name.trim_end_matches(|last: char| last == '_' || last.is_ascii_digit());
    let is_usual = |source: &Source| match source {
        Source::Milestone => event.trigger.has_milestone(),
        Source::Product { field } => ABOUT_A_PRODUCT.contains(&name) && USUAL.contains(field),
        _ => false,
    };
    choices
        .iter()
        .filter(|choice| is_usual(&choice.parameter.from))
        .map(|choice| choice.parameter.clone())
        .collect()
}

fn literal(source: &Source) -> &str {
    match source {
        Source::Literal { value } => value,
        _ => "",
    }
}

/// One on offer, under its usual name.
pub(crate) fn choice(from: Source, value: &str) -> ParameterChoice {
    let (name, label) = words(&from);
    ParameterChoice {
        group: group_of(&from),
        parameter: Parameter { name: name.to_owned(), from },
        label: label.to_owned(),
        value: shown(value),
        elsewhere: Vec::new(),
    }
}

fn group_of(source: &Source) -> ParameterGroup {
    match source {
        Source::Product { .. } | Source::CartTotal => ParameterGroup::Product,
        Source::PageType | Source::Collection | Source::SearchTerm => ParameterGroup::Page,
        Source::Device | Source::TrafficSource { .. } | Source::Experiments => ParameterGroup::Visitor,
        Source::Milestone | Source::Score | Source::Stage | Source::Weight | Source::Literal { .. } => {
            ParameterGroup::Event
        }
        _ => ParameterGroup::Element,
    }
}

/// The name a parameter of this source is offered under, and what the panel calls it.
fn words(source: &Source) -> (&'static str, &'static str) {
    match source {
        Source::ElementText => ("element_text", "Text of the element"),
        Source::Attribute { .. } => ("attribute", "A value in the element’s code"),
        Source::Value => ("selected_value", "What was chosen"),
        Source::Link => ("link", "Where the link leads"),
        Source::Element { read, .. } => match read {
            Reading::ElementText => ("text", "The words there"),
            Reading::Amount => ("amount", "The amount there, as a number"),
            Reading::Attribute { .. } => ("attribute", "An attribute there"),
            Reading::Choice => ("choice", "What is chosen there"),
            Reading::Link => ("link", "Where the link there leads"),
        },
        Source::FieldName => ("field_name", "Name of the field"),
        Source::Position => ("position", "Position in its list"),
        Source::Milestone => ("milestone", "What was reached"),
        Source::Product { field } => match field {
            ProductField::Id => ("item_id", "Product id"),
            ProductField::Handle => ("item_handle", "Product handle"),
            ProductField::Title => ("item_name", "Product name"),
            ProductField::Price => ("price", "Product price"),
            ProductField::Currency => ("currency", "Currency"),
            ProductField::Variant => ("item_variant", "Variant"),
            ProductField::Vendor => ("item_brand", "Product brand"),
        },
        Source::CartTotal => ("cart_total", "Total of the cart"),
        Source::PageType => ("page_type", "Type of the page"),
        Source::Collection => ("collection", "Collection"),
        Source::SearchTerm => ("search_term", "What was searched for"),
        Source::Device => ("device", "Device"),
        Source::TrafficSource { .. } => ("traffic_source", "How the visit came"),
        Source::Score => ("score", "Score so far"),
        Source::Stage => ("stage", "Stage"),
        Source::Weight => ("weight", "Weight"),
        Source::Experiments => ("experiments", "Experiments"),
        Source::Literal { .. } => ("label", "A fixed text"),
    }
}
