//! What a page that was shown told tools that count visitors: of its load, and of each event's action. Bounded, so that
//! a record stays small whatever a page sends.

use url::Url;
use waymark_model::EventId;

use crate::record::Leaving;
use crate::render::{Outcome, Rendered, Sent};
use crate::requests::{Decoded, Hit, Request, decode, doubled};

/// Hits that are kept of a load, and of one action.
const MOST_OF_LOAD: usize = 80;
const MOST_OF_ACTION: usize = 30;
/// Finds of personal data that are kept of a page.
const MOST_PERSONAL: usize = 20;

/// Decodes what left, by what made it leave. `acts` are the events whose actions were tried, in that order.
pub(super) fn leaving(shown: &Rendered, acts: &[EventId]) -> Leaving {
    let host =
        Url::parse(&shown.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let tried = shown.tried.as_ref().map(|tried| tried.acts.as_slice()).unwrap_or_default();
    let of_load = tried.first().map_or(shown.requests.len(), |first| first.requests[0]);
    let mut leaving = Leaving::default();
    let opening = hits(range(&shown.requests, [0, of_load]), &host, &mut leaving);
    leaving.doubled.extend(doubled(&opening).into_iter().map(|doubled| (None, doubled)));
    let mut of_page = opening;
    for (event, acted) in acts.iter().zip(tried) {
        let after = hits(range(&shown.requests, acted.requests), &host, &mut leaving);
        // Of what comes late nobody knows which act it belongs to; it leaves the page all the same.
        if !acted.is_whole || acted.outcome != Outcome::Done {
            of_page.extend(after);
            continue;
        }
        leaving.doubled.extend(doubled(&after).into_iter().map(|doubled| (Some(event.clone()), doubled)));
        leaving.after.insert(event.clone(), once(after, MOST_OF_ACTION));
    }
    leaving.opening = once(of_page, MOST_OF_LOAD);
    leaving
}

fn range(requests: &[Sent], [from, to]: [usize; 2]) -> &[Sent] {
    requests.get(from..to.min(requests.len())).unwrap_or_default()
}

fn hits(requests: &[Sent], host: &str, leaving: &mut Leaving) -> Vec<Hit> {
    let mut all = Vec::new();
    for sent in requests {
        let body = sent.body.as_deref().map(str::as_bytes);
        let request = Request { url: &sent.url, method: &sent.method, body };
        let Decoded { mut hits, personal } = decode(&request, host);
        if let Some(vendor) = hits.first().map(|hit| hit.vendor) {
            for found in personal {
                let found = (vendor, found);
                if leaving.personal.len() < MOST_PERSONAL && !leaving.personal.contains(&found) {
                    leaving.personal.push(found);
                }
            }
        }
        for hit in &mut hits {
            hit.held = sent.held;
        }
        all.extend(hits);
    }
    all
}

/// What was told again is told once here; that it was is in `doubled`.
fn once(hits: Vec<Hit>, most: usize) -> Vec<Hit> {
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        let is_known = |known: &Hit| {
            known.vendor == hit.vendor
                && known.kind == hit.kind
                && known.account == hit.account
                && known.event == hit.event
                && (known.mark == hit.mark && !hit.mark.is_empty() || known.parameters == hit.parameters)
        };
        if kept.len() < most && !kept.iter().any(is_known) {
            kept.push(hit);
        }
    }
    kept
}
