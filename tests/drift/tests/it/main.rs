//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

mod audited;
mod carried;
mod corpus;
mod pairs;
mod parity;
