//! Programs that tests start, ended with the test.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A running program.
pub struct Program(Child);

impl Program {
    /// Starts it and waits for its first line of output that `find` makes something of.
    pub fn start<T>(command: &mut Command, find: impl Fn(&str) -> Option<T>) -> (Self, T) {
        let mut child = match command.stdout(Stdio::piped()).spawn() {
            Ok(child) => child,
            Err(error) => panic!("{}: {error}; run cargo xtask setup", command.get_program().display()),
        };
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let program = Self(child);
        let mut said = String::new();
        let mut lines = lines.map_while(Result::ok);
        for line in lines.by_ref() {
            if let Some(found) = find(&line) {
                // It must not block on a full pipe.
                std::thread::spawn(move || lines.for_each(drop));
                return (program, found);
            }
            said.push_str(&line);
        }
        panic!("{} ended: {said}; run cargo xtask setup", command.get_program().display());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned()
}

/// The repository's folder of programs that tests talk to.
pub fn peers() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/peers")
}
