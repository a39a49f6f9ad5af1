//! The hostile shop, for every test that needs one: `#[path = ".../hostile/mod.rs"] mod hostile;`.
#![allow(dead_code, reason = "no test needs all of it")]
#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

pub mod answers;
pub mod server;

pub use server::Hostile;
