//! The commands about walks: recording, keeping and playing them, and simulating a score.

use waymark_app::view::{KeptWalk, Overview, PlayView, RecordingView, ScoreView, WalkView};
use waymark_model::WalkId;
use waymark_model::scoring::ScoreAct;

use super::{Answer, Shared};

#[tauri::command]
pub async fn begin_walk(shell: Shared<'_>) -> Answer<RecordingView> {
    shell.begin_walk()
}

#[tauri::command]
pub async fn keep_walk(shell: Shared<'_>) -> Answer<Option<KeptWalk>> {
    shell.keep_walk().await
}

/// Calls off that a walk is kept: it goes on.
#[tauri::command]
pub async fn stop_keeping(shell: Shared<'_>) -> Answer<()> {
    shell.stop_keeping();
    Ok(())
}

#[tauri::command]
pub async fn drop_walk(shell: Shared<'_>) -> Answer<()> {
    shell.drop_walk()
}

/// The walk that is recorded, for a panel that was loaded anew.
#[tauri::command]
pub async fn recording(shell: Shared<'_>) -> Answer<Option<RecordingView>> {
    shell.app(|app| Ok(app.recording()))
}

#[tauri::command]
pub async fn walk(shell: Shared<'_>, id: WalkId) -> Answer<WalkView> {
    shell.app(|app| app.walk(&id))
}

#[tauri::command]
pub async fn rename_walk(shell: Shared<'_>, id: WalkId, name: String) -> Answer<Overview> {
    shell.app(|app| app.rename_walk(&id, &name))
}

#[tauri::command]
pub async fn delete_walk(shell: Shared<'_>, id: WalkId) -> Answer<Overview> {
    shell.app(|app| app.delete_walk(&id))
}

#[tauri::command]
pub async fn play_walk(shell: Shared<'_>, id: WalkId) -> Answer<PlayView> {
    shell.play_walk(&id)
}

#[tauri::command]
pub async fn stop_play(shell: Shared<'_>) -> Answer<()> {
    shell.stop_play();
    Ok(())
}

#[tauri::command]
pub async fn simulate_score(shell: Shared<'_>, acts: Vec<ScoreAct>) -> Answer<ScoreView> {
    shell.app(|app| app.simulate_score(acts))
}

#[tauri::command]
pub async fn simulate_walk(shell: Shared<'_>, id: WalkId) -> Answer<ScoreView> {
    shell.app(|app| app.simulate_walk(&id))
}
