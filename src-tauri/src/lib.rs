//! The shell: one window, the panel left, the shop's page right. Wires Tauri, the web views and `waymark_app`
//! together and holds no rule of its own.
//!
//! The shop's page is hostile. It never gets a command: capabilities name the panel's webview only. Its
//! picker reports through a handler of an isolated world (`platform`), into a bounded queue (`inbox`), and is
//! believed only after validation (`bridge`).

#[cfg(test)]
mod access_tests;
mod arrival;
mod bridge;
mod commands;
mod demo;
mod device;
mod error;
mod inbox;
mod keys;
mod notices;
mod options;
mod page;
mod pane;
mod platform;
mod render;
mod shell;
mod survey;

use std::path::Path;
use std::sync::Arc;

use tauri::webview::WebviewBuilder;
use tauri::window::WindowBuilder;
use tauri::{AppHandle, LogicalPosition, LogicalSize, Manager, WebviewUrl};
use tauri_plugin_window_state::StateFlags;
use tracing_subscriber::EnvFilter;
use waymark_app::data_folder;

pub use crate::error::ShellError;
use crate::notices::PANEL;
use crate::options::Options;
use crate::pane::WINDOW;
use crate::platform::{Pane, ShopPane};
use crate::shell::Shell;

/// Size of the window before anybody has changed it, in logical pixels.
const WINDOW_SIZE: LogicalSize<f64> = LogicalSize::new(1360.0, 860.0);
/// The panel's and the shop's least width beside each other.
const LEAST_SIZE: LogicalSize<f64> = LogicalSize::new(720.0, 480.0);

/// Runs the app until its window is closed.
pub fn run() -> Result<(), ShellError> {
    let filter = EnvFilter::try_from_env("WAYMARK_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    let options = Options::read(std::env::args_os().skip(1), |name| std::env::var_os(name));
    if options.render_worker {
        return render::run().map_err(ShellError::Worker);
    }
    let data = data_folder(options.data.clone(), |name| std::env::var_os(name));
    let data = std::path::absolute(&data).unwrap_or(data);
    let remembered = tauri_plugin_window_state::Builder::new()
        .with_filename(data.join("window.json").to_string_lossy())
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build();

    let mut builder = tauri::Builder::default();
    if !options.automation {
        builder = builder.plugin(one_instance(&data));
    }
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(remembered)
        .invoke_handler(commands::handler())
        .setup(move |app| Ok(set_up(app.handle(), &options, &data)?))
        .run(tauri::generate_context!())?;
    Ok(())
}

/// A second start on the same data folder brings the first window forward.
fn one_instance(data: &Path) -> tauri::plugin::TauriPlugin<tauri::Wry> {
    // The name may hold letters and digits only.
    let path = data.to_string_lossy();
    let digits = path.bytes().flat_map(|byte| [byte >> 4, byte & 15]);
    let folder: String = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
    let tail = &folder[folder.len().saturating_sub(160)..];
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(format!("app.waymark.desktop.d{tail}"))
        .callback(|app, _, _| {
            if let Some(window) = app.get_window(WINDOW)
                && let Err(error) = window.unminimize().and_then(|()| window.set_focus())
            {
                tracing::warn!(%error, "the window could not be brought forward");
            }
        })
        .build()
}

fn set_up(handle: &AppHandle, options: &Options, data: &Path) -> Result<(), ShellError> {
    let (inbox, outlet) = inbox::queue();
    let shell = Arc::new(Shell::new(handle.clone(), data.to_owned(), options.stores_apart(), inbox)?);
    handle.manage(shell.clone());

    let window = WindowBuilder::new(handle, WINDOW)
        .title("Waymark")
        .inner_size(WINDOW_SIZE.width, WINDOW_SIZE.height)
        .min_inner_size(LEAST_SIZE.width, LEAST_SIZE.height)
        .build()?;
    let panel = WebviewBuilder::new(PANEL, WebviewUrl::default())
        .data_directory(data.join("web").join(".panel"))
        .on_navigation(|url| url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost"));
    let panel = window.add_child(panel, LogicalPosition::new(0, 0), WINDOW_SIZE)?;
    Pane::lay_out(&window, &panel, keys::sink(shell.clone()))?;

    shell.follow_changes();
    shell.follow_schedules();
    std::thread::spawn(move || bridge::run(&shell, &outlet));
    Ok(())
}
