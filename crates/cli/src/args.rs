//! The arguments, as `--help` shows them. What they do lies in `commands`.
#![allow(clippy::doc_markdown, reason = "these comments are the help text, which is no Markdown")]

mod audit;
mod packs;
mod proving;
mod publishing;
mod scheduling;
mod suggesting;

use std::path::PathBuf;

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use waymark_demo::Edition;
use waymark_model::{Format, FormatSettings};

pub use audit::{Audit, AuditCommand};
pub use packs::Pack;
pub use proving::Prove;
pub use publishing::{Install, Preview, Publish, RollBack, Status, Target, TargetPlace};
pub use scheduling::{Due, Schedule, SwitchArg, Tell};
pub use suggesting::Suggest;

/// Stands for standard output, and input where something is read.
pub const STANDARD_OUTPUT: &str = "-";

/// Tag an online shop without code: plans, exports and the demo shop from the command line.
#[derive(Debug, Parser)]
#[command(
    name = "waymark",
    version,
    after_help = "Exit codes: 0 fine, 1 findings or a step failed, 2 could not tell, 64 wrong usage."
)]
pub struct Args {
    /// Folder with shops and plans [default: $WAYMARK_DATA, else the folder the app uses]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Print JSON on standard output
    // A path, as `identity eval` writes its JSON where this option says; without one it stands for standard output.
    #[arg(long, global = true, action = ArgAction::Set, num_args = 0, default_missing_value = STANDARD_OUTPUT)]
    pub json: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add and list shops
    #[command(subcommand)]
    Shop(Shop),
    /// Move plans out of and into the data folder as JSON documents
    #[command(subcommand)]
    Plan(Plan),
    /// Bring events of one shop to another, where each is looked for on the pages
    #[command(subcommand)]
    Pack(Pack),
    /// Write a plan's files for a shop, or the plan in another tool's format
    Export(Export),
    /// The places a shop's configs are published to
    #[command(subcommand)]
    Target(Target),
    /// Make a shop's plan live at all its places, or at one
    Publish(Publish),
    /// Make an earlier revision live again
    #[command(name = "rollback")]
    RollBack(RollBack),
    /// Previews of a theme publication, made with publish --preview
    #[command(subcommand)]
    Preview(Preview),
    /// Install by hand, where Waymark may not write to the shop's pages
    #[command(subcommand)]
    Install(Install),
    /// Say what is live, what is not published yet, and what the shop serves
    Status(Status),
    /// Have a plan's events fire in a browser out of sight, and keep what fired as proof
    Prove(Prove),
    /// Check on a shop's pages that every event still finds its element
    Audit(Audit),
    /// Propose what there is to measure on a page, and say what the shop runs on
    Suggest(Suggest),
    /// Measure how well elements are found again
    #[command(subcommand)]
    Identity(Identity),
    /// Serve the demo shop on this computer until Ctrl-C
    DemoShop {
        /// Port on 127.0.0.1 [default: a free one]
        #[arg(long, value_name = "N")]
        port: Option<u16>,
        /// Theme to show
        #[arg(long, value_enum, default_value_t = EditionArg::Today)]
        edition: EditionArg,
    },
}

#[derive(Debug, Subcommand)]
pub enum Shop {
    /// Add a shop and print its short name; the network is not asked
    Add {
        /// Address of the storefront: myshop.com, https://myshop.com/en-gb/, name.myshopify.com
        url: String,
        /// Name to show [default: the host]
        #[arg(long, value_name = "N")]
        name: Option<String>,
    },
    /// List all shops, the last used first: short name, number of events, address, name
    List,
}

