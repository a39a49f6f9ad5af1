//! What was done to an event, in words, and bringing back what it was at one time. What differs for visitors is told as
//! publishing tells it; what is for people only is added here.

use waymark_compile::compiled_event;
use waymark_model::note::together;
use waymark_model::validate::EventChecks;
use waymark_model::{Event, EventId};

use crate::error::AppError;
use crate::findings;
use crate::labels;
use crate::publishing::changes::{Sides, sending};
use crate::state::App;
use crate::view::{EventHistory, Overview, PastChange};

/// Changes that are told at a time.
const PAGE: usize = 50;

impl App {
    /// Changes of an event of the open shop, the newest first: those before the one with this number, or the last ones.
    pub fn event_history(&self, id: &EventId, before: Option<i64>) -> Result<EventHistory, AppError> {
        let slug = self.open_slug()?;
        let now = self.store.event(&slug, id)?;
        let mut past = self.store.event_history(&slug, id, before, PAGE + 1)?;
        let has_more = past.len() > PAGE;
        past.truncate(PAGE);
        let plan = self.store.plan(&slug)?;
        let name = |id: &EventId| {
            let known = plan.events.iter().find(|event| event.id == *id);
            known.map_or_else(|| id.0.clone(), |event| event.name.clone())
        };
        let view = |change: waymark_store::PastChange| {
            let is_now = change.after.as_ref().is_some_and(|after| is_same(after, &now));
            PastChange {
                id: change.id,
                at: change.at,
                author: change.author,
                words: change.words,
                lines: match (&change.before, &change.after) {
                    (Some(before), Some(after)) => lines(before, after, &name),
                    _ => Vec::new(),
                },
                can_come_back: change.after.is_some() && !is_now,
                is_now,
            }
        };
        Ok(EventHistory { changes: past.into_iter().map(view).collect(), has_more })
    }

    /// Makes an event what it was after one of its changes, as a new change. Its notes stay, and its place in the list.
    pub fn bring_back_event(&mut self, id: &EventId, change: i64) -> Result<Overview, AppError> {
        let plan = self.open_plan()?;
        let earlier = self.store.event_after(&plan.shop.slug, id, change)?;
        let earlier = earlier.ok_or_else(|| AppError::NoSuchEvent(id.0.clone()))?;
        findings::refuse_errors(&findings::of_event(&earlier, &EventChecks::of(&plan)))?;
        let now = self.now();
        self.store.bring_back_event(&plan.shop.slug, id, change, with_notes, now)?;
        self.drafts.forget(id);
        self.overview()
    }
}

fn with_notes(now: &Event, earlier: Event) -> Event {
    Event { notes: together(&now.notes, &earlier.notes), ..earlier }
}

fn is_same(one: &Event, other: &Event) -> bool {
    with_notes(one, other.clone()) == with_notes(other, one.clone())
}

/// What differs between two states of an event.
fn lines(before: &Event, after: &Event, name: &dyn Fn(&EventId) -> String) -> Vec<String> {
    let (old, new) = (compiled_event(before), compiled_event(after));
    let elements = [before, after].map(|event| Some(labels::target(event)).filter(|label| !label.is_empty()));
    let mut lines = Sides { old: &old, new: &new, elements }.all(name);
    lines.extend(sending(&before.send, &after.send));
    if before.status != after.status {
        lines.push(format!("Was {}, is {}.", status(before), status(after)));
    }
    if before.platforms != after.platforms {
        let platforms: Vec<&str> = after.platforms.iter().map(|platform| platform.label()).collect();
        lines.push(format!("Is for {}.", platforms.join(", ")));
    }
    if before.owner != after.owner {
        lines.push(match (before.owner.as_str(), after.owner.as_str()) {
            (old, "") => format!("Has no owner; it was {old}."),
            ("", new) => format!("Owner: {new}."),
            (old, new) => format!("Owner: {new} instead of {old}."),
        });
    }
    if before.description != after.description {
        lines.push("Has another description.".to_owned());
    }
    lines.extend(after.notes.iter().filter(|note| !before.notes.contains(note)).map(|note| {
        let text: String = note.text.chars().take(200).collect();
        if text.len() < note.text.len() { format!("Note: {text}…") } else { format!("Note: {text}") }
    }));
    lines
}

fn status(event: &Event) -> &'static str {
    match event.status {
        waymark_model::Status::Draft => "a draft",
        waymark_model::Status::Ready => "ready",
        waymark_model::Status::Paused => "paused",
    }
}
