//! Notifications on the desktop: over D-Bus on Linux, as desktops there take them; elsewhere it is said that there are none
//! yet. A click brings the window forward.

use tauri::AppHandle;
use waymark_app::{Code, Failure};

/// Why a notification was not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotShown {
    /// Nothing on this desktop shows notifications.
    #[error("this desktop shows no notifications")]
    NobodyShows,
    /// Waymark cannot do it on this system yet.
    #[cfg_attr(target_os = "linux", allow(dead_code, reason = "for the other systems"))]
    #[error("Waymark shows no notifications on this system yet")]
    NotHere,
}

impl From<NotShown> for Failure {
    fn from(error: NotShown) -> Self {
        let (message, hint) = match error {
            NotShown::NobodyShows => (
                "This desktop shows no notifications.",
                "Start a notification service, or be told by webhook or e-mail.",
            ),
            NotShown::NotHere => (
                "Waymark shows no notifications on this system yet.",
                "Be told by webhook or e-mail instead.",
            ),
        };
        Self { code: Code::Unsupported, message: message.into(), hint: hint.into(), retryable: false }
    }
}

/// Shows a notification. A click on it brings the window forward, and is told.
pub async fn show(
    handle: &AppHandle,
    title: &str,
    text: &str,
    clicked: impl Fn() + Send + 'static,
) -> Result<(), NotShown> {
    #[cfg(target_os = "linux")]
    return super::linux::notification::show(handle, title, text, clicked).await;
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (handle, title, text, clicked);
        Err(NotShown::NotHere)
    }
}
