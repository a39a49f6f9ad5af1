//! What an audit does for an event on a page that it shows: what makes it fire, where that is quick and means something on
//! the device. What the acts themselves are is `proving`'s to say, how they are done the renderer's.

use waymark_model::{Event, PagePath};

use crate::check::Checker;
use crate::proving;
use crate::render::{Action, Device};

/// What is done for an event; nothing where it cannot be tried.
pub(super) fn deed(event: &Event, device: &Device) -> Option<Action> {
    let action = proving::deed(event).ok().filter(|_| event.runs_on_web())?;
    let is_tried = match action {
        // An audit shows many pages: nobody waits half a minute on each. And that angry clicks are none says only that what was
        // clicked answers, as it should.
        Action::Stay { .. } | Action::Rage { .. } => false,
        // A finger neither hovers nor leaves by the upper edge.
        Action::Hover { .. } | Action::Exit => *device == Device::DESKTOP,
        _ => true,
    };
    is_tried.then_some(action)
}

/// Events that may fire on a page without an element of their own and can be tried.
pub(super) fn by_itself<'a>(checker: &'a Checker, path: &PagePath) -> impl Iterator<Item = &'a Event> {
    checker.by_itself(path).filter(|event| deed(event, &Device::DESKTOP).is_some())
}
