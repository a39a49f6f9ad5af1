//! Changed pages and the truth about them: on a small shop, on every page of the corpus, on the demo shop's editions.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod everywhere;
mod pages;
mod recipes;
mod witness;
