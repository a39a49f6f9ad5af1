//! Notifications as desktops on Linux take them: `org.freedesktop.Notifications` on the session bus. The library that draws
//! the window speaks to it, too.

use gtk::gio::{BusType, Cancellable, DBusCallFlags, DBusConnection, DBusSignalFlags, bus_get_sync};
use gtk::glib::{ToVariant as _, Variant, VariantDict, VariantTy, markup_escape_text};
use tauri::{AppHandle, Manager as _};
use tokio::sync::oneshot;

use crate::pane::WINDOW;
use crate::platform::notification::NotShown;

const SERVICE: &str = "org.freedesktop.Notifications";
const OBJECT: &str = "/org/freedesktop/Notifications";
/// What a click on the notification itself is called.
const CLICK: &str = "default";
/// Milliseconds that the desktop may take.
const LONGEST: i32 = 5_000;

/// Shows a notification, and brings the window forward when it is clicked.
pub async fn show(
    handle: &AppHandle,
    title: &str,
    text: &str,
    clicked: impl Fn() + Send + 'static,
) -> Result<(), NotShown> {
    let (tell, told) = oneshot::channel();
    // In the text, some desktops read markup.
    let (title, text) = (title.to_owned(), markup_escape_text(text).to_string());
    let window = handle.clone();
    // Answers and clicks arrive on the thread that asked: the one of the window.
    let asked = handle.run_on_main_thread(move || {
        let Ok(bus) = bus_get_sync(BusType::Session, None::<&Cancellable>) else { return };
        let (listener, asks) = (bus.clone(), arguments(&title, &text));
        bus.call(
            Some(SERVICE),
            OBJECT,
            SERVICE,
            "Notify",
            Some(&asks),
            VariantTy::new("(u)").ok(),
            DBusCallFlags::NONE,
            LONGEST,
            None::<&Cancellable>,
            move |answer| {
                let id = answer.ok().and_then(|answer| answer.child_value(0).get::<u32>());
                if let Some(id) = id {
                    follow(&listener, id, window, clicked);
                }
                // Nobody waits any more where the app is being closed.
                let _ = tell.send(id.is_some());
            },
        );
    });
    let is_shown = asked.is_ok() && told.await.unwrap_or(false);
    if is_shown { Ok(()) } else { Err(NotShown::NobodyShows) }
}

/// Name of the program, no notification to replace, icon, title, text, what can be done, hints, the desktop's own time.
fn arguments(title: &str, text: &str) -> Variant {
    let hints = VariantDict::new(None).end();
    Variant::tuple_from_iter([
        "Waymark".to_variant(),
        0u32.to_variant(),
        "".to_variant(),
        title.to_variant(),
        text.to_variant(),
        vec![CLICK, "Open"].to_variant(),
        hints,
        (-1i32).to_variant(),
    ])
}

fn follow(bus: &DBusConnection, id: u32, handle: AppHandle, clicked: impl Fn() + 'static) {
    let signals = (Some(SERVICE), Some("ActionInvoked"), Some(OBJECT));
    bus.signal_subscribe(signals.0, Some(SERVICE), signals.1, signals.2, None, DBusSignalFlags::NONE, {
        move |_, _, _, _, _, invoked| {
            if invoked.child_value(0).get::<u32>() != Some(id) {
                return;
            }
            clicked();
            if let Some(window) = handle.get_window(WINDOW)
                && let Err(error) = window.unminimize().and_then(|()| window.set_focus())
            {
                tracing::warn!(%error, "the window could not be brought forward");
            }
        }
    });
}
