//! Headers by which a shop's owner lets audits in (Shopify: Crawler access): what they say lies in the vault, for which host
//! and until when beside the shop's settings, so that it can be said before they expire.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use url::Url;
use waymark_audit::fetch::{Fetcher, Manners, SignedHeaders};
use waymark_model::{Millis, ShopSlug};

use super::AuditErrand;
use crate::error::AppError;
use crate::state::App;
use crate::vault::{SecretKept, SecretKey, Vault};
use crate::view::{AccessStanding, AccessView};

const DAY: Millis = 24 * 60 * 60 * 1000;
/// So long before they expire people are told.
const SOON: Millis = 14 * DAY;

/// The headers as a person gives them.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessHeaders {
    /// Value of `Signature-Input`.
    pub input: SecretString,
    /// Value of `Signature`.
    pub signature: SecretString,
    /// Value of `Signature-Agent`; empty for none.
    pub agent: String,
}

/// What is known of them without the vault.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Known {
    host: String,
    expires_at: Option<Millis>,
}

/// Where an audit finds its headers.
#[derive(Clone, Debug)]
pub(crate) struct Pass {
    key: SecretKey,
    known: Known,
}

impl App {
    /// How a shop's crawler access stands, and under which key the vault should have it ([`access_in`]).
    pub fn access(&self, shop: &ShopSlug) -> Result<(AccessView, Option<SecretKey>), AppError> {
        let known = self.known_access(shop)?;
        let host = host_of(&self.base_of(shop)?);
        let key = known.as_ref().map(|known| SecretKey::of_access(shop, &known.host));
        let standing = match &known {
            None => AccessStanding::None,
            Some(known) if known.host != host => AccessStanding::OtherHost,
            Some(known) => known.standing(self.now()),
        };
        let expires_at = known.as_ref().and_then(|known| known.expires_at);
        let given_for = known.map(|known| known.host);
        Ok((AccessView { host, given_for, standing, expires_at }, key))
    }

    /// Takes headers for the shop's host: what is to be kept in the vault, and under which key. What is no signature is
    /// refused.
    pub fn take_access(
        &mut self,
        shop: &ShopSlug,
        headers: &AccessHeaders,
    ) -> Result<(SecretKey, SecretString), AppError> {
        let host = host_of(&self.base_of(shop)?);
        let given = headers.values();
        let signed = signed(&host, &given)?;
        let expires_at = signed.expires().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let expires_at = expires_at.and_then(|at| Millis::try_from(at.as_millis()).ok());
        let known = Known { host: host.clone(), expires_at };
        self.store.set_setting(&setting(shop), &serde_json::to_string(&known).map_err(AppError::Json)?)?;
        Ok((SecretKey::of_access(shop, &host), text_of(&given).into()))
    }

    /// Forgets a shop's headers; the key is for the vault.
    pub fn drop_access(&mut self, shop: &ShopSlug) -> Result<Option<SecretKey>, AppError> {
        let known = self.known_access(shop)?;
        self.store.set_setting(&setting(shop), "")?;
        Ok(known.map(|known| SecretKey::of_access(shop, &known.host)))
    }

    /// Where an audit of a shop finds its headers. Without any, the environment may still have some for its host.
    pub(crate) fn pass(&self, shop: &ShopSlug) -> Result<Pass, AppError> {
        let pass = Pass::of(shop, &self.base_of(shop)?);
        Ok(match self.known_access(shop)? {
            Some(known) => Pass { key: SecretKey::of_access(shop, &known.host), known },
            None => pass,
        })
    }

    fn known_access(&self, shop: &ShopSlug) -> Result<Option<Known>, AppError> {
        let kept = self.store.setting(&setting(shop))?;
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
    }
}

impl AuditErrand {
    /// Headers that let it into the shop are asked of this vault when it runs.
    #[must_use]
    pub fn with_vault(mut self, vault: Arc<Vault>) -> Self {
        self.vault = Some(vault);
        self
    }

