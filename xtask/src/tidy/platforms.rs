//! Type checks for the systems that cannot be run here. Nothing is linked, so no SDK is needed; C code of
//! dependencies is compiled for Windows by MinGW, and for macOS by a stand-in that writes empty files.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use super::{Findings, tools};
use crate::error::{Error, Result};
use crate::process::cargo;
use crate::workspace::target;

/// Creates the file that a C compiler (`-o FILE`) or an archiver (`... FILE.a ...`) would have written.
const STAND_IN: &str = r#"#!/bin/sh
previous=
for word in "$@"; do
    case "$previous" in -o) : > "$word" ;; esac
    case "$word" in *.a) : > "$word" ;; esac
    previous=$word
done
"#;

/// For Windows.
pub fn windows() -> Findings {
    tools::verdict(&mut cargo(&["check", "--quiet", "--target", "x86_64-pc-windows-gnu"]))
}

/// For macOS.
pub fn macos() -> Findings {
    let tool = stand_in(&target().join("stand-in"))?;
    tools::verdict(
        cargo(&["check", "--quiet", "--target", "aarch64-apple-darwin"])
            .env("CC_aarch64_apple_darwin", &tool)
            .env("CXX_aarch64_apple_darwin", &tool)
            .env("AR_aarch64_apple_darwin", &tool),
    )
}

fn stand_in(folder: &Path) -> Result<PathBuf> {
    let tool = folder.join("empty-object");
    fs::create_dir_all(folder).map_err(Error::file(folder))?;
    fs::write(&tool, STAND_IN).map_err(Error::file(&tool))?;
    fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).map_err(Error::file(&tool))?;
    Ok(tool)
}
