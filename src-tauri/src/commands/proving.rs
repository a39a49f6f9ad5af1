//! The commands about events that Waymark makes fire by itself.

use waymark_app::view::ProvingOutcome;

use super::{Answer, Shared};

#[tauri::command]
pub async fn prove_events(shell: Shared<'_>) -> Answer<Option<ProvingOutcome>> {
    shell.prove_events().await
}

#[tauri::command]
pub async fn stop_proving(shell: Shared<'_>) -> Answer<()> {
    shell.stop_proving();
    Ok(())
}
