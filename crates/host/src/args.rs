//! The arguments, as `--help` shows them.
#![allow(clippy::doc_markdown, reason = "these comments are the help text, which is no Markdown")]

use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand};

/// Serve what shops load, and take what Waymark publishes.
#[derive(Debug, Parser)]
#[command(name = "waymark-host", version, after_help = "Exit codes: 0 fine, 1 failed, 64 wrong usage.")]
pub struct Args {
    /// Data folder [default: $WAYMARK_HOST_DATA, else systemd's $STATE_DIRECTORY, else ~/.local/share/waymark-host]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve until SIGTERM or Ctrl-C
    Serve(Serve),
    /// Add, list and remove shops, and change their tokens
    #[command(subcommand)]
    Shop(Shop),
    /// Copy everything, as it is at this moment, into one new file; may be done while serving
    Backup {
        /// The file to make
        file: PathBuf,
    },
}

#[derive(Debug, ClapArgs)]
pub struct Serve {
    /// Address and port to listen on; port 0 is a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8787")]
    pub listen: SocketAddr,
    /// Certificate chain in PEM, for HTTPS without a proxy; SIGHUP reads it again
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// Private key in PEM
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// Believe X-Forwarded-For; only when nothing but a proxy can connect
    #[arg(long)]
    pub behind_proxy: bool,
    /// Writes a minute for each shop
    #[arg(long, value_name = "N", default_value = "120")]
    pub writes_per_minute: NonZeroU32,
}

#[derive(Debug, Subcommand)]
pub enum Shop {
    /// Add a shop, or open a removed one again, and print its token: this once
    Add {
        /// a-z, 0-9, '.' and '-'
        name: String,
    },
    /// List the shops, one a line: name, open or removed, files, bytes
    List,
    /// Print a new token for a shop; the old one ends
    Token {
        /// The shop
        name: String,
    },
    /// Stop serving a shop and end its token; what it published stays stored
    Remove {
        /// The shop
        name: String,
        /// Yes, its visitors get nothing any more
        #[arg(long)]
        yes: bool,
    },
}
