//! What a shop measures already of one thing that visitors do: the page is shown where nobody sees it, the thing is done
//! there, and what would have left for tools that count visitors is read, and what was pushed into the data layer.
//! Navigations, forms, carts and the tools' requests are held back. What that means for an event is not decided here.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;
use waymark_identify::mask::mask;
use waymark_model::config::Config;
use waymark_model::{
    Condition, ConfigEvent, EventId, Limit, Phase, Privacy, Scope, Selector, Stage, Trigger, Weight,
};

use crate::acting::{ELSEWHERE, action, undone};
use crate::render::{Act, Acted, Device, RenderRequest, Rendered, Trial};
use crate::requests::{GATHERS, Hit, HitKind, is_of_load, is_often};
use crate::run::leaving::leaving;

/// Who the script that hears the data layer says it is (`ui/page/render/layer.ts`).
const LAYER: &str = "data_layer";
/// Where it says which event was pushed.
const PUSHED: &str = "pushed_event";
/// How long the page may take to come to rest, in milliseconds.
const PATIENCE: u32 = 8_000;
/// How long tools that gather what they are told are waited for, in milliseconds.
const LATE: u32 = 5_500;
/// Pushes that are told.
const MOST_PUSHES: usize = 20;

/// An event in the data layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Pushed {
    /// Its name.
    pub event: String,
    /// What came with it, personal data masked.
    pub parameters: BTreeMap<String, String>,
}

/// What was seen.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// It was done; this is what came of it.
    Done {
        /// Events that tools were to get, what pages send often or when they open left out.
        hits: Vec<Hit>,
        /// Events that the data layer got.
        pushed: Vec<Pushed>,
        /// Not all that left could be looked at, or told to belong to what was done.
        is_partial: bool,
    },
    /// It could not be done, or the page was another; why, as a sentence.
    Not(String),
    /// The shop holds programs off, by this status.
    HeldOff(u16),
}

/// What is to be shown and done; nothing where an event with such a trigger comes of nothing that is done with an element.
/// `layer` is the script that hears the data layer.
#[must_use]
pub fn request(
    page: &Url,
    event: &EventId,
    trigger: &Trigger,
    selectors: &[Selector],
    layer: &str,
) -> Option<RenderRequest> {
    let act =
        Act { event: event.clone(), selectors: selectors.to_vec(), action: action(trigger)?, sends: None };
    let trial =
        Trial { config: config(), script: layer.to_owned(), acts: vec![act], submits: false, late: LATE };
    let mut request = RenderRequest::new(page.as_str(), Device::DESKTOP);
    request.patience = PATIENCE;
    request.trial = Some(trial);
    Some(request)
}

/// What the page that was shown says.
#[must_use]
pub fn seen(shown: &Rendered, page: &Url, event: &EventId) -> Seen {
    if let Some(status) = shown.held_off() {
        return Seen::HeldOff(status);
    }
    if shown.is_elsewhere(page) {
        return Seen::Not(ELSEWHERE.to_owned());
    }
    let Some(acted) = shown.tried.as_ref().and_then(|tried| tried.acts.first()) else {
        return Seen::Not("The page did not answer.".to_owned());
    };
    if let Some(reason) = undone(&acted.outcome) {
        return Seen::Not(reason);
    }
    let leaving = leaving(shown, std::slice::from_ref(event));
    let after = leaving.after.get(event);
    let gathers = leaving.opening.iter().any(|hit| GATHERS.contains(&hit.vendor));
    let is_telling = |hit: &&Hit| {
        hit.kind == HitKind::Event
            && !hit.event.is_empty()
            && !is_often(&hit.event)
            && !is_of_load(&hit.event)
    };
    Seen::Done {
        hits: after.into_iter().flatten().filter(is_telling).cloned().collect(),
        pushed: pushed(acted),
        is_partial: leaving.blind > 0 || (after.is_none() && gathers),
    }
}

