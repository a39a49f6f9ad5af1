//! The shell: one window, the panel left, the shop right. Wires Tauri, the web views and `waymark_app`
//! together and holds no rule of its own.

mod error;
mod inbox;
mod notices;
mod options;
mod pane;
mod platform;
mod demo;
/// x
pub fn run() -> Result<(), tauri::Error> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .run(tauri::generate_context!())
}
