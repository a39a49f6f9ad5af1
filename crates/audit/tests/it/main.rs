//! The tests of this crate from outside, in one program: each file is about one thing, and linking is what takes long.

mod audit;
mod carrying;
mod certificates;
mod circumstances;
mod fetch;
#[path = "../hostile/mod.rs"]
mod hostile;
mod hostile_shop;
mod parameters;
mod pausing;
mod probe;
mod sending;
mod showing;
mod told;
mod whole;
