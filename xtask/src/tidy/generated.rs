//! Files that programs write are the ones these programs would write now. The TypeScript types are written
//! by the tests that ts-rs makes, here into a folder of their own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::Findings;
use crate::error::{Error, Result};
use crate::process::{cargo, read};
use crate::workspace::root;

/// Compares `ui/generated` with what the types say today.
pub fn fresh() -> Findings {
    let folder = tempfile::tempdir().map_err(Error::file("a temporary folder"))?;
    let export = ["test", "--quiet", "--workspace", "--lib", "--", "export_bindings"];
    read(cargo(&export).env("TS_RS_EXPORT_DIR", folder.path()))?;
    let (committed, now) = (contents(&root().join("ui/generated"))?, contents(folder.path())?);
    let mut findings = Vec::new();
    for (file, text) in &now {
        match committed.get(file) {
            None => findings.push(format!("ui/generated/{file} is missing")),
            Some(old) if old != text => {
                findings.push(format!("ui/generated/{file} is not what the Rust type says"));
            }
            Some(_) => {}
        }
    }
    findings.extend(
        committed
            .keys()
            .filter(|file| !now.contains_key(*file))
            .map(|file| format!("ui/generated/{file} has no Rust type")),
    );
    if !findings.is_empty() {
        findings.push("write them anew: cargo test --workspace --lib export_bindings".into());
    }
    Ok(findings)
}

/// Texts of all files below a folder by their path in it.
fn contents(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(current) = open.pop() {
        for entry in fs::read_dir(&current).map_err(Error::file(&current))? {
            let path = entry.map_err(Error::file(&current))?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
                texts.insert(name, fs::read_to_string(&path).map_err(Error::file(&path))?);
            }
        }
    }
    Ok(texts)
}
