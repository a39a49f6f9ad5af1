//! The commands about the page in the pane: checking it, and what the catalogue proposes for it.

use waymark_app::view::{Draft, PageCheck, PageSuggestions};
use waymark_model::EventId;

use super::{Answer, Shared};

#[tauri::command]
pub async fn check_page(shell: Shared<'_>) -> Answer<PageCheck> {
    shell.check_page().await
}

#[tauri::command]
pub async fn use_new_place(shell: Shared<'_>, id: EventId) -> Answer<Draft> {
    shell.use_new_place(&id)
}

#[tauri::command]
pub async fn suggestions(shell: Shared<'_>) -> Answer<PageSuggestions> {
    shell.suggestions().await
}

#[tauri::command]
pub async fn use_suggestion(shell: Shared<'_>, id: String) -> Answer<Draft> {
    shell.use_suggestion(&id)
}

#[tauri::command]
pub async fn highlight_suggestion(shell: Shared<'_>, id: String, reveal: bool) -> Answer<()> {
    shell.highlight_suggestion(&id, reveal)
}
