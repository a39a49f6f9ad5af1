//! The commands about other tools' formats: looking at an export, writing it, and taking a container in.

use std::path::PathBuf;

use tauri_plugin_opener::OpenerExt;
use waymark_app::view::{ContainerView, FormatExport, FormatPreview, Overview};
use waymark_model::{EventId, Format, FormatSettings};

use super::{Answer, Shared, choose, not_opened};

#[tauri::command]
pub async fn preview_format(
    shell: Shared<'_>,
    format: Format,
    settings: FormatSettings,
) -> Answer<FormatPreview> {
    shell.app(|app| app.preview_format(format, &settings))
}

#[tauri::command]
pub async fn choose_export_file(shell: Shared<'_>, name: String) -> Answer<Option<String>> {
    choose(&shell, "Save the export", |dialog, chosen| dialog.set_file_name(name).save_file(chosen)).await
}

#[tauri::command]
pub async fn export_format(
    shell: Shared<'_>,
    format: Format,
    settings: FormatSettings,
    file: PathBuf,
) -> Answer<FormatExport> {
    shell.app(|app| app.export_format(&app.open_slug()?, format, &settings, &file))
}

#[tauri::command]
pub async fn show_file(shell: Shared<'_>, file: PathBuf) -> Answer<()> {
    if !file.is_file() {
        return Err(not_opened(&file, "The file is not there any more."));
    }
    let opener = shell.handle.opener();
    if opener.reveal_item_in_dir(&file).is_ok() {
        return Ok(());
    }
    // Where no file manager can point at a file, its folder is the next best.
    let folder = file.parent().unwrap_or(&file).display().to_string();
    opener.open_path(folder, None::<&str>).map_err(|error| not_opened(&file, &error.to_string()))
}

#[tauri::command]
pub async fn choose_container(shell: Shared<'_>) -> Answer<Option<String>> {
    choose(&shell, "Choose a Tag Manager container", |dialog, chosen| {
        dialog.add_filter("Container", &["json"]).pick_file(chosen);
    })
    .await
}

#[tauri::command]
pub async fn open_container(shell: Shared<'_>, file: PathBuf) -> Answer<ContainerView> {
    shell.app(|app| app.open_container(&file))
}

#[tauri::command]
pub async fn read_container(shell: Shared<'_>, json: String) -> Answer<ContainerView> {
    shell.app(|app| app.read_container(&json))
}

#[tauri::command]
pub async fn take_container(shell: Shared<'_>, ids: Vec<EventId>) -> Answer<Overview> {
    let overview = shell.app(|app| app.take_container(&ids))?;
    Ok(shell.plan_changed(overview))
}
