//! Audits that begin by themselves: what was set for a shop, what of it is due, and that no two programs begin the same.
//! When something is due is decided in `due`, without a clock.

mod due;

use secrecy::SecretString;
use url::Url;
use waymark_audit::Prober;
use waymark_audit::install::{Theme, theme_in};
use waymark_model::{Millis, ShopSlug};
use waymark_store::AuditEntry;
use waymark_tell::{mail, webhook};

pub use due::{AuditSchedule, Due, Next, Past, Reason, Rhythm, due, next};

use crate::auditing::Brief;
use crate::error::AppError;
use crate::shops::DEMO;
use crate::state::App;
use crate::vault::{SecretKept, SecretKey, Vault};
use crate::view::{AuditEnd, ScheduleView};

const HOUR: Millis = 60 * 60 * 1000;
const DAY: Millis = 24 * HOUR;
/// How long an audit that was begun keeps others from beginning; told again while it runs. One that failed, because there
/// was no network perhaps, is tried again after that.
const CLAIM: Millis = HOUR;
/// How long one that a person stopped is left alone.
const STOPPED: Millis = DAY;

/// Where to look for the theme of a shop, and which ones are known.
#[derive(Clone, Debug)]
pub struct ThemeWatch {
    page: Url,
    known: Vec<Theme>,
}

impl ThemeWatch {
    /// Whether the shop's first page names another theme, or another version. A shop that does not answer has not changed.
    pub async fn is_other(&self, prober: &Prober) -> bool {
        let Ok(page) = prober.read(&self.page).await else { return false };
        theme_in(&page.text).is_some_and(|seen| is_other(&seen, &self.known))
    }
}

fn is_other(seen: &Theme, known: &[Theme]) -> bool {
    !known.iter().any(|known| known.id == seen.id && known.version == seen.version)
}

impl App {
    /// What is set for a shop's audits.
    pub fn schedule(&self, shop: &ShopSlug) -> Result<AuditSchedule, AppError> {
        let entry = self.store.audit_schedule(shop)?;
        // A schedule of a newer Waymark that cannot be read is none.
        Ok(entry.and_then(|entry| serde_json::from_str(&entry.document).ok()).unwrap_or_default())
    }

    /// The same with what is due next, and what became of the last messages.
    pub fn schedule_view(&self, shop: &ShopSlug) -> Result<ScheduleView, AppError> {
        // A shop that is not there is told by its name.
        self.plan_of(shop)?;
        let schedule = self.schedule(shop)?;
        let anchor = self.store.audit_schedule(shop)?.map_or_else(|| self.now(), |entry| entry.anchor);
        let next = next(&schedule, anchor, &self.past(shop)?, self.now());
        Ok(ScheduleView { schedule, next_audit: next.audit, next_pulse: next.pulse, told: self.told(shop)? })
    }

    /// Sets what is to begin by itself and who is told. Periods are counted from now if they changed.
    pub fn set_schedule(
        &mut self,
        shop: &ShopSlug,
        schedule: &AuditSchedule,
    ) -> Result<ScheduleView, AppError> {
        self.plan_of(shop)?;
        if let Some(account) = &schedule.tells.mail {
            mail::check(account)?;
        }
        let before = self.schedule(shop)?;
        let entry = self.store.audit_schedule(shop)?;
        let is_same = before.every == schedule.every && before.pulse == schedule.pulse;
        let anchor = entry.filter(|_| is_same).map_or_else(|| self.now(), |entry| entry.anchor);
        let document = serde_json::to_string(schedule).map_err(AppError::Json)?;
        let now = self.now();
        self.store.set_audit_schedule(shop, &document, anchor, now)?;
        self.schedule_view(shop)
    }

    /// The shops that have something set.
    pub fn scheduled_shops(&self) -> Result<Vec<ShopSlug>, AppError> {
        let shops = self.store.shops()?.into_iter().map(|entry| entry.shop.slug);
        // The demo shop is only there while it is served.
        let shops = shops.filter(|slug| slug.0 != DEMO || self.demo.is_some());
        let mut scheduled = Vec::new();
        for slug in shops {
            if self.schedule(&slug)?.is_on() {
                scheduled.push(slug);
            }
        }
        Ok(scheduled)
    }

