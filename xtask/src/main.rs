//! The project's own commands, started as `cargo xtask NAME`: what a newcomer types first and what CI calls.
//! Each command is a module. Nothing of the product lives here, and nothing here knows Tauri: what needs a
//! window is done by `waymark-e2e`, which these commands build and start.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

mod app;
mod error;
mod host_bench;
mod kills;
mod process;
mod run;
mod setup;
mod test;
mod tidy;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::error::Error;

/// Waymark's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing: system packages, npm packages, Rust targets, peers for the tests.
    Setup,
    /// Build and open the app; without a display play the main job and leave pictures of it.
    Run {
        /// Play the main job under a virtual display even if there is a real one.
        #[arg(long)]
        play: bool,
        /// Passed on to the app.
        #[arg(last = true)]
        app: Vec<String>,
    },
    /// Build everything and check everything.
    Test,
    /// Check the rules of the house: directions, purity, sizes, generated files, lints, licences, platforms.
    Tidy,
    /// Measure; without a name everything there is.
    Bench {
        /// One of the measurements: `page`, `hover`, `start`, `bytes`, `identity`, `runtime`, `catalogue`, `host`,
        /// `audit`.
        name: Option<String>,
        /// Measure the development build instead of a release build.
        #[arg(long)]
        debug: bool,
    },
    /// Fit the model by which elements are found again, and write it where it is compiled in.
    Fit {
        /// Files of cases, as for `waymark identity eval`; without any, the corpus and pages made of it.
        corpus: Vec<PathBuf>,
    },
    /// Kill the command line while it publishes, at each kind of place, and see that nothing is lost.
    Kills {
        /// How often at each.
        #[arg(default_value_t = 200)]
        times: u32,
        /// Other moments with another number.
        #[arg(long, default_value_t = 5)]
        seed: u64,
    },
    /// The guided start on `EverShop`, installed and built where it is not yet, and an audit of it held against the truth.
    Evershop,
    /// Tag the elements that a file names in a shop, with a real mouse, and prove each.
    TryShop {
        /// Address of the shop.
        url: String,
        /// The list of elements.
        elements: PathBuf,
        /// Where `result.json` and the pictures go.
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Setup => setup::everything(),
        Command::Run { play, app } => run::run(play, &app),
        Command::Test => test::test(),
        Command::Tidy => tidy::command(),
        Command::Bench { name, debug } => app::bench(name.as_deref(), debug),
        Command::Fit { corpus } => app::fit(&corpus),
        Command::Kills { times, seed } => kills::kills(times, seed),
        Command::Evershop => app::evershop(),
        Command::TryShop { url, elements, out } => app::try_shop(&url, &elements, out.as_deref()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Error::Exit(code)) => ExitCode::from(code),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
