//! Hotjar: recordings and answers to `*.hotjar.io` and `*.hotjar.com`, packed and in no form that is documented. Only that
//! they leave is told, and the site's number where the address has it. Source: Hotjar's list of hosts for content
//! security policies (`help.hotjar.com`).

use crate::install::Vendor;
use crate::requests::hit::{BodyState, Hit, HitKind};
use crate::requests::request::Parts;

use super::Decoder;

pub(super) const DECODER: Decoder = Decoder { is_its, decode, takes_contacts: false };

fn is_its(parts: &Parts<'_>) -> bool {
    let ending = parts.path.rsplit('.').next().unwrap_or_default();
    let is_script = matches!(ending, "js" | "html");
    (parts.is_at("hotjar.io") || parts.is_at("hotjar.com")) && !is_script
}

fn decode(parts: &Parts<'_>) -> Vec<Hit> {
    let in_path =
        parts.path.split('/').find(|part| part.len() >= 5 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let account = parts.query.first(&["site_id", "s", "sv"]);
    let account = if account.len() >= 5 { account } else { in_path.unwrap_or_default() };
    let mut hit = Hit::new(Vendor::Hotjar, HitKind::Session, account, "");
    hit.body = BodyState::NotVisible;
    vec![hit]
}
