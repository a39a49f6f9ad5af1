//! The commands about previews and installing by hand.

use waymark_app::view::{Discarded, Guide, InstallCheck, LiveId, TakenOut, TargetView, ThemeView};
use waymark_model::TargetId;

use super::{Answer, Shared};

#[tauri::command]
pub async fn preview_themes(shell: Shared<'_>, id: TargetId) -> Answer<Vec<ThemeView>> {
    shell.preview_themes(&id).await
}

#[tauri::command]
pub async fn preview_on(
    shell: Shared<'_>,
    publication: String,
    id: TargetId,
    theme: Option<String>,
) -> Answer<Vec<TargetView>> {
    shell.preview_on(&publication, &id, theme.as_deref()).await
}

#[tauri::command]
pub async fn discard_preview(shell: Shared<'_>, id: TargetId) -> Answer<Discarded> {
    shell.discard_preview(&id).await
}

#[tauri::command]
pub async fn take_out(shell: Shared<'_>, id: TargetId, seen: Option<LiveId>) -> Answer<TakenOut> {
    shell.take_out(&id, seen.as_ref()).await
}

#[tauri::command]
pub async fn install_guide(shell: Shared<'_>, id: TargetId) -> Answer<Guide> {
    shell.install_guide(&id)
}

#[tauri::command]
pub async fn check_install(shell: Shared<'_>, id: TargetId) -> Answer<InstallCheck> {
    shell.check_install(&id).await
}
