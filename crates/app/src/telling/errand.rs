//! A message on its way. Holds what it needs, so that nobody waits for it who uses the app; asks the vault for the secret
//! when it is sent, and lets go of it after.

use std::sync::Arc;

use secrecy::SecretString;
use waymark_model::ShopSlug;
use waymark_tell::{Message, Patience, mail, webhook};

use super::{Tells, Way};
use crate::error::AppError;
use crate::failure::Failure;
use crate::vault::{SecretKey, Vault};

/// What somebody is to be told, and how.
pub struct Telling {
    shop: ShopSlug,
    tells: Tells,
    message: Message,
    vault: Arc<Vault>,
}

/// What came of one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The way.
    pub way: Way,
    /// Why nobody was told.
    pub failure: Option<Failure>,
}

impl Telling {
    pub(super) fn new(shop: ShopSlug, tells: Tells, message: Message, vault: Arc<Vault>) -> Self {
        Self { shop, tells, message, vault }
    }

    /// The message, for whoever shows notifications on this computer; nothing where nobody wants one.
    #[must_use]
    pub fn notification(&self) -> Option<&Message> {
        self.tells.desktop.then_some(&self.message)
    }

    /// What is said.
    #[must_use]
    pub fn message(&self) -> &Message {
        &self.message
    }

    /// Sends it by webhook and by e-mail, as far as they are set up.
    pub async fn send(&self) -> Vec<Told> {
        let mut told = Vec::new();
        let mut ended = |way, sent: Result<(), AppError>| {
            told.push(Told { way, failure: sent.err().map(Failure::from) });
        };
        if self.tells.webhook {
            ended(Way::Webhook, self.by_webhook().await);
        }
        if let Some(account) = &self.tells.mail {
            ended(Way::Mail, self.by_mail(account).await);
        }
        told
    }

    async fn by_webhook(&self) -> Result<(), AppError> {
        let address = self.secret(SecretKey::of_webhook(&self.shop)).await?;
        let address = address.ok_or(AppError::TellSecretMissing(Way::Webhook))?;
        Ok(webhook::send(&address, &self.message, Patience::default()).await?)
    }

    async fn by_mail(&self, account: &mail::MailAccount) -> Result<(), AppError> {
        let password = if account.user.is_empty() {
            None
        } else {
            let key = SecretKey::of_mail(&self.shop, &account.server, account.port, &account.user);
            Some(self.secret(key).await?.ok_or(AppError::TellSecretMissing(Way::Mail))?)
        };
        Ok(mail::send(account, password.as_ref(), &self.message, None, Patience::default()).await?)
    }

    async fn secret(&self, key: SecretKey) -> Result<Option<SecretString>, AppError> {
        let vault = self.vault.clone();
        // The keyring may wait for the person to unlock it.
        let asked = tokio::task::spawn_blocking(move || vault.get(&key)).await;
        Ok(asked.unwrap_or(Ok(None))?)
    }
}
