//! What is loaded rather than told: Google's tag manager (`gtm.js?id=GTM-`, from Google or a shop's own server), Google's
//! tag (`gtag/js?id=`), and the other tools' scripts that carry an id in their address. Source: the vendors' install
//! snippets, which `install::tags` reads in a page; here are those that other tags load.

use crate::install::Vendor;
use crate::requests::hit::{Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

fn is_its(parts: &Parts<'_>) -> bool {
    loaded(parts).is_some()
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    loaded(parts).map(|(vendor, id)| Hit::new(vendor, HitKind::Load, id, "")).into_iter().collect()
}

fn loaded<'a>(parts: &'a Parts<'_>) -> Option<(Vendor, &'a str)> {
    let (path, query) = (parts.path.as_str(), &parts.query);
    let id = query.get("id");
    let behind =
        |prefix: &str| path.strip_prefix(prefix).map(|rest| rest.split('/').next().unwrap_or_default());
    let found = if path.ends_with("/gtm.js") && id.starts_with("GTM-") {
        (Vendor::TagManager, id)
    } else if path.ends_with("/gtag/js") || path.ends_with("/gtag/destination") {
        let vendor = if id.starts_with("AW-") { Vendor::GoogleAds } else { Vendor::GoogleAnalytics };
        (vendor, id)
    } else if parts.is_at("connect.facebook.net") {
        (Vendor::Meta, behind("/signals/config/")?)
    } else if parts.is_at("analytics.tiktok.com") && path.ends_with("/events.js") {
        (Vendor::TikTok, query.get("sdkid"))
    } else if parts.is_at("static.klaviyo.com") && path.ends_with("/klaviyo.js") {
        let own = behind("/onsite/js/").filter(|id| !id.contains('.')).unwrap_or_default();
        (Vendor::Klaviyo, query.first(&["company_id"]).max(own))
    } else if parts.is_at("static.hotjar.com") {
        (Vendor::Hotjar, behind("/c/")?.strip_prefix("hotjar-")?.strip_suffix(".js")?)
    } else if parts.is_at("clarity.ms") {
        (Vendor::Clarity, behind("/tag/")?)
    } else {
        return None;
    };
    Some(found).filter(|(_, id)| !id.is_empty())
}
