//! Microsoft Advertising (UET): `bat.bing.com/action/0`: `ti` the tag, `evt` the kind, `ea`, `ec`, `el`, `ev` action,
//! category, label and value, `gv` and `gc` revenue and currency, `p` the page, `rn` a number of its own. Source:
//! Microsoft's UET documentation (custom events) and Omnibug (`BingAds.js`).

use crate::install::Vendor;
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

/// Short names of what an event says.
const SAYS: [(&str, &str); 6] = [
    ("ec", "event_category"),
    ("el", "event_label"),
    ("ev", "event_value"),
    ("gv", "revenue_value"),
    ("gc", "currency"),
    ("prodid", "product_id"),
];

fn is_its(parts: &Parts<'_>) -> bool {
    parts.host.starts_with("bat.bing.") && parts.path.starts_with("/action")
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let query = &parts.query;
    let event = match (query.get("evt"), query.get("ea")) {
        ("custom" | "", "") => "custom",
        ("custom" | "", action) => action,
        (kind, _) => kind,
    };
    let mut hit = Hit::new(Vendor::MicrosoftAds, HitKind::Event, query.get("ti"), event);
    hit.on(query.get("p"));
    hit.mark(&[query.get("rn")]);
    for (short, long) in SAYS {
        if !query.get(short).is_empty() {
            hit.put(long, query.get(short));
        }
    }
    vec![hit]
}
