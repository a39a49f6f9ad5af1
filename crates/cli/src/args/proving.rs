//! The arguments of `prove`, as `--help` shows them. What it does lies in `proving`.

use clap::Args;

/// Whose events are made to fire.
#[derive(Debug, Args)]
pub struct Prove {
    /// Short name of the shop
    #[arg(long, value_name = "SLUG")]
    pub shop: String,
}
