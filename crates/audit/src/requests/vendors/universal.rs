//! Universal Analytics, switched off by Google in July 2024: what still goes to it is a leftover. `/collect`, `/j/collect`
//! and `/r/collect` with `v=1&tid=UA-`; `t` is the kind of hit, `ec`, `ea`, `el` and `ev` an event's category, action,
//! label and value. Source: Google's Measurement Protocol (v1) parameter reference.

use crate::install::Vendor;
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

fn is_its(parts: &Parts<'_>) -> bool {
    parts.is_at("google-analytics.com") && parts.path.ends_with("collect")
        || parts.query.get("v") == "1" && parts.query.get("tid").starts_with("UA-")
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let said = parts.fields();
    let event = match said.get("t") {
        "event" => said.get("ea"),
        kind => kind,
    };
    let mut hit = Hit::new(Vendor::UniversalAnalytics, HitKind::Event, said.get("tid"), event);
    hit.on(said.get("dl"));
    hit.mark(&[said.get("a"), said.get("z")]);
    for (short, long) in [("ec", "category"), ("el", "label"), ("ev", "value"), ("dt", "page_title")] {
        if !said.get(short).is_empty() {
            hit.put(long, said.get(short));
        }
    }
    vec![hit]
}
