//! Personal data that leaves a page as it is: e-mail addresses, phone and card numbers. Told by kind and by the name of
//! the parameter, never by value. Errs on the side of silence: an id that looks like a phone number is an id. A hash is
//! what the tools ask for, and is none.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::fields::{Fields, json_fields, unpacked};
use super::hit::LONGEST_NAME;
use super::mask::{is_card, masked, plain};
use super::request::{Parts, head};

/// Bytes of one value that are looked through.
const LOOKED_AT: usize = 8 << 10;
/// Finds of one request that are told.
const MOST: usize = 5;

/// Personal data in a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditPersonal")]
pub struct Personal {
    /// What it is.
    pub kind: PersonalKind,
    /// Where it stands: the parameter's name, or `path`.
    pub place: String,
}

/// What kind of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "AuditPersonalKind")]
pub enum PersonalKind {
    /// A payment card's number.
    Card,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
}

impl PersonalKind {
    /// As a sentence says it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Card => "a card number",
            Self::Email => "an e-mail address",
            Self::Phone => "a phone number",
        }
    }
}

static EMAIL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[\p{L}0-9._%+'-]+@((?:[\p{L}0-9-]+\.)+)([\p{L}][\p{L}0-9-]+)").ok());
static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\+[0-9][0-9 ()./-]{6,24}$").ok());
static CARD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[^0-9A-Za-z._-])((?:4|5[1-5]|2[2-7]|6011|65)[0-9 -]{12,22}|3[47][0-9 -]{13,17})(?:[^0-9A-Za-z._-]|$)")
        .ok()
});
/// Endings of files, which `name@2x.png` is and no address.
const FILES: [&str; 16] = [
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "js", "mjs", "css", "json", "map", "html", "woff",
    "woff2", "ttf",
];
/// Names of parameters that are phone numbers.
const PHONES: [&str; 9] = [
    "phone",
    "phone_number",
    "phonenumber",
    "telephone",
    "mobile",
    "tel",
    "ph",
    "$phone_number",
    "mobile_phone",
];

/// Personal data in a request. A tool that is there to hold addresses and numbers (`takes_contacts`) may get them.
pub(super) fn personal(parts: &Parts<'_>, shop: &str, takes_contacts: bool) -> Vec<Personal> {
    let mut found = BTreeSet::new();
    let mut add = |kind, place: &str| {
        if found.len() < MOST && (kind == PersonalKind::Card || !takes_contacts) {
            found.insert(Personal { kind, place: masked(place, LONGEST_NAME) });
        }
    };
    let said = parts.fields();
    // Older ones pack all they say.
    let packed = |(name, value): (&str, &str)| if name == "data" { unpacked(value) } else { None };
    let packed: Vec<Fields> = said.iter().filter_map(packed).map(|text| json_fields(&text)).collect();
    for (name, value) in said.iter().chain(packed.iter().flat_map(Fields::iter)) {
        let value = plain(head(value, LOOKED_AT));
        look(name, &value, shop, &mut add);
    }
    let path = plain(head(&parts.path, LOOKED_AT));
    if has_email(&path, shop) {
        add(PersonalKind::Email, "path");
    }
    found.into_iter().collect()
}

fn look(name: &str, value: &str, shop: &str, add: &mut impl FnMut(PersonalKind, &str)) {
    // A link to write or to call is the shop's own.
    let links = ["mailto:", "tel:", "sms:"];
    if links.iter().any(|link| value.get(..link.len()).is_some_and(|start| start.eq_ignore_ascii_case(link)))
    {
        return;
    }
    if has_email(value, shop) {
        add(PersonalKind::Email, name);
    }
    let last = name.rsplit(['.', '[']).next().unwrap_or_default().trim_end_matches(']').to_ascii_lowercase();
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let is_number =
        value.chars().all(|character| character.is_ascii_digit() || " ()+./-".contains(character));
    let is_phone = PHONE.as_ref().is_some_and(|phone| phone.is_match(value.trim()))
        || is_number && PHONES.contains(&last.as_str());
    if is_phone && (8..=15).contains(&digits) {
        add(PersonalKind::Phone, name);
    }
    let is_id = last.ends_with("id") || last.ends_with("ids") || last.contains("time") || last == "ts";
    if !is_id && has_card(value) {
        add(PersonalKind::Card, name);
    }
}

