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
    #[error("{0} has {1} places to fill in instead of one")]
    Placeholders(String, usize),
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
    entry: String,
    test: Test,
    fragments: Vec<Fragment>,
    always: Vec<String>,
    /// Fragments by what asks for them.
    needs: BTreeMap<String, Vec<String>>,
    remote: Vec<String>,
    #[serde(rename = "mostWithoutIndex")]
    most_without_index: usize,
}

#[derive(Deserialize)]
struct Test {
    prefix: String,
    suffix: String,
    settings: String,
}

#[derive(Deserialize)]
struct Fragment {
    name: String,
    file: String,
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
    let [before_config, after_config] = around(folder, &manifest.suffix, &manifest.placeholder)?;
    let [before_settings, after_settings] = around(folder, &manifest.test.prefix, &manifest.test.settings)?;

    let mut out = String::new();
    writeln!(out, "pub const VERSION: &str = {:?};", manifest.version)?;
    writeln!(out, "pub const PLACEHOLDER: &str = {:?};", manifest.placeholder)?;
    writeln!(out, "pub const PREFIX: &str = {:?};", read(folder, &manifest.prefix)?)?;
    writeln!(out, "pub const ENTRY: &str = {:?};", read(folder, &manifest.entry)?)?;
    writeln!(out, "pub const BEFORE_TEST_SETTINGS: &str = {before_settings:?};")?;
    writeln!(out, "pub const AFTER_TEST_SETTINGS: &str = {after_settings:?};")?;
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
    for (constant, names) in [("ALWAYS", &manifest.always), ("FOR_REMOTE", &manifest.remote)] {
        check(names)?;
        writeln!(out, "pub const {constant}: &[&str] = &{names:?};")?;
    }
    writeln!(out, "pub const NEEDS: &[(&str, &[&str])] = &[")?;
    for (what, names) in &manifest.needs {
        check(names)?;
        writeln!(out, "    ({what:?}, &{names:?}),")?;
    }
    writeln!(out, "];")?;
    Ok(out)
}

/// What stands before and after the one place to fill in.
fn around(folder: &Path, name: &str, placeholder: &str) -> Result<[String; 2], PiecesError> {
    let text = read(folder, name)?;
    let parts: Vec<&str> = text.split(placeholder).collect();
    match parts[..] {
        [before, after] => Ok([before.to_owned(), after.to_owned()]),
        _ => Err(PiecesError::Placeholders(name.to_owned(), parts.len() - 1)),
    }
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
