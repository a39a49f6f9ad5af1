//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

mod already;
mod browsing;
mod changing;
mod checking;
mod config_size;
mod delivery;
mod evaluating;
mod formats;
mod gone;
mod installing;
mod keyring;
mod leading;
mod meaning;
mod others;
mod packs;
mod page_types;
mod places;
mod plans;
mod pointing;
mod portraits;
mod proving;
mod publications;
mod publishing;
mod sampling;
mod scheduling;
mod settings;
mod sharing;
#[path = "../../../publish/tests/shopify/shop/mod.rs"]
#[allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    reason = "made for the tests of publish, which use all of it; what a test prepares must work"
)]
mod shop;
mod shops;
mod suggesting;
#[path = "../support/mod.rs"]
mod support;
mod tagging;
mod themes;
mod trying;
mod walking;
