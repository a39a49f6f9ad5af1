//! How two states of an event, or two configs, differ: from what to what, in words. What is told is capped: a config may
//! be anybody's.

use std::collections::{BTreeMap, BTreeSet};

use waymark_compile::formats::{how_often, json_word, selector_words, source_words, trigger_words};
use waymark_compile::rewritten;
use waymark_model::difference::{Aspect, Change, aspects, difference};
use waymark_model::{Config, ConfigEvent, DestinationKind, EventId, Parameter, Plan, Selector, Sending};

use crate::labels;
use crate::view::{ChangeKind, ChangeView};

/// Most characters of one value.
const LONGEST: usize = 70;
/// Most lines of one event.
const MOST_LINES: usize = 12;
/// Most events.
const MOST_EVENTS: usize = 300;

/// What elements are called in the plan, by the rules that mean them.
#[derive(Default)]
pub(super) struct Elements(Vec<(EventId, Vec<Selector>, String)>);

impl Elements {
    /// `config` is what the plan compiles to.
    pub fn of(plan: &Plan, config: &Config) -> Self {
        let config = rewritten(config.clone());
        let called = config.events.into_iter().filter_map(|compiled| {
            let event = plan.events.iter().find(|event| event.id == compiled.id)?;
            Some((compiled.id, compiled.selectors, labels::target(event)))
        });
        Self(called.filter(|(.., label)| !label.is_empty()).collect())
    }

    fn called(&self, event: &ConfigEvent) -> Option<String> {
        let known = self.0.iter().find(|(id, rule, _)| *id == event.id && *rule == event.selectors);
        known.map(|(.., label)| label.clone())
    }
}

/// An event before and after.
pub(crate) struct Sides<'a> {
    pub old: &'a ConfigEvent,
    pub new: &'a ConfigEvent,
    /// What the elements are called, where that is known.
    pub elements: [Option<String>; 2],
}

/// What differs, other than the way in which versions of Waymark write the same selector: events first, then what is about
/// all.
pub(super) fn changes(old: Option<Config>, new: &Config, elements: &Elements) -> Vec<ChangeView> {
    let (old, new) = (old.map(rewritten), rewritten(new.clone()));
    let found = difference(old.as_ref(), &new);
    let (were, are) = (old.as_ref().map(by_id).unwrap_or_default(), by_id(&new));
    let name = |id: &EventId| {
        let known = are.get(id).or_else(|| were.get(id));
        known.map_or_else(|| id.0.clone(), |event| event.name.clone())
    };
    let mut changes: Vec<ChangeView> = Vec::new();
    for differs in found.events.iter().take(MOST_EVENTS) {
        let sides = were.get(&differs.id).copied().zip(are.get(&differs.id).copied());
        let (kind, lines) = match (&differs.change, sides) {
            (Change::Added, _) => (ChangeKind::Added, vec![]),
            (Change::Removed, _) => (ChangeKind::Removed, vec![]),
            (Change::Changed(aspects), Some((old, new))) => {
                let sides = Sides { old, new, elements: [elements.called(old), elements.called(new)] };
                (
                    ChangeKind::Changed,
                    few(aspects.iter().flat_map(|aspect| sides.lines(aspect, &name)).collect()),
                )
            }
            (Change::Changed(_), None) => (ChangeKind::Changed, vec![]),
        };
        changes.push(ChangeView { event: Some(differs.id.clone()), name: short(&differs.name), kind, lines });
    }
    if let Some(more) = found.events.len().checked_sub(MOST_EVENTS).filter(|more| *more > 0) {
        let (name, kind) = (format!("and {more} more"), ChangeKind::Changed);
        changes.push(ChangeView { event: None, name, kind, lines: vec![] });
    }
    let about_all = [
        (found.destinations, "Destinations", sent_to(old.as_ref(), &new)),
        (found.privacy, "Consent", "What is asked of visitors first.".to_owned()),
        (found.page_types, "Page types", "How pages are recognised.".to_owned()),
    ];
    for (_, name, line) in about_all.into_iter().filter(|(differs, ..)| *differs) {
        let (name, lines) = (name.to_owned(), vec![line]);
        changes.push(ChangeView { event: None, name, kind: ChangeKind::Changed, lines });
    }
    changes
}

