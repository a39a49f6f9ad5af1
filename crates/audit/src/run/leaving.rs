//! What a page that was shown told tools that count visitors: of its load, and of each event's action. Bounded, so that
//! a record stays small whatever a page sends.

use std::collections::BTreeSet;

use url::Url;
use waymark_model::EventId;

use crate::install::Vendor;
use crate::record::{Leaving, Refused};
use crate::render::{Outcome, Rendered, Sent};
use crate::requests::{Decoded, Hit, HitKind, Request, decode, doubled};

/// Hits that are kept of a load, and of one action.
const MOST_OF_LOAD: usize = 80;
const MOST_OF_ACTION: usize = 30;
/// Hits of one load or action that are looked at: pages that go wild send more than anybody reads.
const MOST_READ: usize = 2_000;
/// Things refused by the page's policy that are kept of a page.
const MOST_REFUSED: usize = 40;
/// Finds of personal data that are kept of a page.
const MOST_PERSONAL: usize = 20;

/// Decodes what left, by what made it leave. `acts` are the events whose actions were tried, in that order.
pub(crate) fn leaving(shown: &Rendered, acts: &[EventId]) -> Leaving {
    let host =
        Url::parse(&shown.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let tried = shown.tried.as_ref().map(|tried| tried.acts.as_slice()).unwrap_or_default();
    let of_load = tried.first().map_or(shown.requests.len(), |first| first.requests[0]);
    let mut leaving = Leaving::default();
    let mut of_page = told(range(&shown.requests, [0, of_load]), None, &host, &mut leaving);
    let mut known = Known::new();
    of_page.retain(|hit| is_new(hit, &mut known));
    let mut seen = of_load;
    for (event, acted) in acts.iter().zip(tried) {
        // What left between two acts, while pictures were taken, say, is no act's.
        let between = hits(range(&shown.requests, [seen, acted.requests[0]]), &host, &mut leaving);
        of_page.extend(between.into_iter().filter(|hit| is_new(hit, &mut known)));
        seen = acted.requests[1];
        let requests = range(&shown.requests, acted.requests);
        // Of what comes late nobody knows which act it belongs to; it leaves the page all the same.
        if !acted.is_whole || acted.outcome != Outcome::Done {
            let late = hits(requests, &host, &mut leaving);
            of_page.extend(late.into_iter().filter(|hit| is_new(hit, &mut known)));
            continue;
        }
        let mut after = told(requests, Some(event), &host, &mut leaving);
        after.retain(|hit| is_new(hit, &mut known));
        leaving.after.insert(event.clone(), once(after, MOST_OF_ACTION));
    }
    leaving.opening = once(of_page, MOST_OF_LOAD);
    let pixels = shown.requests.iter().filter(|sent| is_elsewhere(&sent.url)).count();
    leaving.blind = shown.unasked.saturating_add(u32::try_from(pixels).unwrap_or(u32::MAX));
    leaving
}

/// What hits that were told already are known by.
type Known = BTreeSet<(Vendor, HitKind, String, String, String)>;

/// Whether a hit was not told before. Mixpanel sends all of them again until it has an answer, whatever was done since.
fn is_new(hit: &Hit, known: &mut Known) -> bool {
    let key = (hit.vendor, hit.kind, hit.account.clone(), hit.event.clone(), hit.mark.clone());
    hit.mark.is_empty() || known.insert(key)
}

/// A script or a frame in which tags run where nobody can look: Shopify's sandboxed pixels (frames of no origin, and
/// workers), and tags that Partytown moved into a worker.
fn is_elsewhere(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    ["/web-pixels", "/wpm/", "/wpm@", "/~partytown/"].iter().any(|sign| path.contains(sign))
}

/// What these requests, of one load or one action, told. Nothing is told twice across two documents: a page that loads
/// itself again, for a currency or a consent, sends everything anew.
fn told(requests: &[Sent], after: Option<&EventId>, host: &str, leaving: &mut Leaving) -> Vec<Hit> {
    let mut all = Vec::new();
    for of_document in requests.chunk_by(|one, next| one.document == next.document) {
        let of_document = hits(of_document, host, leaving);
        leaving.doubled.extend(doubled(&of_document).into_iter().map(|doubled| (after.cloned(), doubled)));
        all.extend(of_document);
    }
    all
}

fn range(requests: &[Sent], [from, to]: [usize; 2]) -> &[Sent] {
    requests.get(from..to.min(requests.len())).unwrap_or_default()
}

fn hits(requests: &[Sent], host: &str, leaving: &mut Leaving) -> Vec<Hit> {
    let mut all = Vec::new();
    for sent in requests {
        if all.len() >= MOST_READ {
            break;
        }
        let body = sent.body.as_deref().map(str::as_bytes);
        let request = Request { url: &sent.url, method: &sent.method, body };
        let Decoded { mut hits, personal } = decode(&request, host);
        if sent.refused {
            refuse(&hits, &sent.url, leaving);
            continue;
        }
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

/// Notes what would have been told.
fn refuse(hits: &[Hit], url: &str, leaving: &mut Leaving) {
    let host = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    for hit in hits {
        let refused = Refused { vendor: hit.vendor, event: hit.event.clone(), host: host.clone() };
        if leaving.refused.len() < MOST_REFUSED && !leaving.refused.contains(&refused) {
            leaving.refused.push(refused);
        }
    }
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

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::*;

    /// A page that sends this: the document's number and an address.
    fn shown(requests: &[(u32, &str)], unasked: u32) -> Rendered {
        let requests: Vec<_> = requests
            .iter()
            .map(|(document, url)| json!({ "url": url, "method": "GET", "at": 1, "document": document }))
            .collect();
        let snapshot = json!({ "url": "", "title": "", "viewport": [1, 1], "scroll": [0, 0], "nodes": [] });
        let shown = json!({
            "url": "https://shop.example/", "status": 200, "snapshot": snapshot, "busy": null, "requests": requests,
            "requestsCut": false, "unasked": unasked, "scriptErrors": { "count": 0, "first": [] },
            "denied": { "dialogs": 0, "windows": 0, "downloads": 0, "schemes": 0, "logins": 0, "permissions": 0 },
            "timing": { "loaded": 1, "settled": 2, "done": 3 },
        });
        from_value(shown).expect("a page")
    }

    const CONTAINER: &str = "https://www.googletagmanager.com/gtm.js?id=GTM-AB12";
    const VIEW: &str = "https://www.facebook.com/tr/?id=123456789&ev=PageView";

    #[test]
    fn a_page_that_loads_itself_again_tells_nothing_twice() {
        let again = [(0, "https://shop.example/"), (1, CONTAINER), (1, VIEW), (2, CONTAINER), (2, VIEW)];
        let told = leaving(&shown(&again, 0), &[]);
        assert_eq!(told.doubled, []);
        assert_eq!(told.opening.len(), 2);
        let twice = [(1, CONTAINER), (1, VIEW), (2, CONTAINER), (2, VIEW), (2, CONTAINER), (2, VIEW)];
        let told = leaving(&shown(&twice, 0), &[]);
        assert_eq!(told.doubled.iter().map(|(_, doubled)| doubled.times).collect::<Vec<_>>(), [2, 2]);
    }

    #[test]
    fn what_is_sent_again_with_what_was_done_since_is_of_what_it_was_of() {
        let track = |events: &[(&str, u32)]| {
            let told = events.iter().map(|(event, id)| json!({ "event": event, "properties": { "token": "t", "$insert_id": format!("i{id}") } }));
            format!("https://api-js.mixpanel.com/track/?data={}", json!(told.collect::<Vec<_>>()))
        };
        let opened = track(&[("view", 1)]);
        let one = track(&[("view", 1), ("click", 2)]);
        // The last thing done is done twice, and told twice.
        let two = track(&[("view", 1), ("click", 2), ("click", 3), ("click", 4)]);
        let mut shown = shown(&[(1, &opened), (1, &one), (1, &two)], 0);
        let acted = |at: usize| json!({ "outcome": { "kind": "done" }, "fired": [], "requests": [at, at + 1], "held": [], "isWhole": true });
        shown.tried = Some(from_value(json!({ "opening": [], "acts": [acted(1), acted(2)] })).expect("acts"));
        let acts = ["one", "two"].map(|id| EventId(id.into()));
        let told = leaving(&shown, &acts);
        let events =
            |hits: &[Hit]| hits.iter().map(|hit| (hit.event.clone(), hit.mark.clone())).collect::<Vec<_>>();
        let click = |id: u32| ("click".to_owned(), format!("i{id}"));
        assert_eq!(events(&told.opening), [("view".to_owned(), "i1".to_owned())]);
        assert_eq!(events(&told.after[&acts[0]]), [click(2)]);
        assert_eq!(told.after[&acts[1]].first().map(|hit| hit.mark.as_str()), Some("i3"));
    }

    #[test]
    fn what_the_page_s_policy_refuses_is_told_as_that_and_not_as_having_left() {
        let mut page = shown(&[(1, CONTAINER), (1, VIEW), (1, VIEW)], 0);
        page.requests[1].refused = true;
        page.requests[2].refused = true;
        let told = leaving(&page, &[]);
        assert_eq!(told.opening.len(), 1, "the container");
        let (vendor, event) = (crate::install::Vendor::Meta, "PageView".to_owned());
        assert_eq!(told.refused, [Refused { vendor, event, host: "www.facebook.com".into() }]);
        assert_eq!(told.doubled, []);
    }

    #[test]
    fn where_nobody_can_look_is_counted() {
        let pixels = "https://shop.example/web-pixels@1/custom/web-pixel-1@1/sandbox/modern/";
        assert_eq!(leaving(&shown(&[(1, VIEW)], 0), &[]).blind, 0);
        assert_eq!(leaving(&shown(&[(1, VIEW), (1, pixels)], 2), &[]).blind, 3);
        assert_eq!(leaving(&shown(&[(1, "https://shop.example/cdn/wpm/b1.js")], 0), &[]).blind, 1);
        let named = "https://shop.example/products/wpm?from=/web-pixels";
        assert_eq!(leaving(&shown(&[(1, named)], 0), &[]).blind, 0);
    }
}
