//! The three kinds of token, and where each is shown. Tokens are held in memory only, marked so that no log prints
//! them, and cut out of whatever Shopify says back.

use std::time::{Duration, Instant};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use tokio::sync::Mutex;
use url::Url;

use super::http::{Answer, Http, NoAnswer};
use super::shop::is_loopback;
use super::{API_VERSION, ShopDomain, ShopifyError};

const THEME_ACCESS: &str = "https://theme-kit-access.shopifyapps.com/";
const TOKEN: HeaderName = HeaderName::from_static("x-shopify-access-token");
const SHOP: HeaderName = HeaderName::from_static("x-shopify-shop");
/// Renewed so long before it ends.
const MARGIN: Duration = Duration::from_secs(300);

/// How Waymark shows who it is.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// The access token of a custom app made in the shop's admin (`shpat_...`); it does not end.
    Token(SecretString),
    /// An app of the Dev Dashboard, of the same organisation as the shop: exchanged for a token that ends after a day.
    Client {
        /// The app's client id.
        id: String,
        /// Its secret.
        secret: SecretString,
    },
    /// A password of the Theme Access app (`shptka_...`).
    ThemeAccess(SecretString),
}

/// Credentials in use for one shop.
#[derive(Debug)]
pub struct Access {
    shop: ShopDomain,
    credentials: Credentials,
    base: Option<Url>,
    exchanged: Mutex<Option<Exchanged>>,
}

#[derive(Debug)]
struct Exchanged {
    token: SecretString,
    until: Instant,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: SecretString,
    expires_in: u64,
}

impl Access {
    /// With another address than Shopify's only on this computer.
    pub fn new(shop: ShopDomain, credentials: Credentials, base: Option<Url>) -> Result<Self, ShopifyError> {
        if base.as_ref().is_some_and(|base| !is_loopback(base)) {
            return Err(ShopifyError::NotLoopback);
        }
        Ok(Self { shop, credentials, base, exchanged: Mutex::new(None) })
    }

    pub fn shop(&self) -> &ShopDomain {
        &self.shop
    }

    /// Whether another token can be had where one is refused.
    pub fn renews(&self) -> bool {
        matches!(self.credentials, Credentials::Client { .. })
    }

    /// Whether an address that Shopify named may be fetched.
    pub fn may_fetch(&self, address: &Url) -> bool {
        address.scheme() == "https" || (self.base.is_some() && is_loopback(address))
    }

    pub fn graphql_address(&self) -> Result<Url, ShopifyError> {
        let front = if matches!(self.credentials, Credentials::ThemeAccess(_)) { "cli/" } else { "" };
        self.address(&format!("{front}admin/api/{API_VERSION}/graphql.json"))
    }

    fn address(&self, path: &str) -> Result<Url, ShopifyError> {
        let base = match (&self.base, &self.credentials) {
            (Some(base), _) => base.clone(),
            (None, Credentials::ThemeAccess(_)) => parse(THEME_ACCESS)?,
            (None, _) => parse(&format!("https://{}/", self.shop))?,
        };
        base.join(path).map_err(|_| ShopifyError::NotAShop(self.shop.to_string()))
    }

    /// The headers that show who asks, exchanging or renewing the token first where it takes that.
    pub async fn headers(&self, http: &Http) -> Result<HeaderMap, NoAnswer> {
        let mut headers = HeaderMap::new();
        match &self.credentials {
            Credentials::Token(token) => drop(headers.insert(TOKEN, sensitive(token)?)),
            Credentials::ThemeAccess(password) => {
                headers.insert(TOKEN, sensitive(password)?);
                let shop = HeaderValue::from_str(self.shop.as_str()).map_err(|_| refused())?;
                headers.insert(SHOP, shop);
            }
            Credentials::Client { id, secret } => {
                let mut kept = self.exchanged.lock().await;
                if kept.as_ref().is_none_or(|kept| kept.until <= Instant::now()) {
                    *kept = Some(self.exchange(http, id, secret).await?);
                }
                if let Some(kept) = &*kept {
                    headers.insert(TOKEN, sensitive(&kept.token)?);
                }
            }
        }
        Ok(headers)
    }

    /// Drops a token that Shopify does not take any more.
    pub async fn forget(&self) {
        *self.exchanged.lock().await = None;
    }

    async fn exchange(&self, http: &Http, id: &str, secret: &SecretString) -> Result<Exchanged, NoAnswer> {
        // A token exchanged twice is only a token more: whatever goes wrong here may be tried again.
        let unsent = |error| NoAnswer { error, sent: false };
        let address = self.address("admin/oauth/access_token").map_err(unsent)?;
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "client_credentials")
            .append_pair("client_id", id)
            .append_pair("client_secret", secret.expose_secret())
            .finish();
        let asked = Instant::now();
        let answer = http
            .post(address, HeaderMap::new(), "application/x-www-form-urlencoded", form.into_bytes())
            .await
            .map_err(|no_answer| unsent(no_answer.error))?;
        let token = self.token_in(&answer).map_err(unsent)?;
        let life = Duration::from_secs(token.expires_in);
        let until = asked + life.saturating_sub(MARGIN.min(life / 2));
        Ok(Exchanged { token: token.access_token, until })
    }

    fn token_in(&self, answer: &Answer) -> Result<TokenAnswer, ShopifyError> {
        match answer.status {
            200 => serde_json::from_slice(&answer.body)
                .map_err(|_| ShopifyError::BadAnswer("no token in it".to_owned())),
            400 | 401 | 403 => Err(ShopifyError::TokenRefused),
            404 => Err(ShopifyError::NoSuchShop(self.shop.to_string())),
            status @ (402 | 423) => Err(ShopifyError::ShopClosed { status }),
            429 => Err(ShopifyError::Throttled { retry_after: answer.retry_after }),
            status if status >= 500 => Err(ShopifyError::Unavailable { status }),
            status => Err(ShopifyError::BadAnswer(format!("HTTP {status}"))),
        }
    }

    /// Words of Shopify's that may be shown: short, on one line, without a secret that was said back.
    pub async fn quotable(&self, words: &str) -> String {
        let exchanged = self.exchanged.lock().await;
        let kept = exchanged.as_ref().map(|kept| &kept.token);
        let own = match &self.credentials {
            Credentials::Token(secret)
            | Credentials::ThemeAccess(secret)
            | Credentials::Client { secret, .. } => secret,
        };
        let mut words = words.to_owned();
        for secret in [Some(own), kept].into_iter().flatten() {
            if !secret.expose_secret().is_empty() {
                words = words.replace(secret.expose_secret(), "***");
            }
        }
        words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect()
    }
}

fn parse(address: &str) -> Result<Url, ShopifyError> {
    Url::parse(address).map_err(|_| ShopifyError::NotAShop(address.to_owned()))
}

fn sensitive(secret: &SecretString) -> Result<HeaderValue, NoAnswer> {
    let mut value = HeaderValue::from_str(secret.expose_secret().trim()).map_err(|_| refused())?;
    value.set_sensitive(true);
    Ok(value)
}

/// What no header can carry is no token.
fn refused() -> NoAnswer {
    NoAnswer { error: ShopifyError::TokenRefused, sent: false }
}
