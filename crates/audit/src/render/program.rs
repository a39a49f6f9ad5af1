//! Programs that end with whoever started them: each runs in a process group of its own, and the whole group is ended
//! when the guard is dropped.

use std::io;
use std::path::{Path, PathBuf};

use tokio::process::{Child, Command};

use super::RenderError;

/// Name of the program that has the worker.
const DESKTOP: &str = if cfg!(windows) { "waymark-desktop.exe" } else { "waymark-desktop" };
/// Says where it is, where it is not beside the program that wants it.
const VARIABLE: &str = "WAYMARK_DESKTOP";

/// Where the desktop program is: as the environment says, else beside the running program; in words if nowhere.
pub fn desktop() -> Result<PathBuf, RenderError> {
    if let Some(said) = std::env::var_os(VARIABLE).filter(|said| !said.is_empty()) {
        let said = PathBuf::from(said);
        return if said.is_file() {
            Ok(said)
        } else {
            Err(not_available(format!("{VARIABLE} names {}, and there is no such program", said.display())))
        };
    }
    let own = std::env::current_exe()
        .map_err(|error| not_available(format!("this program does not know where it is ({error})")))?;
    // Tests and examples of Cargo lie one folder below the programs.
    let folders = own.parent().into_iter().flat_map(|folder| [Some(folder), folder.parent()]).flatten();
    folders.map(|folder: &Path| folder.join(DESKTOP)).find(|file| file.is_file()).ok_or_else(|| {
        not_available(format!(
            "{DESKTOP} is neither beside this program nor named by the environment variable {VARIABLE}"
        ))
    })
}

/// Nothing can be rendered here, for this reason.
pub fn not_available(reason: impl Into<String>) -> RenderError {
    RenderError::NotAvailable { reason: reason.into() }
}

/// A running program with everything that it started itself.
#[derive(Debug)]
pub struct Program {
    child: Child,
}

impl Program {
    /// Starts it in a group of its own.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        #[cfg(unix)]
        command.process_group(0);
        Ok(Self { child: command.kill_on_drop(true).spawn()? })
    }

    /// The process that was started.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(group) =
            self.child.id().and_then(|id| i32::try_from(id).ok()).and_then(rustix::process::Pid::from_raw)
        {
            // A leader that was waited for has no number here any more, which may be somebody else's by now.
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
    }
}
