//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

#[path = "../common/mod.rs"]
mod common;
mod compile;
mod keys;
mod page_cases;
mod schema;
