//! The commands about event packs: writing one, looking for its events on the open shop's pages, and taking them.

use std::path::PathBuf;

use waymark_app::view::{Overview, PackExport, PackView};
use waymark_model::EventId;

use super::{Answer, Shared, choose};

#[tauri::command]
pub async fn choose_pack(shell: Shared<'_>) -> Answer<Option<String>> {
    choose(&shell, "Choose an event pack", |dialog, chosen| {
        dialog.add_filter("Event pack", &["json"]).pick_file(chosen);
    })
    .await
}

#[tauri::command]
pub async fn export_pack(shell: Shared<'_>, ids: Vec<EventId>, file: PathBuf) -> Answer<PackExport> {
    let ids: Vec<String> = ids.into_iter().map(|id| id.0).collect();
    shell.app(|app| app.export_pack(&app.open_slug()?, &ids, &file))
}

#[tauri::command]
pub async fn read_pack(shell: Shared<'_>, file: PathBuf) -> Answer<PackView> {
    shell.read_pack(&file).await
}

#[tauri::command]
pub async fn stop_pack(shell: Shared<'_>) -> Answer<()> {
    shell.stop_pack();
    Ok(())
}

#[tauri::command]
pub async fn take_pack(shell: Shared<'_>, ids: Vec<EventId>) -> Answer<Overview> {
    let overview = shell.app(|app| app.take_pack(&ids))?;
    // The shop may have learned addresses.
    shell.recognise_again();
    Ok(shell.plan_changed(overview))
}
