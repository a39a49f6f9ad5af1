//! The commands about publishing: places, reviews, going live and back.

use secrecy::SecretString;
use waymark_app::publishing::{LeftPreview, Secret};
use waymark_app::vault::SecretKept;
use waymark_app::view::{Aim, Finding, Published, Review, Serving, TargetTest, TargetView};
use waymark_model::{PublicationTarget, TargetId};

use super::{Answer, Shared};

#[tauri::command]
pub async fn targets(shell: Shared<'_>) -> Answer<Vec<TargetView>> {
    shell.targets()
}

#[tauri::command]
pub async fn check_target(
    shell: Shared<'_>,
    target: PublicationTarget,
    with_secret: bool,
) -> Answer<Vec<Finding>> {
    let secret = if with_secret { Secret::Given } else { Secret::AsKept };
    shell.app(|app| app.check_target(&app.open_slug()?, &target, secret))
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
pub async fn remove_target(shell: Shared<'_>, id: TargetId, leave_preview: bool) -> Answer<Vec<TargetView>> {
    let preview = if leave_preview { LeftPreview::Stays } else { LeftPreview::Refused };
    shell.remove_target(&id, preview).await
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
pub async fn publish(shell: Shared<'_>, publication: String, aims: Vec<Aim>) -> Answer<Published> {
    shell.publish(&publication, &aims).await
}

#[tauri::command]
pub async fn stop_publishing(shell: Shared<'_>, publication: String) -> Answer<()> {
    shell.stop_publishing(&publication);
    Ok(())
}

#[tauri::command]
pub async fn serving(shell: Shared<'_>, id: TargetId) -> Answer<Serving> {
    shell.serving(&id).await
}
