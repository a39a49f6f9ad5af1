//! What a draft starts with: its trigger and its places, from facts about the element and its page.

use waymark_identify::{Facts, Kind};
use waymark_model::page_path::base_of;
use waymark_model::{Event, PagePath, Plan, Scene, Scope, Trigger};

use crate::pending::Page;
use crate::view::ScopeChoice;

/// A form is submitted, a field changes, everything else is clicked. A submit button is clicked too: browsers
/// click it when Enter is pressed in its form.
pub(crate) fn trigger(facts: &Facts) -> Trigger {
    match facts.kind {
        Kind::Form => Trigger::SUBMIT,
        Kind::Field => Trigger::Change,
        Kind::Submit | Kind::Button | Kind::Link | Kind::Other => Trigger::Click,
    }
}

/// Where an event with this trigger is likely meant to fire. What it is made of may happen anywhere.
pub(crate) fn scope(trigger: &Trigger, page: &Page, plan: &Plan) -> Scope {
    if trigger.is_composed() {
        return Scope::default();
    }
    let scopes = waymark_model::suggest_scopes(&page.path, &plan.page_types);
    scopes.into_iter().next().map(|choice| choice.scope).unwrap_or_default()
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
