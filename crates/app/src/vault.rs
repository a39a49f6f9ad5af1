//! The secrets that open publication targets and the ways on which audits are told: in the system's keyring; in memory
//! until the program ends where there is none; from the environment for the command line. They are never written anywhere
//! else, and no text has them.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use keyring::Error as KeyringError;
use keyring::v1::Entry;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use ts_rs::TS;
use waymark_model::{PublicationTarget, ShopSlug};

/// Under which all secrets lie in the keyring.
const SERVICE: &str = "Waymark";
/// The keyring may ask the person for its password, and nobody may be there: after so long it counts as locked.
const PATIENCE: Duration = Duration::from_secs(90);
/// Environment variable with the secret of whatever is asked for; one with `_NAME` of the target goes before it.
pub const ANY_SECRET: &str = "WAYMARK_SECRET";

/// Environment variable with a webhook's address; one with `_SHOP` goes before it.
pub const WEBHOOK: &str = "WAYMARK_WEBHOOK";
/// Environment variable with a mail account's password; one with `_SHOP` goes before it.
pub const SMTP_PASSWORD: &str = "WAYMARK_SMTP_PASSWORD";

/// Environment variable with the headers that let an audit into a shop, `Name: value`, a line each; one with `_SHOP` goes before it.
pub const CRAWLER_ACCESS: &str = "WAYMARK_CRAWLER_ACCESS";

/// Why a secret could not be read. The system's own words may quote the secret and are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The keyring is locked, or the person did not let us in, or did not answer.
    #[error("the keyring is locked")]
    Locked,
    /// What lies in the keyring is no text.
    #[error("the secret in the keyring cannot be read")]
    Unreadable,
}

/// How long a secret is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SecretKept {
    /// In the system's keyring, until it is taken out.
    Keyring,
    /// Until the program ends: there is no keyring that takes it.
    Session,
    /// Until the program ends: the keyring is locked, or the person did not let us in.
    SessionOfLocked,
}

/// Whose secret it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SecretKey {
    account: String,
    /// Environment variables, the one that is asked first before the others.
    variables: [String; 2],
}

impl SecretKey {
    /// Of a target of a shop.
    #[must_use]
    pub fn of(shop: &ShopSlug, target: &PublicationTarget) -> Self {
        Self { account: account(shop, target), variables: variables(ANY_SECRET, target.name.trim()) }
    }

    /// The address of the webhook that is told of a shop's audits.
    #[must_use]
    pub fn of_webhook(shop: &ShopSlug) -> Self {
        Self { account: format!("{}/audits/webhook", shop.0), variables: variables(WEBHOOK, &shop.0) }
    }

    /// The password of the mail account that tells of a shop's audits. As with targets, one that was given for another
    /// server is not found.
    #[must_use]
    pub fn of_mail(shop: &ShopSlug, server: &str, port: u16, user: &str) -> Self {
        let lock = Sha256::digest(format!("{server}\n{port}\n{user}"));
        Self {
            account: format!("{}/audits/mail/{lock:x}", shop.0),
            variables: variables(SMTP_PASSWORD, &shop.0),
        }
    }

    /// The headers that let audits into a host of a shop.
    #[must_use]
    pub fn of_access(shop: &ShopSlug, host: &str) -> Self {
        // A signature is made for one shop: none is shown to every shop that is audited.
        let [own, _] = variables(CRAWLER_ACCESS, &shop.0);
        Self { account: format!("{}/audits/access/{host}", shop.0), variables: [own.clone(), own] }
    }

    /// The environment variable that the command line reads it from.
    #[must_use]
    pub fn variable(&self) -> &str {
        &self.variables[0]
    }
}

/// The variable for one alone, and the one for all.
fn variables(all: &str, name: &str) -> [String; 2] {
    let word = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() } else { '_' };
    let name: String = name.chars().map(word).collect();
    [format!("{all}_{name}"), all.to_owned()]
}

/// Has what the secret opens in it: one that was given for another address is not found, whoever changed the address.
fn account(shop: &ShopSlug, target: &PublicationTarget) -> String {
    format!("{}/{}/{:x}", shop.0, target.id.0, Sha256::digest(target.place.lock().join("\n")))
}

type Environment = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Keeps secrets. Asking may wait for the person to unlock the keyring: not for a thread that others wait for.
#[derive(Default)]
pub struct Vault {
    session: Mutex<HashMap<String, SecretString>>,
    environment: Option<Environment>,
}

impl Vault {
    /// Asks the environment before the keyring.
    #[must_use]
    pub fn with_environment(environment: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self { session: Mutex::default(), environment: Some(Box::new(environment)) }
    }

