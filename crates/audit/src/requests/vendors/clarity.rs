//! Microsoft Clarity: recordings to `*.clarity.ms/collect`, JSON that is packed where the browser can. Its envelope `e`
//! holds the project as its fifth value; what follows is the recording and is not read. Source: `clarity-js`
//! (`packages/clarity-js/src/data/envelope.ts`, MIT).

use serde_json::Value;

use crate::install::Vendor;
use crate::requests::hit::{BodyState, Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

fn is_its(parts: &Parts<'_>) -> bool {
    parts.is_at("clarity.ms") && parts.path.starts_with("/collect")
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let told: Value = serde_json::from_str(parts.body).unwrap_or_default();
    let project =
        told.get("e").and_then(|envelope| envelope.get(4)).and_then(Value::as_str).unwrap_or_default();
    let mut hit = Hit::new(Vendor::Clarity, HitKind::Session, project, "");
    hit.body = if project.is_empty() { BodyState::NotVisible } else { BodyState::Read };
    vec![hit]
}
