//! The arguments of what is about publishing.
#![allow(clippy::doc_markdown, reason = "these comments are the help text, which is no Markdown")]

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

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
    /// List a shop's places: name, kind, numbers of the revisions published there, the script tag for its pages
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
        /// Leave its preview in the Shopify shop, where it cannot be discarded
        #[arg(long)]
        leave_preview: bool,
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
        /// Certificate authority of its own: a file in PEM format, or its text
        #[arg(long, value_name = "FILE", value_parser = certificate, allow_hyphen_values = true)]
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
    /// Azure Blob Storage; the token is the account's access key, or a shared access signature for the container
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

/// The text itself, or that of the file.
fn certificate(given: &str) -> std::io::Result<String> {
    if given.contains("-----BEGIN") { Ok(given.to_owned()) } else { std::fs::read_to_string(given) }
}

#[derive(Debug, ClapArgs)]
pub struct Publish {
    /// Short name of the shop
    #[arg(long, value_name = "SLUG")]
    pub shop: String,
    /// Name of one place [default: all]
    #[arg(long, value_name = "NAME")]
    pub target: Option<String>,
    /// Publish over this revision, which somebody else made live, or over this file, which is not Waymark's
    #[arg(long, value_name = "REVISION")]
    pub over: Option<String>,
    /// Only put it into a copy of the Shopify theme that visitors do not see, and print where to look at it
    #[arg(long, conflicts_with = "over")]
    pub preview: bool,
    /// Shopify's id of an unpublished theme for the preview [default: a copy of the live one]
    #[arg(long, value_name = "THEME", requires = "preview")]
    pub in_theme: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum Preview {
    /// Delete the copy of the theme; from a theme that was chosen, take out what the preview put in
    Discard {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Name of the place [default: the shop's theme]
        #[arg(long, value_name = "NAME")]
        target: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Install {
    /// Say what to paste where
    Guide {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Name of one place [default: all]
        #[arg(long, value_name = "NAME")]
        target: Option<String>,
        /// Folder to write a theme's files into
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Take Waymark out of a theme: what loads it, and its files
    Remove {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Name of the place
        #[arg(long, value_name = "NAME")]
        target: String,
        /// Take this revision out, which somebody else made live
        #[arg(long, value_name = "REVISION")]
        over: Option<String>,
    },
    /// Look at the shop as a visitor does, whether it loads what a place has
    Check {
        /// Short name of the shop
        #[arg(long, value_name = "SLUG")]
        shop: String,
        /// Name of one place [default: all]
        #[arg(long, value_name = "NAME")]
        target: Option<String>,
    },
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
    /// Replace this revision, which somebody else made live, or this file, which is not Waymark's
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
