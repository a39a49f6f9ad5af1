//! The commands that say what a draft means and find out how that does.

use waymark_app::view::{DeviceSight, Draft, EventDevices, MeaningChange, SampleStrip};

use super::{Answer, Shared};

#[tauri::command]
pub async fn change_meaning(shell: Shared<'_>, draft: Draft, change: MeaningChange) -> Answer<Draft> {
    shell.change_meaning(draft, change)
}

#[tauri::command]
pub async fn choose_alike(shell: Shared<'_>, draft: Draft, all: bool) -> Answer<Draft> {
    let draft = shell.app(|app| app.choose_alike(draft, all))?;
    shell.set_draft(Some(&draft));
    Ok(draft)
}

#[tauri::command]
pub async fn sample_draft(shell: Shared<'_>, draft: Draft, anew: bool) -> Answer<Option<SampleStrip>> {
    shell.sample_draft(&draft, anew).await
}

#[tauri::command]
pub async fn stop_sampling(shell: Shared<'_>) -> Answer<()> {
    shell.stop_sampling();
    Ok(())
}

#[tauri::command]
pub async fn measure_devices(shell: Shared<'_>, draft: Draft) -> Answer<Option<Vec<DeviceSight>>> {
    shell.measure_devices(&draft).await
}

#[tauri::command]
pub async fn stop_measuring(shell: Shared<'_>) -> Answer<()> {
    shell.stop_measuring();
    Ok(())
}

#[tauri::command]
pub async fn event_devices(shell: Shared<'_>) -> Answer<Vec<EventDevices>> {
    shell.event_devices()
}
