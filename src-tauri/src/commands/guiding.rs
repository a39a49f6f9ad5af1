//! The commands of the guided start: what is proposed for the page, and taking it.

use waymark_app::view::{
    CatalogueView, Draft, Overview, PageRule, PageSuggestions, PageTypesView, Taken, TakenAll,
};
use waymark_model::PageTypeEdit;

use super::{Answer, Shared};

#[tauri::command]
pub async fn suggest_events(shell: Shared<'_>) -> Answer<PageSuggestions> {
    shell.suggest_events().await
}

#[tauri::command]
pub async fn stop_suggesting(shell: Shared<'_>) -> Answer<()> {
    shell.stop_suggesting();
    Ok(())
}

#[tauri::command]
pub async fn find_ways(shell: Shared<'_>) -> Answer<Option<PageSuggestions>> {
    shell.find_ways().await
}

#[tauri::command]
pub async fn stop_finding(shell: Shared<'_>) -> Answer<()> {
    shell.stop_finding();
    Ok(())
}

#[tauri::command]
pub async fn catalogue(shell: Shared<'_>) -> Answer<CatalogueView> {
    shell.app(|app| app.catalogue())
}

#[tauri::command]
pub async fn pick_entry(shell: Shared<'_>, id: String) -> Answer<()> {
    shell.pick_entry(&id)
}

#[tauri::command]
pub async fn point_suggestion(shell: Shared<'_>, id: Option<String>, reveal: bool) -> Answer<()> {
    shell.point_suggestion(id.as_deref(), reveal)
}

#[tauri::command]
pub async fn use_suggestion(shell: Shared<'_>, id: String) -> Answer<Draft> {
    shell.use_suggestion(&id)
}

#[tauri::command]
pub async fn accept_suggestion(shell: Shared<'_>, id: String) -> Answer<Taken> {
    shell.accept_suggestion(&id)
}

#[tauri::command]
pub async fn accept_suggestions(shell: Shared<'_>, ids: Vec<String>) -> Answer<TakenAll> {
    shell.accept_suggestions(&ids)
}

#[tauri::command]
pub async fn judge_page_types(shell: Shared<'_>, types: Vec<PageTypeEdit>) -> Answer<PageTypesView> {
    shell.app(|app| app.judge_page_types(&types))
}

#[tauri::command]
pub async fn save_page_types(shell: Shared<'_>, types: Vec<PageTypeEdit>) -> Answer<Overview> {
    let overview = shell.app(|app| app.save_page_types(&types))?;
    shell.recognise_again();
    Ok(shell.plan_changed(overview))
}

#[tauri::command]
pub async fn add_page_rule(shell: Shared<'_>, rule: PageRule) -> Answer<Overview> {
    let overview = shell.app(|app| app.add_page_rule(&rule))?;
    shell.recognise_again();
    Ok(shell.plan_changed(overview))
}
