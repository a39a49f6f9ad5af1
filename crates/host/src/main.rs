//! `waymark-host`: arguments in, one function of the library called, its answer printed.

mod args;
mod commands;
mod log;
mod serve;

use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::args::{Args, Command};

/// Exit code for wrong usage, as of `waymark`.
const USAGE: u8 = 64;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            // Nothing to be done about a closed terminal.
            let _ = error.print();
            let asked_for = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return if asked_for { ExitCode::SUCCESS } else { ExitCode::from(USAGE) };
        }
    };
    let data = waymark_host::data_folder(args.data, |name| std::env::var_os(name));
    let outcome = match args.command {
        Command::Serve(serve) => serve::serve(serve, data),
        Command::Shop(shop) => commands::shop(shop, &data),
        Command::Backup { file } => commands::back_up(&file, &data),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            commands::complain(&error);
            ExitCode::from(if commands::is_usage(&error) { USAGE } else { 1 })
        }
    }
}
