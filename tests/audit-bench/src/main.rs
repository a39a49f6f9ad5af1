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
mod rendered;
mod report;
mod rules;
mod server;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

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
    let load = load();
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
    if wants("rendered") {
        tables.push(rendered::measure(&pages)?);
    }
    if wants("long") {
        tables.push(long::measure(&pages, folder.path())?);
    }
    let mut text = format!(
        "# What an audit costs\n\nMeasured on {}; before it began, {} programs wanted to run (load average). Product pages \
         of {least} to {most} KB, the middle one {middle} KB. Everything is measured side by side in one run; what counts \
         are ratios. Reproduce it with `cargo xtask bench audit`, which writes this file.\n",
        today(),
        load,
    );
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

/// The day and the processor.
fn today() -> String {
    let day = Command::new("date").args(["-u", "+%F"]).output();
    let day = day.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default();
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{day}, {}, {cores} cores", model.map_or("a processor", |(_, model)| model.trim()))
}

/// What else the machine is busy with.
fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("no one knows how many").to_owned()
}
