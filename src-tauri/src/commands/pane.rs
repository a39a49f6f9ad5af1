//! The commands about the shop's pane: what it shows, where it goes, what it is looked at with.

use serde::Deserialize;
use waymark_app::view::{PaneDevice, PaneView};

use super::{Answer, Shared};
use crate::platform::Step;

/// What the browser row asks of the pane.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PaneAction {
    /// To the page before.
    Back,
    /// To the page after.
    Forward,
    /// The same page again.
    Reload,
    /// Stop loading.
    Stop,
    /// To the shop's base address.
    Home,
    /// To what was typed.
    Address {
        /// As typed.
        address: String,
    },
}

#[tauri::command]
pub async fn pane(shell: Shared<'_>) -> Answer<PaneView> {
    Ok(shell.shop.view())
}

#[tauri::command]
pub async fn pane_go(shell: Shared<'_>, action: PaneAction) -> Answer<()> {
    let step = match action {
        PaneAction::Back => Step::Back,
        PaneAction::Forward => Step::Forward,
        PaneAction::Reload => Step::Reload,
        PaneAction::Stop => Step::Stop,
        PaneAction::Home => Step::Address(shell.app(|app| app.home())?.into()),
        PaneAction::Address { address } => Step::Address(shell.app(|app| app.destination(&address))?.into()),
    };
    shell.shop.go(step);
    shell.shop.tell();
    Ok(())
}

#[tauri::command]
pub async fn set_picking(shell: Shared<'_>, on: bool) -> Answer<()> {
    shell.set_picking(on);
    Ok(())
}

#[tauri::command]
pub async fn set_frozen(shell: Shared<'_>, on: bool) -> Answer<()> {
    shell.set_frozen(on);
    Ok(())
}

#[tauri::command]
pub async fn set_device(shell: Shared<'_>, device: Option<PaneDevice>) -> Answer<()> {
    shell.set_device(device)
}
