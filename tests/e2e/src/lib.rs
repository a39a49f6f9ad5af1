//! Driving the real app as a person does: a window on a virtual screen, a real mouse, and shops to try it on.
//! The tests in `tests/window`, `try-shop`, the played main job and the measurements are made of this.
//!
//! Nothing here knows the app's crates: it sees a window, a data folder and exported files, as a user does.

pub mod acting;
pub mod app;
pub mod bench;
pub mod display;
pub mod error;
pub mod evershop;
pub mod host;
pub mod newcomer;
pub mod outside;
pub mod page;
pub mod panel;
pub mod play;
pub mod process;
pub mod report;
pub mod session;
pub mod shops;
pub mod try_shop;
pub mod wait;

pub use error::{Error, Result};
