//! `cargo xtask kills`: the command line killed at random moments while it publishes, at each kind of place, as often as one
//! likes. The tests do the same a few times; how it is done and judged lies in `crates/cli/tests/kills.rs`, not here.

use crate::error::{Error, Result};
use crate::process::{cargo, show_and_read};
use crate::setup;

/// Kills at each kind of place and shows what became of them. One wrong answer of `waymark status` is an error.
pub fn kills(times: u32, seed: u64) -> Result {
    setup::everything()?;
    let test = ["test", "--workspace", "--test", "kills", "--", "--nocapture", "--test-threads=1"];
    let mut command = cargo(&test);
    command.env("WAYMARK_KILLS", times.to_string()).env("WAYMARK_KILL_SEED", seed.to_string());
    let (succeeded, _) = show_and_read(&mut command)?;
    if succeeded { Ok(()) } else { Err(Error::Exit(1)) }
}
