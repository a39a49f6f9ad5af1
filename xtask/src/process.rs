//! Starting programs: with their output shown, captured, or both.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

use crate::error::{Error, Result};
use crate::workspace;

/// A program to be started in the workspace's root folder.
pub fn program(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(workspace::root());
    command
}

/// Cargo, the one that started this program.
pub fn cargo(arguments: &[&str]) -> Command {
    program(&std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()), arguments)
}

/// Runs with the output shown; a failure is an error.
pub fn run(command: &mut Command) -> Result {
    let line = line(command);
    println!("$ {line}");
    let status = command.status().map_err(start(command))?;
    if status.success() { Ok(()) } else { Err(Error::Failed(line)) }
}

/// Runs and returns what it wrote to its standard output; a failure shows what it said and is an error.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command.output().map_err(start(command))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(Error::Failed(line(command)))
}

/// Runs and says whether it succeeded, showing nothing.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs with the output shown and returned; the flag says whether it succeeded.
pub fn show_and_read(command: &mut Command) -> Result<(bool, String)> {
    println!("$ {}", line(command));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().map_err(start(command))?;
    let (sender, lines) = mpsc::channel::<String>();
    let outputs: [Option<Box<dyn Read + Send>>; 2] = [
        child.stdout.take().map(|out| Box::new(out) as _),
        child.stderr.take().map(|out| Box::new(out) as _),
    ];
    for output in outputs.into_iter().flatten() {
        let sender = sender.clone();
        thread::spawn(move || {
            for line in BufReader::new(output).split(b'\n').map_while(std::result::Result::ok) {
                if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                    break;
                }
            }
        });
    }
    drop(sender);
    let mut text = String::new();
    for line in lines {
        println!("{line}");
        text.push_str(&line);
        text.push('\n');
    }
    // Output of child and parent share a terminal; keep their order.
    std::io::stdout().flush().ok();
    let status = child.wait().map_err(start(command))?;
    Ok((status.success(), text))
}

/// Runs, shows the output, and ends with its exit code as this program's own where it is not zero.
pub fn run_with_code(command: &mut Command) -> Result {
    match command.status().map_err(start(command))?.code() {
        Some(0) => Ok(()),
        Some(code) => Err(Error::Exit(u8::try_from(code).unwrap_or(1))),
        None => Err(Error::Failed(line(command))),
    }
}

fn start(command: &Command) -> impl FnOnce(std::io::Error) -> Error {
    let program = command.get_program().to_string_lossy().into_owned();
    move |source| Error::Start { program, source }
}

fn line(command: &Command) -> String {
    let mut words = vec![short(&command.get_program().to_string_lossy())];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}

fn short(program: &str) -> String {
    program.rsplit('/').next().unwrap_or(program).to_owned()
}
