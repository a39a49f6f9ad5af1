//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

mod data;
mod detectors;
mod platforms;
#[path = "../truth/mod.rs"]
mod truth;
