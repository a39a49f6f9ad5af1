//! What an earlier event's action left open (a drawer, a dialog) may lie over the element of the next one, or keep its
//! action from meaning anything; and one page of a busy shop may be slow once. Such events are tried again on the page as
//! nobody has touched it, before it is said that they cannot be tried, or do not fire.

use waymark_model::EventId;

use super::leaving::leaving;
use super::render::firings;
use crate::record::{Firing, RenderRecord};
use crate::render::{Act, Outcome, RenderRequest, Rendered, Renderer, Tried};

/// So often a page is shown again for them. On each of these the first of them has the page for itself.
const AGAIN: usize = 3;

/// The events whose element something lay over, and those that did not fire, in the order in which they were tried.
pub(super) fn doubtful(acts: &[EventId], tried: Option<&Tried>) -> Vec<EventId> {
    let Some(tried) = tried else { return Vec::new() };
    let is_covered =
        |at: usize| tried.acts.get(at).is_some_and(|act| matches!(act.outcome, Outcome::Covered { .. }));
    let fired = firings(acts, tried);
    let is_doubtful =
        |(at, event): &(usize, &EventId)| is_covered(*at) || fired.get(event) == Some(&Firing::Silent);
    acts.iter().enumerate().filter(is_doubtful).map(|(_, event)| event.clone()).collect()
}

/// Tries them again, and puts what came of it in the place of what did before.
pub(super) async fn try_again<R: Renderer>(
    record: &mut RenderRecord,
    request: &RenderRequest,
    renderer: &R,
    mut left: Vec<EventId>,
) {
    for _ in 0..AGAIN {
        let Some(request) = only(request, &left) else { return };
        let shown = renderer.render(&request).await.ok().filter(|shown| !is_another(shown, &request));
        let Some(shown) = shown else { return unsure(record, &left) };
        add(record, &shown, &left);
        let doubtful = doubtful(&left, shown.tried.as_ref());
        // What the untouched page lies over stays so, and what does not fire there does not.
        left = doubtful.into_iter().filter(|event| Some(event) != left.first()).collect();
    }
}

/// The shop shows something else this time, which says nothing of its page.
fn is_another(shown: &Rendered, request: &RenderRequest) -> bool {
    url::Url::parse(&request.url).is_ok_and(|page| shown.is_elsewhere(&page))
}

/// What did not fire once, and could not be tried again, is not told as silent.
fn unsure(record: &mut RenderRecord, left: &[EventId]) {
    for event in left {
        if record.fired.get(event) == Some(&Firing::Silent) {
            let reason = "It did not fire, and its page could not be shown again to make sure.".to_owned();
            record.fired.insert(event.clone(), Firing::NotDone { reason });
        }
    }
}

/// The same showing with nothing but these events.
fn only(request: &RenderRequest, events: &[EventId]) -> Option<RenderRequest> {
    let mut request = request.clone();
    request.pictures.clear();
    let trial = request.trial.as_mut()?;
    let acts: Vec<Act> = events
        .iter()
        .filter_map(|event| trial.acts.iter().find(|act| act.event == *event).cloned())
        .collect();
    trial.acts = acts;
    (!trial.acts.is_empty()).then_some(request)
}

/// What left while the page loaded was told the first time.
fn add(record: &mut RenderRecord, shown: &Rendered, acts: &[EventId]) {
    let Some(tried) = &shown.tried else { return };
    record.fired.extend(firings(acts, tried));
    let told = leaving(shown, acts);
    record.leaving.after.extend(told.after);
    record.leaving.doubled.extend(told.doubled.into_iter().filter(|(after, _)| after.is_some()));
    for personal in told.personal {
        if !record.leaving.personal.contains(&personal) {
            record.leaving.personal.push(personal);
        }
    }
    for refused in told.refused {
        if !record.leaving.refused.contains(&refused) {
            record.leaving.refused.push(refused);
        }
    }
}
