//! The render worker: shows pages where nobody sees them and tells what was there, for whoever speaks the lines of
//! `waymark_audit::render` on its standard input and output. It has no panel, no database and no Tauri; a page gets a
//! view of its own, a visitor's empty memory and nothing of the app. It ends when its standard input does.

#[cfg(target_os = "linux")]
mod acting;
#[cfg(target_os = "linux")]
mod cost;
#[cfg(target_os = "linux")]
mod desk;
#[cfg(target_os = "linux")]
mod filter;
#[cfg(target_os = "linux")]
mod gathering;
#[cfg(target_os = "linux")]
pub mod gesture;
#[cfg(target_os = "linux")]
mod lines;
#[cfg(target_os = "linux")]
mod log;
#[cfg(target_os = "linux")]
mod page;
#[cfg(target_os = "linux")]
mod pictures;
#[cfg(target_os = "linux")]
mod rest;
#[cfg(target_os = "linux")]
mod sending;
#[cfg(target_os = "linux")]
mod view;
#[cfg(target_os = "linux")]
mod watch;
#[cfg(target_os = "linux")]
mod whole_page;

#[cfg(target_os = "linux")]
pub use desk::run;

/// Says that it is of no use here.
#[cfg(not(target_os = "linux"))]
pub fn run() -> std::io::Result<()> {
    use std::io::Write;
    use waymark_audit::render::Greeting;

    let reason = "Waymark renders pages out of sight on Linux only so far".to_owned();
    let greeting = serde_json::to_string(&Greeting::Unavailable { reason })?;
    writeln!(std::io::stdout(), "{greeting}")
}
