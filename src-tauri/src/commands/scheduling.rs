//! The commands about audits that begin by themselves, and about who is told of them.

use secrecy::SecretString;
use waymark_app::scheduling::AuditSchedule;
use waymark_app::telling::Way;
use waymark_app::vault::SecretKept;
use waymark_app::view::ScheduleView;

use super::{Answer, Shared};

#[tauri::command]
pub async fn audit_schedule(shell: Shared<'_>) -> Answer<ScheduleView> {
    shell.app(|app| app.schedule_view(&app.open_slug()?))
}

#[tauri::command]
pub async fn set_audit_schedule(
    shell: Shared<'_>,
    schedule: AuditSchedule,
    webhook: Option<SecretString>,
    password: Option<SecretString>,
) -> Answer<Option<SecretKept>> {
    shell.set_schedule(&schedule, webhook, password).await
}

#[tauri::command]
pub async fn test_telling(shell: Shared<'_>, way: Way) -> Answer<ScheduleView> {
    shell.test_telling(way).await
}