    /// Takes the headers out of the vault, without keeping others waiting.
    pub(super) async fn show_pass(&mut self) {
        let Some((pass, vault)) = self.pass.clone().zip(self.vault.clone()) else { return };
        let (signed, note) = pass.shown(vault, (self.clock)()).await;
        self.notes.extend(note);
        self.manners.signed.extend(signed.clone());
        self.order.signed.extend(signed);
    }
}

/// The same after a look whether the vault still has what was given. Asking the keyring may wait for the person; of one that
/// is locked nothing is known.
#[must_use]
pub fn access_in(vault: &Vault, view: AccessView, key: Option<&SecretKey>) -> AccessView {
    let is_sent = matches!(view.standing, AccessStanding::Good | AccessStanding::Soon);
    let is_lost = is_sent && key.is_some_and(|key| matches!(vault.get(key), Ok(None)));
    if is_lost { AccessView { standing: AccessStanding::Lost, ..view } } else { view }
}

/// Keeps a shop's headers. Asking the keyring may wait for the person.
#[must_use = "the person is told how long it is kept"]
pub fn keep_access(vault: &Vault, key: &SecretKey, headers: SecretString) -> SecretKept {
    vault.keep(key, headers)
}

impl AccessHeaders {
    /// Names and values; pasted with a name in front, a value has none.
    fn values(&self) -> Vec<(String, String)> {
        let of = |name: &str, value: &str| {
            let value = value.trim();
            let (before, after) = value.split_once(':').unwrap_or_default();
            let value = if before.eq_ignore_ascii_case(name) { after.trim() } else { value };
            (name.to_owned(), value.to_owned())
        };
        [
            of("Signature-Input", self.input.expose_secret()),
            of("Signature", self.signature.expose_secret()),
            of("Signature-Agent", &self.agent),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
    }
}

impl Known {
    fn standing(&self, now: Millis) -> AccessStanding {
        match self.expires_at {
            Some(expires_at) if expires_at <= now => AccessStanding::Expired,
            Some(expires_at) if expires_at - now <= SOON => AccessStanding::Soon,
            _ => AccessStanding::Good,
        }
    }
}

impl Pass {
    /// Of a shop that need not be known: what the environment has.
    pub(super) fn of(shop: &ShopSlug, url: &Url) -> Self {
        let host = host_of(url);
        Self { key: SecretKey::of_access(shop, &host), known: Known { host, expires_at: None } }
    }

    /// The headers of whoever only looks at a few pages.
    pub(crate) async fn signed(self, vault: Option<Arc<Vault>>, now: Millis) -> Option<SignedHeaders> {
        match vault {
            Some(vault) => self.shown(vault, now).await.0,
            None => None,
        }
    }

    /// What fetches those pages with them.
    pub(crate) async fn fetcher(
        self,
        mut manners: Manners,
        vault: Option<Arc<Vault>>,
        now: Millis,
    ) -> Result<Fetcher, AppError> {
        manners.signed.extend(self.signed(vault, now).await);
        Ok(Fetcher::new(manners)?)
    }

    /// The headers with which a browser shows one page; none where the shop gave none.
    pub(crate) async fn pairs(
        self,
        vault: Option<Arc<Vault>>,
        now: Millis,
        page: &Url,
    ) -> Vec<(String, String)> {
        let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_millis(now.try_into().unwrap_or(0));
        let signed = self.signed(vault, now).await;
        signed.iter().flat_map(|signed| signed.pairs_for(page, at)).collect()
    }

    /// The headers, and what a report says of them, without keeping others waiting.
    async fn shown(self, vault: Arc<Vault>, now: Millis) -> (Option<SignedHeaders>, Option<String>) {
        tokio::task::spawn_blocking(move || self.show(&vault, now)).await.unwrap_or_default()
    }

