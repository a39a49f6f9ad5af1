//! What differs between two configs of a shop, event by event, as far as visitors' browsers notice. Typed; the words
//! are made where they are shown.

use std::collections::BTreeMap;

use crate::config::{Config, ConfigEvent};
use crate::event::EventId;

/// How two configs differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Difference {
    /// Events that differ: those of the new config in its order, then those it has no more.
    pub events: Vec<EventDifference>,
    /// Where events go, or how.
    pub destinations: bool,
    /// What is asked of visitors first.
    pub privacy: bool,
    /// How page types are recognised, or the shop's base path.
    pub page_types: bool,
}

/// How one event differs.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDifference {
    /// The event.
    pub id: EventId,
    /// Its name, the new one where there is one.
    pub name: String,
    /// How.
    pub change: Change,
}

/// What became of an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It is new.
    Added,
    /// It is there no more.
    Removed,
    /// It is another in these respects; never empty.
    Changed(Vec<Aspect>),
}

/// A respect in which an event differs.
#[derive(Clone, Debug, PartialEq)]
pub enum Aspect {
    /// Another name.
    Name,
    /// Another kind of trigger, or other options of it.
    Trigger,
    /// Other pages.
    Pages,
    /// Another element, or other ways to find it.
    Element,
    /// Parameters by name: new ones, gone ones, and those with another value.
    Parameters {
        /// Sent from now on.
        added: Vec<String>,
        /// Not sent any more.
        removed: Vec<String>,
        /// Read from elsewhere.
        changed: Vec<String>,
    },
    /// How often or for whom it counts.
    Conditions,
    /// Which destinations get it, or under which name.
    Sending,
    /// Stage, phase, weight or macro.
    Rating,
}

impl Difference {
    /// Nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty() && !self.destinations && !self.privacy && !self.page_types
    }
}

/// What is different in `new`. Without an old config, everything is new.
#[must_use]
pub fn difference(old: Option<&Config>, new: &Config) -> Difference {
    let Some(old) = old else {
        let events = new.events.iter().map(|event| of(event, Change::Added)).collect();
        return Difference { events, ..Difference::default() };
    };
    let before: BTreeMap<&EventId, &ConfigEvent> =
        old.events.iter().map(|event| (&event.id, event)).collect();
    let mut events: Vec<EventDifference> = new
        .events
        .iter()
        .filter_map(|event| match before.get(&event.id) {
            None => Some(of(event, Change::Added)),
            Some(old) => {
                let aspects = aspects(old, event);
                (!aspects.is_empty()).then(|| of(event, Change::Changed(aspects)))
            }
        })
        .collect();
    let stays = |id: &EventId| new.events.iter().any(|event| event.id == *id);
    events
        .extend(old.events.iter().filter(|event| !stays(&event.id)).map(|event| of(event, Change::Removed)));
    Difference {
        events,
        destinations: old.destinations != new.destinations,
        privacy: old.privacy != new.privacy,
        page_types: old.page_types != new.page_types || old.base != new.base,
    }
}

fn of(event: &ConfigEvent, change: Change) -> EventDifference {
    EventDifference { id: event.id.clone(), name: event.name.clone(), change }
}

/// The respects in which an event differs.
#[must_use]
pub fn aspects(old: &ConfigEvent, new: &ConfigEvent) -> Vec<Aspect> {
    let mut aspects = Vec::new();
    if old.name != new.name {
        aspects.push(Aspect::Name);
    }
    if old.trigger != new.trigger {
        aspects.push(Aspect::Trigger);
    }
    if old.scope != new.scope {
        aspects.push(Aspect::Pages);
    }
    if old.selectors != new.selectors {
        aspects.push(Aspect::Element);
    }
    aspects.extend(parameters(old, new));
    if (&old.limit, old.debounce_millis, &old.only_if) != (&new.limit, new.debounce_millis, &new.only_if) {
        aspects.push(Aspect::Conditions);
    }
    if old.send != new.send {
        aspects.push(Aspect::Sending);
    }
    if (old.stage, old.phase, old.weight, old.is_macro) != (new.stage, new.phase, new.weight, new.is_macro) {
        aspects.push(Aspect::Rating);
    }
    aspects
}