/// The events of a config, the first where several have one id.
fn by_id(config: &Config) -> BTreeMap<&EventId, &ConfigEvent> {
    config.events.iter().rev().map(|event| (&event.id, event)).collect()
}

/// The first of many lines.
fn few(mut lines: Vec<String>) -> Vec<String> {
    if lines.len() > MOST_LINES {
        let more = lines.len() - (MOST_LINES - 1);
        lines.truncate(MOST_LINES - 1);
        lines.push(format!("and {more} more"));
    }
    lines
}

fn sent_to(old: Option<&Config>, new: &Config) -> String {
    let labels = |config: &Config| {
        let labels: Vec<&str> = config.destinations.iter().map(|to| to.kind().label()).collect();
        if labels.is_empty() { "nowhere".to_owned() } else { labels.join(", ") }
    };
    match old.map(labels) {
        Some(before) if before != labels(new) => from_to("sent to", &labels(new), &before),
        _ => "Events go there in another way.".to_owned(),
    }
}

impl Sides<'_> {
    /// All that differs.
    pub fn all(&self, name: &dyn Fn(&EventId) -> String) -> Vec<String> {
        aspects(self.old, self.new).iter().flat_map(|aspect| self.lines(aspect, name)).collect()
    }

    /// What differs in one respect, a line each: what it is now, and what it was.
    fn lines(&self, aspect: &Aspect, name: &dyn Fn(&EventId) -> String) -> Vec<String> {
        let Self { old, new, .. } = self;
        match aspect {
            Aspect::Name => vec![from_to("name", &new.name, &old.name)],
            Aspect::Trigger => {
                let words = |event: &ConfigEvent| trigger_words(&event.trigger, name);
                vec![from_to("trigger", &words(new), &words(old))]
            }
            Aspect::Pages => {
                let pages = |event: &ConfigEvent| small(&event.scope.label());
                vec![from_to("where", &pages(new), &pages(old))]
            }
            Aspect::Element => vec![self.element()],
            Aspect::Parameters { added, removed, changed } => {
                let is = |event: &ConfigEvent, name: &String| source_of(&event.parameters, name);
                let added = added.iter().map(|name| format!("also sends {}: {}", name, is(new, name)));
                let removed = removed
                    .iter()
                    .map(|name| format!("does not send {name} any more, was {}", is(old, name)));
                let changed = changed.iter().map(|name| from_to(name, &is(new, name), &is(old, name)));
                added.chain(removed).chain(changed).collect()
            }
            Aspect::Conditions => {
                let often = |event: &ConfigEvent| {
                    let words = how_often(event.limit, event.debounce_millis, &event.only_if);
                    if words.is_empty() { "every time".to_owned() } else { words }
                };
                vec![from_to("counts", &often(new), &often(old))]
            }
            Aspect::Sending => sending(&old.send, &new.send),
            Aspect::Rating => self.rating(),
        }
    }

    fn element(&self) -> String {
        let Self { old, new, elements: [was, is] } = self;
        let words = |label: &Option<String>, event: &ConfigEvent| {
            let rule = || event.selectors.first().map(|rule| format!("\"{}\"", selector_words(rule)));
            label.clone().or_else(rule).unwrap_or_else(|| "the whole page".to_owned())
        };
        let (was_words, is_words) = (words(was, old), words(is, new));
        // The rules still have one in common, or both mean what is called the same.
        let is_same =
            new.selectors.iter().any(|rule| old.selectors.contains(rule)) || is.is_some() && was == is;
        if is_same {
            return format!("element: {}, found in another way", short(&is_words));
        }
        from_to("another element", &is_words, &was_words)
    }

    fn rating(&self) -> Vec<String> {
        let Self { old, new, .. } = self;
        let of = |event: &ConfigEvent| {
            let is_macro = if event.is_macro { "yes" } else { "no" };
            [
                ("stage", json_word(&event.stage)),
                ("phase", json_word(&event.phase)),
                ("weight", event.weight.get().to_string()),
                ("macro conversion", is_macro.to_owned()),
            ]
        };
        let both = of(new).into_iter().zip(of(old));
        both.filter(|(is, was)| is != was).map(|((what, is), (_, was))| from_to(what, &is, &was)).collect()
    }
}

