//! A screen for the worker where there is none: a virtual X server on a free number, which ends by itself when its last
//! window is gone, so that it outlives nobody, not even somebody who is killed.

use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;
use tokio::time::timeout;

use super::RenderError;
use super::program::{Program, not_available};

/// How long the server may take to start.
const START: Duration = Duration::from_secs(10);

/// A virtual screen.
#[derive(Debug)]
pub struct Display {
    name: String,
    _server: Program,
}

impl Display {
    /// Whether programs started from here have a screen.
    pub fn is_there() -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
    }

    /// Starts one.
    pub async fn start() -> Result<Self, RenderError> {
        let mut command = Command::new("Xvfb");
        command
            .args(["-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp", "-terminate"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut server = Program::start(&mut command).map_err(|error| {
            not_available(format!(
                "there is no screen, and the virtual one, Xvfb, cannot be started ({error}); install the package xvfb"
            ))
        })?;
        let mut number = String::new();
        if let Some(out) = server.child().stdout.take() {
            // It chooses a free number and writes it when it is ready.
            let _ = timeout(START, BufReader::new(out).read_line(&mut number)).await;
        }
        let number = number.trim();
        if number.is_empty() {
            return Err(not_available("there is no screen, and the virtual one, Xvfb, did not start"));
        }
        Ok(Self { name: format!(":{number}"), _server: server })
    }

    /// Its name, for the environment variable `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }
}