#[derive(Debug, Subcommand)]
pub enum Plan {
    /// List a shop's events and how far each is proven
    List {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
    },
    /// Write a shop's plan into a file
    Export {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// File to write; - for standard output
        file: PathBuf,
    },
    /// Take a plan into a shop, which is made if it is not there
    Import {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// File to read; - for standard input
        file: PathBuf,
        /// End with exactly the events of the file
        #[arg(long, conflicts_with = "merge")]
        replace: bool,
        /// Keep events that the file does not have (this is the default)
        #[arg(long)]
        merge: bool,
    },
    /// Take the events of a Google Tag Manager container into a shop as drafts, and list the rest
    ImportGtm {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Container that Tag Manager exported; - for standard input
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum Identity {
    /// Run cases whose truth is known and print what was right, wrong and left open
    Eval {
        /// File with a case a line; its paths are relative to it
        cases: PathBuf,
        /// Write a line for each case and kind into a file; - prints the table as JSON instead
        #[arg(long, value_name = "OUT")]
        json: Option<PathBuf>,
    },
}

#[derive(Debug, ClapArgs)]
pub struct Export {
    #[command(flatten)]
    pub source: Source,
    /// What to write
    #[arg(long, value_enum, default_value_t = FormatArg::Files)]
    pub format: FormatArg,
    /// Folder to write into, made if it is not there; for other formats than `files` a file, or a folder that is there
    #[arg(long, value_name = "FILE-OR-DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub settings: SettingsArgs,
}

/// What a format needs and the plan may not say.
#[derive(Debug, ClapArgs)]
pub struct SettingsArgs {
    /// Measurement ID of Google Analytics, for `gtm` and `pixel` where the plan has none
    #[arg(long, value_name = "G-ID")]
    pub measurement_id: Option<String>,
    /// Id of a Meta pixel, for `pixel`
    #[arg(long, value_name = "ID")]
    pub meta_pixel: Option<String>,
    /// Address of a server of your own, for `pixel` where the plan has none
    #[arg(long, value_name = "URL")]
    pub endpoint: Option<String>,
}

impl From<&SettingsArgs> for FormatSettings {
    fn from(SettingsArgs { measurement_id, meta_pixel, endpoint }: &SettingsArgs) -> Self {
        Self {
            measurement_id: measurement_id.clone(),
            meta_pixel: meta_pixel.clone(),
            endpoint: endpoint.clone(),
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum FormatArg {
    /// waymark.js, waymark.runtime.js and waymark.config.json for the shop
    Files,
    /// Container for Google Tag Manager to import
    Gtm,
    /// Code for a custom pixel in Shopify
    Pixel,
    /// What to register in Google Analytics 4, as CSV
    Ga4,
    /// Tracking plan as CSV
    Csv,
    /// Tracking plan as Markdown
    Markdown,
    /// Tracking plan as an Excel workbook
    Xlsx,
    /// Tracking plan as one HTML page to print or forward
    Page,
    /// The plan itself
    Json,
}

impl From<FormatArg> for Option<Format> {
    fn from(format: FormatArg) -> Self {
        Some(match format {
            FormatArg::Files => return None,
            FormatArg::Gtm => Format::Gtm,
            FormatArg::Pixel => Format::ShopifyPixel,
            FormatArg::Ga4 => Format::Ga4List,
            FormatArg::Csv => Format::Csv,
            FormatArg::Markdown => Format::Markdown,
            FormatArg::Xlsx => Format::Xlsx,
            FormatArg::Page => Format::Page,
            FormatArg::Json => Format::Json,
        })
    }
}

#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false)]
pub struct Source {
    /// Short name of the shop
    #[arg(long, value_name = "SLUG")]
    pub shop: Option<String>,
    /// A plan document instead of a shop; no data folder is needed
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum EditionArg {
    /// The theme as it is
    Today,
    /// The redesign: other classes, ids, nesting, some texts and elements
    Redesign,
}

impl From<EditionArg> for Edition {
    fn from(edition: EditionArg) -> Self {
        match edition {
            EditionArg::Today => Self::Today,
            EditionArg::Redesign => Self::Redesign,
        }
    }
}
