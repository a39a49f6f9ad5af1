//! `cargo xtask bench audit`: what an audit costs. Each part measures Waymark beside a floor or a peer in the same run; what
//! counts are ratios.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod error;
mod floor;
mod long;
mod measure;
mod network;
mod pages;
mod parse;
mod report;
mod rules;
mod server;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use error::{Error, Result};

/// Pages that are made.
const PAGES: usize = 60;

/// Measures what an audit costs.
#[derive(Parser)]
struct Arguments {
    /// Parts to measure; all without.
    parts: Vec<String>,
    /// Rounds of what is measured in memory.
    #[arg(long, default_value_t = 7)]
    rounds: usize,
    /// Where a copy of the report goes.
    #[arg(long)]
    report: Option<PathBuf>,
}

fn main() -> ExitCode {
    match measured(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measured(arguments: &Arguments) -> Result<()> {
    let wants = |part: &str| arguments.parts.is_empty() || arguments.parts.iter().any(|one| one == part);
    let folder = tempfile::tempdir()?;
    let pages = pages::pages(folder.path(), PAGES)?;
    let [least, middle, most] = pages::sizes(&pages);
    let mut tables = Vec::new();
    if wants("parse") {
        tables.push(parse::measure(&pages, arguments.rounds)?);
    }
    if wants("network") {
        tables.push(network::measure(&pages)?);
    }
    if wants("browser") {
        tables.push(network::measure_browser(&pages)?);
    }
    if wants("long") {
        tables.push(long::measure(&pages, folder.path())?);
    }
    let mut text = format!("Pages of {least} to {most} KB, the middle one {middle} KB.\n");
    for table in &tables {
        text += "\n";
        text += &table.markdown();
    }
    println!("{text}");
    if let Some(file) = &arguments.report {
        std::fs::write(file, text).map_err(|source| Error::File { file: file.clone(), source })?;
    }
    let missed = tables.iter().flat_map(|table| &table.rows).filter(|row| row.is_missed()).count();
    if missed == 0 { Ok(()) } else { Err(Error::Missed(missed)) }
}