    /// Where another theme would be seen; nothing where nobody asked for that, or no theme is known yet.
    pub fn theme_watch(&self, shop: &ShopSlug) -> Result<Option<ThemeWatch>, AppError> {
        if !self.schedule(shop)?.on_theme_change {
            return Ok(None);
        }
        let since = self.now() - DAY;
        let mut known: Option<Vec<Theme>> = None;
        for entry in self.store.audits(shop)? {
            let settings = Self::audit_settings(&entry);
            if !Brief::saw_pages(&entry) || !settings.is_live() || settings.pulse {
                continue;
            }
            // Shops try themes out on some of their visitors: what was audited within a day is no news.
            if known.is_some() && entry.started_at < since {
                break;
            }
            let themes = Brief::kept(&entry).map(|brief| brief.themes).unwrap_or_default();
            known.get_or_insert_default().extend(themes);
        }
        let page = self.base_of(shop)?;
        let known = known.filter(|themes| !themes.is_empty());
        Ok(known.map(|known| ThemeWatch { page, known }))
    }

    /// What of a shop's audits is due now. Whoever is told is the one to begin it: nobody else is told for an hour.
    pub fn take_due(&mut self, shop: &ShopSlug, is_other_theme: bool) -> Result<Option<Due>, AppError> {
        let Some(entry) = self.store.audit_schedule(shop)? else { return Ok(None) };
        let (schedule, now) = (self.schedule(shop)?, self.now());
        let due = due(&schedule, entry.anchor, &self.past(shop)?, is_other_theme, now);
        let Some(due) = due else { return Ok(None) };
        if self.audited_elsewhere(shop)?.is_some() || self.would_drop_another(shop, &due)? {
            return Ok(None);
        }
        Ok(self.store.claim_audit(shop, now, now + CLAIM, STOPPED)?.then_some(due))
    }

    /// An audit of these shops is still under way.
    pub fn still_auditing(&mut self, shops: &[ShopSlug]) -> Result<(), AppError> {
        let until = self.now() + CLAIM;
        Ok(shops.iter().try_for_each(|shop| self.store.hold_audits(shop, Some(until)))?)
    }

    /// An audit is over: what a person stopped is not begun again by itself for a day, what failed for an hour.
    pub fn auditing_ended(&mut self, shop: &ShopSlug, end: &AuditEnd) -> Result<(), AppError> {
        let now = self.now();
        let until = match end {
            // One that saw nothing is tried again as one that failed.
            AuditEnd::Done { line } if line.checked == 0 => Some(now + CLAIM),
            AuditEnd::Done { .. } => None,
            AuditEnd::Stopped => Some(now + STOPPED),
            AuditEnd::Failed { .. } => Some(now + CLAIM),
        };
        Ok(self.store.hold_audits(shop, until)?)
    }

    /// Audits of a shop that were done, and saw something of it.
    fn past(&self, shop: &ShopSlug) -> Result<Vec<Past>, AppError> {
        let done = self.store.audits(shop)?.into_iter().filter(Brief::saw_pages);
        let past =
            |entry: AuditEntry| Past { started_at: entry.started_at, settings: Self::audit_settings(&entry) };
        Ok(done.map(past).collect())
    }

    /// A person's audit that was stopped half way can be gone on with for a day; what begins by itself waits that long.
    fn would_drop_another(&self, shop: &ShopSlug, due: &Due) -> Result<bool, AppError> {
        let Some(left) = self.audit_left(shop)? else { return Ok(false) };
        Ok(left.goes_on && left.settings != due.settings)
    }
}

/// Whether this can be the address of a webhook.
pub fn check_webhook(address: &SecretString) -> Result<(), AppError> {
    Ok(webhook::check(address)?)
}

/// Keeps the address of a shop's webhook. Asking the keyring may wait for the person.
#[must_use = "the person is told how long it is kept"]
pub fn keep_webhook(vault: &Vault, shop: &ShopSlug, address: SecretString) -> SecretKept {
    vault.keep(&SecretKey::of_webhook(shop), address)
}

/// Keeps the password of the mail account that tells of a shop's audits. Asking the keyring may wait for the person.
#[must_use = "the person is told how long it is kept"]
pub fn keep_mail_password(
    vault: &Vault,
    shop: &ShopSlug,
    account: &mail::MailAccount,
    password: SecretString,
) -> SecretKept {
    vault.keep(&SecretKey::of_mail(shop, &account.server, account.port, &account.user), password)
}
