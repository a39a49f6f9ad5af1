//! What Shopify itself counts: batches of JSON to `monorail/unstable/produce` and `produce_batch`, on the shop's own host or
//! Shopify's (`events[].schema_id`, `events[].payload`). Source: Shopify's Hydrogen (`packages/hydrogen-react`, MIT), which
//! sends the same for headless shops.

use serde_json::Value;

use crate::install::Vendor;
use crate::requests::fields::value_fields;
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: true };

fn is_its(parts: &Parts<'_>) -> bool {
    parts.path.contains("/monorail/unstable/produce")
        || parts.is_at("shopifysvc.com") && parts.path.contains("/produce")
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let told: Value = serde_json::from_str(parts.body).unwrap_or_default();
    let one = std::slice::from_ref(&told);
    let events = told.get("events").and_then(Value::as_array).map_or(one, Vec::as_slice);
    events.iter().take(crate::requests::decode::MOST_HITS).map(hit).collect()
}

fn hit(event: &Value) -> Hit {
    let fields = value_fields(event);
    let name = fields.first(&["payload.event_name", "payload.name", "schema_id"]);
    let account = fields.first(&["payload.shop_id", "payload.shopId"]);
    let mut hit = Hit::new(Vendor::Shopify, HitKind::Session, account, name);
    hit.on(fields.first(&["payload.page_url", "payload.url", "payload.canonical_url"]));
    hit
}
