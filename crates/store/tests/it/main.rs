//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

mod audits;
#[path = "../common/mod.rs"]
mod common;
mod open;
mod plan;
mod publishing;
mod redo;
mod sharing;
mod upgrade;
mod walks;
