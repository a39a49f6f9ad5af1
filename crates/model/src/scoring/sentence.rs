//! Rules about events that are made of others, as plain sentences.

use crate::{Event, EventId, Span, Trigger};

impl Trigger {
    /// What makes it fire, in a sentence: "Fires when the score of the visit reaches 10 and there was no purchase for 10
    /// minutes."; `None` where it is not made of other events. `events` are the plan's.
    #[must_use]
    pub fn sentence(&self, events: &[Event]) -> Option<String> {
        let name = |id: &EventId| {
            let event = events.iter().find(|event| event.id == *id);
            event.map_or("an event that is gone", |event| event.name.as_str()).to_owned()
        };
        let names = |ids: &[EventId], last: &str| listed(&ids.iter().map(name).collect::<Vec<_>>(), last);
        let words = match self {
            Self::Count { events, times, different, within } => {
                let what = if *different { "about different things " } else { "" };
                format!(
                    "Fires when {} happened {what}{} {}.",
                    names(events, "or"),
                    times_over(*times),
                    span(*within)
                )
            }
            Self::Sequence { events, within } => {
                let steps: Vec<String> = events.iter().map(name).collect();
                format!("Fires when {} happened {}.", steps.join(", then "), span(*within))
            }
            Self::Score { threshold, events, within, unbought_minutes } => {
                let what = if events.is_empty() {
                    "the score".to_owned()
                } else {
                    format!("the score of {}", names(events, "and"))
                };
                let rest = unbought_minutes
                    .map(|minutes| format!(" and there was no purchase for {}", counted(minutes, "minute")))
                    .unwrap_or_default();
                format!("Fires when {what} {} reaches {threshold}{rest}.", span(*within))
            }
            Self::Velocity { events, times, minutes } => {
                let what = if events.is_empty() {
                    counted(*times, "event")
                } else {
                    format!("{} of {}", times, names(events, "and"))
                };
                format!("Fires when {what} happen within {}.", counted(*minutes, "minute"))
            }
            _ => return None,
        };
        Some(words)
    }
}

fn span(span: Span) -> &'static str {
    match span {
        Span::Page => "on one page",
        Span::Session => "in one visit",
        Span::Visitor => "over all visits",
    }
}

fn times_over(times: u32) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        times => format!("{times} times"),
    }
}

fn counted(number: u32, one: &str) -> String {
    if number == 1 { format!("{number} {one}") } else { format!("{number} {one}s") }
}

/// "a, b or c"
fn listed(names: &[String], last: &str) -> String {
    match names {
        [] => "nothing yet".to_owned(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> EventId {
        EventId(text.into())
    }

    #[test]
    fn rules_read_as_sentences() {
        let events = ["view", "cart"].map(|name| Event::new(id(name), name.into(), Trigger::Click));
        let says = |trigger: Trigger| trigger.sentence(&events).unwrap_or_default();
        let (all, both) = (Vec::new(), vec![id("view"), id("cart")]);
        let score = |events, unbought_minutes| Trigger::Score {
            threshold: 10,
            events,
            within: Span::Session,
            unbought_minutes,
        };
        assert_eq!(
            says(score(all.clone(), Some(10))),
            "Fires when the score in one visit reaches 10 and there was no purchase for 10 minutes."
        );
        assert_eq!(
            says(score(both.clone(), None)),
            "Fires when the score of view and cart in one visit reaches 10."
        );
        assert_eq!(
            says(Trigger::Count { events: both.clone(), times: 3, different: true, within: Span::Visitor }),
            "Fires when view or cart happened about different things 3 times over all visits."
        );
        assert_eq!(
            says(Trigger::Sequence { events: both, within: Span::Page }),
            "Fires when view, then cart happened on one page."
        );
        assert_eq!(
            says(Trigger::Velocity { events: all, times: 4, minutes: 3 }),
            "Fires when 4 events happen within 3 minutes."
        );
        assert_eq!(Trigger::Click.sentence(&events), None);
        let gone =
            Trigger::Count { events: vec![id("x")], times: 1, different: false, within: Span::Session };
        assert_eq!(says(gone), "Fires when an event that is gone happened once in one visit.");
    }
}
