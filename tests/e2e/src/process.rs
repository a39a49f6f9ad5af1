//! Programs that end with whoever started them, whatever happens: each runs in a process group of its own,
//! and the group is ended when the guard is dropped.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process_group};

use crate::error::{Error, Result};

/// A running program with everything it started itself.
#[derive(Debug)]
pub struct Program {
    child: Child,
}

impl Program {
    /// Starts a program in a group of its own; what it says goes into a log.
    pub fn start(command: &mut Command, log: &Path) -> Result<Self> {
        let file = File::create(log).map_err(Error::file(log))?;
        command.stdout(file.try_clone().map_err(Error::file(log))?).stderr(file).stdin(Stdio::null());
        Self::spawn(command)
    }

    /// Starts a program whose first line of output says that it is ready, and returns that line. Its standard
    /// input stays open as long as it is wanted.
    pub fn start_announced(command: &mut Command, log: &Path) -> Result<(Self, String)> {
        let file = File::create(log).map_err(Error::file(log))?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(file);
        let mut program = Self::spawn(command)?;
        let mut line = String::new();
        if let Some(out) = program.child.stdout.take() {
            BufReader::new(out).read_line(&mut line).map_err(Error::file(log))?;
        }
        if line.trim().is_empty() {
            let said = std::fs::read_to_string(log).unwrap_or_default();
            return Err(Error::Program {
                program: command.get_program().to_string_lossy().into_owned(),
                said,
            });
        }
        Ok((program, line.trim().to_owned()))
    }

    fn spawn(command: &mut Command) -> Result<Self> {
        Ok(Self { child: command.process_group(0).spawn().map_err(start(command))? })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            // The group is gone already where everybody in it ended by themselves.
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

/// Runs a short program to its end and returns what it printed.
pub fn output(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8_lossy(&bytes(command)?).into_owned())
}

/// [`output`] of a program that does not print text.
pub fn bytes(command: &mut Command) -> Result<Vec<u8>> {
    let Output { status, stdout, stderr } = command.stdin(Stdio::null()).output().map_err(start(command))?;
    if status.success() {
        return Ok(stdout);
    }
    Err(Error::Program {
        program: command.get_program().to_string_lossy().into_owned(),
        said: format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr)),
    })
}

fn start(command: &Command) -> impl FnOnce(std::io::Error) -> Error {
    let program = command.get_program().to_string_lossy().into_owned();
    move |source| Error::Start { program, source }
}
