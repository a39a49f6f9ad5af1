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
    let said = parts.fields();
    let kind = if OWN.contains(&said.get("ev")) { HitKind::Session } else { HitKind::Event };
    let mut hit = Hit::new(Vendor::Meta, kind, said.get("id"), said.get("ev"));
    hit.on(said.get("dl"));
    hit.mark(&[if said.get("eid").is_empty() { said.get("ts") } else { said.get("eid") }]);
    for (name, value) in said.iter() {
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
    if !said.get("eid").is_empty() {
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
