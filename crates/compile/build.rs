//! Embeds the pieces of the visitor's runtime that `npm run build:page` made, as one Rust file of constants in
//! `OUT_DIR`. Checks that the manifest and its pieces agree, so that the crate itself never has to.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io};

use serde::Deserialize;

/// Why the pieces cannot be used.
#[derive(Debug, thiserror::Error)]
enum PiecesError {
    #[error("{name}: {source}")]
    Read { name: String, source: io::Error },
    #[error("{0} is not plain ASCII")]
    NotAscii(String),
    #[error("its manifest is not as expected: {0}")]
    Manifest(#[from] serde_json::Error),
    #[error("its manifest has the schema {0}, not 1")]
    Schema(u32),
    #[error("its suffix has {0} places for the config instead of one")]
    Placeholders(usize),
    #[error("its manifest needs a fragment {0:?} that it does not list")]
    NoFragment(String),
    #[error(transparent)]
    Write(#[from] fmt::Error),
}

#[derive(Deserialize)]
struct Manifest {
    schema: u32,
    version: String,
    placeholder: String,
    prefix: String,
    suffix: String,
    test: Test,
    fragments: Vec<Fragment>,
    always: Vec<String>,
    #[serde(rename = "mostWithoutIndex")]
    most_without_index: usize,
    needs: Needs,
}

#[derive(Deserialize)]
struct Test {
    prefix: String,
    suffix: String,
}

#[derive(Deserialize)]
struct Fragment {
    name: String,
    file: String,
}

#[derive(Deserialize)]
struct Needs {
    trigger: BTreeMap<String, Vec<String>>,
    source: BTreeMap<String, Vec<String>>,
    scope: Vec<String>,
    text: Vec<String>,
    hop: Vec<String>,
    index: Vec<String>,
    remote: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../ui/page/dist/runtime");
    tell_cargo(&format!("rerun-if-changed={}", folder.join("manifest.json").display()));
    match embed(&folder) {
        Ok(constants) => {
            fs::write(PathBuf::from(env::var("OUT_DIR")?).join("runtime.rs"), constants)?;
            Ok(())
        }
        Err(error) => Err(format!(
            "the visitor's runtime in ui/page/dist/runtime cannot be used ({error}); \
             build it with: npm install && npm run build:page"
        )
        .into()),
    }
}

fn tell_cargo(directive: &str) {
    println!("cargo::{directive}");
}

fn embed(folder: &Path) -> Result<String, PiecesError> {
    let manifest: Manifest = serde_json::from_str(&read(folder, "manifest.json")?)?;
    if manifest.schema != 1 {
        return Err(PiecesError::Schema(manifest.schema));
    }
    let suffix = read(folder, &manifest.suffix)?;
    let around_config: Vec<&str> = suffix.split(&manifest.placeholder).collect();
    let [before_config, after_config] = around_config[..] else {
        return Err(PiecesError::Placeholders(around_config.len() - 1));
    };

    let mut out = String::new();
    writeln!(out, "pub const VERSION: &str = {:?};", manifest.version)?;
    writeln!(out, "pub const PLACEHOLDER: &str = {:?};", manifest.placeholder)?;
    writeln!(out, "pub const PREFIX: &str = {:?};", read(folder, &manifest.prefix)?)?;
    writeln!(out, "pub const TEST_PREFIX: &str = {:?};", read(folder, &manifest.test.prefix)?)?;
    writeln!(out, "pub const TEST_SUFFIX: &str = {:?};", read(folder, &manifest.test.suffix)?)?;
    writeln!(out, "pub const BEFORE_CONFIG: &str = {before_config:?};")?;
    writeln!(out, "pub const AFTER_CONFIG: &str = {after_config:?};")?;

    writeln!(out, "pub const MOST_WITHOUT_INDEX: usize = {};", manifest.most_without_index)?;

    writeln!(out, "pub const FRAGMENTS: &[(&str, &str)] = &[")?;
    for fragment in &manifest.fragments {
        writeln!(out, "    ({:?}, {:?}),", fragment.name, read(folder, &fragment.file)?)?;
    }
    writeln!(out, "];")?;

    let known: Vec<&str> = manifest.fragments.iter().map(|fragment| fragment.name.as_str()).collect();
    let check = |names: &[String]| match names.iter().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(PiecesError::NoFragment(name.clone())),
        None => Ok(()),
    };
    let needs = manifest.needs;
    for (constant, names) in [
        ("ALWAYS", &manifest.always),
        ("FOR_SCOPE", &needs.scope),
        ("FOR_TEXT", &needs.text),
        ("FOR_HOP", &needs.hop),
        ("FOR_INDEX", &needs.index),
        ("FOR_REMOTE", &needs.remote),
    ] {
        check(names)?;
        writeln!(out, "pub const {constant}: &[&str] = &{names:?};")?;
    }
    for (constant, map) in [("FOR_TRIGGER", &needs.trigger), ("FOR_SOURCE", &needs.source)] {
        writeln!(out, "pub const {constant}: &[(&str, &[&str])] = &[")?;
        for (kind, names) in map {
            check(names)?;
            writeln!(out, "    ({kind:?}, &{names:?}),")?;
        }
        writeln!(out, "];")?;
    }
    Ok(out)
}

fn read(folder: &Path, name: &str) -> Result<String, PiecesError> {
    let path = folder.join(name);
    tell_cargo(&format!("rerun-if-changed={}", path.display()));
    let text =
        fs::read_to_string(&path).map_err(|source| PiecesError::Read { name: name.to_owned(), source })?;
    if !text.is_ascii() {
        return Err(PiecesError::NotAscii(name.to_owned()));
    }
    Ok(text)
}
