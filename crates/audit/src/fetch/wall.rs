//! What kept us out, told by the status, headers made for telling it, and few sturdy marks of the page. A shop's page that
//! merely loads a bot vendor's script, shows a banner or has a login in its header is a page.

use std::time::SystemTime;

use reqwest::header::{HeaderMap, WWW_AUTHENTICATE};
use url::Url;

use super::marks::{self, Marks};
use super::{Wall, retry};

/// Bytes beyond which a page with a good status is a page. Forms in front of one are small.
const SMALL: usize = 128 << 10;
/// Visible text of a form in front of a page, in bytes, and its links.
const FEW_WORDS: usize = 4_000;
const FEW_LINKS: usize = 12;

/// An answer, as far as it tells a wall from a page.
#[derive(Clone, Copy)]
pub(super) struct Met<'a> {
    pub(super) asked: &'a Url,
    pub(super) url: &'a Url,
    pub(super) status: u16,
    pub(super) headers: &'a HeaderMap,
    pub(super) text: &'a str,
}

/// Headers that only a challenge or a ban carries.
const BOT_HEADERS: &[(&str, &[&str], &str)] = &[
    ("cf-mitigated", &["challenge"], "Cloudflare"),
    ("x-amzn-waf-action", &["challenge", "captcha"], "AWS WAF"),
    ("x-vercel-mitigated", &["challenge", "deny"], "Vercel"),
];

/// Marks of the page itself, all of a line needed. None of them is in the scripts that these vendors put into ordinary
/// pages: those load `challenge-platform/scripts/jsd`, `js.datadome.co`, `client.px-cloud.net`, `/akam/`.
const BOT_MARKS: &[(&[&str], &str)] = &[
    (&["_cf_chl_opt"], "Cloudflare"),
    (&["cf-error-details", "used cloudflare to restrict access"], "Cloudflare"),
    (&["cf-error-details", "cf.errors.css", "you have been blocked"], "Cloudflare"),
    (&["captcha-delivery.com", "var dd="], "DataDome"),
    (&["id=\"px-captcha\"", "_pxappid"], "PerimeterX"),
    (&["window.gokuprops"], "AWS WAF"),
    (&["sec-if-cpt-container"], "Akamai"),
    (&["/_sec/cp_challenge/", "bm-verify"], "Akamai"),
    (&["errors.edgesuite.net", "access denied"], "Akamai"),
    (&["_incapsula_resource", "incapsula incident id"], "Imperva"),
    (&["_incapsula_resource", "id=\"main-iframe\""], "Imperva"),
];

/// Words for storing things in a visitor's browser, as forms in front of shops have them in their title or heading.
const CONSENT: &[&str] = &[
    "cookie",
    "consent",
    "privacy",
    "before you continue",
    "datenschutz",
    "einwillig",
    "zustimm",
    "privatsphäre",
    "confidentialité",
    "vie privée",
    "consentement",
    "consentimiento",
    "privacidad",
    "consenso",
    "toestemming",
    "samtycke",
    "samtykke",
    "zgod",
    "prywatno",
];

/// The wall, if this is one.
pub(super) fn met(met: &Met<'_>) -> Option<Wall> {
    bot(met).map(|by| Wall::Bot { by: by.to_owned() }).or_else(|| match met.status {
        429 => Some(Wall::TooManyRequests { retry_after: retry::after(met.headers, SystemTime::now()) }),
        401 | 403 => Some(shut(met)),
        200..300 => in_front(met),
        _ => None,
    })
}

fn bot(met: &Met<'_>) -> Option<&'static str> {
    let told = BOT_HEADERS.iter().find(|(name, values, _)| {
        let value = met.headers.get(*name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        values.iter().any(|known| value.trim().eq_ignore_ascii_case(known))
    });
    if let Some((_, _, by)) = told {
        return Some(by);
    }
    // Shopify's own number for a request that it takes for an attack.
    if met.status == 430 {
        return Some("Shopify");
    }
    if met.headers.contains_key("x-kpsdk-ct") && met.status == 429 {
        return Some("Kasada");
    }
    if met.text.len() > SMALL || met.status == 404 {
        return None;
    }
    let lower = met.text.to_ascii_lowercase();
    BOT_MARKS.iter().find(|(marks, _)| marks.iter().all(|mark| lower.contains(mark))).map(|(_, by)| *by)
}

fn shut(met: &Met<'_>) -> Wall {
    let asks = met.status == 401 && met.headers.contains_key(WWW_AUTHENTICATE);
    if asks || marks::of(met.text).password_field { Wall::Login } else { Wall::Forbidden }
}

/// A form in front of the page, with a good status.
fn in_front(met: &Met<'_>) -> Option<Wall> {
    let redirected = met.asked.path() != met.url.path() || met.asked.host() != met.url.host();
    if redirected && last_segment(met.url) == "password" {
        return Some(Wall::Password);
    }
    if met.text.len() > SMALL {
        return None;
    }
    let login_address = redirected && is_login(met.url) && !is_login(met.asked);
    let consent_address = redirected && names_consent(met.url) && !names_consent(met.asked);
    if !(login_address || consent_address || met.text.contains("<form") || met.text.contains("<FORM")) {
        return None;
    }
    let marks = marks::of(met.text);
    if marks.storefront_password {
        return Some(Wall::Password);
    }
    if login_address {
        return Some(Wall::Login);
    }
    if consent_address || nothing_but_consent(&marks) {
        return Some(Wall::Consent);
    }
    // A shop that shows nothing to strangers, at the very address that was asked for.
    let nothing_but_login = bare(&marks) && marks.password_field && !is_login(met.asked);
    nothing_but_login.then_some(Wall::Login)
}

fn bare(marks: &Marks) -> bool {
    marks.text_bytes <= FEW_WORDS && marks.links <= FEW_LINKS && marks.forms > 0 && marks.forms <= 2
}

fn nothing_but_consent(marks: &Marks) -> bool {
    let named = CONSENT.iter().any(|word| marks.headings.contains(word));
    // The word once could be the name of a biscuit.
    let often = CONSENT.iter().map(|word| marks.text.matches(word).count()).sum::<usize>() >= 2;
    bare(marks) && !marks.password_field && named && often
}

fn is_login(url: &Url) -> bool {
    let login = |part: &str| {
        matches!(
            part,
            "login" | "log-in" | "signin" | "sign-in" | "sign_in" | "anmelden" | "connexion" | "authenticate"
        )
    };
    let path = url.path().to_ascii_lowercase();
    let host = url.host_str().unwrap_or_default();
    path.split('/').any(|part| login(part.split('.').next().unwrap_or_default()))
        || login(host.split('.').next().unwrap_or_default())
}

fn names_consent(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    host.starts_with("consent.") || url.path().to_ascii_lowercase().split('/').any(|part| part == "consent")
}

fn last_segment(url: &Url) -> &str {
    url.path().trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
