//! A data folder of its own, and the program run on it.
#![allow(clippy::unwrap_used, reason = "what a test prepares must work")]
#![allow(dead_code, reason = "every test program uses its own part")]

use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub const PLAN: &str = r#"{"schema":1,
  "shop":{"slug":"kiln","url":"https://kiln.example/","name":"Kiln"},
  "pageTypes":[{"id":"product","match":["/products/*"]}],
  "events":[{"id":"e1","name":"add_to_cart","trigger":{"type":"click"},"where":{"pageTypes":["product"]},
    "target":{"selectors":[{"css":"[name=add]"}]}}]}"#;

/// A data folder of its own, which no environment variable can lead elsewhere.
pub struct Home {
    pub folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_waymark"));
        command.args(arguments).env("WAYMARK_DATA", self.folder.path().join("data"));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// Standard output of a command that must succeed.
    pub fn ok(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Standard error of a command that must end with this code and print no answer.
    pub fn fails(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
        assert_eq!(output.stdout, b"", "{arguments:?}");
        stderr(&output)
    }

    /// The command that a failed one advised, as a shell reads it.
    pub fn advised(&self, said: &str, what: &str) -> Command {
        let advised = said.lines().find_map(|line| line.trim().strip_prefix(&format!("To {what}: waymark ")));
        let advised = advised.unwrap_or_else(|| panic!("{what}: {said}"));
        let words = Command::new("sh").args(["-c", &format!("printf '%s\\n' {advised}")]).output().unwrap();
        let words = String::from_utf8(words.stdout).unwrap();
        let words: Vec<&str> = words.lines().collect();
        let mut command = self.command(&words);
        // The data folder is named by the command alone, where it was.
        if words.iter().any(|word| word.starts_with("--data=")) {
            command.env_remove("WAYMARK_DATA");
        }
        command.stdin(Stdio::null());
        command
    }

    pub fn plan_file(&self) -> String {
        let path = self.path("plan.json");
        std::fs::write(&path, PLAN).unwrap();
        path
    }
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}
