//! The use cases: one function each, called by the shell and the command line, which hold no rules of their
//! own. Knows the store, the compiler, identity and the network, and nothing of Tauri or of windows.

pub mod failure;
pub mod pane;
pub mod view;

pub use failure::{Code, Failure};
