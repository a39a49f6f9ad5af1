//! A shop's theme as publication target, through Shopify's GraphQL Admin API: one asset with the bundle, and a
//! loader put into the theme once. What is written is fixed text and the compiled bundle; nothing that a shop or a
//! user wrote ever reaches Liquid. No rules about plans in here, no storage of tokens.

/// A pattern that is part of the program.
macro_rules! pattern {
    ($text:expr) => {
        LazyLock::new(|| Regex::new($text).expect("a literal that every test compiles"))
    };
}

mod admin;
mod auth;
mod error;
mod guided;
mod http;
mod installing;
pub mod loader;
mod markup;
mod operations;
mod preview;
mod removing;
mod served;
mod shop;
mod target;
mod themes;
mod throttle;
mod watch;

pub use admin::Settings;
pub use auth::Credentials;
pub use error::ShopifyError;
pub use guided::{GuidedInstall, Paste, guided_install};
pub use installing::Installed;
pub use loader::{Loader, LoaderError};
pub use operations::DOCUMENTS;
pub use preview::{Preview, PreviewGround, PreviewOn};
pub use removing::Removed;
pub use served::{OnPage, ScriptTag, TagSource, revision_of, verify_on_page};
pub use shop::{Role, ShopDomain, Theme, ThemeId};
pub use target::{Checked, Expected, LiveAsset, OnTheme, Published, ThemeTarget};
pub use themes::Checksum;
pub use watch::{Step, Watch};

/// Version of the Admin API that the operations are written for.
pub const API_VERSION: &str = "2026-10";
/// The file that holds the published bundle.
pub const ASSET: &str = "assets/waymark.js";
/// The file that loads it.
pub const SNIPPET: &str = "snippets/waymark.liquid";
/// The file that renders the snippet on every page.
pub const LAYOUT: &str = "layout/theme.liquid";
