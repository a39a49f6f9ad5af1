//! Audits from the panel: begun and then left alone, so that they go on whatever the panel shows; how far they are and
//! how they end is told to it. What an audit is and finds is asked of `waymark_app`.

use std::sync::Arc;

use waymark_app::auditing::{
    AccessHeaders, AuditErrand, AuditSettings, Program, RenderError, Steering, Worker, access_in, keep_access,
};
use waymark_app::vault::SecretKept;
use waymark_app::view::{AccessView, AuditEnd, AuditEnded, AuditProgress, AuditsView, Notice};
use waymark_app::{AppError, Failure, system_clock};
use waymark_model::ShopSlug;

use super::Shell;
use crate::notices;
use crate::platform::Step;

impl Shell {
    /// The open shop's audits.
    pub fn audits(&self) -> Result<AuditsView, Failure> {
        self.app(|app| app.audits_view(&app.open_slug()?, &self.audits))
    }

    /// Begins an audit of the open shop, or goes on with the one that was stopped.
    pub fn start_audit(
        self: &Arc<Self>,
        settings: &AuditSettings,
        anew: bool,
    ) -> Result<AuditProgress, Failure> {
        let shop = self.app(|app| app.open_slug())?;
        self.begin_audit(shop, settings, anew)
    }

    /// Begins an audit of any shop; one that somebody asked for, or one whose time has come.
    pub(super) fn begin_audit(
        self: &Arc<Self>,
        shop: ShopSlug,
        settings: &AuditSettings,
        anew: bool,
    ) -> Result<AuditProgress, Failure> {
        let handle = self.handle.clone();
        let tell = move |progress: &AuditProgress| notices::tell(&handle, &Notice::Audit(progress.clone()));
        let steering = self.audits.begin(&shop, settings, system_clock()(), tell)?;
        let errand = self.app(|app| app.audit_errand(&shop, settings, anew, Program::App))?;
        let errand = errand.with_vault(self.publishing.vault.clone());
        steering.began(errand.started_at());
        let progress = steering.so_far();
        let shell = self.clone();
        tauri::async_runtime::spawn(async move {
            let ended = Box::pin(shell.run_audit(errand, steering, &shop)).await;
            shell.audit_is_over(&ended).await;
        });
        Ok(progress)
    }

    /// Lets the open shop's audit wait, or go on.
    pub fn pause_audit(&self, on: bool) -> Result<(), Failure> {
        self.audits.pause(&self.app(|app| app.open_slug())?, on);
        Ok(())
    }

    /// Stops the open shop's audit; what was found is kept.
    pub fn stop_audit(&self) -> Result<(), Failure> {
        self.audits.stop(&self.app(|app| app.open_slug())?);
        Ok(())
    }

    /// How the headers that let audits into the open shop stand.
    pub async fn access(&self) -> Result<AccessView, Failure> {
        let vault = self.publishing.vault.clone();
        let (view, key) = self.app(|app| app.access(&app.open_slug()?))?;
        let known = view.clone();
        // The keyring may wait for the person.
        let looked = tokio::task::spawn_blocking(move || access_in(&vault, view, key.as_ref())).await;
        Ok(looked.unwrap_or(known))
    }

    /// Keeps headers that let audits into the open shop; for how long.
    pub async fn set_access(&self, headers: &AccessHeaders) -> Result<SecretKept, Failure> {
        let vault = self.publishing.vault.clone();
        let (key, secret) = self.app(|app| app.take_access(&app.open_slug()?, headers))?;
        // The keyring may wait for the person.
        let kept = tokio::task::spawn_blocking(move || keep_access(&vault, &key, secret)).await;
        Ok(kept.unwrap_or(SecretKept::Session))
    }

    /// Forgets them.
    pub async fn drop_access(&self) -> Result<(), Failure> {
        let vault = self.publishing.vault.clone();
        if let Some(key) = self.app(|app| app.drop_access(&app.open_slug()?))? {
            drop(tokio::task::spawn_blocking(move || vault.forget(&key)).await);
        }
        Ok(())
    }

    /// Shows a page of an audit in the pane.
    pub fn show_audited_page(&self, audit: i64, page: &str) -> Result<(), Failure> {
        let address = self.app(|app| app.audited_page(&app.open_slug()?, audit, page))?;
        self.shop.go(Step::Address(address.into()));
        self.shop.tell();
        Ok(())
    }

    async fn run_audit(&self, mut errand: AuditErrand, steering: Steering, shop: &ShopSlug) -> AuditEnded {
        let worker = worker().await.inspect_err(|error| errand.without_browser(error)).ok();
        let audit = errand.audit();
        let ran = errand.run(worker.as_ref(), &steering).await;
        if let Some(worker) = worker {
            worker.close().await;
        }
        // The shop is free for another audit before anybody hears that this one is over.
        drop(steering);
        let end = match ran {
            Ok(_) => self.app(|app| app.audit_end(shop, audit.ok_or(AppError::NoAudit)?)),
            Err(error) => Err(error.into()),
        };
        let name = self.app(|app| Ok::<_, AppError>(app.shop_name(shop)));
        AuditEnded {
            shop: shop.clone(),
            name: name.unwrap_or_else(|_| shop.0.clone()),
            end: end.unwrap_or_else(|failure| AuditEnd::Failed { failure }),
        }
    }
}

/// This program itself shows pages, in a process of its own.
pub(super) async fn worker() -> Result<Worker, RenderError> {
    let program = std::env::current_exe().map_err(|error| RenderError::NotAvailable {
        reason: format!("Waymark does not know where it is ({error})"),
    })?;
    let worker = Worker::of(program);
    worker.start().await?;
    Ok(worker)
}