/// Where an event goes by another name, or not at all, a line a destination.
pub(crate) fn sending(
    old: &BTreeMap<DestinationKind, Sending>,
    new: &BTreeMap<DestinationKind, Sending>,
) -> Vec<String> {
    let words = |sending: Option<&Sending>| match sending {
        Some(Sending { off: true, .. }) => "not sent".to_owned(),
        Some(Sending { name: Some(name), .. }) => format!("sent as {name}"),
        _ => "sent under its own name".to_owned(),
    };
    let kinds: BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let lines = kinds.into_iter().map(|kind| (kind, words(new.get(kind)), words(old.get(kind))));
    lines.filter(|(_, is, was)| is != was).map(|(kind, is, was)| from_to(kind.label(), &is, &was)).collect()
}

fn source_of(parameters: &[Parameter], name: &str) -> String {
    let found = parameters.iter().find(|parameter| parameter.name == name);
    short(&found.map(|parameter| source_words(&parameter.from)).unwrap_or_default())
}

fn from_to(what: &str, is: &str, was: &str) -> String {
    format!("{}: {}, was {}", short(what), short(is), short(was))
}

/// A label within a sentence: "Product pages" is "product pages".
fn small(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn short(text: &str) -> String {
    let plain = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let cut: String = plain.clone().take(LONGEST).collect();
    if plain.count() > LONGEST { format!("{}…", cut.trim_end()) } else { cut }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use waymark_model::{Limit, ProductField, Scope, Source, Stage, Trigger, Weight};

    use super::*;

    fn event(name: &str) -> ConfigEvent {
        let event = json!({
            "id": "e", "name": name, "trigger": {"type": "click"}, "where": {},
            "selectors": [{"css": "button.buy"}],
            "parameters": [{"name": "text", "from": {"type": "element_text"}}],
            "stage": "MOFU", "phase": "intent", "weight": 5,
        });
        serde_json::from_value(event).unwrap()
    }

    fn lines(change: impl FnOnce(&mut ConfigEvent)) -> Vec<String> {
        let old = event("add_to_cart");
        let mut new = old.clone();
        change(&mut new);
        let sides = Sides { old: &old, new: &new, elements: [None, Some("Button: Buy".to_owned())] };
        sides.all(&|id| format!("name of {}", id.0))
    }

    #[test]
    fn each_respect_is_told_from_what_to_what() {
        type Edit = fn(&mut ConfigEvent);
        let cases: [(Edit, &str); 9] = [
            (|new| new.name = "add_to_bag".into(), "name: add_to_bag, was add_to_cart"),
            (|new| new.trigger = Trigger::Hover { millis: 1500 }, "trigger: Hover for 1.5 s, was Click"),
            (
                |new| new.scope = Scope { page_types: vec!["product".into()], url: None },
                "where: product pages, was every page",
            ),
            (
                |new| new.selectors = vec![Selector::new("a")],
                "another element: Button: Buy, was \"button.buy\"",
            ),
            (|new| new.selectors.insert(0, Selector::new("a")), "element: Button: Buy, found in another way"),
            (
                |new| new.parameters[0].from = Source::Product { field: ProductField::Price },
                "text: product's price, was words of the element",
            ),
            (|new| new.limit = Limit::Page, "counts: once a page view, was every time"),
            (|new| new.weight = Weight::clamped(8), "weight: 8, was 5"),
            (|new| new.stage = Stage::Bofu, "stage: BOFU, was MOFU"),
        ];
        for (edit, expected) in cases {
            assert_eq!(lines(edit), [expected]);
        }
        let replaced = lines(|new| {
            new.parameters = vec![Parameter { name: "page".into(), from: Source::PageType }];
            new.send.insert(DestinationKind::Meta, Sending { off: true, name: None });
            let name = Some("AddToCart".to_owned());
            new.send.insert(DestinationKind::Ga4, Sending { off: false, name });
        });
        assert!(replaced[0].starts_with("also sends page: "), "{replaced:?}");
        assert_eq!(replaced[1], "does not send text any more, was words of the element");
        let ga4 = DestinationKind::Ga4.label();
        assert!(replaced.contains(&format!("{ga4}: sent as AddToCart, was sent under its own name")));
        let meta = DestinationKind::Meta.label();
        assert!(replaced.contains(&format!("{meta}: not sent, was sent under its own name")), "{replaced:?}");
    }

    #[test]
    fn what_anybody_may_have_written_is_capped() {
        let config = |event: ConfigEvent| -> Config {
            let all = json!({"schema": 1, "revision": "", "pageTypes": [], "events": [event]});
            serde_json::from_value(all).unwrap()
        };
        let mut new = event(&"x".repeat(5000));
        new.selectors = vec![Selector::new("é\u{1b}[2J".repeat(100))];
        new.parameters = (0..100)
            .map(|at| Parameter { name: format!("p{at}"), from: Source::Literal { value: "y".repeat(999) } })
            .collect();
        let told = changes(Some(config(event("a"))), &config(new), &Elements::default());
        assert_eq!(told[0].lines.len(), MOST_LINES);
        assert!(told[0].lines[MOST_LINES - 1].starts_with("and "), "{:?}", told[0].lines);
        for line in &told[0].lines {
            assert!(line.chars().count() < 4 * LONGEST && !line.contains('\u{1b}'), "{line}");
        }
        assert!(told[0].lines[0].starts_with("name: xxxx") && told[0].lines[0].ends_with("…, was a"));
    }

    #[test]
    fn of_very_many_events_the_first_are_told() {
        let many = |count: usize| -> Config {
            let events: Vec<ConfigEvent> = (0..count)
                .map(|at| ConfigEvent { id: EventId(format!("e{at}")), ..event(&"n".repeat(99)) })
                .collect();
            let all = json!({"schema": 1, "revision": "", "pageTypes": [], "events": events});
            serde_json::from_value(all).unwrap()
        };
        assert_eq!(changes(None, &many(MOST_EVENTS), &Elements::default()).len(), MOST_EVENTS);
        let told = changes(None, &many(MOST_EVENTS + 2), &Elements::default());
        assert_eq!(told.len(), MOST_EVENTS + 1);
        assert_eq!((told[MOST_EVENTS].name.as_str(), &told[MOST_EVENTS].event), ("and 2 more", &None));
        assert_eq!(told[0].name.chars().count(), LONGEST + 1);
    }

    #[test]
    fn where_all_events_go_is_told_by_name() {
        let config = |destinations: serde_json::Value| -> Config {
            let all = json!({"schema": 1, "revision": "", "pageTypes": [], "destinations": destinations, "events": []});
            serde_json::from_value(all).unwrap()
        };
        let (one, both) =
            (json!([{"type": "data_layer"}]), json!([{"type": "data_layer"}, {"type": "meta"}]));
        let told = changes(Some(config(one)), &config(both), &Elements::default());
        assert_eq!((told.len(), told[0].name.as_str()), (1, "Destinations"));
        let [data_layer, meta] =
            [DestinationKind::DataLayer, DestinationKind::Meta].map(DestinationKind::label);
        assert_eq!(told[0].lines, [format!("sent to: {data_layer}, {meta}, was {data_layer}")]);
    }
}
