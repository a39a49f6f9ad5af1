//! Snap Pixel: `tr.snapchat.com/p`, by query or as a form: `pid` the pixel, `ev` the event, `pl` the page, `e_...` what it
//! says, `u_...` about the visitor (only that it is there is kept). Source: Snap's pixel documentation and Omnibug
//! (`Snapchat.js`).

use crate::install::Vendor;
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

/// Short names of what an event says.
const SAYS: [(&str, &str); 7] = [
    ("e_pr", "price"),
    ("e_cur", "currency"),
    ("e_iids", "item_ids"),
    ("e_ic", "item_category"),
    ("e_ni", "number_items"),
    ("e_tid", "transaction_id"),
    ("e_ss", "search_string"),
];

fn is_its(parts: &Parts<'_>) -> bool {
    parts.is_at("snapchat.com") && parts.host.starts_with("tr")
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let body = parts.body_fields();
    let field =
        |name| Some(parts.query.get(name)).filter(|value| !value.is_empty()).unwrap_or(body.get(name));
    let kind = if matches!(parts.path.as_str(), "/p" | "/p/") { HitKind::Event } else { HitKind::Session };
    let mut hit = Hit::new(Vendor::Snapchat, kind, field("pid"), field("ev"));
    hit.on(field("pl"));
    hit.mark(&[field("ts")]);
    for (short, long) in SAYS {
        if !field(short).is_empty() {
            hit.put(long, field(short));
        }
    }
    for user in ["u_hem", "u_hpn"] {
        if !field(user).is_empty() {
            hit.put(&format!("user.{user}"), "present");
        }
    }
    vec![hit]
}
