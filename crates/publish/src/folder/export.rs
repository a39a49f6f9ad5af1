//! The compiled files by their plain names, as a person exports them.

use std::fs;
use std::path::{Path, PathBuf};

use waymark_compile::Compiled;

use super::staged::{Staged, sync};
use crate::PublishError;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The folder, absolute.
    pub folder: PathBuf,
    /// The files in it.
    pub files: Vec<WrittenFile>,
}

/// One written file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// File name.
    pub name: &'static str,
    /// Size in bytes.
    pub bytes: u64,
}

/// Writes one file in place of what is there, whole or not at all: a crash or a full disk leaves the old one.
pub fn replace(file: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    // Through a link, so that it stays one.
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // What is no plain file, such as a pipe, cannot be put in the place of anything.
    if file.exists() && !file.is_file() {
        return fs::write(&file, bytes).map_err(|error| PublishError::new(&file, error));
    }
    Staged::write(folder, &name, bytes)?.put_in_place()?;
    sync(folder)
}

/// Writes the compiled files, making the folder if it is not there and replacing files of the same names.
///
/// On a failure nothing half-written is left; the folder itself is left if it was made.
pub fn write(folder: &Path, compiled: &Compiled) -> Result<Written, PublishError> {
    fs::create_dir_all(folder).map_err(|error| PublishError::new(folder, error))?;
    let files = compiled.files();
    // All of them first under temporary names: a full disk is met before anything is replaced.
    let staged = files
        .iter()
        .map(|file| Staged::write(folder, file.name, file.text.as_bytes()))
        .collect::<Result<Vec<_>, _>>()?;
    for file in staged {
        file.put_in_place()?;
    }
    sync(folder)?;
    let folder = folder.canonicalize().map_err(|error| PublishError::new(folder, error))?;
    let files =
        files.iter().map(|file| WrittenFile { name: file.name, bytes: file.text.len() as u64 }).collect();
    Ok(Written { folder, files })
}
