//! What differs between systems: laying out the two panes, the isolated world in the shop's page, pictures,
//! navigation and its failures. One trait, one file for each system, nothing else of the shell knows which one
//! it runs on. Everything here happens on the main thread; no rule of Waymark lives here.

use std::path::PathBuf;
use std::sync::Arc;

use tauri::{Webview, Window};
use url::Url;
use waymark_app::navigation::may_navigate;
use waymark_audit::render::Device;
pub use waymark_audit::render::LoadProblem;

#[cfg(not(target_os = "linux"))]
mod beside;
#[cfg(target_os = "linux")]
pub mod linux;
#[cfg(target_os = "macos")]
mod macos;
pub mod notification;
#[cfg(target_os = "windows")]
mod windows;

#[cfg(target_os = "linux")]
pub use linux::Pane;
#[cfg(target_os = "macos")]
pub use macos::Pane;
#[cfg(target_os = "windows")]
pub use windows::Pane;

/// Name of the isolated JavaScript world the picker runs in.
pub const WORLD: &str = "waymark";
/// Name of the message handler that exists only in that world.
pub const HANDLER: &str = "picker";
/// Width of the panel in logical pixels: at first, and at least.
pub const PANEL_WIDTH: (i32, i32) = (400, 360);

/// The shop's pane of one system. A value is a handle that may be sent between threads, but every function
/// must be called on the main thread.
pub trait ShopPane: Clone + Send + Sync + Sized + 'static {
    /// Gives the window to the panel, and has `keys` asked about every shortcut pressed in either pane.
    fn lay_out(window: &Window, panel: &Webview, keys: KeySink) -> Result<(), PlatformError>;

    /// Puts a new, empty shop pane right of the panel. It has the picker in its isolated world, none of the
    /// shell's own scripts and no way to call a command.
    fn open(
        window: &Window,
        panel: &Webview,
        options: &PaneOptions,
        events: EventSink,
    ) -> Result<Self, PlatformError>;

    /// Takes the pane away; the panel fills the window again.
    fn close(&self);

    /// Goes to another page.
    fn go(&self, step: &Step);

    /// Runs a script in one world of the top document, now.
    fn evaluate(&self, world: World, script: &str);

    /// Runs a script in the page's own world at the start of every document from now on, in all frames; `None` ends
    /// that.
    fn set_document_script(&self, script: Option<&str>);

    /// Looks at pages with a device: as wide as it, under its name; with `None` as the pane is. From the next load on.
    fn set_device(&self, device: Option<&Device>);

    /// Takes a picture (PNG) of a box of the visible page, `[x, y, width, height]` in CSS pixels of the
    /// viewport, with a margin around it.
    fn capture(&self, bounds: [f64; 4], done: PictureSink);

    /// The same, small, with these boxes painted over. Where that cannot be done there is no picture.
    fn portray(&self, bounds: [f64; 4], covers: Vec<[f64; 4]>, done: PictureSink);

    /// Gives the keyboard to the shop's page.
    fn focus(&self);

    /// Whether it can use mouse and keyboard in the page for a person.
    const PLAYS: bool;

    /// Uses mouse and keyboard in the page, as a person would; nothing where it cannot.
    fn perform(&self, deed: Deed);
}

/// How a shop pane is set up.
pub struct PaneOptions {
    /// Where cookies and storage of this shop live; `None` shares the panel's, which only test automation
    /// asks for, because a driver sees no more than one store.
    pub data: Option<PathBuf>,
    /// The picker, run at the start of every document in the isolated world, in all frames.
    pub picker: &'static str,
}

/// Which JavaScript world a script runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum World {
    /// The picker's, which the page cannot reach.
    Isolated,
    /// The page's own.
    Page,
}

/// A way to another page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the page before.
    Back,
    /// To the page after.
    Forward,
    /// The same page again.
    Reload,
    /// Stop loading.
    Stop,
    /// To an address.
    Address(String),
}

