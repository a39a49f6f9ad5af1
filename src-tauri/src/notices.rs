//! What the shell tells the panel without being asked. The only place that emits; it names the panel's webview
//! and nothing else, so that the shop's page never hears a word.

use tauri::{AppHandle, Emitter, EventTarget, Runtime};
use waymark_app::Failure;
use waymark_app::view::Notice;

/// Label of the panel's webview.
pub const PANEL: &str = "panel";
/// Name of the Tauri event.
pub const EVENT: &str = "waymark";

/// Sends a notice to the panel.
pub fn tell<R: Runtime>(handle: &AppHandle<R>, notice: &Notice) {
    if let Err(error) = handle.emit_to(EventTarget::webview(PANEL), EVENT, notice) {
        tracing::warn!(%error, "the panel could not be told");
    }
}

/// Tells the panel of something that went wrong and that nobody asked for.
pub fn tell_failure<R: Runtime>(handle: &AppHandle<R>, failure: impl Into<Failure>) {
    tell(handle, &Notice::Failure(failure.into()));
}
