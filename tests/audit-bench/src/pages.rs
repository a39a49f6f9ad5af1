//! The pages that everything is measured on, made by the generator of the runtime's bench and read into memory.

use std::path::Path;
use std::process::Command;

use crate::error::{Error, Result};

/// The pages' texts, their sizes between 108 and 298 KB.
pub fn pages(folder: &Path, number: usize) -> Result<Vec<String>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("pages.mjs");
    let status = Command::new("node").arg(script).arg(folder).arg(number.to_string()).status();
    if !status.map_err(Error::Node)?.success() {
        return Err(Error::NoPages);
    }
    let read = |number: usize| {
        let file = folder.join(format!("{number}.html"));
        std::fs::read_to_string(&file).map_err(|source| Error::File { file, source })
    };
    (0..number).map(read).collect()
}

/// Their sizes in KB: the smallest, the middle one, the largest.
#[must_use]
pub fn sizes(pages: &[String]) -> [usize; 3] {
    let mut sizes: Vec<usize> = pages.iter().map(|page| page.len() / 1_000).collect();
    sizes.sort_unstable();
    [0, sizes.len() / 2, sizes.len().saturating_sub(1)].map(|at| sizes.get(at).copied().unwrap_or(0))
}
