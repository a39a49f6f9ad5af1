//! The arguments of `audit schedule`, `audit due` and `audit tell`, as `--help` shows them. What they do lies in
//! `scheduling`.
#![allow(clippy::doc_markdown, reason = "these comments are the help text, which is no Markdown")]

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use waymark_app::scheduling::Rhythm;
use waymark_app::telling::MailSecurity;

use super::audit::SampleArg;

/// When audits of a shop begin by themselves; what is not named stays as it is.
#[derive(Debug, ClapArgs)]
pub struct Schedule {
    /// Short name of the shop
    #[arg(long, value_name = "SLUG")]
    pub shop: String,
    /// How often
    #[arg(long, value_enum)]
    pub every: Option<RhythmArg>,
    /// How much to look at: 20 pages, 200, or all
    #[arg(long, value_enum)]
    pub sample: Option<SampleArg>,
    /// A quick look every week at the events of weight 7 and more
    #[arg(long, value_enum)]
    pub pulse: Option<SwitchArg>,
    /// Also when the shop shows another theme than the last audit saw
    #[arg(long, value_enum)]
    pub on_theme_change: Option<SwitchArg>,
}

/// Which shops, and how.
#[derive(Debug, ClapArgs)]
pub struct Due {
    /// Short name of the shop [default: all]
    #[arg(long, value_name = "SLUG")]
    pub shop: Option<String>,
    /// Read pages as they are served only
    #[arg(long)]
    pub no_browser: bool,
}

/// Who is told when tracking breaks or recovers.
#[derive(Debug, Subcommand)]
pub enum Tell {
    /// A webhook that takes Slack's form: Slack, a Teams workflow, a server of one's own
    Webhook {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Tell there or not
        #[arg(value_enum)]
        on: SwitchArg,
        /// Read the address from standard input and keep it in the keyring; otherwise $WAYMARK_WEBHOOK is asked
        #[arg(long)]
        secret_from_stdin: bool,
    },
    /// E-mail with the report
    Mail {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Tell there or not
        #[arg(value_enum)]
        on: SwitchArg,
        /// Name of the mail server
        #[arg(long, value_name = "HOST", required_if_eq("on", "on"))]
        server: Option<String>,
        /// Its port [default: 587, with tls 465]
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        /// How the connection is encrypted
        #[arg(long, value_enum, default_value_t = SecurityArg::Starttls)]
        security: SecurityArg,
        /// Name to sign in with
        #[arg(long, value_name = "NAME")]
        user: Option<String>,
        /// Address it comes from
        #[arg(long, value_name = "ADDRESS", required_if_eq("on", "on"))]
        from: Option<String>,
        /// Address it goes to; may be given several times
        #[arg(long, value_name = "ADDRESS", required_if_eq("on", "on"))]
        to: Vec<String>,
        /// Read the password from standard input and keep it in the keyring; otherwise $WAYMARK_SMTP_PASSWORD is asked
        #[arg(long)]
        secret_from_stdin: bool,
    },
    /// Send a test on every way that is set up
    Test {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
    },
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SwitchArg {
    /// Yes
    On,
    /// No
    Off,
}

impl SwitchArg {
    pub fn is_on(self) -> bool {
        self == Self::On
    }
}

/// How often a shop is audited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RhythmArg {
    /// Only by hand
    Off,
    /// Every 7 days
    Weekly,
    /// Every 30 days
    Monthly,
}

impl From<RhythmArg> for Rhythm {
    fn from(every: RhythmArg) -> Self {
        match every {
            RhythmArg::Off => Self::Off,
            RhythmArg::Weekly => Self::Weekly,
            RhythmArg::Monthly => Self::Monthly,
        }
    }
}

/// How a connection to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SecurityArg {
    /// By STARTTLS, without which nothing is sent
    Starttls,
    /// From the first byte
    Tls,
    /// Not at all: a server on this computer
    None,
}

impl From<SecurityArg> for MailSecurity {
    fn from(security: SecurityArg) -> Self {
        match security {
            SecurityArg::Starttls => Self::Starttls,
            SecurityArg::Tls => Self::Tls,
            SecurityArg::None => Self::None,
        }
    }
}
