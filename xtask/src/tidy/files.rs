//! Rules about single files: how long, how they begin, what they must not name.

use super::Findings;
use crate::workspace::text;

/// Lines at which a file is two files.
const LONGEST: usize = 400;
const SOURCES: &[&str] = &["rs", "ts", "svelte", "mjs", "js", "css", "py", "sql"];
/// Written by programs.
const GENERATED: &[&str] = &["ui/generated/"];

fn sources(files: &[String]) -> impl Iterator<Item = &String> {
    files.iter().filter(|file| has_extension(file, SOURCES)).filter(|file| !is_generated(file))
}

fn has_extension(file: &str, extensions: &[&str]) -> bool {
    file.rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
}

fn is_generated(file: &str) -> bool {
    GENERATED.iter().any(|folder| file.starts_with(folder))
}

/// Sources of more than [`LONGEST`] lines.
pub fn lengths(files: &[String]) -> Findings {
    let mut findings = Vec::new();
    for file in sources(files) {
        let lines = text(file)?.lines().count();
        if lines > LONGEST {
            findings.push(format!("{file} has {lines} lines; split it by concept ({LONGEST} at most)"));
        }
    }
    Ok(findings)
}

/// Modules that do not begin by saying what lives in them.
pub fn headers(files: &[String]) -> Findings {
    let mut findings = Vec::new();
    for file in sources(files) {
        let begins = match file.rsplit_once('.') {
            Some((_, "rs")) => "//!",
            Some((_, "ts" | "mjs")) => "/**",
            Some((_, "py")) => "\"\"\"",
            _ => continue,
        };
        let text = text(file)?;
        let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("#!/"));
        if !first.is_some_and(|line| line.starts_with(begins)) {
            findings.push(format!("{file} does not begin with a {begins} paragraph saying what lives there"));
        }
    }
    Ok(findings)
}

/// Tests that are switched off: a check that is skipped counts as failed.
pub fn ignored(files: &[String]) -> Findings {
    let needles: &[&str] = &[
        concat!("#[", "ignore"),
        concat!("test.", "skip("),
        concat!("it.", "skip("),
        concat!("test.", "only("),
    ];
    containing(sources(files), needles, "switches a test off")
}

/// Paths that mean something on this machine only: the checkout and the person's own folder.
pub fn places(files: &[String]) -> Findings {
    let root = crate::workspace::root().to_string_lossy().into_owned();
    let home = std::env::var("HOME").map(|home| format!("{home}/")).unwrap_or_default();
    let needles: Vec<&str> = [&*root, &*home].into_iter().filter(|place| place.len() > 1).collect();
    let written = files
        .iter()
        .filter(|file| !has_extension(file, &["png", "ico", "icns", "jpg", "webp", "gif", "woff2"]));
    containing(written, &needles, "names a place of this machine")
}

fn containing<'a>(files: impl Iterator<Item = &'a String>, needles: &[&str], what: &str) -> Findings {
    let mut findings = Vec::new();
    for file in files {
        for (number, line) in text(file)?.lines().enumerate() {
            if let Some(needle) = needles.iter().find(|needle| line.contains(**needle)) {
                findings.push(format!("{file}:{} {what}: {needle}", number + 1));
            }
        }
    }
    Ok(findings)
}
