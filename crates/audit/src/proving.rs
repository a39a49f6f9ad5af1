//! Whether events of a plan fire, on one page that is shown where nobody sees it: Waymark does there what each of them
//! counts, and the runtime under test says what came of it. Navigations, forms and carts are held back. What that proves
//! is not decided here.

use std::collections::BTreeMap;

use serde_json::Value;
use url::Url;
use waymark_compile::Compiled;
use waymark_model::{Condition, Event, EventId, Trigger};

use crate::acting::{ELSEWHERE, action, trial, undone};
use crate::render::{Act, Acted, Action, Device, Outcome, RenderRequest, Rendered, Tried};
use crate::run::picturing::{Asked, MOST, wanted};

/// How long the page may take to come to rest, in milliseconds.
const PATIENCE: u32 = 8_000;

/// Longest stay on a page that Waymark takes upon itself, in seconds.
const LONGEST_STAY: u32 = 60;

/// What was seen of one event.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    /// It fired, and the page could not have made that up.
    Fired {
        /// Its parameters as sent.
        parameters: BTreeMap<String, Value>,
        /// Where.
        url: Url,
        /// What its element looked like before anything was done, PNG.
        picture: Option<Vec<u8>>,
    },
    /// Its element cannot be seen on this device.
    Invisible,
    /// It did not fire, or that could not be seen; why, as a sentence. Where something was in the way, it may fire on a page
    /// of its own.
    Not(String),
}

/// What Waymark does to make an event fire; why it cannot and what a person does instead, as sentences.
pub fn deed(event: &Event) -> Result<Action, &'static str> {
    if event.only_if != Condition::default() {
        return Err("It counts some visitors only, and Waymark is none of them. Do it as one of them.");
    }
    Err(match &event.trigger {
        Trigger::PageView => return Ok(Action::PageView),
        Trigger::Scroll { percents } if event.target.is_none() => {
            return Ok(Action::Scroll { percent: percents.iter().copied().max().unwrap_or(100) });
        }
        Trigger::Scroll { .. } => "Scroll through the element yourself.",
        Trigger::Time { seconds } => match seconds.first() {
            Some(seconds) if *seconds <= LONGEST_STAY => return Ok(Action::Stay { seconds: *seconds }),
            _ => "It takes more than a minute on one page. Stay there that long yourself.",
        },
        Trigger::Exit => return Ok(Action::Exit),
        Trigger::RageClick { clicks, millis } => {
            return Ok(Action::Rage { clicks: *clicks, millis: *millis });
        }
        Trigger::Hover { millis } => return Ok(Action::Hover { millis: *millis }),
        Trigger::Video { .. } => "Waymark plays no videos. Play it yourself.",
        Trigger::Gallery => "Galleries are too different for Waymark. Go to another picture yourself.",
        Trigger::Copy => "Waymark copies no texts. Copy it yourself.",
        Trigger::AddToCart => "Waymark puts nothing into carts. Put something into it yourself.",
        Trigger::Submit { .. } if action(&event.trigger).is_none() => {
            "Whether the form worked is known only when it is really sent, and Waymark sends none. Send it yourself."
        }
        Trigger::Count { .. }
        | Trigger::Sequence { .. }
        | Trigger::Score { .. }
        | Trigger::Velocity { .. } => {
            "It is made of other events. Do yourself what these count, one after the other."
        }
        trigger => return action(trigger).ok_or("Do it yourself."),
    })
}

/// What is to be shown and done for these events; those that cannot be done are left out.
#[must_use]
pub fn request(page: &Url, device: Device, events: &[&Event], compiled: &Compiled) -> Option<RenderRequest> {
    let mut request = RenderRequest::new(page.as_str(), device);
    request.patience = PATIENCE;
    request.trial = trial(compiled, events.iter().copied(), |event| deed(event).ok(), 0);
    let acts = request.trial.iter().flat_map(|trial| &trial.acts);
    request.pictures = wanted(&pictured(acts));
    request.trial.is_some().then_some(request)
}

