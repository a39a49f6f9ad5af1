//! Pinterest Tag: `ct.pinterest.com/v3/` with `tid` the tag, `event`, `ed` what it says (JSON or `ed[...]`), `pd` about the
//! visitor (only that it is there is kept), `ad` about the page (`loc`), `cb` against caches. `event=init` and
//! `/user/` are the tag's own. Source: Pinterest's tag documentation and Omnibug (`Pinterest.js`).

use crate::install::Vendor;
use crate::requests::fields::json_fields;
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

fn is_its(parts: &Parts<'_>) -> bool {
    parts.is_at("ct.pinterest.com")
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let said = parts.fields();
    let event = said.get("event");
    let is_event = parts.path.starts_with("/v3") && !matches!(event, "init" | "");
    let kind =
        if is_event || parts.is_hidden && event.is_empty() { HitKind::Event } else { HitKind::Session };
    let mut hit = Hit::new(Vendor::Pinterest, kind, said.get("tid"), event);
    hit.on(json_fields(said.get("ad")).get("loc"));
    hit.mark(&[said.get("cb")]);
    let event_data = json_fields(said.get("ed"));
    for (name, value) in event_data.iter() {
        hit.put(
            if name == "event_id" { "event_id" } else { name },
            if name == "event_id" { "present" } else { value },
        );
    }
    for (name, value) in said.iter() {
        if let Some(name) = name.strip_prefix("ed[").and_then(|name| name.strip_suffix(']')) {
            hit.put(name, value);
        }
    }
    let user = json_fields(said.get("pd"));
    if !user.get("em").is_empty() || !said.get("pd[em]").is_empty() {
        hit.put("user.em", "present");
    }
    vec![hit]
}
