//! Audits that begin by themselves while the app is open, and telling people of what audits found. What is due and what
//! is worth telling is asked of `waymark_app`; here are the minutes between, and the desktop.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use secrecy::SecretString;
use waymark_app::Failure;
use waymark_app::scheduling::{AuditSchedule, check_webhook, keep_mail_password, keep_webhook};
use waymark_app::telling::{Telling, Told, Way};
use waymark_app::vault::SecretKept;
use waymark_app::view::{AuditEnd, AuditEnded, AuditWanted, Notice, ScheduleView};
use waymark_model::ShopSlug;

use super::Shell;
use crate::notices;
use crate::platform::notification;

/// After the start: whoever opens the app wants to work first, and a machine that woke up has no network yet.
const FIRST: Duration = Duration::from_secs(60);
/// Between two looks at what is due.
const APART: Duration = Duration::from_secs(3 * 60);
/// Between two looks at a shop's theme, each a request to the shop.
const THEMES_APART: Duration = Duration::from_secs(60 * 60);

impl Shell {
    /// Looks now and then for audits whose time has come, those that were missed while nobody was here included.
    pub fn follow_schedules(self: &Arc<Self>) {
        let shell = self.clone();
        tauri::async_runtime::spawn(async move {
            tokio::time::sleep(FIRST).await;
            let mut ticks = tokio::time::interval(APART);
            let mut themes = BTreeMap::new();
            loop {
                ticks.tick().await;
                if let Err(failure) = shell.begin_due(&mut themes).await {
                    tracing::warn!(?failure, "what is due could not be begun");
                }
            }
        });
    }

    /// Begins one audit that is due, unless one is under way.
    async fn begin_due(self: &Arc<Self>, themes: &mut BTreeMap<ShopSlug, Instant>) -> Result<(), Failure> {
        let running = self.audits.shops();
        if !running.is_empty() {
            return self.app(|app| app.still_auditing(&running));
        }
        for shop in self.app(|app| app.scheduled_shops())? {
            let is_other = self.shows_other_theme(&shop, themes).await;
            if let Some(due) = self.app(|app| app.take_due(&shop, is_other))? {
                self.begin_audit(shop, &due.settings, false)?;
                return Ok(());
            }
        }
        Ok(())
    }

    async fn shows_other_theme(&self, shop: &ShopSlug, seen: &mut BTreeMap<ShopSlug, Instant>) -> bool {
        if seen.get(shop).is_some_and(|at| at.elapsed() < THEMES_APART) {
            return false;
        }
        let Ok(Some(watch)) = self.app(|app| app.theme_watch(shop)) else { return false };
        seen.insert(shop.clone(), Instant::now());
        watch.is_other(&self.prober).await
    }

    /// An audit is over: whoever wants to know is told, the panel first.
    pub(super) async fn audit_is_over(self: &Arc<Self>, ended: &AuditEnded) {
        notices::tell(&self.handle, &Notice::AuditEnded(ended.clone()));
        let shop = &ended.shop;
        if let Err(failure) = self.app(|app| app.auditing_ended(shop, &ended.end)) {
            tracing::warn!(?failure, "the end of an audit was not written down");
        }
        let AuditEnd::Done { line } = &ended.end else { return };
        let vault = self.publishing.vault.clone();
        match self.app(|app| app.telling(shop, line.id, &vault)) {
            Ok(Some(telling)) => {
                for failure in self
                    .tell_people(shop, &telling, Some(line.id))
                    .await
                    .into_iter()
                    .filter_map(|told| told.failure)
                {
                    let message = format!("{}: not everybody was told. {}", ended.name, failure.message);
                    notices::tell_failure(&self.handle, Failure { message, ..failure });
                }
            }
            Ok(None) => {}
            Err(failure) => notices::tell_failure(&self.handle, failure),
        }
    }

    /// Tells on all ways, and writes down what came of it. A click on the desktop's notification opens the report of the
    /// audit it is about.
    async fn tell_people(&self, shop: &ShopSlug, telling: &Telling, audit: Option<i64>) -> Vec<Told> {
        let mut told = telling.send().await;
        if let Some(message) = telling.notification() {
            let (handle, shop) = (self.handle.clone(), shop.clone());
            let clicked = move || {
                if let Some(audit) = audit {
                    let wanted = AuditWanted { shop: shop.clone(), audit };
                    notices::tell(&handle, &Notice::AuditWanted(wanted));
                }
            };
            let shown = notification::show(&self.handle, "Waymark", &message.text, clicked).await;
            told.push(Told { way: Way::Desktop, failure: shown.err().map(Failure::from) });
        }
        if let Err(failure) = self.app(|app| app.keep_told(shop, &told)) {
            tracing::warn!(?failure, "who was told was not written down");
        }
        told
    }

    /// Sends a test on one way.
    pub async fn test_telling(&self, way: Way) -> Result<ScheduleView, Failure> {
        let vault = self.publishing.vault.clone();
        let (shop, telling) = self.app(|app| {
            let shop = app.open_slug()?;
            let telling = app.test_telling(&shop, way, &vault)?;
            Ok((shop, telling))
        })?;
        let told = self.tell_people(&shop, &telling, None).await;
        match told.into_iter().find_map(|told| told.failure) {
            Some(failure) => Err(failure),
            None => self.app(|app| app.schedule_view(&shop)),
        }
    }

    /// Sets the open shop's schedule, and keeps the secrets that are given; how long they are kept.
    pub async fn set_schedule(
        &self,
        schedule: &AuditSchedule,
        webhook: Option<SecretString>,
        password: Option<SecretString>,
    ) -> Result<Option<SecretKept>, Failure> {
        let (shop, vault) = (self.app(|app| app.open_slug())?, self.publishing.vault.clone());
        if let Some(address) = &webhook {
            check_webhook(address)?;
        }
        self.changed_beside_plan(|app| app.set_schedule(&shop, schedule))?;
        let account = schedule.tells.mail.clone();
        // The keyring may wait for the person.
        let kept = tokio::task::spawn_blocking(move || {
            let webhook = webhook.map(|address| keep_webhook(&vault, &shop, address));
            let password = password.zip(account);
            let password =
                password.map(|(secret, account)| keep_mail_password(&vault, &shop, &account, secret));
            // The shorter time is the one to know of.
            [webhook, password].into_iter().flatten().max_by_key(|kept| *kept == SecretKept::Session)
        });
        Ok(kept.await.unwrap_or(Some(SecretKept::Session)))
    }
}
