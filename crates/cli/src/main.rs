//! The command line `waymark`.
fn main() {}
