//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

mod scoring;
#[path = "../support/mod.rs"]
mod support;
mod validate;
mod validate_destinations;
mod validate_triggers;
mod vectors;
