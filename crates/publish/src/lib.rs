//! Compiled configs to the places a shop loads them from. The only place so far is a folder ([`folder`]);
//! others (an HTTP endpoint, an object store, a shop's theme) become modules beside it, with what they share
//! (compare-and-swap on the live revision, roll back) above them. Nothing is compiled in here.

mod error;
pub mod folder;
pub mod shopify;

pub use error::PublishError;
