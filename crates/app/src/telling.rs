//! Telling people of audits: whether there is something to tell, what it says, and on which ways. Sending holds no lock;
//! what came of it is written down afterwards. An audit is never lost because nobody could be told.

mod change;
mod errand;
mod shelf;
mod words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_audit::report::Report;
use waymark_model::ShopSlug;
use waymark_store::Telling as Kept;
use waymark_tell::{Attachment, Message};

pub use change::{Change, change};
pub use errand::{Telling, Told};
pub use waymark_tell::mail::{MailAccount, MailSecurity};

use crate::auditing::{ReportForm, write_report};
use crate::error::AppError;
use crate::state::App;
use crate::vault::Vault;
use crate::view::{MuteView, ToldView};

/// A way on which somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "TellWay")]
pub enum Way {
    /// A notification on this computer's desktop.
    Desktop,
    /// A message to Slack, Teams or a server.
    Webhook,
    /// An e-mail with the report.
    Mail,
}

impl Way {
    const ALL: [Self; 3] = [Self::Desktop, Self::Webhook, Self::Mail];

    /// Its name in the database.
    fn name(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Webhook => "webhook",
            Self::Mail => "mail",
        }
    }
}

/// Who is told of a shop's audits. Webhook address and password are kept apart, by the vault.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct Tells {
    /// Whoever sits at this computer.
    pub desktop: bool,
    /// A webhook.
    pub webhook: bool,
    /// Mailboxes.
    pub mail: Option<MailAccount>,
}

impl Tells {
    fn is_silent(&self) -> bool {
        !self.desktop && !self.webhook && self.mail.is_none()
    }

    /// Only this one of them; an error where it is not set up.
    fn only(self, way: Way) -> Result<Self, AppError> {
        let one = match way {
            Way::Desktop => Self { desktop: self.desktop, ..Self::default() },
            Way::Webhook => Self { webhook: self.webhook, ..Self::default() },
            Way::Mail => Self { mail: self.mail, ..Self::default() },
        };
        if one.is_silent() { Err(AppError::NoSuchWay(way)) } else { Ok(one) }
    }
}

impl App {
    /// What is to be told of an audit that is done; nothing where nothing changed that matters, where nobody is to be
    /// told, or where the audit was not of what visitors see. Writes the report beside the database.
    pub fn telling(
        &self,
        shop: &ShopSlug,
        audit: i64,
        vault: &Arc<Vault>,
    ) -> Result<Option<Telling>, AppError> {
        let tells = self.schedule(shop)?.tells;
        let (entry, report) = self.audit_of(shop, audit)?;
        let is_live = Self::audit_settings(&entry).is_live();
        if tells.is_silent() || !is_live {
            return Ok(None);
        }
        let mutes = self.mutes(shop)?;
        let Some(change) = self.change(shop, audit, &report, &mutes)? else { return Ok(None) };
        let (subject, text) = words::said(&report.shop.url, &change);
        let attachment = Attachment {
            name: shelf::name_of(entry.number),
            html: write_report(
                &report,
                ReportForm::Html,
                &self.branding()?,
                &self.audit_pictures(audit)?,
                &mutes,
                &self.course(shop, audit)?,
            )?,
        };
        let repairable = self.newest_of_live(shop)?.map(|newest| newest.number);
        let lies_at = shelf::put_down(&self.reports(shop), &attachment, repairable);
        let message = Message { subject, text, lies_at, report: Some(attachment) };
        Ok(Some(Telling::new(shop.clone(), tells, message, vault.clone())))
    }

    /// What changed since the last audit that saw something. That nothing could be seen is told once, however often it is so,
    /// and so is that it can be again.
    fn change(
        &self,
        shop: &ShopSlug,
        audit: i64,
        report: &Report,
        mutes: &[MuteView],
    ) -> Result<Option<Change>, AppError> {
        let last = self.audit_before(shop, audit, false)?;
        let was_shut = last.as_ref().is_some_and(|last| last.totals.checked == 0);
        let is_shut = report.totals.checked == 0;
        if is_shut || !was_shut {
            return Ok(change(last.as_ref(), report, mutes));
        }
        let before = self.audit_before(shop, audit, true)?;
        let told = change(before.as_ref(), report, mutes);
        Ok(told.or_else(|| before.map(|before| Change::seen_again(&before, report, mutes))))
    }

    /// A message that says it is a test, on one way.
    pub fn test_telling(&self, shop: &ShopSlug, way: Way, vault: &Arc<Vault>) -> Result<Telling, AppError> {
        let tells = self.schedule(shop)?.tells.only(way)?;
        let name = self.shop_name(shop);
        let text = format!("A test: Waymark would tell you here when tracking on {name} breaks or recovers.");
        let subject = format!("Test of Waymark for {name}");
        let message = Message { subject, text, lies_at: None, report: None };
        Ok(Telling::new(shop.clone(), tells, message, vault.clone()))
    }

    /// Writes down what came of telling.
    pub fn keep_told(&mut self, shop: &ShopSlug, told: &[Told]) -> Result<(), AppError> {
        for told in told {
            let failure = told.failure.as_ref().map(|failure| failure.message.clone());
            let kept = Kept { way: told.way.name().to_owned(), at: self.now(), failure };
            self.store.keep_audit_telling(shop, &kept)?;
        }
        Ok(())
    }

    /// What became of the last messages.
    pub(crate) fn told(&self, shop: &ShopSlug) -> Result<Vec<ToldView>, AppError> {
        let view = |kept: Kept| {
            let way = Way::ALL.into_iter().find(|way| way.name() == kept.way)?;
            Some(ToldView { way, at: kept.at, failure: kept.failure })
        };
        Ok(self.store.audit_tellings(shop)?.into_iter().filter_map(view).collect())
    }
}
