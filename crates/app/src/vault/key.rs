//! Whose secret it is: under which name it lies in the keyring, and in which variables the environment has it. No secret
//! is here.

use sha2::{Digest as _, Sha256};
use waymark_model::{PublicationTarget, ShopSlug};

/// Environment variable with the secret of whatever is asked for; one with `_NAME` of the target goes before it.
pub const ANY_SECRET: &str = "WAYMARK_SECRET";

/// Environment variable with a webhook's address; one with `_SHOP` goes before it.
pub const WEBHOOK: &str = "WAYMARK_WEBHOOK";
/// Environment variable with a mail account's password; one with `_SHOP` goes before it.
pub const SMTP_PASSWORD: &str = "WAYMARK_SMTP_PASSWORD";

/// Environment variable with the headers that let an audit into a shop, `Name: value`, a line each; one with `_SHOP` goes before it.
pub const CRAWLER_ACCESS: &str = "WAYMARK_CRAWLER_ACCESS";

/// Whose secret it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SecretKey {
    pub(super) account: String,
    /// Environment variables, the one that is asked first before the others.
    pub(super) variables: [String; 2],
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
