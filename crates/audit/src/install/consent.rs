//! The consent system a page loads, by the address of its script or what its own script calls.

const SYSTEMS: [(&str, &str); 14] = [
    ("cdn.cookielaw.org", "OneTrust"),
    ("optanon", "OneTrust"),
    ("consent.cookiebot.com", "Cookiebot"),
    ("app.usercentrics.eu", "Usercentrics"),
    ("sdk.privacy-center.org", "Didomi"),
    ("consent.trustarc.com", "TrustArc"),
    ("cdn.iubenda.com", "iubenda"),
    ("cmp.quantcast.com", "Quantcast Choice"),
    ("cdn-cookieyes.com", "CookieYes"),
    ("cmp.osano.com", "Osano"),
    ("klaro", "Klaro"),
    ("cookieconsent", "Cookie Consent"),
    ("consentmo", "Consentmo"),
    ("pandectes", "Pandectes"),
];

/// Calls in a page's own script.
const CALLS: [(&str, &str); 3] = [
    ("customerPrivacy", "Shopify customer privacy"),
    ("consent-tracking-api", "Shopify customer privacy"),
    ("'consent', 'default'", "Google Consent Mode"),
];

/// The first consent system that is met.
pub(super) fn consent<'a>(scripts: impl Iterator<Item = (&'a str, &'a str)>) -> Option<&'static str> {
    let mut called = None;
    for (address, text) in scripts {
        let address = address.to_ascii_lowercase();
        if let Some((_, name)) =
            SYSTEMS.iter().find(|(part, _)| !address.is_empty() && address.contains(part))
        {
            return Some(name);
        }
        called = called.or_else(|| CALLS.iter().find(|(part, _)| text.contains(part)).map(|(_, name)| *name));
    }
    called
}
