//! What people type into "Your shop's address", understood: which addresses to try, in which order, and which
//! part of the path is the shop's own. No network here; knocking is [`crate::arrival`]'s.

mod check;
mod error;
mod scheme;

use url::{Host, Url};
use waymark_model::page_path::is_locale;

pub use error::AddressError;

/// Words that a shop's whole storefront is put under.
const SHOP_ROOTS: [&str; 10] =
    ["shop", "store", "storefront", "webshop", "boutique", "tienda", "negozio", "winkel", "butik", "sklep"];

/// Addresses to try for what was typed, the likeliest first; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidates(Vec<Url>);

impl Candidates {
    /// In the order to try them.
    #[must_use]
    pub fn urls(&self) -> &[Url] {
        &self.0
    }

    /// The likeliest.
    #[must_use]
    pub fn first(&self) -> &Url {
        &self.0[0]
    }
}

/// Understands a bare domain, a full address, an address with a path, a host with a port.
pub fn parse(typed: &str) -> Result<Candidates, AddressError> {
    let text = typed.trim().trim_matches(['"', '\'', '<', '>', '“', '”', '`']).trim();
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    if text.chars().any(char::is_whitespace) {
        return Err(AddressError::Spaces);
    }
    let (scheme, rest) = scheme::split(text)?;
    check::authority(rest)?;

    let schemes: &[&str] = match scheme {
        Some(ref scheme) => &[scheme.as_str()],
        None if prefers_http(rest) => &["http", "https"],
        None => &["https", "http"],
    };
    let urls = schemes
        .iter()
        .map(|scheme| Url::parse(&format!("{scheme}://{rest}")))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| AddressError::NotAnAddress)?;
    check::host(&urls[0])?;
    Ok(Candidates(urls))
}

/// The part of an address that belongs to the shop rather than to one of its pages: origin, and path where it
/// looks like a locale (`/en-gb/`) or a shop's root (`/shop/`). Ends with a slash.
#[must_use]
pub fn base(page: &Url) -> Url {
    let mut base = page.clone();
    base.set_query(None);
    base.set_fragment(None);
    let segments: Vec<&str> = page.path().split('/').filter(|segment| !segment.is_empty()).collect();
    if segments.iter().all(|segment| is_locale(segment) || is_shop_root(segment)) && !segments.is_empty() {
        base.set_path(&format!("/{}/", segments.join("/")));
    } else {
        base.set_path("/");
    }
    base
}

/// Short name of a shop at this address: host, with port if any.
#[must_use]
pub fn slug(base: &Url) -> String {
    let host = base.host_str().unwrap_or_default().trim_matches(['[', ']']).trim_end_matches('.');
    base.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Name shown for a shop until somebody gives it a better one.
#[must_use]
pub fn shop_name(base: &Url) -> String {
    let slug = slug(base);
    slug.strip_prefix("www.").unwrap_or(&slug).to_owned()
}

/// Whether both addresses are of the same host and port; the scheme may differ, as it does after a redirect.
#[must_use]
pub fn same_host(one: &Url, other: &Url) -> bool {
    one.host() == other.host() && one.port() == other.port()
}

fn is_shop_root(segment: &str) -> bool {
    SHOP_ROOTS.iter().any(|root| segment.eq_ignore_ascii_case(root))
}

/// Development servers rarely speak TLS.
fn prefers_http(rest: &str) -> bool {
    let Ok(url) = Url::parse(&format!("http://{rest}")) else { return false };
    let local_name = |name: &str| {
        name == "localhost"
            || [".localhost", ".local", ".test", ".internal"].iter().any(|end| name.ends_with(end))
    };
    match url.host() {
        Some(Host::Domain(name)) => local_name(name) || url.port().is_some_and(|port| port != 443),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        None => false,
    }
}

#[cfg(test)]
mod tests;
