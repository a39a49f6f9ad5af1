//! Meta Pixel: `facebook.com/tr`, by query or as a form: `id` the pixel, `ev` the event, `cd[...]` what it says, `eid` the
//! event's id for telling copies apart, `dl` the page. `ud[...]` is about the visitor and hashed by the pixel: only that
//! it is there is kept. Source: Meta's pixel documentation (standard events, `eventID`) and Omnibug (`FacebookPixel.js`).

use serde_json::Value;

use crate::install::Vendor;
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

/// Events that the pixel sends by itself.
const OWN: [&str; 3] = ["Microdata", "SubscribedButtonClick", "MicrodataAutomatic"];

fn is_its(parts: &Parts<'_>) -> bool {
    parts.is_at("facebook.com") && matches!(parts.path.as_str(), "/tr" | "/tr/")
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let body = parts.body_fields();
    let field =
        |name| Some(parts.query.get(name)).filter(|value| !value.is_empty()).unwrap_or(body.get(name));
    let kind = if OWN.contains(&field("ev")) { HitKind::Session } else { HitKind::Event };
    let mut hit = Hit::new(Vendor::Meta, kind, field("id"), field("ev"));
    hit.on(field("dl"));
    hit.mark(&[if field("eid").is_empty() { field("ts") } else { field("eid") }]);
    for (name, value) in parts.query.iter().chain(body.iter()) {
        let inner = |prefix: &str| name.strip_prefix(prefix)?.strip_suffix(']');
        if let Some(name) = inner("cd[") {
            hit.put(name, value);
            if name == "contents" {
                contents(&mut hit, value);
            }
        } else if let Some(name) = inner("ud[") {
            hit.put(&format!("user.{name}"), if value.is_empty() { "" } else { "present" });
        }
    }
    if !field("eid").is_empty() {
        hit.put("event_id", "present");
    }
    vec![hit]
}

/// The first product of a list.
fn contents(hit: &mut Hit, list: &str) {
    let Ok(Value::Array(list)) = serde_json::from_str(list) else { return };
    if let Some(Value::Object(first)) = list.first() {
        for (name, value) in first.iter().take(8) {
            hit.put(&format!("contents.{name}"), value.as_str().unwrap_or(&value.to_string()));
        }
    }
}
