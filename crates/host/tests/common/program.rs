//! The program itself, as a child process.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};

use serde_json::Value;

/// `waymark-host serve` on a free port.
pub struct Program {
    pub child: Child,
    pub address: SocketAddr,
    /// What it logs from now on.
    pub log: Receiver<String>,
}

pub fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waymark-host"));
    command.arg("--data").arg(data).env_remove("RUST_LOG");
    command
}

pub fn run(data: &Path, arguments: &[&str]) -> Output {
    program(data).args(arguments).output().unwrap()
}

impl Program {
    /// Returns when it listens.
    pub fn serve(data: &Path, more: &[&str]) -> Self {
        Self::serve_by(program(data), more)
    }

    /// By a command that runs the program.
    pub fn serve_by(mut command: Command, more: &[&str]) -> Self {
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(more).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, log) = channel();
        let first: String = lines.next().unwrap().unwrap();
        let said: Value = serde_json::from_str(&first).unwrap();
        assert_eq!(said["message"], "listening", "{first}");
        let address = said["address"].as_str().unwrap().parse().unwrap();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                // Most tests do not listen.
                let _ = sender.send(line);
            }
        });
        Self { child, address, log }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // A test that failed leaves nothing running.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
