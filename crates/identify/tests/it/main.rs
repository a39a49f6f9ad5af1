//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

#[path = "../common/mod.rs"]
mod common;
mod describe;
mod drift;
mod itself;
mod looking;
mod nearby;
mod properties;
mod samples;
mod sets;
mod vectors;
mod without;
