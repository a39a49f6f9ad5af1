//! An audit's report where it is read: a plain Chromium, no app anywhere. `report.mjs` drives it.

use std::path::Path;
use std::process::Command;

use crate::error::{Error, Result};
use crate::process;

/// Opens a report light and dark, wide and narrow, and printed; leaves pictures of it in a folder, and says what is wrong
/// with it: what it asks the network for, errors, pictures that do not show, what hangs over, and what axe-core finds.
pub fn faults(report: &Path, pictures: &Path) -> Result<Vec<String>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("report.mjs");
    let said = process::output(Command::new("node").arg(script).arg(report).arg(pictures))?;
    serde_json::from_str(&said).map_err(Error::json("what is wrong with the report"))
}
