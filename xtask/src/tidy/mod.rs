//! The rules of the house, checked. A check returns its findings, one sentence each; none means it passed.
//! Rules about what a package may need are in `directions`, about files in `files`, about everything that
//! other tools know better in `tools`.

mod directions;
mod files;
mod generated;
mod licences;
mod platforms;
mod tools;

pub use tools::build_ui;

use std::time::Instant;

use crate::error::{Error, Result};
use crate::setup;
use crate::test::Tally;
use crate::workspace::Metadata;

type Findings = Result<Vec<String>>;

/// `cargo xtask tidy`: everything it needs, then the checks.
pub fn command() -> Result {
    setup::everything()?;
    tools::build_ui()?;
    let mut tally = Tally::default();
    check(&mut tally)?;
    println!("{tally}");
    if tally.failed == 0 { Ok(()) } else { Err(Error::Findings(tally.failed)) }
}

/// Runs every check, shows what it found and counts it.
pub fn check(tally: &mut Tally) -> Result {
    let metadata = Metadata::read()?;
    let files = crate::workspace::files()?;
    let mut one = |name: &str, check: &dyn Fn() -> Findings| -> Result {
        let begun = Instant::now();
        let findings = check()?;
        let verdict = if findings.is_empty() { "ok" } else { "FAILED" };
        println!("tidy: {name} ... {verdict} ({:.1} s)", begun.elapsed().as_secs_f32());
        for finding in &findings {
            println!("  {finding}");
        }
        tally.count(findings.is_empty());
        Ok(())
    };
    one("dependency directions", &|| Ok(directions::directions(&metadata)))?;
    one("purity", &|| Ok(directions::purity(&metadata)))?;
    one("file lengths", &|| files::lengths(&files))?;
    one("module headers", &|| files::headers(&files))?;
    one("no ignored tests", &|| files::ignored(&files))?;
    one("nothing of one machine", &|| files::places(&files))?;
    one("licences of crates", &|| Ok(licences::crates(&metadata)))?;
    one("licences of npm packages", &licences::npm)?;
    one("formatting", &tools::formatting)?;
    one("npm run check", &|| tools::npm("check"))?;
    one("npm run lint", &|| tools::npm("lint"))?;
    one("clippy", &tools::clippy)?;
    one("generated files are fresh", &generated::fresh)?;
    one("type check for Windows", &platforms::windows)?;
    one("type check for macOS", &platforms::macos)
}
