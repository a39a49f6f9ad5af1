//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

mod auditing;
mod browsers;
mod cli;
#[path = "../common/mod.rs"]
mod common;
mod half_way;
#[path = "../../../audit/tests/hostile/mod.rs"]
mod hostile;
mod keyring;
mod long_audit;
mod others;
mod packs;
mod publishing;
mod scheduling;
#[path = "../../../publish/tests/shopify/shop/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    reason = "made for the tests of publish, which use all of it; what a test prepares must work"
)]
mod shop;
mod themes;
mod tokens;
