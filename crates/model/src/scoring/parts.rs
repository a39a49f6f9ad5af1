//! The four ways in which events make up another: the twins of the runtime's fragments `count`, `sequence`, `threshold`
//! and `velocity`.

use super::ScoreProgress;
use super::memory::Memories;
use crate::{ConfigEvent, Millis, Span, Trigger};

/// Whether `part` is one of those that make up `whole`. Where none is named, all are but those that are made of others.
fn is_part(whole: &ConfigEvent, part: &ConfigEvent) -> bool {
    match whole.trigger.events() {
        [] => !part.trigger.is_composed(),
        named => named.contains(&part.id),
    }
}

/// Whether the event is complete now that this part fired.
pub fn completes(whole: &ConfigEvent, part: &ConfigEvent, memories: &mut Memories, now: Millis) -> bool {
    if !whole.trigger.is_composed() || !is_part(whole, part) {
        return false;
    }
    match &whole.trigger {
        Trigger::Count { times, within, .. } => {
            let own = memories.own_mut(*within, &whole.id, now);
            if own.done {
                return false;
            }
            // Each time is taken to be about something else, which is what "only different ones" asks for.
            own.count += 1;
            own.done = own.count >= *times;
            own.done
        }
        Trigger::Sequence { events, within } => {
            let own = memories.own_mut(*within, &whole.id, now);
            own.at += usize::from(events.get(own.at) == Some(&part.id));
            let is_complete = own.at == events.len();
            if is_complete {
                own.at = 0;
            }
            is_complete
        }
        Trigger::Score { threshold, within, unbought_minutes, .. } => {
            let own = memories.own_mut(*within, &whole.id, now);
            if own.done || own.reached.is_some() {
                return false;
            }
            own.sum += u32::from(part.weight.get());
            if own.sum < *threshold {
                return false;
            }
            if unbought_minutes.is_some() {
                own.reached = Some(now);
                return false;
            }
            own.done = true;
            true
        }
        Trigger::Velocity { times, minutes, .. } => {
            let own = memories.own_mut(Span::Session, &whole.id, now);
            let window = Millis::from(*minutes) * 60_000;
            own.times.retain(|time| now - time < window);
            if own.times.is_empty() {
                own.done = false;
            }
            own.times.push(now);
            let reached = own.times.len() >= *times as usize;
            let surplus = own.times.len().saturating_sub(*times as usize);
            own.times.drain(..surplus);
            let is_complete = reached && !own.done;
            own.done |= is_complete;
            is_complete
        }
        _ => false,
    }
}

/// How far the event is; nothing for one that is not made of others.
pub fn progress(event: &ConfigEvent, memories: &mut Memories, now: Millis) -> Option<ScoreProgress> {
    let (span, need) = match &event.trigger {
        Trigger::Count { times, within, .. } => (*within, *times),
        Trigger::Sequence { events, within } => (*within, events.len() as u32),
        Trigger::Score { threshold, within, .. } => (*within, *threshold),
        Trigger::Velocity { times, .. } => (Span::Session, *times),
        _ => return None,
    };
    let own = memories.own_mut(span, &event.id, now);
    let have = match &event.trigger {
        Trigger::Count { .. } => own.count,
        Trigger::Sequence { .. } => own.at as u32,
        Trigger::Score { .. } => own.sum,
        Trigger::Velocity { minutes, .. } => {
            let window = Millis::from(*minutes) * 60_000;
            own.times.iter().filter(|time| now - **time < window).count() as u32
        }
        _ => 0,
    };
    let is_waiting = own.reached.is_some() && !own.done;
    Some(ScoreProgress { event: event.id.clone(), have, need, is_done: own.done, is_waiting })
}
