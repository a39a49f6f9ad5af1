//! The demo shop, served for real and visited over HTTP: what a browser, a script or an audit would see.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test's helpers fail by panicking, as its assertions do"
)]

mod cart;
mod editions;
mod pages;
mod sessions;
mod truth;
mod visitor;
