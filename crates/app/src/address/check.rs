//! The host of an address: what is mistyped about it, as far as that can be said without asking the network.

use url::{Host, Url};

use super::AddressError;

/// Endings that are typed by mistake, and what was meant. None of the first is a real ending.
const ENDING_TYPOS: [(&str, &str); 11] = [
    ("con", "com"),
    ("cmo", "com"),
    ("ocm", "com"),
    ("comm", "com"),
    ("coom", "com"),
    ("vom", "com"),
    ("xom", "com"),
    ("cpm", "com"),
    ("ney", "net"),
    ("nte", "net"),
    ("ogr", "org"),
];

/// What can be said of host and port as typed, before they are parsed.
pub(super) fn authority(rest: &str) -> Result<(), AddressError> {
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = &rest[..end];
    if authority.is_empty() {
        return Err(AddressError::NotAnAddress);
    }
    if let Some((before, _)) = authority.split_once('@') {
        let is_email = !before.contains(':') && end == rest.len();
        return Err(if is_email { AddressError::Email } else { AddressError::Login });
    }
    if authority.contains([',', ';']) || authority.contains("..") || authority.starts_with('.') {
        let mut meant = authority.replace([',', ';'], ".");
        while meant.contains("..") {
            meant = meant.replace("..", ".");
        }
        return Err(AddressError::HostTypo { meant: meant.trim_matches('.').to_owned() });
    }
    Ok(())
}

/// What can be said of the parsed host.
pub(super) fn host(url: &Url) -> Result<(), AddressError> {
    let name = match url.host() {
        Some(Host::Domain(name)) => name.trim_end_matches('.'),
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => return Ok(()),
        None => return Err(AddressError::NotAnAddress),
    };
    if name == "localhost" {
        return Ok(());
    }
    let Some((stem, ending)) = name.rsplit_once('.') else {
        return Err(AddressError::NoEnding { name: name.to_owned() });
    };
    if let Some(storefront) = storefront_of_admin(name, url.path()) {
        return Err(AddressError::Admin { storefront });
    }
    if let Some((_, meant)) = ENDING_TYPOS.iter().find(|(typo, _)| ending == *typo) {
        return Err(AddressError::HostTypo { meant: format!("{stem}.{meant}") });
    }
    if stem == "www" || ending.len() < 2 {
        return Err(AddressError::NoEnding { name: name.to_owned() });
    }
    Ok(())
}

/// Where the storefront is, when the address is of Shopify's back office.
fn storefront_of_admin(host: &str, path: &str) -> Option<String> {
    if host == "admin.shopify.com" {
        let name = path.strip_prefix("/store/")?.split('/').next().filter(|name| !name.is_empty())?;
        return Some(format!("{name}.myshopify.com"));
    }
    let is_admin = path == "/admin" || path.starts_with("/admin/");
    (host.ends_with(".myshopify.com") && is_admin).then(|| host.to_owned())
}
