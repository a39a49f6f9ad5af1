//! Mixpanel: `/track` at `api.mixpanel.com`, `api-js.mixpanel.com` and their European sisters; JSON, one event or a list,
//! as the body or as a form's `data`, plain or in base64: `event`, `properties.token`, `$insert_id` tells copies apart.
//! `/engage`, `/groups`, `/record` and `/flags` are about visitors and recordings. Source: Mixpanel's ingestion API
//! (`developer.mixpanel.com/reference/track-event`) and Omnibug (`Mixpanel.js`).

use serde_json::Value;

use crate::install::Vendor;
use crate::requests::fields::{unpacked, value_fields};
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

fn is_its(parts: &Parts<'_>) -> bool {
    parts.is_at("mixpanel.com") && parts.host.starts_with("api")
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let text = unpacked(parts.fields().get("data")).or_else(|| unpacked(parts.body)).unwrap_or_default();
    let told: Value = serde_json::from_str(&text).unwrap_or_default();
    let one = std::slice::from_ref(&told);
    let events = told.as_array().map_or(one, Vec::as_slice);
    let is_event = parts.path.starts_with("/track");
    events.iter().take(crate::requests::decode::MOST_HITS).map(|event| hit(event, is_event)).collect()
}

fn hit(event: &Value, is_event: bool) -> Hit {
    let fields = value_fields(event);
    let kind = if is_event { HitKind::Event } else { HitKind::Session };
    let account = fields.first(&["properties.token", "$token"]);
    let mut hit = Hit::new(Vendor::Mixpanel, kind, account, fields.get("event"));
    hit.on(fields.get("properties.$current_url"));
    hit.mark(&[fields.get("properties.$insert_id")]);
    for (name, value) in fields.below("properties.") {
        let is_own = name.starts_with('$') || name.starts_with("mp_");
        if !is_own && !matches!(name, "token" | "distinct_id" | "time") {
            hit.put(name, value);
        }
    }
    hit
}
