//! The secrets that open publication targets and the ways on which audits are told: in the system's keyring; in memory
//! until the program ends where there is none; from the environment for the command line. They are never written anywhere
//! else, and no text has them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use keyring::Error as KeyringError;
use keyring::v1::Entry;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod key;

pub use key::{ANY_SECRET, CRAWLER_ACCESS, SMTP_PASSWORD, SecretKey, WEBHOOK};

/// Under which all secrets lie in the keyring.
const SERVICE: &str = "Waymark";
/// The keyring may ask the person for its password, and nobody may be there: after so long it counts as locked.
const PATIENCE: Duration = Duration::from_secs(90);
/// How often a locked keyring is asked to take what it did not take, before that stays in memory.
const TRIES: u8 = 3;

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
    /// For now until the program ends: the keyring is locked, or the person did not let us in. It is asked again when
    /// the secret is used.
    SessionOfLocked,
}

type Environment = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Keeps secrets. Asking may wait for the person to unlock the keyring: not for a thread that others wait for.
#[derive(Default)]
pub struct Vault {
    session: Arc<Session>,
    environment: Option<Environment>,
}

impl Vault {
    /// Asks the environment before the keyring.
    #[must_use]
    pub fn with_environment(environment: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self { session: Arc::default(), environment: Some(Box::new(environment)) }
    }

    /// The secret, if anybody gave it. One that a locked keyring did not take is offered to it once more, beside.
    pub fn get(&self, key: &SecretKey) -> Result<Option<SecretString>, VaultError> {
        if let Some(variable) = &self.environment
            && let Some(secret) = key.variables.iter().find_map(|name| variable(name))
        {
            return Ok(Some(secret.trim().into()));
        }
        if let Some(secret) = self.session.used(key) {
            return Ok(Some(secret));
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
    #[must_use = "the person is told how long it is kept"]
    pub fn keep(&self, key: &SecretKey, secret: SecretString) -> SecretKept {
        self.session.put_away(key, Given { secret, number: self.session.number(key), tries_left: TRIES })
    }

    /// Forgets a secret; one that is not there is fine.
    pub fn forget(&self, key: &SecretKey) {
        let number = self.session.number(key);
        self.session.known().given.remove(&key.account);
        let (session, account) = (Arc::clone(&self.session), key.account.clone());
        // Without a keyring there is nothing to forget; a locked one keeps what nobody will ask for any more.
        let _ = asked(key, move |entry| {
            let _turn = session.turn();
            // What was given since is not forgotten.
            if session.is_last(&account, number) { entry.delete_credential() } else { Ok(()) }
        });
    }
}

/// What the keyring did not take, until the program ends.
#[derive(Default)]
struct Session {
    known: Mutex<Known>,
    /// Held while the keyring is written: it may be one that waits for its password, and what is given later comes later.
    turn: Mutex<()>,
}

#[derive(Default)]
struct Known {
    given: HashMap<String, Given>,
    /// By account, how often something was given or forgotten: what is not the last of it is not written any more.
    numbers: HashMap<String, u64>,
}

/// A secret that somebody gave.
#[derive(Clone)]
struct Given {
    secret: SecretString,
    number: u64,
    /// How often the keyring is still asked to take it.
    tries_left: u8,
}

impl Session {
    /// Of what is given or forgotten now.
    fn number(&self, key: &SecretKey) -> u64 {
        let mut known = self.known();
        let number = known.numbers.entry(key.account.clone()).or_default();
        *number += 1;
        *number
    }

    /// The secret, if it is kept here; the keyring, which may be open by now, is asked to take it.
    fn used(self: &Arc<Self>, key: &SecretKey) -> Option<SecretString> {
        let mut known = self.known();
        let given = known.given.get_mut(&key.account)?;
        let secret = given.secret.clone();
        if given.tries_left > 0 {
            let again = Given { tries_left: given.tries_left - 1, ..given.clone() };
            // While it is asked, nobody else asks.
            given.tries_left = 0;
            let (session, key) = (Arc::clone(self), key.clone());
            thread::spawn(move || session.put_away(&key, again));
        }
        Some(secret)
    }

    /// Into the keyring, or else here.
    fn put_away(self: &Arc<Self>, key: &SecretKey, given: Given) -> SecretKept {
        let (session, own, account) = (Arc::clone(self), given.clone(), key.account.clone());
        let answer = asked(key, move |entry| {
            let _turn = session.turn();
            if session.is_last(&account, own.number) {
                entry.set_password(own.secret.expose_secret())?;
            }
            Ok(())
        });
        let number = given.number;
        let (kept, left) = match answer {
            Some(Ok(())) => (SecretKept::Keyring, None),
            Some(Err(KeyringError::NoStorageAccess(_))) | None => (SecretKept::SessionOfLocked, Some(given)),
            Some(Err(_)) => (SecretKept::Session, Some(Given { tries_left: 0, ..given })),
        };
        let mut known = self.known();
        if known.numbers.get(&key.account) == Some(&number) {
            match left {
                Some(given) => known.given.insert(key.account.clone(), given),
                None => known.given.remove(&key.account),
            };
        }
        kept
    }

    fn is_last(&self, account: &str, number: u64) -> bool {
        self.known().numbers.get(account) == Some(&number)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
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
    use waymark_model::{Place, PublicationTarget, ShopSlug, TargetId};

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
