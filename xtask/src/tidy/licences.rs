//! What may be linked or built with: licences that ask for no more than being named (or, for a file, being
//! shared when changed), from the public registries only.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Findings;
use crate::error::Error;
use crate::workspace::{Metadata, text};

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";

const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BlueOak-1.0.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    // For fonts: free to bundle, not to sell alone.
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Crates with a licence or from a source that is not allowed.
pub fn crates(metadata: &Metadata) -> Vec<String> {
    let mut findings = Vec::new();
    for package in &metadata.packages {
        let folder = package.manifest_path.parent().unwrap_or(&package.manifest_path);
        let named = package.license.clone();
        let licence = named.or_else(|| licence_file(&folder.to_string_lossy())).unwrap_or_default();
        if !is_allowed(&licence) {
            findings.push(format!("{}: licence \"{licence}\" is not allowed", package.name));
        }
        let local = metadata.workspace_members.contains(&package.id);
        match package.source.as_deref() {
            None if local => {}
            Some(CRATES_IO) => {}
            source => findings.push(format!("{}: comes from {}", package.name, source.unwrap_or("a path"))),
        }
    }
    findings
}

#[derive(Deserialize)]
struct Lock {
    packages: BTreeMap<String, LockedPackage>,
}

#[derive(Deserialize)]
struct LockedPackage {
    license: Option<String>,
    resolved: Option<String>,
}

/// npm packages with a licence or from a source that is not allowed.
pub fn npm() -> Findings {
    let lock: Lock =
        serde_json::from_str(&text("package-lock.json")?).map_err(Error::json("package-lock.json"))?;
    let mut findings = Vec::new();
    for (path, package) in &lock.packages {
        let named = package.license.clone().filter(|name| !name.starts_with("SEE LICENSE IN "));
        let licence = named.or_else(|| licence_file(path)).unwrap_or_default();
        if !is_allowed(&licence) {
            findings.push(format!("{path}: licence \"{licence}\" is not allowed"));
        }
        if package.resolved.as_deref().is_some_and(|address| !address.starts_with(NPM)) {
            findings.push(format!("{path}: does not come from {NPM}"));
        }
    }
    Ok(findings)
}

/// How the MIT licence begins and what it asks for, below its copyright line.
const MIT: [&str; 2] = [
    "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files",
    "The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.",
];

/// The licence of a package that names none but brings the text of a well-known one.
fn licence_file(path: &str) -> Option<String> {
    let whole = text(&format!("{path}/LICENSE")).ok()?;
    let words = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_mit = words.starts_with("MIT License") || MIT.iter().all(|part| words.contains(part));
    is_mit.then(|| "MIT".to_owned())
}

/// Whether an SPDX expression can be satisfied with allowed licences. `/` is the old way to write OR.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = &words[..];
    let allowed = either(&mut rest);
    allowed && rest.is_empty()
}

fn either(words: &mut &[&str]) -> bool {
    let mut allowed = both(words);
    while take(words, "OR") {
        allowed |= both(words);
    }
    allowed
}

fn both(words: &mut &[&str]) -> bool {
    let mut allowed = one(words);
    while take(words, "AND") {
        allowed &= one(words);
    }
    allowed
}

fn one(words: &mut &[&str]) -> bool {
    if take(words, "(") {
        let allowed = either(words);
        return take(words, ")") && allowed;
    }
    let Some((name, rest)) = words.split_first() else { return false };
    *words = rest;
    let mut licence = (*name).to_owned();
    if take(words, "WITH")
        && let Some((exception, rest)) = words.split_first()
    {
        *words = rest;
        licence = format!("{licence} WITH {exception}");
    }
    ALLOWED.contains(&&*licence)
}

fn take(words: &mut &[&str], word: &str) -> bool {
    match words.split_first() {
        Some((first, rest)) if *first == word => {
            *words = rest;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn one_allowed_choice_is_enough() {
        assert!(is_allowed("MIT OR Apache-2.0 OR LGPL-2.1-or-later"));
        assert!(is_allowed("Unlicense/MIT"));
        assert!(is_allowed("(GPL-3.0 AND MIT) OR Apache-2.0 WITH LLVM-exception"));
    }

    #[test]
    fn all_that_are_asked_for_have_to_be_allowed() {
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!is_allowed("MIT AND GPL-3.0"));
        assert!(!is_allowed("GPL-3.0 WITH Classpath-exception-2.0"));
    }

    #[test]
    fn nothing_and_nonsense_are_not_allowed() {
        assert!(!is_allowed(""));
        assert!(!is_allowed("SEE LICENSE IN file"));
        assert!(!is_allowed("(MIT"));
    }
}
