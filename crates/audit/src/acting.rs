//! What is done on a page to make events fire, in which order, and the words for what could not be done. Shared by all who
//! try events; what comes of it is for each of them to judge.

use waymark_compile::{Compiled, TestSettings};
use waymark_model::{Event, Outcome as Submitted, Trigger};

use crate::render::{Act, Action, Outcome, Trial};

/// Why nothing is known of a page that is not shown.
pub(crate) const ELSEWHERE: &str = "A visitor who is new is shown another page.";

/// Why there is nothing to scroll.
pub(crate) const SHORT: &str = "All of the page is in view at once: there is nothing to scroll.";

/// What is said of something that may not really be sent, for a reason that is the end of a sentence.
pub(crate) fn not_sent(reason: &str) -> String {
    format!("It was not really sent: {reason}.")
}

/// What makes an event fire that is about an element, if that can be done by itself.
pub(crate) fn action(trigger: &Trigger) -> Option<Action> {
    match trigger {
        Trigger::Click => Some(Action::Click),
        // Whether it worked is known only when it is really sent.
        Trigger::Submit { outcome, .. } if *outcome == Submitted::default() => Some(Action::Submit),
        Trigger::Change => Some(Action::Change { value: None }),
        Trigger::Visible { millis, .. } => Some(Action::Visible { millis: *millis }),
        _ => None,
    }
}

/// Events to be tried on one page, each by what `deed` says; nothing where there is none. `late` is how long tools that
/// gather what they are told get after each act, in milliseconds.
pub(crate) fn trial<'event>(
    compiled: &Compiled,
    events: impl IntoIterator<Item = &'event Event>,
    deed: impl Fn(&Event) -> Option<Action>,
    late: u32,
) -> Option<Trial> {
    let act = |event: &Event| {
        let selectors = event.target.as_ref().map(|target| target.selectors.clone()).unwrap_or_default();
        Some(Act { event: event.id.clone(), selectors, action: deed(event)?, sends: None })
    };
    let mut acts: Vec<Act> = events.into_iter().filter_map(act).collect();
    gentle_first(&mut acts);
    if acts.is_empty() { None } else { trial_of(compiled, acts, late) }
}

/// The same of these acts, in their order.
pub(crate) fn trial_of(compiled: &Compiled, acts: Vec<Act>, late: u32) -> Option<Trial> {
    let script = compiled.test_js(&TestSettings::default()).ok()?;
    Some(Trial { config: compiled.config.clone(), script, acts, submits: false, late })
}

/// Gentle things come first: a click may change what the next one is about.
fn gentle_first(acts: &mut [Act]) {
    acts.sort_by_key(|act| match act.action {
        // Before anything else takes its time: what fires in between is the act's of that moment.
        Action::PageView | Action::Stay { .. } => 0,
        Action::Visible { .. } => 1,
        Action::Scroll { .. } => 2,
        Action::Hover { .. } => 3,
        Action::Change { .. } => 4,
        Action::Click => 5,
        Action::Submit => 6,
        Action::Rage { .. } => 7,
        // Many shops open something when a visitor is about to leave.
        Action::Exit => 8,
    });
}

/// Why it was not done.
pub(crate) fn undone(outcome: &Outcome) -> Option<String> {
    Some(match outcome {
        Outcome::Done => return None,
        Outcome::Missing => "A visitor who is new does not find the element on this page.".to_owned(),
        Outcome::Invisible => "The element cannot be seen on a desktop.".to_owned(),
        Outcome::Covered { by } => format!("Something lies over the element: {by}."),
        Outcome::Disabled => {
            "The element is switched off for a visitor who is new. Do what switches it on first, such as choosing an option or logging in.".to_owned()
        }
        Outcome::Unfit => "That cannot be done with such an element.".to_owned(),
        Outcome::Short => SHORT.to_owned(),
        Outcome::Silent => "The page did not answer.".to_owned(),
        Outcome::Withheld { reason } => not_sent(reason),
    })
}
