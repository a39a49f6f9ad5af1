//! The arguments of `waymark suggest`.

use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub struct Suggest {
    /// Saved page or address of one; - for standard input
    #[arg(long, value_name = "FILE_OR_URL")]
    pub page: PathBuf,
    /// Address that a saved page has in the shop
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// Page type [default: told from the page and its address]
    #[arg(long = "type", value_name = "TYPE")]
    pub page_type: Option<String>,
}
