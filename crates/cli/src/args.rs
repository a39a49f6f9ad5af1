//! The arguments, as `--help` shows them. What they do lies in `commands`.
#![allow(clippy::doc_markdown, reason = "these comments are the help text, which is no Markdown")]

use std::path::PathBuf;

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use waymark_app::Format;
use waymark_app::auditing::SampleSize;
use waymark_demo::Edition;

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
    /// Say what is live, what is not published yet, and what the shop serves
    Status(Status),
    /// Check on a shop's pages that every event still finds its element
    Audit(Audit),
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
pub enum Target {
    /// Add a place
    Add {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// What to call it
        #[arg(long, value_name = "N")]
        name: String,
        /// Read the token from standard input and keep it in the keyring; else it is taken from the environment variable
        /// WAYMARK_SECRET_NAME (the place's name in capitals) or WAYMARK_SECRET whenever it is needed
        #[arg(long)]
        secret_from_stdin: bool,
        #[command(subcommand)]
        place: TargetPlace,
    },
    /// List a shop's places: name, kind, what was published last, the script tag for its pages
    List {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
    },
    /// Take a place out of the list; what is live there stays live
    Remove {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Name of the place
        target: String,
    },
    /// Try whether a place can be published to, without touching what is live
    Test {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Name of the place
        target: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum TargetPlace {
    /// A waymark-host; the token is the shop's there
    Host {
        /// Its base address
        url: String,
    },
    /// Any server that takes conditional PUTs; the token goes as Authorization: Bearer unless --header says otherwise
    Http {
        /// Base address that file names are put behind
        url: String,
        /// Header that carries the token
        #[arg(long, value_name = "NAME")]
        header: Option<String>,
        /// Certificate authority of its own, PEM
        #[arg(long, value_name = "PEM")]
        ca: Option<String>,
        /// Send the token without encryption
        #[arg(long)]
        allow_http: bool,
        /// Where browsers get the files [default: the same]
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// Object storage that speaks S3; the token is the secret access key
    S3 {
        bucket: String,
        /// Region; auto for Cloudflare R2
        #[arg(long)]
        region: String,
        /// Public half of the key
        #[arg(long, value_name = "ID")]
        access_key_id: String,
        /// Address of the service [default: Amazon's own]
        #[arg(long, value_name = "URL")]
        endpoint: Option<String>,
        /// Folder within the bucket
        #[arg(long)]
        prefix: Option<String>,
        /// Talk to the service without encryption
        #[arg(long)]
        allow_http: bool,
        /// Where browsers get the files
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// Azure Blob Storage; the token is the account's access key
    Azure {
        account: String,
        container: String,
        /// Address of the service [default: Microsoft's own]
        #[arg(long, value_name = "URL")]
        endpoint: Option<String>,
        /// Folder within the container
        #[arg(long)]
        prefix: Option<String>,
        /// Where browsers get the files
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// Google Cloud Storage (never tried against the real one); the token is a service account's key, JSON
    Gcs {
        bucket: String,
        /// Folder within the bucket
        #[arg(long)]
        prefix: Option<String>,
        /// Where browsers get the files
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// A folder on this computer
    Folder {
        path: PathBuf,
        /// Where browsers get the files
        #[arg(long, value_name = "URL")]
        public_url: Option<String>,
    },
    /// A theme of a Shopify shop; the token is an Admin API access token unless told otherwise
    Theme {
        /// Permanent domain: name.myshopify.com
        shop: String,
        /// Client ID of an app of the Dev Dashboard; the token is its client secret
        #[arg(long, value_name = "ID", conflicts_with = "theme_access")]
        client_id: Option<String>,
        /// The token is a password of the Theme Access app
        #[arg(long)]
        theme_access: bool,
        /// Shopify's id of the theme [default: the live one]
        #[arg(long, value_name = "ID")]
        theme: Option<String>,
        /// Address on this computer that stands in for Shopify, for rehearsals
        #[arg(long, value_name = "URL")]
        endpoint: Option<String>,
    },
}

#[derive(Debug, ClapArgs)]
pub struct Publish {
    /// Short name of the shop
    #[arg(long, value_name = "SLUG")]
    pub shop: String,
    /// Name of one place [default: all]
    #[arg(long, value_name = "NAME")]
    pub target: Option<String>,
    /// Publish over this revision, which somebody else made live
    #[arg(long, value_name = "REVISION")]
    pub over: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct RollBack {
    /// Short name of the shop
    #[arg(long, value_name = "SLUG")]
    pub shop: String,
    /// Name of one place [default: all]
    #[arg(long, value_name = "NAME")]
    pub target: Option<String>,
    /// Number or marker of the revision [default: the one before]
    #[arg(long, value_name = "REVISION")]
    pub to: Option<String>,
    /// Replace this revision, which somebody else made live
    #[arg(long, value_name = "REVISION")]
    pub over: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct Status {
    /// Short name of the shop
    #[arg(long, value_name = "SLUG")]
    pub shop: String,
    /// Name of one place [default: all]
    #[arg(long, value_name = "NAME")]
    pub target: Option<String>,
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

/// What to audit, and where the report goes.
#[derive(Debug, ClapArgs)]
pub struct Audit {
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