fn parameters(old: &ConfigEvent, new: &ConfigEvent) -> Option<Aspect> {
    let of = |event: &ConfigEvent, name: &str| {
        event
            .parameters
            .iter()
            .find(|parameter| parameter.name == name)
            .map(|parameter| parameter.from.clone())
    };
    let missing = |from: &ConfigEvent, other: &ConfigEvent| -> Vec<String> {
        let names = from.parameters.iter().map(|parameter| parameter.name.clone());
        names.filter(|name| of(other, name).is_none()).collect()
    };
    let changed: Vec<String> = new
        .parameters
        .iter()
        .filter(|parameter| of(old, &parameter.name).is_some_and(|from| from != parameter.from))
        .map(|parameter| parameter.name.clone())
        .collect();
    let (added, removed) = (missing(new, old), missing(old, new));
    let differs = !added.is_empty() || !removed.is_empty() || !changed.is_empty();
    differs.then_some(Aspect::Parameters { added, removed, changed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limit, Parameter, Phase, Scope, Selector, Source, Stage, Trigger, Weight};

    fn event(id: &str) -> ConfigEvent {
        ConfigEvent {
            id: EventId(id.into()),
            name: format!("name_{id}"),
            trigger: Trigger::Click,
            scope: Scope::default(),
            limit: Limit::default(),
            debounce_millis: 0,
            only_if: crate::Condition::default(),
            send: BTreeMap::new(),
            selectors: vec![Selector::new("button")],
            parameters: vec![Parameter { name: "text".into(), from: Source::ElementText }],
            stage: Stage::Bofu,
            phase: Phase::Intent,
            weight: Weight::clamped(8),
            is_macro: false,
        }
    }

    fn config(events: Vec<ConfigEvent>) -> Config {
        Config {
            schema: 1,
            revision: String::new(),
            base: String::new(),
            page_types: vec![],
            destinations: crate::destination::default_destinations(),
            privacy: crate::Privacy::default(),
            events,
            parts: vec![],
            index: String::new(),
        }
    }

    #[test]
    fn the_same_differs_in_nothing_whatever_its_revision_and_order() {
        let one = config(vec![event("a"), event("b")]);
        let mut other = config(vec![event("b"), event("a")]);
        other.revision = "x".into();
        assert!(difference(Some(&one), &other).is_empty());
    }

    #[test]
    fn everything_is_new_where_nothing_was() {
        let found = difference(None, &config(vec![event("a")]));
        assert_eq!(found.events[0].change, Change::Added);
        assert!(!found.destinations && !found.privacy);
    }

    #[test]
    fn what_came_went_and_changed_is_told_apart() {
        let mut later = event("b");
        later.name = "other".into();
        later.selectors = vec![Selector::new("a")];
        later.parameters = vec![
            Parameter { name: "text".into(), from: Source::Link },
            Parameter { name: "new".into(), from: Source::Link },
        ];
        let old = config(vec![event("a"), event("b")]);
        let new = config(vec![later, event("c")]);
        let found = difference(Some(&old), &new);
        let changes: Vec<_> = found.events.iter().map(|event| (event.id.0.as_str(), &event.change)).collect();
        let aspects = vec![
            Aspect::Name,
            Aspect::Element,
            Aspect::Parameters { added: vec!["new".into()], removed: vec![], changed: vec!["text".into()] },
        ];
        assert_eq!(
            changes,
            [("b", &Change::Changed(aspects)), ("c", &Change::Added), ("a", &Change::Removed)]
        );
    }

    #[test]
    fn each_respect_is_noticed() {
        type Edit = fn(&mut ConfigEvent);
        let changes: [(&str, Edit); 7] = [
            ("trigger", |event| event.trigger = Trigger::Change),
            ("pages", |event| event.scope.url = Some("/x".into())),
            ("limit", |event| event.limit = Limit::Page),
            ("debounce", |event| event.debounce_millis = 5),
            ("condition", |event| event.only_if.min_score = 5),
            ("weight", |event| event.weight = Weight::clamped(2)),
            ("macro", |event| event.is_macro = true),
        ];
        for (what, change) in changes {
            let mut other = event("a");
            change(&mut other);
            let found = difference(Some(&config(vec![event("a")])), &config(vec![other]));
            assert_eq!(found.events.len(), 1, "{what}");
        }
    }
}
