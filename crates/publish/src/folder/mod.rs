//! A folder as publication target: for a web server's document root, a theme's assets, a git checkout, or to be
//! sent to somebody. Every file appears whole or not at all.

mod export;
mod making;
mod place;
mod staged;

pub use export::{Written, WrittenFile, replace, write};
pub use making::make;
pub(crate) use place::Folder;
