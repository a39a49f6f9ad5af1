//! `waymark` without a window: plans, exports and the demo shop, for schedules and CI. Arguments in, one use
//! case of `waymark_app` called, its answer printed; no rules of its own.

mod args;
mod audit;
mod commands;
mod demo;
mod error;
mod identity;
mod output;
mod packs;
mod proving;
mod publishing;
mod scheduling;
mod suggesting;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;

use crate::args::{Args, Command, STANDARD_OUTPUT};
use crate::error::{CliError, USAGE};
use crate::output::Output;

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
    let prints_json = args.json.as_deref().is_some_and(|to| to == Path::new(STANDARD_OUTPUT));
    let mut output = Output::new(prints_json);
    match run(args, &mut output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            output.complain(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

fn run(args: Args, output: &mut Output) -> Result<(), CliError> {
    let data = args.data;
    match args.command {
        Command::Shop(command) => commands::shop(command, data, output),
        Command::Plan(command) => commands::plan(command, data, output),
        Command::Pack(command) => packs::pack(command, data, output),
        Command::Export(export) => commands::export(&export, data, output),
        Command::Target(command) => publishing::target(command, data, output),
        Command::Publish(command) => publishing::publish(&command, data, output),
        Command::RollBack(command) => publishing::roll_back(&command, data, output),
        Command::Preview(command) => publishing::preview(command, data, output),
        Command::Install(command) => publishing::install(command, data, output),
        Command::Status(command) => publishing::status(&command, data, output),
        Command::Prove(command) => proving::prove(&command, data, output),
        Command::Audit(command) => audit::audit(&command, data, output),
        Command::Suggest(command) => suggesting::run(&command, output),
        Command::Identity(command) => identity::run(&command, output),
        Command::DemoShop { port, edition } => demo::serve(port, edition.into(), output),
    }
}
