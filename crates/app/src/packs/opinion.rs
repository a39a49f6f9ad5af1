//! What the catalogue says of an event: which of its entries the event measures, and where the detectors see that on a page
//! of any shop. A second opinion beside finding the element again, and the only one where another theme leaves nothing of it.

use waymark_catalogue::{Elements, Entry, Suggestion, entries, suggestions};
use waymark_identify::{Document, NodeId};
use waymark_model::naming::convention::{Convention, is_same_name};
use waymark_model::{DestinationKind, Event, suggest_name};

/// What the detectors see on one page.
pub(super) struct Opinion {
    seen: Vec<Suggestion>,
}

impl Opinion {
    pub fn of(document: &Document, kind: Option<&str>) -> Self {
        let page = waymark_catalogue::Page::of(document);
        Self { seen: suggestions(&page, kind.unwrap_or_default()) }
    }

    /// Where an entry is.
    pub fn on(&self, entry: &Entry) -> Option<&Suggestion> {
        self.seen.iter().find(|seen| seen.entry.id == entry.id)
    }
}

/// The entry that an event measures: by its name, by the name that one of the vendors has for one entry alone, or by what
/// its element would be called.
pub(super) fn entry_of(event: &Event) -> Option<&'static Entry> {
    let target = event.target.as_ref();
    let by_element = target
        .and_then(|target| target.fingerprint.as_ref())
        .map(|element| suggest_name(element, &event.trigger, Convention::default(), &[]));
    let names = std::iter::once(event.name.to_ascii_lowercase()).chain(by_element);
    names.into_iter().find_map(|name| {
        let own = entries().iter().find(|entry| is_same_name(&name, &entry.id));
        own.or_else(|| {
            let vendors = [DestinationKind::Ga4, DestinationKind::Meta, DestinationKind::Klaviyo];
            vendors.into_iter().find_map(|vendor| only(&name, vendor))
        })
    })
}

fn only(name: &str, vendor: DestinationKind) -> Option<&'static Entry> {
    let mut named = entries().iter().filter(|entry| entry.name_at(vendor).eq_ignore_ascii_case(name));
    named.next().filter(|_| named.next().is_none())
}

/// Whether a detector means the same: the element itself, or one within the other; of a set, one of it at least.
pub(super) fn agrees(seen: &Suggestion, nodes: &[NodeId], page: &Document) -> bool {
    let is_part = |one: NodeId, other: NodeId| page.contains(one, other) || page.contains(other, one);
    let agree = |node: &NodeId| seen.nodes.iter().any(|own| own == node || is_part(*own, *node));
    match seen.entry.elements {
        Elements::One => nodes.iter().all(agree),
        Elements::Set | Elements::Page => nodes.iter().any(agree),
    }
}
