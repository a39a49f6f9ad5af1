//! The arguments of `waymark pack`.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum Pack {
    /// Write some of a shop's events into a pack
    Export {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Names or ids of the events, with commas between; those that they are made of come along
        #[arg(long, value_name = "A,B", value_delimiter = ',', required = true)]
        events: Vec<String>,
        /// File to write; - for standard output
        file: PathBuf,
    },
    /// Look for a pack's events on a shop's pages, and keep what was found as drafts
    Import {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Pack, or any plan; - for standard input
        file: PathBuf,
        /// Write what became of each event into a file, as JSON
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
        /// Keep nothing
        #[arg(long)]
        dry_run: bool,
        /// Keep guesses as drafts too, instead of paused
        #[arg(long)]
        accept_guesses: bool,
    },
}
