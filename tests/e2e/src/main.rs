//! What drives the app and is not a test, for `cargo xtask`: `try-shop`, `evershop`, `play` (the main job) and `bench`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tokio::signal::unix::{SignalKind, signal};
use waymark_e2e::{Result, bench, evershop, play, try_shop};

/// Drives the app.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Tag the elements that a file names in a shop, with a real mouse, and prove each.
    TryShop {
        /// Address of the shop.
        url: String,
        /// The list of elements.
        elements: PathBuf,
        /// Where `result.json` and the pictures go.
        #[arg(long, default_value = "target/try-shop")]
        out: PathBuf,
    },
    /// The guided start on `EverShop`, and an audit of it, held against what is written down by hand.
    Evershop {
        /// Where `result.json`, a picture and the logs go.
        #[arg(long, default_value = "target/evershop")]
        out: PathBuf,
    },
    /// Measure; without a name everything there is.
    Bench {
        /// `bytes`, `start`, `page` or `hover`.
        name: Option<String>,
    },
    /// Play the main job on the demo shop and leave pictures and the exported files.
    Play {
        /// Where they go.
        #[arg(long, default_value = "target/play")]
        out: PathBuf,
    },
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let work = async {
        match Arguments::parse().command {
            Command::TryShop { url, elements, out } => try_shop(&url, elements, out).await,
            Command::Evershop { out } => evershop(&out).await,
            Command::Bench { name } => bench(name.as_deref()).await,
            Command::Play { out } => play(out).await,
        }
    };
    // Asked to end, everything that was started ends, too: dropping the work ends its processes.
    let done = tokio::select! {
        done = work => done,
        () = told_to_end() => return ExitCode::from(130),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Ends when the terminal or whoever started this says so.
async fn told_to_end() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

async fn try_shop(url: &str, elements: PathBuf, out: PathBuf) -> Result<ExitCode> {
    let outcomes = try_shop::run(url, &elements, &out).await?;
    for outcome in &outcomes {
        let sign = if outcome.fine() { "ok" } else { "FAILED" };
        let why = outcome.error.as_deref().unwrap_or_default();
        println!(
            "{sign:6} {}: right {}, fired in test {}, outside {}, stranger {} ({} ms) {why}",
            outcome.name,
            outcome.right,
            outcome.test_fired,
            outcome.outside_fired,
            outcome.stranger_fired,
            outcome.ms
        );
    }
    println!(
        "{} of {} fine; details in {}",
        outcomes.iter().filter(|outcome| outcome.fine()).count(),
        outcomes.len(),
        out.display()
    );
    Ok(if outcomes.iter().all(try_shop::Outcome::fine) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn evershop(out: &Path) -> Result<ExitCode> {
    let outcome = evershop::run(out).await?;
    for event in &outcome.events {
        let sign = if event.wrong.is_empty() { "ok" } else { "FAILED" };
        let proven = if event.proven { "proven" } else { "not proven" };
        let fires = event.fires["kind"].as_str().unwrap_or("not tried");
        println!(
            "{sign:6} {:24} {proven:10} {:12} {} fires: {fires} {}",
            event.name,
            event.standing,
            event.verdicts,
            event.wrong.join("; ")
        );
    }
    println!(
        "{} of {} proven with {} clicks in {} s; {} pages audited; details in {}",
        outcome.proven(),
        outcome.events.len(),
        outcome.clicks,
        outcome.seconds,
        outcome.pages,
        out.display()
    );
    println!("{}", outcome.said);
    Ok(if outcome.fine() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn play(out: PathBuf) -> Result<ExitCode> {
    let report = play::play(&out).await?;
    println!("played: {} and the pictures and exported files beside it", report.display());
    Ok(ExitCode::SUCCESS)
}

async fn bench(name: Option<&str>) -> Result<ExitCode> {
    for figure in bench::run(name).await? {
        println!("{figure}");
    }
    Ok(ExitCode::SUCCESS)
}
