//! Google Analytics 4: `/g/collect`, at Google or through a server-side container under any name and path, told by its
//! `v=2&tid=G-`. What all events share is in the query, each further line of the body is one event (`en`, `ep.` text
//! parameters, `epn.` numbers, `up.` and `upn.` of the visitor, `pr1` and so on products as `idSKU~nmName~pr9.5~qt1`,
//! `_s` counts hits, `_p` is the page load). Source: Omnibug (`GoogleAnalytics4.js`) and requests in public test files;
//! Google documents the events (`developers.google.com/analytics/devguides/collection/protocol/ga4`), not this form.

use crate::install::Vendor;
use crate::requests::fields::{Fields, pairs};
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

/// Short names of a product's parts.
const ITEM: [(&str, &str); 9] = [
    ("id", "item_id"),
    ("nm", "item_name"),
    ("br", "item_brand"),
    ("ca", "item_category"),
    ("va", "item_variant"),
    ("pr", "price"),
    ("qt", "quantity"),
    ("cp", "coupon"),
    ("ln", "item_list_name"),
];
/// Fields beside the parameters that say something.
const SHARED: [(&str, &str); 5] =
    [("cu", "currency"), ("dt", "page_title"), ("gcs", "consent"), ("uid", "user_id"), ("_c", "key_event")];

fn is_its(parts: &Parts<'_>) -> bool {
    let is_ours = parts.query.get("v") == "2" && parts.query.get("tid").starts_with("G-");
    is_ours || (parts.path.ends_with("/g/collect") && !parts.is_at("clarity.ms"))
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let lines: Vec<Fields> = parts.body.lines().filter(|line| !line.trim().is_empty()).map(pairs).collect();
    let has_events = lines.iter().any(|line| !line.get("en").is_empty());
    if has_events {
        lines.iter().map(|line| hit(parts, line)).collect()
    } else {
        vec![hit(parts, &parts.query)]
    }
}

fn hit(parts: &Parts<'_>, event: &Fields) -> Hit {
    let shared =
        |name| Some(event.get(name)).filter(|value| !value.is_empty()).unwrap_or(parts.query.get(name));
    let name = event.get("en");
    // Google's advertising gets a copy of each page view.
    let is_copy = parts.is_at("doubleclick.net") || parts.host.starts_with("www.google.");
    let kind = if is_copy || name.is_empty() && !parts.is_hidden { HitKind::Session } else { HitKind::Event };
    let mut hit = Hit::new(Vendor::GoogleAnalytics, kind, parts.query.get("tid"), name);
    hit.on(shared("dl"));
    let place = format!("{}.{}", event.get("_ee"), event.get("_et"));
    match (shared("_p"), shared("_s")) {
        (_, "") => {}
        (load, number) => hit.mark(&[load, number, name, &place]),
    }
    for (short, long) in SHARED {
        if !shared(short).is_empty() {
            hit.put(long, shared(short));
        }
    }
    items(&mut hit, event);
    for (prefix, before) in [("ep.", ""), ("epn.", ""), ("up.", "user."), ("upn.", "user.")] {
        for (name, value) in event.below(prefix) {
            hit.put(&format!("{before}{name}"), value);
        }
    }
    hit
}

/// How many products, and what the first one says of itself.
fn items(hit: &mut Hit, event: &Fields) {
    let is_item = |name: &str| {
        name.starts_with("pr") && name.len() < 6 && name[2..].bytes().all(|b| b.is_ascii_digit())
    };
    let items: Vec<&str> =
        event.iter().filter(|(name, _)| name.len() > 2 && is_item(name)).map(|(_, item)| item).collect();
    let Some(first) = items.first() else { return };
    hit.put("items", &items.len().to_string());
    for part in first.split('~').take(20) {
        let known = ITEM.iter().find_map(|(short, long)| Some((*long, part.strip_prefix(short)?)));
        if let Some((name, value)) = known {
            hit.put(&format!("items.{name}"), value);
        }
    }
}
