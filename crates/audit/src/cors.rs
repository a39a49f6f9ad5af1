//! Whether a browser would let a page's script read what it asks for: the CORS check of the Fetch standard, for a simple
//! request without credentials, followed over redirects. Judges headers; asking is others' business.

use reqwest::header::{ACCESS_CONTROL_ALLOW_ORIGIN, HeaderMap};
use url::{Origin, Url};

/// One request of a page's script, on its way.
pub(crate) struct Cors {
    page: Origin,
    /// What is sent as `Origin`.
    pub origin: String,
    /// No answer has refused so far.
    pub is_shared: bool,
}

impl From<&Origin> for Cors {
    fn from(page: &Origin) -> Self {
        Self { page: page.clone(), origin: page.ascii_serialization(), is_shared: true }
    }
}

impl Cors {
    /// Takes an answer, and where it leads if it leads on.
    pub fn hop(&mut self, here: &Url, headers: &HeaderMap, next: Option<&Url>) {
        let is_own = here.origin() == self.page && self.origin == self.page.ascii_serialization();
        // Several headers are one with commas, which is no origin and no star.
        let mut allowed = headers.get_all(ACCESS_CONTROL_ALLOW_ORIGIN).iter();
        let allows = match (allowed.next(), allowed.next()) {
            (Some(only), None) => only.as_bytes() == b"*" || only.as_bytes() == self.origin.as_bytes(),
            _ => false,
        };
        self.is_shared &= is_own || allows;
        // From a second foreign origin on nobody is told who asks.
        if here.origin() != self.page && next.is_some_and(|next| next.origin() != here.origin()) {
            "null".clone_into(&mut self.origin);
        }
    }
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    /// Hops with what each answer allows, by its headers.
    fn is_shared(hops: &[(&str, &[&'static str])]) -> Option<bool> {
        let page = Url::parse("https://shop.example/").ok()?;
        let mut cors = Cors::from(&page.origin());
        for (at, (here, allowed)) in hops.iter().enumerate() {
            let mut headers = HeaderMap::new();
            for value in *allowed {
                headers.append(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static(value));
            }
            let next = hops.get(at + 1).and_then(|(next, _)| Url::parse(next).ok());
            cors.hop(&Url::parse(here).ok()?, &headers, next.as_ref());
        }
        Some(cors.is_shared)
    }

    #[test]
    fn browsers_ask_every_answer_on_the_way() {
        const SHOP: &str = "https://shop.example/a";
        const CDN: &str = "https://cdn.example/a";
        const OTHER: &str = "https://other.example/a";
        for (hops, expected) in [
            (&[(SHOP, &[][..])][..], true),
            (&[(CDN, &[])], false),
            (&[(CDN, &["*"])], true),
            (&[(CDN, &["https://shop.example"])], true),
            (&[(CDN, &["https://www.shop.example"])], false),
            (&[(CDN, &["*", "*"])], false),
            // The redirect has to allow it as well.
            (&[(CDN, &[]), (OTHER, &["*"])], false),
            (&[(CDN, &["*"]), (OTHER, &["*"])], true),
            (&[(CDN, &["*"]), (OTHER, &["https://shop.example"])], false),
            (&[(CDN, &["*"]), (SHOP, &[])], false),
            (&[(SHOP, &[]), (CDN, &["https://shop.example"])], true),
        ] {
            assert_eq!(is_shared(hops), Some(expected), "{hops:?}");
        }
    }
}
