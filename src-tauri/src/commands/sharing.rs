//! The commands of working on a plan with others: taking back and making again, remarks, and what was done to an event.

use waymark_app::App;
use waymark_app::view::{EventHistory, Overview};
use waymark_model::EventId;

use super::{Answer, Shared};

#[tauri::command]
pub async fn undo(shell: Shared<'_>) -> Answer<Overview> {
    shell.changed_back(App::undo)
}

#[tauri::command]
pub async fn redo(shell: Shared<'_>) -> Answer<Overview> {
    shell.changed_back(App::redo)
}

#[tauri::command]
pub async fn add_note(shell: Shared<'_>, id: EventId, text: String) -> Answer<Overview> {
    shell.app(|app| app.add_note(&id, &text))
}

#[tauri::command]
pub async fn sign_as(shell: Shared<'_>, name: String) -> Answer<Overview> {
    shell.app(|app| app.sign_as(&name))
}

#[tauri::command]
pub async fn event_history(shell: Shared<'_>, id: EventId, before: Option<i64>) -> Answer<EventHistory> {
    shell.app(|app| app.event_history(&id, before))
}

#[tauri::command]
pub async fn bring_back_event(shell: Shared<'_>, id: EventId, change: i64) -> Answer<Overview> {
    let overview = shell.app(|app| app.bring_back_event(&id, change))?;
    Ok(shell.plan_changed(overview))
}
