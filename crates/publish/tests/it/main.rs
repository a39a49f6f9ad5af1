//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

mod folder;
mod folder_place;
mod host;
mod http_place;
mod objects_place;
mod processes;
mod secrets;
#[path = "../support/mod.rs"]
mod support;
mod tls;