    /// The headers, and what a report says of them. Asking the vault may wait for the person.
    pub(super) fn show(&self, vault: &Vault, now: Millis) -> (Option<SignedHeaders>, Option<String>) {
        let host = &self.known.host;
        let Ok(kept) = vault.get(&self.key) else {
            let note =
                format!("The headers that let Waymark into {host} were not sent: the keyring is locked.");
            return (None, Some(note));
        };
        let Some(kept) = kept else { return (None, None) };
        let Ok(signed) = signed(host, &lines(kept.expose_secret())) else {
            let note = format!("The headers that let Waymark into {host} cannot be used; give them again.");
            return (None, Some(note));
        };
        let now_is = SystemTime::UNIX_EPOCH + std::time::Duration::from_millis(now.try_into().unwrap_or(0));
        let left = signed.expires().and_then(|expires| expires.duration_since(now_is).ok());
        let left = left.map(|left| left.as_secs() / 86_400);
        let note = match left {
            _ if signed.expired(now_is) => Some(format!(
                "The headers that let Waymark into {host} have expired and were not sent. Make new ones (Shopify: Online \
                 Store > Preferences > Crawler access)."
            )),
            Some(days) if Millis::try_from(days).is_ok_and(|days| days * DAY < SOON) => Some(format!(
                "The headers that let Waymark into {host} expire {}. Make new ones before that (Shopify: Online Store > \
                 Preferences > Crawler access).",
                match days {
                    0 => "within a day".to_owned(),
                    1 => "in 1 day".to_owned(),
                    days => format!("in {days} days"),
                }
            )),
            _ => None,
        };
        (Some(signed), note)
    }
}

/// `Name: value`, a line each: as the vault has them, and the environment.
fn text_of(given: &[(String, String)]) -> String {
    given.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n")
}

fn lines(text: &str) -> Vec<(String, String)> {
    let pairs = text.lines().filter_map(|line| line.split_once(':'));
    pairs.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

fn signed(host: &str, given: &[(String, String)]) -> Result<SignedHeaders, AppError> {
    let given = given.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    Ok(SignedHeaders::new(host, given)?)
}

/// As the headers of a signature name it: with its port if that is not the scheme's own.
fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn setting(shop: &ShopSlug) -> String {
    format!("crawler_access/{}", shop.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Millis = 1_790_000_000_000;

    fn headers(expires: &str) -> AccessHeaders {
        AccessHeaders {
            input: format!("Signature-Input: sig1=(\"@authority\");keyid=\"k\"{expires}").into(),
            signature: "sig1=:c2VjcmV0:".into(),
            agent: "\"https://shopify.com\"".into(),
        }
    }

    fn shown(expires: &str) -> (bool, Option<String>) {
        let vault = Vault::with_environment(|_| None);
        let host = "shop.example";
        let key = SecretKey::of_access(&ShopSlug("unit-test.example".into()), host);
        let _ = vault.keep(&key, text_of(&headers(expires).values()).into());
        let pass = Pass { key: key.clone(), known: Known { host: host.into(), expires_at: None } };
        let (signed, note) = pass.show(&vault, NOW);
        vault.forget(&key);
        (signed.is_some(), note)
    }

    #[test]
    fn a_report_says_when_headers_expire_and_that_they_have() {
        let in_days = |days: i64| shown(&format!(";expires={}", NOW / 1000 + days * 86_400 + 60));
        assert_eq!(shown(""), (true, None));
        assert_eq!(in_days(30), (true, None));
        let (is_sent, note) = in_days(5);
        assert!(is_sent && note.unwrap().contains("expire in 5 days"));
        assert!(in_days(0).1.unwrap().contains("within a day"));
        assert!(in_days(-2).1.unwrap().contains("have expired and were not sent"));
    }

    #[test]
    fn a_value_that_was_pasted_with_its_name_is_taken_without() {
        let values = headers("").values();
        assert_eq!(values[0], ("Signature-Input".into(), "sig1=(\"@authority\");keyid=\"k\"".into()));
        assert_eq!(values.len(), 3);
        assert_eq!(values[1].1, "sig1=:c2VjcmV0:");
        assert!(!format!("{:?}", headers("")).contains("c2VjcmV0"));
    }
}