/// What is done in the page with mouse and keyboard, at a point in CSS pixels of the viewport.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "only Linux does it so far"))]
pub enum Deed {
    /// Clicks.
    Click {
        /// Where.
        at: [f64; 2],
    },
    /// Clicks into a field, types in place of what is there, and leaves it.
    Type {
        /// Where.
        at: [f64; 2],
        /// What.
        text: String,
    },
    /// Opens a list and takes another entry.
    Choose {
        /// Where.
        at: [f64; 2],
    },
    /// Clicks into a field and presses Enter.
    Enter {
        /// Where.
        at: [f64; 2],
    },
}

/// What the pane shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageState {
    /// Address.
    pub url: String,
    /// Title.
    pub title: String,
    /// A page is being loaded.
    pub loading: bool,
    /// There is a page to go back to.
    pub can_back: bool,
    /// There is a page to go forward to.
    pub can_forward: bool,
}

/// What a page wanted and was denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// To save a file.
    Download,
    /// A link to another program (`mailto:`, `tel:`) or into Waymark itself.
    Scheme,
}

/// What happens in the shop's pane.
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "the other systems do not tell all of them"))]
#[derive(Clone, Debug, PartialEq)]
pub enum PageEvent {
    /// The picker reported something; not yet looked at.
    Report(String),
    /// Another address, title or loading state.
    State(PageState),
    /// The page at this address could not be loaded.
    Failed(String, LoadProblem),
    /// The page asked for something it does not get, by a person's click.
    Denied(Denied),
    /// The process that shows the page died.
    Crashed,
}

/// A shortcut that works in both panes.
#[cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "only GTK windows see keys before their panes")
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shortcut {
    /// Ctrl+E: picking on or off.
    Picking,
    /// Ctrl+T: test mode on or off.
    Testing,
    /// Ctrl+R, F5.
    Reload,
    /// Alt+Left.
    Back,
    /// Alt+Right.
    Forward,
    /// Ctrl+L: to the address field.
    Address,
    /// Esc: leaves picking, where it is on; otherwise the pane's own.
    Escape,
}

/// Takes what happens in the pane. Called on the main thread and must return at once.
pub type EventSink = Arc<dyn Fn(PageEvent) + Send + Sync>;
/// Answers whether a shortcut was used; if not, the pane gets the key. Called on the main thread.
pub type KeySink = Arc<dyn Fn(Shortcut) -> bool + Send + Sync>;
/// Takes a picture's PNG bytes. Called on the main thread.
pub type PictureSink = Box<dyn FnOnce(Result<Vec<u8>, PlatformError>) + Send>;

/// What the system could not do.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// Tauri could not.
    #[error("the window could not be set up: {0}")]
    Window(#[from] tauri::Error),
    /// The web view lacks something that every supported version has.
    #[error("the web view could not be set up: {0}")]
    View(&'static str),
    /// No picture could be taken.
    #[error("no picture could be taken: {0}")]
    Picture(String),
}

/// Whether the shop's page, or a frame in it, may go to an address: the web, and the empty documents that frames
/// start with. Everything else is denied: `tauri:` would count as the app's own page, `file:` as the person's.
#[must_use]
pub fn may_visit(address: &str) -> bool {
    // Compared as written, because a parser's idea of `about:blank?x` does not matter.
    if matches!(address, "about:blank" | "about:srcdoc") {
        return true;
    }
    let address = address.strip_prefix("blob:").unwrap_or(address);
    Url::parse(address).is_ok_and(|url| may_navigate(&url))
}

#[cfg(test)]
mod tests {
    use super::may_visit;

    #[test]
    fn only_the_web_may_be_visited() {
        for address in [
            "http://shop.example/",
            "HTTPS://shop.example",
            "about:blank",
            "about:srcdoc",
            "blob:https://x/1",
        ] {
            assert!(may_visit(address), "{address}");
        }
        for address in [
            "tauri://localhost/",
            "TAURI://localhost/",
            "ipc://localhost/overview",
            "asset://localhost/etc/passwd",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "about:inspector",
            "mailto:a@b.example",
            "webkit://gpu",
            "",
        ] {
            assert!(!may_visit(address), "{address}");
        }
    }
}
