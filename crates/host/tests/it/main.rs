//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

mod commands;
#[path = "../common/mod.rs"]
mod common;
mod connections;
mod full_disk;
mod kill;
mod protocol;
mod reading;
mod tls;
mod writers;
