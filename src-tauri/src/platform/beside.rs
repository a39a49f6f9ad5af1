//! NOT RUN YET: type-checked from Linux only.
//!
//! Two Tauri webviews side by side, which is how Windows and macOS show the panes. Here is what both systems
//! share; the isolated world, pictures and the page's state are in `windows` and `macos`. There is no splitter
//! to drag, and shortcuts reach the panel only, which knows its own.

use std::sync::atomic::{AtomicU16, Ordering};

use tauri::utils::config::WebviewUrl;
use tauri::webview::{DownloadEvent, NewWindowResponse, PermissionResponse, WebviewBuilder};
use tauri::{
    LogicalPosition, LogicalSize, Manager, PhysicalSize, Rect, Webview, Window, WindowEvent,
    webview::PlatformWebview,
};

use super::{Denied, EventSink, PANEL_WIDTH, PageEvent, PageState, PlatformError, may_visit};

/// Label of the shop's webview.
pub const SHOP: &str = "shop";

/// Width of the device that the shop is looked at with, CSS pixels; 0 for the pane as it is.
static DEVICE_WIDTH: AtomicU16 = AtomicU16::new(0);

/// Gives the shop's webview a device's width, or all of its pane.
pub fn set_width(shop: &Webview, width: Option<u16>) {
    DEVICE_WIDTH.store(width.unwrap_or(0), Ordering::Relaxed);
    if let Err(error) = arrange(&shop.window()) {
        tracing::warn!(%error, "the panes could not be arranged");
    }
}

/// Has the panes follow the size of the window.
pub fn lay_out(window: &Window) -> Result<(), PlatformError> {
    let follower = window.clone();
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. })
            && let Err(error) = arrange(&follower)
        {
            tracing::warn!(%error, "the panes could not be arranged");
        }
    });
    arrange(window)
}

/// Panel left, shop right; without a shop the panel has the whole window.
pub fn arrange(window: &Window) -> Result<(), PlatformError> {
    let scale = window.scale_factor()?;
    let PhysicalSize { width, height } = window.inner_size()?;
    let inner = PhysicalSize::new(width, height).to_logical::<f64>(scale);
    let shop = window.get_webview(SHOP);
    let panel = window.webviews().into_iter().find(|view| view.label() != SHOP);
    let split = if shop.is_some() { f64::from(PANEL_WIDTH.0).min(inner.width) } else { inner.width };
    if let Some(panel) = panel {
        panel.set_bounds(bounds(0.0, split, inner.height))?;
    }
    if let Some(shop) = shop {
        let room = (inner.width - split).max(1.0);
        let device = f64::from(DEVICE_WIDTH.load(Ordering::Relaxed));
        let width = if device > 0.0 { device.min(room) } else { room };
        shop.set_bounds(bounds(split + (room - width) / 2.0, width, inner.height))?;
        // Where the pane is narrower, the page is shown smaller, so that it has the device's width.
        shop.set_zoom(if device > 0.0 { width / device } else { 1.0 })?;
    }
    Ok(())
}

fn bounds(x: f64, width: f64, height: f64) -> Rect {
    Rect { position: LogicalPosition::new(x, 0.0).into(), size: LogicalSize::new(width, height).into() }
}

/// Adds the shop's webview, empty, denied everything that is not a web page.
pub fn add_shop(
    window: &Window,
    store: impl FnOnce(WebviewBuilder<tauri::Wry>) -> WebviewBuilder<tauri::Wry>,
    state: fn(&PlatformWebview) -> PageState,
    events: &EventSink,
) -> Result<Webview, PlatformError> {
    let blank = WebviewUrl::External(tauri::Url::parse("about:blank").map_err(tauri::Error::InvalidUrl)?);
    let (moved, titled, refused, downloads) =
        (events.clone(), events.clone(), events.clone(), events.clone());
    let app = window.app_handle().clone();
    let builder = WebviewBuilder::new(SHOP, blank)
        .on_navigation(move |url| {
            let allowed = may_visit(url.as_str());
            if !allowed {
                refused(PageEvent::Denied(Denied::Scheme));
            }
            allowed
        })
        .on_new_window(move |url, _| {
            if let Some(shop) = app.get_webview(SHOP)
                && matches!(url.scheme(), "http" | "https")
                && let Err(error) = shop.navigate(url)
            {
                tracing::warn!(%error, "a link could not be followed");
            }
            NewWindowResponse::Deny
        })
        .on_page_load(move |view, _| tell_state(&view, state, &moved))
        .on_document_title_changed(move |view, _| tell_state(&view, state, &titled))
        .on_permission_request(|_, _| PermissionResponse::Deny)
        .on_download(move |_, event| {
            if matches!(event, DownloadEvent::Requested { .. }) {
                downloads(PageEvent::Denied(Denied::Download));
            }
            false
        });
    let shop = window.add_child(store(builder), LogicalPosition::new(0, 0), LogicalSize::new(1, 1))?;
    arrange(window)?;
    Ok(shop)
}

/// Tells what the page shows.
pub fn tell_state(view: &Webview, state: fn(&PlatformWebview) -> PageState, events: &EventSink) {
    let events = events.clone();
    if let Err(error) = view.with_webview(move |native| events(PageEvent::State(state(&native)))) {
        tracing::warn!(%error, "the page's state could not be read");
    }
}

/// Closes the shop's webview and gives its room to the panel.
pub fn close(view: &Webview) {
    let window = view.window();
    if let Err(error) = view.close().map_err(PlatformError::from).and_then(|()| arrange(&window)) {
        tracing::warn!(%error, "the shop's pane could not be closed");
    }
}