    /// The secret, if anybody gave it.
    pub fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        if let Some(variable) = &self.environment
            && let Some(secret) = key.variables.iter().find_map(|name| variable(name))
        {
            return Ok(Some(secret.trim().into()));
        }
        if let Some(secret) = self.session().get(&key.account) {
            return Ok(Some(secret.clone()));
        }
        match asked(key, |entry| entry.get_password().map(SecretString::from)) {
            Some(Ok(secret)) => Ok(Some(secret)),
            Some(Err(KeyringError::NoStorageAccess(_))) | None => Err(VaultError::Locked),
            Some(Err(KeyringError::BadEncoding(_) | KeyringError::BadDataFormat(..))) => {
                Err(VaultError::Unreadable)
            }
            // No keyring, or nothing of ours in it: whoever needs the secret says that it is missing.
            Some(Err(_)) => Ok(None),
        }
    }

    /// Keeps a secret, instead of an earlier one.
    pub fn keep(&self, key: &SecretKey, secret: SecretString) -> SecretKept {
        let given = secret.clone();
        let why = match asked(key, move |entry| entry.set_password(given.expose_secret())) {
            Some(Ok(())) => {
                self.session().remove(&key.account);
                return SecretKept::Keyring;
            }
            Some(Err(KeyringError::NoStorageAccess(_))) | None => SecretKept::SessionOfLocked,
            Some(Err(_)) => SecretKept::Session,
        };
        self.session().insert(key.account.clone(), secret);
        why
    }

    /// Forgets a secret; one that is not there is fine.
    pub fn forget(&self, key: &SecretKey) {
        self.session().remove(&key.account);
        // Without a keyring there is nothing to forget; a locked one keeps what nobody will ask for any more.
        let _ = asked(key, Entry::delete_credential);
    }

    fn session(&self) -> std::sync::MutexGuard<'_, HashMap<String, SecretString>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the keyring answers about an entry; nothing where it waits for a person who is not there.
fn asked<T: Send + 'static>(
    key: &SecretKey,
    ask: impl FnOnce(&Entry) -> Result<T, KeyringError> + Send + 'static,
) -> Option<Result<T, KeyringError>> {
    let account = key.account.clone();
    within(PATIENCE, move || Entry::new(SERVICE, &account).and_then(|entry| ask(&entry)))
}

/// What the work brings, if it does so in time; it cannot be stopped, and what it brings later nobody hears.
fn within<T: Send + 'static>(time: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, answer) = mpsc::channel();
    thread::spawn(move || drop(done.send(work())));
    answer.recv_timeout(time).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_model::{Place, TargetId};

    fn key(name: &str) -> SecretKey {
        let place = Place::Host { url: "https://x.example".into() };
        let target = PublicationTarget { id: TargetId("t".into()), name: name.into(), place };
        SecretKey::of(&ShopSlug("shop.example".into()), &target)
    }

    #[test]
    fn the_variable_of_a_target_goes_before_the_one_for_all() {
        let vault = Vault::with_environment(|name| match name {
            "WAYMARK_SECRET_LIVE_SHOP__" => Some("own\n".into()),
            "WAYMARK_SECRET" => Some("any".into()),
            _ => None,
        });
        let secret = |name| vault.get(&key(name)).unwrap().unwrap().expose_secret().to_owned();
        assert_eq!(secret("Live shop ö!"), "any");
        assert_eq!(secret("Live shop ö"), "own");
    }

    #[test]
    fn a_keyring_that_waits_for_nobody_is_not_waited_for() {
        let (_prompt, password) = mpsc::channel::<()>();
        assert_eq!(within(Duration::from_millis(20), move || password.recv().is_ok()), None);
        assert_eq!(within(Duration::from_secs(60), || 7), Some(7));
    }

    #[test]
    fn a_token_for_publishing_is_no_address_and_no_password() {
        let vault = Vault::with_environment(|name| match name {
            "WAYMARK_SECRET" => Some("any".into()),
            "WAYMARK_WEBHOOK" => Some("https://all.example/x".into()),
            "WAYMARK_SMTP_PASSWORD_SHOP_EXAMPLE" => Some("own".into()),
            _ => None,
        });
        let secret =
            |key: SecretKey| vault.get(&key).unwrap().map(|secret| secret.expose_secret().to_owned());
        let shop = |name: &str| ShopSlug(name.into());
        let mail = |name| secret(SecretKey::of_mail(&shop(name), "mail.example", 587, "mara"));
        assert_eq!(
            secret(SecretKey::of_webhook(&shop("shop.example"))),
            Some("https://all.example/x".into())
        );
        assert_eq!(mail("shop.example"), Some("own".into()));
        assert_eq!(mail("other.example"), None);
        let account = |server, port, user| SecretKey::of_mail(&shop("a"), server, port, user).account;
        assert_ne!(account("m", 587, "x"), account("n", 587, "x"), "another server gets no old password");
        assert_ne!(account("m", 587, "x"), account("m", 465, "x"));
    }
}
