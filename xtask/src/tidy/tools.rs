//! What compilers, formatters and linters check. They say what they find themselves; a finding here only says
//! which command to run again.

use super::Findings;
use crate::error::Result;
use crate::process::{cargo, program, run, show_and_read};

/// Builds the page scripts and the panel, which the Rust build embeds.
pub fn build_ui() -> Result {
    run(&mut program("npm", &["run", "--silent", "build"]))
}

/// `cargo fmt`.
pub fn formatting() -> Findings {
    verdict(&mut cargo(&["fmt", "--all", "--check"]))
}

/// Clippy over everything, the window tests too (they are no default target).
pub fn clippy() -> Findings {
    let mut findings =
        verdict(&mut cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    let window = ["clippy", "--quiet", "--workspace", "--test", "window", "--", "-D", "warnings"];
    findings.extend(verdict(&mut cargo(&window))?);
    Ok(findings)
}

/// One of npm's scripts.
pub fn npm(script: &str) -> Findings {
    verdict(&mut program("npm", &["run", "--silent", script]))
}

/// Runs a checker; its own output is the explanation.
pub fn verdict(command: &mut std::process::Command) -> Findings {
    let (succeeded, _) = show_and_read(command)?;
    Ok(if succeeded { Vec::new() } else { vec!["see above".to_owned()] })
}
