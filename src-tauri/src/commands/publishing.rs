//! The commands about publishing: places, reviews, going live and back.

use secrecy::SecretString;
use waymark_app::vault::SecretKept;
use waymark_app::view::{Finding, Review, Serving, TargetTest, TargetView, WentLive};
use waymark_model::{PublicationTarget, TargetId};

use super::{Answer, Shared};

#[tauri::command]
pub async fn targets(shell: Shared<'_>) -> Answer<Vec<TargetView>> {
    shell.targets()
}

#[tauri::command]
pub async fn check_target(shell: Shared<'_>, target: PublicationTarget) -> Answer<Vec<Finding>> {
    shell.app(|app| app.check_target(&app.open_slug()?, &target))
}

#[tauri::command]
pub async fn save_target(
    shell: Shared<'_>,
    target: PublicationTarget,
    secret: Option<SecretString>,
) -> Answer<Option<SecretKept>> {
    shell.save_target(target, secret).await
}

#[tauri::command]
pub async fn remove_target(shell: Shared<'_>, id: TargetId) -> Answer<Vec<TargetView>> {
    shell.remove_target(&id).await
}

#[tauri::command]
pub async fn test_target(
    shell: Shared<'_>,
    target: PublicationTarget,
    secret: Option<SecretString>,
) -> Answer<TargetTest> {
    shell.test_target(target, secret).await
}

#[tauri::command]
pub async fn review_target(shell: Shared<'_>, id: TargetId) -> Answer<Review> {
    shell.review(&id).await
}

#[tauri::command]
pub async fn publish_to(shell: Shared<'_>, id: TargetId, seen: Option<String>) -> Answer<WentLive> {
    shell.publish(&id, seen.as_deref()).await
}

#[tauri::command]
pub async fn roll_back_to(
    shell: Shared<'_>,
    id: TargetId,
    revision: String,
    seen: Option<String>,
) -> Answer<WentLive> {
    shell.roll_back(&id, &revision, seen.as_deref()).await
}

#[tauri::command]
pub async fn stop_publishing(shell: Shared<'_>) -> Answer<()> {
    shell.stop_publishing();
    Ok(())
}

#[tauri::command]
pub async fn serving(shell: Shared<'_>) -> Answer<Serving> {
    shell.serving().await
}
