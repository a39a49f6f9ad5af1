//! What kept us out, told by the status, headers made for telling it, and few sturdy marks of the page. A shop's page that
//! merely loads a bot vendor's script, shows a banner or has a login in its header is a page.

use std::time::SystemTime;

use reqwest::header::{HeaderMap, WWW_AUTHENTICATE};
use url::Url;
use waymark_identify::Document;

use super::marks::{self, Marks};
use super::{Wall, retry};

/// Bytes beyond which a page with a good status is a page. Forms in front of one are small.
const SMALL: usize = 128 << 10;
/// Visible text of a form in front of a page, in bytes, and its links.
const FEW_WORDS: usize = 4_000;
const FEW_LINKS: usize = 12;
/// The same of a page that only says that it is none.
const BARE_WORDS: usize = 1_500;
const BARE_LINKS: usize = 5;
/// Bytes of visible text besides title and headings of a page that says something.
const SOME_WORDS: usize = 20;
/// Bytes of visible text beside a riddle for people: an instruction, an address of ours, and a number.
const RIDDLE_WORDS: usize = 500;

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
    (&["content=\"px-captcha\"", "_pxappid"], "PerimeterX"),
    (&["window.gokuprops"], "AWS WAF"),
    (&["sec-if-cpt-container"], "Akamai"),
    (&["/_sec/cp_challenge/", "bm-verify"], "Akamai"),
    (&["errors.edgesuite.net", "access denied"], "Akamai"),
    (&["_incapsula_resource", "incapsula incident id"], "Imperva"),
    (&["_incapsula_resource", "id=\"main-iframe\""], "Imperva"),
];

/// What a page in front of a shop says in its title or heading that asks whether somebody is a person.
const ROBOTS: &[&str] = &[
    "are you a robot",
    "are you human",
    "not a robot",
    "verify you are human",
    "verify that you are human",
    "human verification",
    "checking your browser",
    "security check",
    "unusual traffic",
    "pardon our interruption",
    "access to this page has been denied",
    "just a moment...",
    "kein roboter",
    "ein mensch sind",
    "pas un robot",
    "un robot?",
    "no eres un robot",
    "non sei un robot",
];

/// Scripts of riddles for people. On a page with words and links they guard a form.
const RIDDLES: &[&str] = &[
    "hcaptcha.com/1/api.js",
    "google.com/recaptcha/",
    "challenges.cloudflare.com/turnstile/",
    "geetest.com/",
];

/// What a shop says in its title or heading that is closed for a while.
const CLOSED: &[&str] = &[
    "under maintenance",
    "down for maintenance",
    "scheduled maintenance",
    "maintenance mode",
    "site maintenance",
    "be right back",
    "be back soon",
    "be back shortly",
    "wartungsarbeiten",
    "wartungsmodus",
    "gleich zurück",
    "bald zurück",
    "en maintenance",
    "maintenance en cours",
    "en mantenimiento",
    "in manutenzione",
    "in onderhoud",
];

/// What a button says that agrees.
const AGREE: &[&str] = &[
    "accept",
    "agree",
    "allow",
    "akzept",
    "zustimm",
    "einverstanden",
    "autoris",
    "acept",
    "permit",
    "accett",
    "akkoord",
    "godkänn",
    "godta",
    "zgadzam",
    "akcept",
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
    let marks = marks::of(met.text);
    if marks.storefront_password {
        return Some(Wall::Password);
    }
    if login_address {
        return Some(Wall::Login);
    }
    if consent_address {
        return Some(Wall::Consent);
    }
    // A script alone is in many a page whose words are yet to come.
    let is_riddle = || met.text.contains("data-sitekey") && names_riddle(met.text);
    nothing_but(&marks, met.asked, is_riddle)
}

/// What stands in front of the page that a browser shows for an address.
pub(crate) fn shown(document: &Document, asked: &Url) -> Option<Wall> {
    let marks = marks::shown(document, FEW_LINKS, FEW_WORDS);
    let is_riddle = || {
        let elements = || document.descendant_elements(document.root());
        elements().any(|node| document.has_attribute(node, "data-sitekey"))
            && elements().filter_map(|node| document.attribute(node, "src")).any(names_riddle)
    };
    nothing_but(&marks, asked, is_riddle)
}

fn names_riddle(text: &str) -> bool {
    RIDDLES.iter().any(|riddle| text.contains(riddle))
}

/// The wall of which a page with few words and links is all there is.
fn nothing_but(marks: &Marks, asked: &Url, is_riddle: impl FnOnce() -> bool) -> Option<Wall> {
    if marks.text_bytes > FEW_WORDS || marks.links > FEW_LINKS {
        return None;
    }
    let heads = |words: &[&str]| words.iter().any(|word| marks.headings.contains(word));
    // With nothing but a title it is a page that a script is to fill.
    let is_bare = marks.text_bytes <= BARE_WORDS
        && marks.links <= BARE_LINKS
        && marks.text.len() >= marks.headings.len() + SOME_WORDS;
    if is_bare && (heads(ROBOTS) || is_riddle() && marks.text_bytes <= RIDDLE_WORDS && !marks.password_field)
    {
        return Some(Wall::Bot { by: "A check for robots".to_owned() });
    }
    if is_bare && heads(CLOSED) {
        return Some(Wall::Maintenance);
    }
    // The word once could be the name of a biscuit.
    let often = || CONSENT.iter().map(|word| marks.text.matches(word).count()).sum::<usize>() >= 2;
    let agrees = || AGREE.iter().any(|word| marks.buttons.contains(word));
    let asks = if marks.forms == 0 { agrees() } else { marks.forms <= 2 };
    if asks && !marks.password_field && heads(CONSENT) && often() && !is_about_consent(asked) {
        return Some(Wall::Consent);
    }
    // A shop that shows nothing to strangers, at the very address that was asked for.
    let is_login_only = (1..=2).contains(&marks.forms) && marks.password_field && !is_login(asked);
    is_login_only.then_some(Wall::Login)
}

/// A page of the shop about what it stores, which says little else.
fn is_about_consent(asked: &Url) -> bool {
    let path = asked.path().to_lowercase();
    ["polic", "cookie", "privacy", "datenschutz", "confidential", "privacid"]
        .iter()
        .any(|word| path.contains(word))
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