/// What the page that was shown says of each event that something was done for.
#[must_use]
pub fn seen(shown: &Rendered, page: &Url, request: &RenderRequest) -> BTreeMap<EventId, Seen> {
    let Some(trial) = &request.trial else { return BTreeMap::new() };
    let all_not = |reason: &str| {
        trial.acts.iter().map(|act| (act.event.clone(), Seen::Not(reason.to_owned()))).collect()
    };
    if let Some(status) = shown.held_off() {
        return all_not(&format!(
            "The shop held it off with status {status}, as shops do with programs. Give Waymark its crawler headers under Audit, Crawler access."
        ));
    }
    if shown.is_elsewhere(page) {
        return all_not(ELSEWHERE);
    }
    let Some(tried) = &shown.tried else { return all_not("The page did not answer.") };
    let asked = pictured(&trial.acts);
    let mut pictures: BTreeMap<EventId, Vec<u8>> = asked
        .into_iter()
        .zip(&shown.pictures)
        .filter_map(|((event, _), png)| Some((event, png.clone()?)))
        .collect();
    let outcomes = trial.acts.iter().zip(&tried.acts);
    outcomes
        .map(|(act, acted)| {
            let picture = pictures.remove(&act.event);
            (act.event.clone(), one(act, acted, tried, &trial.config.revision, picture))
        })
        .collect()
}

/// The elements that one showing pictures: those of the first acts.
fn pictured<'a>(acts: impl IntoIterator<Item = &'a Act>) -> Vec<Asked> {
    let with_element = acts.into_iter().filter(|act| !act.selectors.is_empty());
    with_element.map(|act| (act.event.clone(), act.selectors.clone())).take(MOST).collect()
}

