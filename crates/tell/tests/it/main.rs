//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

mod mail;
#[path = "../support/mod.rs"]
mod support;
mod webhook;
