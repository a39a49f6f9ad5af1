//! What a draft starts with: trigger, places and parameters, from facts about the element and its page.

use url::Url;
use waymark_identify::{Facts, Kind};
use waymark_model::page_path::base_of;
use waymark_model::{Event, PagePath, Parameter, Plan, ProductField, Scene, Source, Trigger};

use crate::pending::Page;
use crate::view::{ParameterChoice, ScopeChoice};

/// Longest value shown for a parameter, in characters; as much as is sent.
const MAX_VALUE: usize = waymark_model::naming::MAX_VALUE;

/// A form is submitted, a field changes, everything else is clicked. A submit button is clicked too: browsers
/// click it when Enter is pressed in its form.
pub(crate) fn trigger(facts: &Facts) -> Trigger {
    match facts.kind {
        Kind::Form => Trigger::SUBMIT,
        Kind::Field => Trigger::Change,
        Kind::Submit | Kind::Button | Kind::Link | Kind::Other => Trigger::Click,
    }
}

/// Choices for where an event may fire, its own first if it has one that would not be offered.
pub(crate) fn scopes(event: &Event, page: &Page, plan: &Plan) -> Vec<ScopeChoice> {
    let mut choices: Vec<ScopeChoice> = waymark_model::suggest_scopes(&page.path, &plan.page_types)
        .into_iter()
        .map(|choice| ScopeChoice { label: choice.label, scope: choice.scope })
        .collect();
    if !choices.iter().any(|choice| choice.scope == event.scope) {
        choices.insert(0, ScopeChoice { label: event.scope.label(), scope: event.scope.clone() });
    }
    choices
}

/// Parameters worth offering for a picked element, with their values on this page.
pub(crate) fn parameters(facts: &Facts, page: &Url, page_kind: Option<&str>) -> Vec<ParameterChoice> {
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
        choices.push(choice(Source::FieldName, name));
    }
    choices.push(page_type(page_kind));
    choices
}

/// Parameters worth offering for an event whose page is not at hand: what can be read from its kind of
/// element, and what it sends already.
pub(crate) fn parameters_of(event: &Event, page_kind: Option<&str>) -> Vec<ParameterChoice> {
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
            choices.push(choice(Source::FieldName, name));
        }
    }
    choices.push(page_type(page_kind));
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
        let value = choices
            .iter()
            .find(|choice| of_source(choice))
            .map_or_else(literal, |choice| choice.value.clone());
        let offered = choice(parameter.from.clone(), &value);
        choices.push(ParameterChoice { parameter: parameter.clone(), ..offered });
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

/// The page type as a parameter.
pub(crate) fn page_type(kind: Option<&str>) -> ParameterChoice {
    choice(Source::PageType, kind.unwrap_or("other"))
}

/// The page an event was picked on, as its scene tells; else one that its scope covers.
pub(crate) fn page_of(event: &Event, scene: Option<&Scene>, plan: &Plan) -> Page {
    let path = match (scene, &event.scope.url) {
        (Some(scene), _) => scene.path.as_str(),
        (None, Some(pattern)) => pattern,
        (None, None) => "/",
    };
    let mut page = Page::of(PagePath::parse(path, &base_of(&plan.shop.url)), plan);
    if scene.is_none()
        && let Some(kind) = event.scope.page_types.first()
    {
        page.kind = Some(kind.clone());
    }
    page
}

fn literal(source: &Source) -> &str {
    match source {
        Source::Literal { value } => value,
        _ => "",
    }
}

fn choice(from: Source, value: &str) -> ParameterChoice {
    let (name, label) = words(&from);
    ParameterChoice {
        parameter: Parameter { name: name.to_owned(), from },
        label: label.to_owned(),
        value: value.chars().take(MAX_VALUE).collect(),
    }
}

/// The name a parameter of this source is offered under, and what the panel calls it.
fn words(source: &Source) -> (&'static str, &'static str) {
    match source {
        Source::ElementText => ("element_text", "Text of the element"),
        Source::Attribute { .. } => ("attribute", "An attribute of the element"),
        Source::Value => ("value", "What was chosen"),
        Source::Link => ("link", "Where the link leads"),
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
        Source::Literal { .. } => ("value", "A fixed text"),
    }
}
