//! Building the app and everything that drives it, and starting `waymark-e2e`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Result;
use crate::process::{cargo, program, run, run_with_code};
use crate::{host_bench, setup, tidy, workspace};

/// Builds the programs.
pub fn build(release: bool) -> Result {
    tidy::build_ui()?;
    let mut build = cargo(&["build", "--workspace", "--bins"]);
    if release {
        build.arg("--release");
    }
    run(&mut build)
}

/// A program that was built.
pub fn built(name: &str, release: bool) -> Command {
    let folder = workspace::target().join(if release { "release" } else { "debug" });
    program(&folder.join(name).to_string_lossy(), &[])
}

/// The end-to-end tests, one window at a time.
pub fn window_tests() -> Command {
    cargo(&["test", "--workspace", "--test", "window", "--no-fail-fast", "--", "--test-threads=1"])
}

/// How well elements are found again is measured by a program of its own, which needs no window.
const IDENTITY: &str = "identity";
/// How fast the host serves needs neither a window nor any other program built.
const HOST: &str = "host";
/// What an audit costs is measured by a program of its own and the command line.
const AUDIT: &str = "audit";
/// What the catalogue's detectors propose, beside the truth.
const CATALOGUE: &str = "catalogue";
/// What the runtime costs a visitor is measured in a browser, with no program of ours.
const RUNTIME: &str = "runtime";

/// `cargo xtask bench`.
pub fn bench(name: Option<&str>, debug: bool) -> Result {
    if name == Some(HOST) {
        return host_bench::bench();
    }
    if name == Some(CATALOGUE) {
        return catalogue(debug);
    }
    setup::for_driving()?;
    let wants = |one| name.is_none_or(|name| name == one);
    if name == Some(RUNTIME) {
        tidy::build_ui()?;
    } else {
        build(!debug)?;
    }
    if wants(AUDIT) {
        run_with_code(built("waymark-audit-bench", !debug).args(["--report", "docs/audit-bench.md"]))?;
    }
    if name.is_none_or(|name| ![IDENTITY, RUNTIME, AUDIT].contains(&name)) {
        run_with_code(built("waymark-e2e", !debug).arg("bench").args(name))?;
    }
    if wants(IDENTITY) {
        run_with_code(built("waymark-drift", !debug).args(["bench", "--report", "docs/identity-bench.md"]))?;
    }
    if wants(RUNTIME) {
        let arguments = ["ui/page/bench/main.mjs", "--report", "docs/runtime-bench.md"];
        run_with_code(&mut program("node", &arguments))?;
    }
    if name.is_some() {
        return Ok(());
    }
    catalogue(debug)?;
    host_bench::bench()
}

/// What is proposed on pages whose truth is known. Needs no browser.
fn catalogue(debug: bool) -> Result {
    let profile: &[&str] = if debug { &[] } else { &["--release"] };
    let example = ["run", "--quiet", "-p", "waymark-catalogue", "--example", "bench"];
    let arguments = [&example[..], profile, &["--", "--report", "docs/catalogue-bench.md"]].concat();
    run_with_code(&mut cargo(&arguments))
}

/// `cargo xtask fit`.
pub fn fit(corpus: &[PathBuf]) -> Result {
    run(&mut cargo(&["build", "--release", "-p", "waymark-drift"]))?;
    let here = std::env::current_dir().unwrap_or_default();
    let mut files: Vec<PathBuf> = corpus.iter().map(|file| here.join(file)).collect();
    if files.is_empty() {
        let out = workspace::root().join("target/drift");
        for (name, file) in [("cases", "cases.jsonl"), ("made", "made.jsonl")] {
            run(built("waymark-drift", true).arg(name).arg("--out").arg(&out))?;
            files.push(out.join(file));
        }
    }
    let model = workspace::root().join("crates/identify/src/locate/model.json");
    run(built("waymark-drift", true).arg("fit").args(files).arg("--model").arg(model))
}

/// `cargo xtask try-shop`; the exit code is the answer.
pub fn try_shop(url: &str, elements: &Path, out: Option<&Path>) -> Result {
    setup::for_driving()?;
    build(false)?;
    // The person's own folder counts, not the workspace's.
    let here = std::env::current_dir().unwrap_or_default();
    let mut command = built("waymark-e2e", false);
    command.arg("try-shop").arg(url).arg(here.join(elements));
    if let Some(out) = out {
        command.arg("--out").arg(here.join(out));
    }
    run_with_code(&mut command)
}

/// `cargo xtask evershop`; the exit code is the answer.
pub fn evershop() -> Result {
    setup::for_evershop()?;
    build(false)?;
    let out = workspace::target().join("evershop");
    run_with_code(built("waymark-e2e", false).arg("evershop").arg("--out").arg(out))
}
