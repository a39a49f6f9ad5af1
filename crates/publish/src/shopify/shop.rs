//! Shops and themes by name: the values that a person chooses from.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use super::ShopifyError;

const SUFFIX: &str = ".myshopify.com";
const THEME: &str = "gid://shopify/OnlineStoreTheme/";

/// The permanent name of a shop, `example.myshopify.com`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ShopDomain(String);

impl ShopDomain {
    /// From what people paste: the name alone, the domain, an address below it, or an address of the admin
    /// (`admin.shopify.com/store/example`).
    pub fn parse(text: &str) -> Result<Self, ShopifyError> {
        let refused = || ShopifyError::NotAShop(text.chars().take(100).collect());
        let bare = text.trim().trim_start_matches("https://").trim_start_matches("http://");
        let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
        let host = host.to_ascii_lowercase();
        let name = if host == "admin.shopify.com" {
            let name = path.strip_prefix("store/").ok_or_else(refused)?;
            name.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
        } else {
            host.strip_suffix(SUFFIX).unwrap_or(&host).to_owned()
        };
        let fits = |character: char| matches!(character, 'a'..='z' | '0'..='9' | '-');
        if name.is_empty() || name.len() > 60 || name.starts_with('-') || !name.chars().all(fits) {
            return Err(refused());
        }
        Ok(Self(name + SUFFIX))
    }

    /// `example.myshopify.com`
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The shop's first page, or what stands in for it on this computer.
    #[must_use]
    pub fn first_page(&self, stand_in: Option<&Url>) -> String {
        stand_in.map_or_else(|| format!("https://{}/", self.0), Url::to_string)
    }

    /// The same page in a theme that is not live.
    #[must_use]
    pub fn preview_page(&self, theme: &ThemeId, stand_in: Option<&Url>) -> String {
        format!("{}?preview_theme_id={}", self.first_page(stand_in), theme.number())
    }

    /// Where a person edits themes.
    #[must_use]
    pub fn themes_address(&self) -> String {
        format!("https://{}/admin/themes", self.0)
    }
}

impl fmt::Display for ShopDomain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl TryFrom<String> for ShopDomain {
    type Error = ShopifyError;

    fn try_from(text: String) -> Result<Self, ShopifyError> {
        Self::parse(&text)
    }
}

impl From<ShopDomain> for String {
    fn from(shop: ShopDomain) -> Self {
        shop.0
    }
}

/// Shopify's id of a theme, `gid://shopify/OnlineStoreTheme/123`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ThemeId(String);

impl ThemeId {
    /// From the id or its number alone.
    pub fn parse(text: &str) -> Result<Self, ShopifyError> {
        let number = text.trim().strip_prefix(THEME).unwrap_or(text.trim());
        let is_number = (1..=20).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { Ok(Self(format!("{THEME}{number}"))) } else { Err(ShopifyError::NoSuchTheme) }
    }

    /// The whole id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number in it.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.0[THEME.len()..]
    }
}

impl TryFrom<String> for ThemeId {
    type Error = ShopifyError;

    fn try_from(text: String) -> Result<Self, ShopifyError> {
        Self::parse(&text)
    }
}

impl From<ThemeId> for String {
    fn from(id: ThemeId) -> Self {
        id.0
    }
}

/// What a theme is to its shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// Live: what visitors see.
    Main,
    /// Not live.
    Unpublished,
    /// Of a developer's session; Shopify deletes it after a while.
    Development,
    /// A trial of a theme that is for sale.
    Demo,
    /// Kept, not to be changed under the shop's plan.
    Locked,
    /// Kept.
    Archived,
    /// Any other.
    #[serde(other)]
    Other,
}

/// One theme of a shop.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// Its id.
    pub id: ThemeId,
    /// Its name, as the merchant gave it.
    pub name: String,
    /// What it is to the shop.
    pub role: Role,
    /// Shopify is still making it.
    pub processing: bool,
    /// Shopify could not make it.
    pub processing_failed: bool,
    /// When it was last changed, RFC 3339.
    pub updated_at: String,
}

impl Theme {
    /// Its name, if visitors do not see it.
    #[must_use]
    pub fn unseen(&self) -> Option<&str> {
        (self.role != Role::Main).then_some(self.name.as_str())
    }
}

/// Whether an address is one of this computer, by its literal name.
pub(super) fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(url::Host::Ipv4(host)) => host.is_loopback(),
        Some(url::Host::Ipv6(host)) => host.is_loopback(),
        Some(url::Host::Domain(host)) => host == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shops_are_known_by_what_people_paste() {
        for text in [
            "example",
            "example.myshopify.com",
            " https://Example.myshopify.com/admin ",
            "https://admin.shopify.com/store/example/themes?x",
        ] {
            assert_eq!(ShopDomain::parse(text).unwrap().as_str(), "example.myshopify.com", "{text}");
        }
        for text in
            ["", "evil.com", "a.b.myshopify.com", "x@evil.com", "a b", "-a", "https://admin.shopify.com/"]
        {
            assert!(matches!(ShopDomain::parse(text), Err(ShopifyError::NotAShop(_))), "{text}");
        }
    }

    #[test]
    fn themes_are_known_by_id_or_number() {
        let id = ThemeId::parse("gid://shopify/OnlineStoreTheme/42").unwrap();
        assert_eq!((id.number(), ThemeId::parse("42").unwrap()), ("42", id.clone()));
        for text in ["", "gid://shopify/Product/1", "4x", "gid://shopify/OnlineStoreTheme/"] {
            assert!(ThemeId::parse(text).is_err(), "{text}");
        }
        let shop = ShopDomain::parse("example").unwrap();
        assert_eq!(shop.preview_page(&id, None), "https://example.myshopify.com/?preview_theme_id=42");
        let stand_in = Url::parse("http://127.0.0.1:9").unwrap();
        assert_eq!(shop.preview_page(&id, Some(&stand_in)), "http://127.0.0.1:9/?preview_theme_id=42");
    }
}
