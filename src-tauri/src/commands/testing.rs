//! The commands about tests: a person's in the pane, and those in which Waymark makes events fire by itself.

use waymark_app::TestSettings;
use waymark_app::view::ProvingOutcome;
use waymark_model::{EventId, TestConsent};

use super::{Answer, Shared};

#[tauri::command]
pub async fn set_testing(shell: Shared<'_>, on: bool) -> Answer<()> {
    shell.set_testing(on)
}

#[tauri::command]
pub async fn set_test_settings(shell: Shared<'_>, sends: bool, consent: Option<TestConsent>) -> Answer<()> {
    shell.set_test_settings(TestSettings { send: sends, consent })
}

#[tauri::command]
pub async fn prove_events(shell: Shared<'_>) -> Answer<Option<ProvingOutcome>> {
    shell.prove_events().await
}

#[tauri::command]
pub async fn stop_proving(shell: Shared<'_>) -> Answer<()> {
    shell.stop_proving();
    Ok(())
}

/// What an event's element looked like when it was proven as it is now.
#[tauri::command]
pub async fn proof_picture(shell: Shared<'_>, id: EventId) -> Answer<Option<String>> {
    shell.app(|app| app.proof_picture(&id))
}
