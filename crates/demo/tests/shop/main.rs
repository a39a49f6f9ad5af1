//! The demo shop, served for real and visited over HTTP: what a browser, a script or an audit would see.

mod cart;
mod editions;
mod pages;
mod sessions;
mod truth;
mod visitor;
