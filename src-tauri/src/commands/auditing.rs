//! The commands about audits: beginning and steering them, their reports, what is muted, and who hands reports on.

use std::path::PathBuf;

use waymark_app::App;
use waymark_app::auditing::{AccessHeaders, AuditSettings, ReportForm, Severity};
use waymark_app::vault::SecretKept;
use waymark_app::view::{
    AcceptedRepairs, AccessView, AuditProgress, AuditReportView, AuditsView, BrandView, MuteFor, MuteView,
};

use super::{Answer, Shared, choose};

#[tauri::command]
pub async fn audits(shell: Shared<'_>) -> Answer<AuditsView> {
    shell.audits()
}

#[tauri::command]
pub async fn start_audit(shell: Shared<'_>, settings: AuditSettings, anew: bool) -> Answer<AuditProgress> {
    shell.start_audit(&settings, anew)
}

#[tauri::command]
pub async fn pause_audit(shell: Shared<'_>, on: bool) -> Answer<()> {
    shell.pause_audit(on)
}

#[tauri::command]
pub async fn stop_audit(shell: Shared<'_>) -> Answer<()> {
    shell.stop_audit()
}

#[tauri::command]
pub async fn audit_report(shell: Shared<'_>, audit: i64) -> Answer<AuditReportView> {
    shell.app(|app| app.audit_report_view(&app.open_slug()?, audit))
}

#[tauri::command]
pub async fn audit_picture(shell: Shared<'_>, audit: i64, name: String) -> Answer<Option<String>> {
    shell.app(|app| app.audit_picture(&app.open_slug()?, audit, &name))
}

#[tauri::command]
pub async fn save_audit_report(shell: Shared<'_>, audit: i64, form: ReportForm, file: PathBuf) -> Answer<()> {
    shell.app(|app| app.save_audit_report(&app.open_slug()?, audit, form, &file))
}

#[tauri::command]
pub async fn show_audited_page(shell: Shared<'_>, audit: i64, page: String) -> Answer<()> {
    shell.show_audited_page(audit, &page)
}

#[tauri::command]
pub async fn accept_repairs(shell: Shared<'_>, audit: i64, at_least: f64) -> Answer<AcceptedRepairs> {
    let AcceptedRepairs { moved, overview } = shell.app(|app| app.accept_open_repairs(audit, at_least))?;
    Ok(AcceptedRepairs { moved, overview: shell.plan_changed(overview) })
}

#[tauri::command]
pub async fn mute_finding(
    shell: Shared<'_>,
    finding: String,
    severity: Severity,
    reason: String,
    how_long: MuteFor,
) -> Answer<Vec<MuteView>> {
    let act =
        |app: &mut App| app.mute_finding(&app.open_slug()?, &finding, Some(severity), &reason, how_long);
    shell.changed_beside_plan(act)
}

#[tauri::command]
pub async fn unmute_finding(shell: Shared<'_>, finding: String) -> Answer<Vec<MuteView>> {
    shell.changed_beside_plan(|app| app.unmute_finding(&app.open_slug()?, &finding))
}

#[tauri::command]
pub async fn brand(shell: Shared<'_>) -> Answer<BrandView> {
    shell.app(|app| app.brand())
}

#[tauri::command]
pub async fn set_brand_name(shell: Shared<'_>, name: String) -> Answer<BrandView> {
    shell.app(|app| app.set_brand_name(&name))
}

#[tauri::command]
pub async fn choose_logo(shell: Shared<'_>) -> Answer<Option<String>> {
    choose(&shell, "Choose a logo", |dialog, chosen| {
        dialog.add_filter("Picture", &["png", "svg", "jpg", "jpeg", "webp", "gif"]).pick_file(chosen);
    })
    .await
}

#[tauri::command]
pub async fn set_brand_logo(shell: Shared<'_>, file: Option<PathBuf>) -> Answer<BrandView> {
    shell.app(|app| app.set_brand_logo(file.as_deref()))
}

#[tauri::command]
pub async fn crawler_access(shell: Shared<'_>) -> Answer<AccessView> {
    shell.access().await
}

#[tauri::command]
pub async fn set_crawler_access(shell: Shared<'_>, headers: AccessHeaders) -> Answer<SecretKept> {
    shell.set_access(&headers).await
}

#[tauri::command]
pub async fn drop_crawler_access(shell: Shared<'_>) -> Answer<()> {
    shell.drop_access().await
}
