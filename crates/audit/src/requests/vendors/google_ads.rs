//! Google Ads: `/pagead/conversion/ID` and `/pagead/viewthroughconversion/ID` with the conversion's `label`, `value` and
//! `currency_code`; without a label it is remarketing, whose event is `en` or `event=` in `data`. `/ccm/collect`,
//! `/rmkt/collect`, `/pagead/1p-...` and form data repeat the same to other places. Source: Omnibug (`GoogleAds.js`),
//! Google's help on conversion tags (`AW-ID/label`), and requests in public test files.

use crate::install::Vendor;
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

/// Places that an id follows.
const PLACES: [&str; 8] = [
    "/pagead/conversion/",
    "/pagead/viewthroughconversion/",
    "/pagead/1p-conversion/",
    "/pagead/1p-user-list/",
    "/pagead/form-data/",
    "/ccm/form-data/",
    "/rmkt/collect/",
    "/measurement/conversion/",
];

fn is_its(parts: &Parts<'_>) -> bool {
    let is_google = ["doubleclick.net", "googleadservices.com", "googlesyndication.com"]
        .iter()
        .any(|host| parts.is_at(host))
        || parts.host.split('.').any(|label| label == "google");
    is_google && (place(parts).is_some() || parts.path.ends_with("/ccm/collect"))
}

/// The place, and the id behind it.
fn place<'a>(parts: &'a Parts<'_>) -> Option<(&'static str, &'a str)> {
    PLACES.iter().find_map(|place| {
        let (_, rest) = parts.path.split_once(place)?;
        Some((*place, rest.split('/').next().unwrap_or_default()))
    })
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let query = &parts.query;
    let (place, id) = place(parts).unwrap_or(("", query.get("tid")));
    let number = id.strip_prefix("AW-").unwrap_or(id);
    let account = if number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty() {
        format!("AW-{number}")
    } else {
        id.to_owned()
    };
    let label = query.get("label");
    let data_event =
        query.get("data").split(';').find_map(|part| part.strip_prefix("event=")).unwrap_or_default();
    let event = match (label, query.get("en"), data_event) {
        (_, "", "") => "conversion",
        ("", "", "gtag.config") => "page_view",
        ("", "", event) | ("", event, _) => event,
        _ => "conversion",
    };
    // The others are told the same thing again.
    let is_first = matches!(place, "/pagead/conversion/" | "/pagead/viewthroughconversion/");
    let kind = if is_first && !label.is_empty() { HitKind::Event } else { HitKind::Session };
    let mut hit = Hit::new(Vendor::GoogleAds, kind, &account, event);
    hit.on(query.first(&["url", "dl"]));
    hit.mark(&[query.get("random")]);
    let known = [
        ("label", "label"),
        ("value", "value"),
        ("currency_code", "currency"),
        ("oid", "transaction_id"),
        ("gcs", "consent"),
    ];
    for (short, long) in known {
        if !query.get(short).is_empty() {
            hit.put(long, query.get(short));
        }
    }
    vec![hit]
}
