//! Cases from the corpus, for `waymark identity eval` and for the bench.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use waymark_drift::fit::fit as fit_model;
use waymark_drift::{Error, Result, bench, cases, corpus, vectors};

/// Measures how well elements are found again.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the corpus as cases for `waymark identity eval`.
    Cases {
        /// Folder for `cases.jsonl`; made if it is not there.
        #[arg(long)]
        out: PathBuf,
        /// Most other pages of its type that each element's page comes with, the one it is looked for on left out.
        #[arg(long, default_value_t = 0)]
        samples: usize,
    },
    /// Make changed pages out of the corpus, with cases for training in `made.jsonl`.
    Made {
        /// Folder for pages and cases; made if it is not there.
        #[arg(long)]
        out: PathBuf,
        /// Changed pages a page of the corpus.
        #[arg(long, default_value_t = 2)]
        seeds: u64,
    },
    /// Fit the model of `waymark-identify` to files of cases.
    Fit {
        /// Files of cases.
        #[arg(required = true)]
        cases: Vec<PathBuf>,
        /// The model to begin with, which the new one replaces.
        #[arg(long)]
        model: PathBuf,
    },
    /// Print conformance vectors: the selectors of every element of the corpus, with what they match on every page of
    /// its type.
    Vectors,
    /// Print the part of the bench about the public element pairs.
    Pairs,
    /// Print the part of the bench about speed.
    Speed,
    /// Run Waymark and the locators of others on the corpus and print the tables.
    Bench {
        /// Folder for cases and what else is needed on the way.
        #[arg(long, default_value = "target/drift")]
        folder: PathBuf,
        /// Where a copy of the report goes.
        #[arg(long)]
        report: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Cases { out, samples } => write_cases(&out, samples),
        Command::Made { out, seeds } => make(&out, seeds),
        Command::Fit { cases, model } => fit(&cases, &model),
        Command::Vectors => print_vectors(),
        Command::Pairs => print_part(bench::pairs()),
        Command::Speed => print_part(bench::speed()),
        Command::Bench { folder, report } => run_bench(&folder, report.as_deref()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write_cases(out: &Path, samples: usize) -> Result {
    std::fs::create_dir_all(out).map_err(Error::file(out))?;
    let file = out.join("cases.jsonl");
    let shops = corpus::read(&corpus::folder())?;
    let mut cases = cases::all(&shops)?;
    cases::sample(&shops, &mut cases, samples);
    cases::write(&cases, &file)?;
    let mut sets: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        *sets.entry(&case.set).or_default() += 1;
    }
    for (set, n) in sets {
        println!("{set:<24}{n:>6}");
    }
    println!("{}: {} cases", file.display(), cases.len());
    Ok(())
}

fn make(out: &Path, seeds: u64) -> Result {
    std::fs::create_dir_all(out).map_err(Error::file(out))?;
    let mut cases = cases::made::cases(&corpus::read(&corpus::folder())?, out, seeds)?;
    cases.extend(cases::redesign::cases(out)?);
    cases.extend(cases::themes::cases()?);
    cases::write(&cases, &out.join("made.jsonl"))?;
    println!("{}: {} cases", out.display(), cases.len());
    Ok(())
}

fn fit(cases: &[PathBuf], file: &Path) -> Result {
    let text = std::fs::read_to_string(file).map_err(Error::file(file))?;
    let start = serde_json::from_str(&text).map_err(Error::json(file))?;
    let (model, report) = fit_model(cases, &start, &today())?;
    println!("left out, one shop at a time:\n{report}");
    let text = serde_json::to_string_pretty(&model).map_err(Error::json(file))?;
    std::fs::write(file, text + "\n").map_err(Error::file(file))
}

fn run_bench(folder: &Path, report: Option<&Path>) -> Result {
    let text = bench::run(folder)?;
    print!("{text}");
    report.map_or(Ok(()), |file| std::fs::write(file, text).map_err(Error::file(file)))
}

fn print_part(part: Result<String>) -> Result {
    print!("{}", part?);
    Ok(())
}

fn print_vectors() -> Result {
    let groups = vectors::all(&corpus::read(&corpus::folder())?)?;
    println!("{}", serde_json::Value::from(groups));
    Ok(())
}

/// The day, as `2026-11-25`: days since 1970 by Howard Hinnant's `civil_from_days`.
fn today() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = since.as_secs() / 86_400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let in_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}