fn one(act: &Act, acted: &Acted, tried: &Tried, revision: &str, picture: Option<Vec<u8>>) -> Seen {
    let fired = acted.fired.iter().chain(&tried.opening);
    let own = fired
        .into_iter()
        .find(|fired| fired.event == act.event && fired.revision == revision && fired.proven);
    if let Some(own) = own
        && let Ok(url) = Url::parse(&own.url)
    {
        return Seen::Fired { parameters: own.parameters.clone(), url, picture };
    }
    match &acted.outcome {
        Outcome::Invisible => Seen::Invisible,
        outcome => Seen::Not(undone(outcome).unwrap_or_else(|| "It was done, and nothing fired.".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};
    use waymark_compile::compile;
    use waymark_model::{Plan, Selector, Target};

    use super::*;

    fn event(id: &str, trigger: Trigger) -> Event {
        let target = Target { selectors: vec![Selector::new(format!("#{id}"))], ..Target::default() };
        Event { target: Some(target), ..Event::new(EventId(id.into()), id.into(), trigger) }
    }

    fn plan(events: Vec<Event>) -> Plan {
        let shop = json!({ "slug": "s", "name": "S", "url": "https://s.example/" });
        let mut plan: Plan = from_value(json!({ "schema": 1, "shop": shop, "events": [] })).unwrap();
        plan.events = events;
        plan
    }

    fn page() -> Url {
        Url::parse("https://s.example/p").unwrap()
    }

    fn asked(events: Vec<Event>) -> (RenderRequest, String) {
        let plan = plan(events);
        let compiled = compile(&plan).unwrap();
        let request = request(&page(), Device::DESKTOP, &plan.events.iter().collect::<Vec<_>>(), &compiled);
        (request.unwrap(), compiled.config.revision)
    }

    fn shown(url: &str, tried: &Value) -> Rendered {
        let snapshot = json!({ "url": "", "title": "", "viewport": [1, 1], "scroll": [0, 0], "nodes": [] });
        from_value(json!({
            "url": url, "status": 200, "snapshot": snapshot, "busy": null, "requests": [],
            "requestsCut": false, "scriptErrors": { "count": 0, "first": [] },
            "denied": { "dialogs": 0, "windows": 0, "downloads": 0, "schemes": 0, "logins": 0, "permissions": 0 },
            "timing": { "loaded": 1, "settled": 2, "done": 3 }, "pictures": [], "tried": tried,
        }))
        .unwrap()
    }

    fn acted(outcome: &Value, fired: &Value) -> Value {
        json!({ "outcome": outcome, "fired": fired, "requests": [0, 0], "held": [] })
    }

    fn fired(event: &str, revision: &str, proven: bool) -> Value {
        json!([{
            "event": event, "name": event, "revision": revision, "parameters": { "n": 1 }, "proven": proven,
            "url": "https://s.example/p", "deliveries": [], "at": 1,
        }])
    }

    #[test]
    fn an_event_is_believed_by_its_own_revision_and_only_when_the_page_cannot_have_made_it_up() {
        let (request, revision) = asked(vec![event("a", Trigger::Click), event("b", Trigger::Click)]);
        let done = json!({ "kind": "done" });
        let say = |first: Value, second: Value| {
            let tried = json!({ "opening": [], "acts": [acted(&done, &first), acted(&done, &second)] });
            seen(&shown("https://s.example/p?variant=1", &tried), &page(), &request)
        };
        let right = say(fired("a", &revision, true), fired("b", &revision, true));
        assert!(right.values().all(|seen| matches!(seen, Seen::Fired { .. })), "{right:?}");
        let wrong = say(fired("a", &revision, false), fired("b", "other", true));
        assert!(
            wrong.values().all(|seen| *seen == Seen::Not("It was done, and nothing fired.".into())),
            "{wrong:?}"
        );
    }

    #[test]
    fn what_a_newcomer_is_sent_away_from_proves_nothing() {
        let (request, revision) = asked(vec![event("a", Trigger::Click)]);
        let tried = json!({ "opening": fired("a", &revision, true), "acts": [acted(&json!({ "kind": "done" }), &json!([]))] });
        let elsewhere = seen(&shown("https://s.example/login", &tried), &page(), &request);
        assert_eq!(
            elsewhere[&EventId("a".into())],
            Seen::Not("A visitor who is new is shown another page.".into())
        );
    }

    #[test]
    fn gentle_things_come_first_and_what_cannot_be_done_is_left_out() {
        let mut for_some = event("for_some", Trigger::Click);
        for_some.only_if.min_score = 3;
        let (request, _) = asked(vec![
            event("size_chart_open", Trigger::Click),
            event("code_copy", Trigger::Copy),
            for_some,
            Event::new(EventId("product_seen".into()), "product_seen".into(), Trigger::PageView),
        ]);
        let acts: Vec<String> = request.trial.unwrap().acts.into_iter().map(|act| act.event.0).collect();
        assert_eq!(acts, ["product_seen", "size_chart_open"]);
    }

    #[test]
    fn a_newcomers_events_without_an_element_are_done_and_the_rest_says_what_to_do() {
        let without = |trigger| Event::new(EventId("e".into()), "e".into(), trigger);
        let stay = |seconds: &[u32]| without(Trigger::Time { seconds: seconds.to_vec() });
        assert_eq!(deed(&stay(&[30, 60, 120])), Ok(Action::Stay { seconds: 30 }));
        assert_eq!(deed(&without(Trigger::Exit)), Ok(Action::Exit));
        let rage = Action::Rage { clicks: 3, millis: 1000 };
        assert_eq!(deed(&without(Trigger::RageClick { clicks: 3, millis: 1000 })), Ok(rage));
        let hover = deed(&event("hover", Trigger::Hover { millis: 700 }));
        assert_eq!(hover, Ok(Action::Hover { millis: 700 }));
        for by_hand in Trigger::kinds().into_iter().map(|trigger| event("e", trigger)).chain([stay(&[90])]) {
            if let Err(reason) = deed(&by_hand) {
                assert!(reason.contains("yourself"), "{reason}");
            }
        }
    }
}
