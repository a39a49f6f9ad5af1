//! The commands about what an event sends, by pointing, and about what others are told already.

use waymark_app::view::{Already, Draft, Pointed};

use super::{Answer, Shared};

#[tauri::command]
pub async fn set_pointing(shell: Shared<'_>, on: bool) -> Answer<()> {
    shell.set_pointing(on);
    Ok(())
}

#[tauri::command]
pub async fn pointed_value(shell: Shared<'_>, draft: Draft) -> Answer<Pointed> {
    shell.pointed_value(&draft)
}

#[tauri::command]
pub async fn look_already(shell: Shared<'_>, draft: Draft, anyway: bool) -> Answer<Option<Already>> {
    shell.look_already(&draft, anyway).await
}

#[tauri::command]
pub async fn stop_looking(shell: Shared<'_>) -> Answer<()> {
    shell.stop_looking();
    Ok(())
}