/// What the data layer got after it was done.
fn pushed(acted: &Acted) -> Vec<Pushed> {
    let mut all: Vec<Pushed> = Vec::new();
    for fired in acted.fired.iter().filter(|fired| fired.event.0 == LAYER) {
        let Some(event) = fired.parameters.get(PUSHED).and_then(Value::as_str) else { continue };
        let parameters = fired.parameters.iter().filter(|(name, _)| *name != PUSHED);
        let parameters = parameters.map(|(name, value)| (name.clone(), mask(&plain(value))));
        let pushed = Pushed { event: mask(event), parameters: parameters.collect() };
        if all.len() < MOST_PUSHES && !is_of_load(event) && !all.contains(&pushed) {
            all.push(pushed);
        }
    }
    all
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What the picker believes the script that hears the data layer by.
fn config() -> Config {
    Config {
        schema: Config::SCHEMA,
        revision: LAYER.to_owned(),
        base: String::new(),
        page_types: Vec::new(),
        destinations: waymark_model::destination::default_destinations(),
        privacy: Privacy::default(),
        events: vec![ConfigEvent {
            id: EventId(LAYER.to_owned()),
            name: LAYER.to_owned(),
            trigger: Trigger::Click,
            scope: Scope::default(),
            limit: Limit::default(),
            debounce_millis: 0,
            only_if: Condition::default(),
            send: BTreeMap::new(),
            selectors: Vec::new(),
            parameters: Vec::new(),
            stage: Stage::Mofu,
            phase: Phase::Consideration,
            weight: Weight::clamped(1),
            is_macro: false,
        }],
        parts: vec![],
        index: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::*;

    fn shown(outcome: &Value, requests: &Value, fired: &Value) -> Rendered {
        let snapshot = json!({ "url": "", "title": "", "viewport": [1, 1], "scroll": [0, 0], "nodes": [] });
        let act = json!({
            "outcome": outcome, "fired": fired, "held": [], "isWhole": true,
            "requests": [1, requests.as_array().map_or(1, |all| all.len() + 1)],
        });
        let mut all = vec![json!({ "url": "https://shop.example/products/mug", "method": "GET", "at": 1 })];
        all.extend(requests.as_array().cloned().unwrap_or_default());
        from_value(json!({
            "url": "https://shop.example/products/mug", "status": 200, "snapshot": snapshot, "busy": null,
            "requests": all, "requestsCut": false, "unasked": 0, "scriptErrors": { "count": 0, "first": [] },
            "denied": { "dialogs": 0, "windows": 0, "downloads": 0, "schemes": 0, "logins": 0, "permissions": 0 },
            "timing": { "loaded": 1, "settled": 2, "done": 3 },
            "tried": { "opening": [], "acts": [act] },
        }))
        .expect("a page")
    }

    fn page() -> Url {
        Url::parse("https://shop.example/products/mug").expect("an address")
    }

    const COLLECT: &str = "https://region1.google-analytics.com/g/collect?v=2&tid=G-ABC123&_p=1";

    #[test]
    fn what_left_and_what_was_pushed_are_told_and_what_pages_send_by_themselves_is_not() {
        let sent = |event: &str| json!({ "url": format!("{COLLECT}&en={event}&epn.value=29"), "method": "POST", "at": 2, "held": true });
        let push = |event: &str| {
            json!({
                "event": "data_layer", "name": "data_layer", "revision": "data_layer", "proven": false, "at": 2,
                "url": "https://shop.example/", "deliveries": [],
                "parameters": { "pushed_event": event, "value": 29, "mail": "ada@mail.example" },
            })
        };
        let shown = shown(
            &json!({ "kind": "done" }),
            &json!([sent("add_to_cart"), sent("page_view"), sent("user_engagement")]),
            &json!([push("add_to_cart"), push("add_to_cart"), push("page_view")]),
        );
        let Seen::Done { hits, pushed, is_partial } = seen(&shown, &page(), &EventId("e".into())) else {
            panic!("it was done")
        };
        let events: Vec<_> = hits.iter().map(|hit| (hit.account.as_str(), hit.event.as_str())).collect();
        assert_eq!(events, [("G-ABC123", "add_to_cart")]);
        assert_eq!(pushed.len(), 1);
        assert_eq!((pushed[0].event.as_str(), pushed[0].parameters["value"].as_str()), ("add_to_cart", "29"));
        assert!(!pushed[0].parameters["mail"].contains("ada"));
        assert!(!is_partial);
    }

    #[test]
    fn what_could_not_be_done_is_said_and_is_not_nothing() {
        let event = EventId("e".into());
        let covered =
            shown(&json!({ "kind": "covered", "by": "Button: Accept all" }), &json!([]), &json!([]));
        assert_eq!(
            seen(&covered, &page(), &event),
            Seen::Not("Something lies over the element: Button: Accept all.".into())
        );
        let elsewhere = Url::parse("https://shop.example/account").expect("an address");
        let done = shown(&json!({ "kind": "done" }), &json!([]), &json!([]));
        assert!(matches!(seen(&done, &elsewhere, &event), Seen::Not(_)));
        assert!(matches!(seen(&done, &page(), &event), Seen::Done { .. }));
        let answered = |status| seen(&Rendered { status: Some(status), ..done.clone() }, &page(), &event);
        assert_eq!(answered(403), Seen::HeldOff(403));
        assert!(matches!(answered(404), Seen::Not(_)), "a page that is gone is no wall");
    }

    #[test]
    fn only_what_is_done_with_an_element_is_tried() {
        let id = EventId("e".into());
        let asked = |trigger: &Trigger| request(&page(), &id, trigger, &[Selector::new("button")], "layer");
        let click = asked(&Trigger::Click).and_then(|request| request.trial).expect("a trial");
        assert!(!click.submits && click.script == "layer");
        assert!(asked(&Trigger::PageView).is_none());
    }
}
