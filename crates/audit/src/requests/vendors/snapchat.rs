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
    let said = parts.fields();
    let kind = if matches!(parts.path.as_str(), "/p" | "/p/") { HitKind::Event } else { HitKind::Session };
    let mut hit = Hit::new(Vendor::Snapchat, kind, said.get("pid"), said.get("ev"));
    hit.on(said.get("pl"));
    hit.mark(&[said.get("ts")]);
    for (short, long) in SAYS {
        if !said.get(short).is_empty() {
            hit.put(long, said.get(short));
        }
    }
    for user in ["u_hem", "u_hpn"] {
        if !said.get(user).is_empty() {
            hit.put(&format!("user.{user}"), "present");
        }
    }
    vec![hit]
}
