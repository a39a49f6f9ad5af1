//! Klaviyo: JSON:API to `a.klaviyo.com/client/events` (`company_id` in the query, the metric's name at
//! `data.attributes.metric.data.attributes.name`, `properties`), and the older `/api/track` with base64 or plain JSON in
//! `data` (`token`, `event`, `properties`). Profiles, subscriptions and page statistics are its own. Source: Klaviyo's
//! client API reference (`developers.klaviyo.com/en/reference/create_client_event`) and its legacy track API.

use crate::install::Vendor;
use crate::requests::fields::{Fields, json_fields, unpacked};
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: true };

fn is_its(parts: &Parts<'_>) -> bool {
    parts.is_at("klaviyo.com")
        && ["/client/", "/api/track", "/api/identify", "/onsite/track"]
            .iter()
            .any(|start| parts.path.starts_with(start))
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    if parts.path.starts_with("/api/track") {
        return vec![legacy(parts)];
    }
    let account = parts.query.first(&["company_id", "c"]);
    if !parts.path.starts_with("/client/event") {
        let what = parts.path.trim_matches('/').rsplit('/').next().unwrap_or_default();
        return vec![Hit::new(Vendor::Klaviyo, HitKind::Session, account, what)];
    }
    let told = parts.body_fields();
    let name = told.get("data.attributes.metric.data.attributes.name");
    let name = if name.is_empty() { told.get("data.attributes.metric.name") } else { name };
    let mut hit = Hit::new(Vendor::Klaviyo, HitKind::Event, account, name);
    hit.mark(&[told.get("data.attributes.unique_id")]);
    properties(&mut hit, &told, "data.attributes.properties.");
    vec![hit]
}

fn legacy(parts: &Parts<'_>) -> Hit {
    let form = parts.fields();
    let told = unpacked(form.get("data")).map_or_else(|| form.clone(), |text| json_fields(&text));
    let mut hit = Hit::new(Vendor::Klaviyo, HitKind::Event, told.get("token"), told.get("event"));
    properties(&mut hit, &told, "properties.");
    hit
}

fn properties(hit: &mut Hit, told: &Fields, prefix: &str) {
    for (name, value) in told.below(prefix) {
        if matches!(name, "URL" | "$url" | "page_url") {
            hit.on(value);
        }
        hit.put(name, value);
    }
}
