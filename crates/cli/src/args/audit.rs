//! The arguments of `audit`, as `--help` shows them. What it does lies in `audit`.
#![allow(clippy::doc_markdown, reason = "these comments are the help text, which is no Markdown")]

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use waymark_app::auditing::SampleSize;
use waymark_app::view::MuteFor;

use super::scheduling::{Due, Schedule, Tell};

/// What to audit, and where the report goes.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Audit {
    #[command(subcommand)]
    pub command: Option<AuditCommand>,
    #[command(flatten)]
    pub source: AuditSource,
    /// Plan to check at that address
    #[arg(long, value_name = "FILE", requires = "url")]
    pub plan: Option<PathBuf>,
    /// How much to look at: 20 pages, 200, or all
    #[arg(long, value_enum, default_value_t = SampleArg::Normal)]
    pub sample: SampleArg,
    /// Write the report as a file; the ending decides: .html, .csv or .json
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Look at an unpublished theme, by its number
    #[arg(long, value_name = "ID")]
    pub theme: Option<String>,
    /// Look at the same shop at another address, such as staging
    #[arg(long, value_name = "URL", conflicts_with = "url")]
    pub at: Option<String>,
    /// Read pages as they are served only; nothing is said about what scripts make, and whether events fire
    #[arg(long)]
    pub no_browser: bool,
    /// Begin anew, even if the last audit was stopped half way
    #[arg(long)]
    pub anew: bool,
    /// Look at pages that robots.txt keeps robots from; for your own shop
    #[arg(long)]
    pub ignore_robots: bool,
    /// Really submit forms and add to cart in tests; never a payment, a checkout, or a form with an e-mail, phone, card or
    /// password field
    #[arg(long, conflicts_with = "no_browser")]
    pub submit_forms: bool,
}

/// What is said about the findings of audits.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// List the findings of the last audit: severity or muted, key, what is wrong
    List {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
    },
    /// Do not count a finding any more
    Mute {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Key of the finding, as audit list says it
        finding: String,
        /// Why it is no concern
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// For how long
        #[arg(long = "for", value_enum, default_value_t = MuteArg::Month)]
        how_long: MuteArg,
    },
    /// Show or set when audits of a shop begin by themselves
    Schedule(Schedule),
    /// Run what is due by the schedules, for cron
    Due(Due),
    /// Set who is told when tracking breaks or recovers
    #[command(subcommand)]
    Tell(Tell),
    /// Count a finding again
    Unmute {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Key of the finding
        finding: String,
    },
}

/// For how long a finding is muted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MuteArg {
    /// 7 days
    Week,
    /// 30 days
    Month,
    /// Until it is unmuted
    Good,
}

impl From<MuteArg> for MuteFor {
    fn from(how_long: MuteArg) -> Self {
        match how_long {
            MuteArg::Week => Self::Week,
            MuteArg::Month => Self::Month,
            MuteArg::Good => Self::Good,
        }
    }
}

/// The shop to audit: one that is known, or an address with a plan.
#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false)]
pub struct AuditSource {
    /// Short name of the shop
    #[arg(long, value_name = "SLUG")]
    pub shop: Option<String>,
    /// Address of a shop that need not be known
    #[arg(long, value_name = "URL", requires = "plan")]
    pub url: Option<String>,
}

/// How much an audit looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SampleArg {
    /// 20 pages
    Quick,
    /// 200 pages
    Normal,
    /// Every page that is found
    Full,
}

impl From<SampleArg> for SampleSize {
    fn from(sample: SampleArg) -> Self {
        match sample {
            SampleArg::Quick => Self::Quick,
            SampleArg::Normal => Self::Normal,
            SampleArg::Full => Self::Full,
        }
    }
}
