//! TikTok Pixel: JSON to `analytics.tiktok.com/api/v2/pixel`, one event or a `batch`: `event`, `context.pixel.code`,
//! `context.page.url`, `properties`, `event_id` (or `message_id`). `/pixel/perf` and the like are about the pixel itself.
//! Source: Omnibug (`TikTok.js`), and TikTok's own SDK for the same fields (`tiktok-business-api-sdk`, `PixelTrackBody`).

use serde_json::Value;

use crate::install::Vendor;
use crate::requests::fields::value_fields;
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

fn is_its(parts: &Parts<'_>) -> bool {
    (parts.is_at("tiktok.com") && parts.host.starts_with("analytics") || parts.is_at("pangle-ads.com"))
        && parts.path.starts_with("/api/")
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let is_event = ["/pixel", "/pixel/", "/track", "/track/", "/pixel/track", "/pixel/act"]
        .iter()
        .any(|end| parts.path.ends_with(end));
    let told: Value = serde_json::from_str(parts.body).unwrap_or_default();
    let one = std::slice::from_ref(&told);
    let events = told.get("batch").and_then(Value::as_array).map_or(one, Vec::as_slice);
    // What the pixel notices by itself is told at a place of its own.
    let kind = if is_event && !parts.path.contains("/act") { HitKind::Event } else { HitKind::Session };
    events.iter().take(crate::requests::decode::MOST_HITS).map(|event| hit(event, kind)).collect()
}

fn hit(event: &Value, kind: HitKind) -> Hit {
    let fields = value_fields(event);
    let account = fields.first(&["context.pixel.code", "pixel_code", "context.pixel.codes"]);
    let name = fields.get("event");
    let kind = if name.is_empty() && event.is_object() { HitKind::Session } else { kind };
    let mut hit = Hit::new(Vendor::TikTok, kind, account, name);
    hit.on(fields.get("context.page.url"));
    hit.mark(&[fields.first(&["event_id", "message_id"])]);
    for (name, value) in fields.below("properties.") {
        hit.put(name, value);
    }
    for (name, value) in fields.below("context.user.") {
        if !value.is_empty() && matches!(name, "email" | "phone_number" | "external_id") {
            hit.put(&format!("user.{name}"), "present");
        }
    }
    hit
}