/// An address of somebody else than the shop.
fn has_email(text: &str, shop: &str) -> bool {
    if !text.contains('@') {
        return false;
    }
    let shop = shop.trim_start_matches("www.");
    let Some(pattern) = EMAIL.as_ref() else { return false };
    pattern.captures_iter(text).any(|found| {
        let (Some(all), Some(domain), Some(ending)) = (found.get(0), found.get(1), found.get(2)) else {
            return false;
        };
        let host = format!("{}{}", domain.as_str(), ending.as_str()).to_lowercase();
        // Name and password of an address of the web.
        let is_login = text[..all.start()].ends_with("//");
        let is_own = !shop.is_empty() && (host == shop || shop.ends_with(&format!(".{host}")));
        !is_login && !is_own && !FILES.contains(&ending.as_str().to_lowercase().as_str())
    })
}

fn has_card(text: &str) -> bool {
    let Some(pattern) = CARD.as_ref() else { return false };
    pattern.captures_iter(text).filter_map(|found| found.get(1)).any(|found| {
        let number = found.as_str().trim();
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let groups: Vec<usize> = number.split([' ', '-']).map(str::len).collect();
        let is_grouped = matches!(groups.as_slice(), [15 | 16] | [4, 4, 4, 4] | [4, 6, 5]);
        matches!(digits, 15 | 16) && is_grouped && is_card(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(name: &str, value: &str) -> Vec<PersonalKind> {
        let mut kinds = Vec::new();
        look(name, &plain(value), "www.shop.example", &mut |kind, _: &str| kinds.push(kind));
        kinds
    }

    #[test]
    fn what_is_personal_is_told_by_kind() {
        use PersonalKind::{Card, Email, Phone};
        for (name, value, kind) in [
            ("ep.user_email", "ada@example.com", Email),
            ("dl", "https://www.shop.example/account?email=ada%40example.com", Email),
            ("dl", "https://www.shop.example/account?email=ada%2540example.com", Email),
            ("em", "müller@bücher.example", Email),
            ("ud[ph]", "4930123456789", Phone),
            ("value", "+49 30 1234567", Phone),
            ("ep.note", "4111 1111 1111 1111", Card),
            ("ep.note", "paid with 4111111111111111", Card),
            ("cc", "3782-822463-10005", Card),
        ] {
            assert_eq!(kinds(name, value), [kind], "{name}={value}");
        }
    }

    #[test]
    fn ids_hashes_files_and_the_shop_itself_are_not() {
        for (name, value) in [
            ("ud[em]", "e5c8e5ed5d033ebd4c707cc0f991a9940ba2e330483064eda4d068223fbefcab"),
            ("ep.image", "https://cdn.example/logo@2x.png"),
            ("ep.script", "https://cdn.example/npm/swiper@8.4.min.js"),
            ("dsn", "https://0123456789abcdef@o12.ingest.example.com/1"),
            ("ep.link_url", "mailto:hello@other.example"),
            ("ep.link_url", "tel:+4930123456"),
            ("cd[buttonText]", "hello@shop.example"),
            ("cid", "1234567890.1712224634"),
            ("_p", "1712224628461"),
            ("gcd", "13l3l3l3l1l1"),
            ("cd[content_ids]", "[\"4111111111111111\"]"),
            ("ep.sku", "40123456789012"),
            ("fbp", "fb.1.1712224628461.4111111111111111"),
            ("ep.date", "2024-01-15 10:00:00 +0000"),
            ("ph", "12345"),
            ("t", "size 42 @ home"),
        ] {
            assert_eq!(kinds(name, value), [], "{name}={value}");
        }
    }
}
