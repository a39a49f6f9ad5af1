//! The second look's queue: which page is shown on which device next. There are two seats, and neither waits for the
//! other: a page that takes long holds its own only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use waymark_model::EventId;

use super::render::{self, Wanted};
use super::submitting::Sent;
use super::visit::Visit;
use super::{Journal, NAP, Order, RunError, Watch, Wish, changed};
use crate::check::sentence;
use crate::record::{Record, SendingRecord};
use crate::render::{Renderer, SEATS};
use crate::report::{Ending, Tally};

/// What the journal has of this audit from before.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// Keys of pages that were looked at, and of those that were shown.
    pub done: BTreeSet<String>,
    /// Events for which something was about to be really sent, by the key of the page that it was sent from.
    pub sent: BTreeMap<String, BTreeSet<EventId>>,
}

/// Shows pages in a browser. A showing that is under way when somebody stops it is done again when the audit goes on.
pub(super) async fn show_all<J: Journal, R: Renderer>(
    order: &Order,
    visit: &Arc<Visit>,
    renderer: &R,
    before: &Before,
    journal: &mut J,
    watch: &dyn Watch,
    tally: &mut Tally,
) -> Result<Ending, RunError<J::Error>> {
    let wanted = render::wanted(tally, order.sample);
    let all = wanted.len();
    let compiled = match render::compiled(order) {
        Ok(compiled) => Some(compiled),
        Err(error) => {
            tally.cannot_try(format!(
                "No event was tried in a browser, because the plan cannot be published as it is: {}",
                sentence(&error.to_string())
            ));
            None
        }
    };
    let journal = Mutex::new(journal);
    let keep = |record: &Record| journal.lock().unwrap_or_else(PoisonError::into_inner).keep(record);
    let sent = Mutex::new(Vec::new());
    let (keep, sent) = (&keep, &sent);
    let show = |place: usize, wanted: Wanted| {
        let compiled = compiled.as_ref();
        async move {
            let note = |event: &EventId| {
                let (url, device) = (wanted.url.clone(), wanted.device.name.to_string());
                let sending = Record::Sending(SendingRecord { url, device, event: event.clone() });
                let is_kept = keep(&sending).is_ok();
                if is_kept {
                    sent.lock().unwrap_or_else(PoisonError::into_inner).push(sending);
                }
                is_kept
            };
            let before = before.sent.get(&wanted.key()).cloned().unwrap_or_default();
            let sent = Sent { before, note: &note };
            let shown = render::render(order, visit, compiled, renderer, &wanted, sent).await;
            (place, wanted, shown)
        }
    };
    let left: Vec<Wanted> =
        wanted.into_iter().filter(|wanted| !before.done.contains(&wanted.key())).collect();
    let mut done = all - left.len();
    let mut left = left.into_iter().enumerate();
    let mut under_way = FuturesUnordered::new();
    // Added up in the order of the queue, so that a report does not depend on which page was faster.
    let mut records = BTreeMap::new();
    let ending = loop {
        let wish = watch.wish();
        match wish {
            Wish::Stop => break Ending::Cancelled,
            Wish::Pause if under_way.is_empty() => {
                tokio::time::sleep(NAP).await;
                continue;
            }
            Wish::Pause => {}
            Wish::Go => {
                while under_way.len() < SEATS
                    && let Some((place, wanted)) = left.next()
                {
                    under_way.push(show(place, wanted));
                }
            }
        }
        let shown = tokio::select! {
            biased;
            shown = under_way.next() => shown,
            () = changed(watch, wish) => continue,
        };
        let Some((place, wanted, shown)) = shown else { break Ending::Complete };
        match shown {
            Ok(record) => {
                done += 1;
                watch.progress(render::progress(done, all, &wanted));
                let record = Record::Rendered(record);
                keep(&record).map_err(RunError::Journal)?;
                records.insert(place, record);
            }
            Err(error) => {
                tally.cannot_render(sentence(&error.to_string()));
                break Ending::Complete;
            }
        }
    };
    drop(under_way);
    let sent = std::mem::take(&mut *sent.lock().unwrap_or_else(PoisonError::into_inner));
    for record in sent.iter().chain(records.values()) {
        tally.add(record);
    }
    Ok(ending)
}
