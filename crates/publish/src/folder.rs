//! A folder as publication target: for a web server's document root, a theme's assets, or to be sent to
//! somebody. Every file appears whole or not at all.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use waymark_compile::{Compiled, File};

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

/// Writes the compiled files, making the folder if it is not there and replacing files of the same names.
///
/// On a failure nothing half-written is left; the folder itself is left if it was made.
pub fn write(folder: &Path, compiled: &Compiled) -> Result<Written, PublishError> {
    fs::create_dir_all(folder).map_err(|error| PublishError::new(folder, error))?;
    let files = compiled.files();
    // All of them first under temporary names: a full disk is met before anything is replaced.
    let staged = files.iter().map(|file| Staged::write(folder, file)).collect::<Result<Vec<_>, _>>()?;
    for file in staged {
        file.put_in_place()?;
    }
    sync(folder)?;
    let folder = folder.canonicalize().map_err(|error| PublishError::new(folder, error))?;
    let files =
        files.iter().map(|file| WrittenFile { name: file.name, bytes: file.text.len() as u64 }).collect();
    Ok(Written { folder, files })
}

/// A file that is on disk under a temporary name; removed again unless it is put in place.
struct Staged {
    temporary: PathBuf,
    place: PathBuf,
}

impl Staged {
    fn write(folder: &Path, file: &File<'_>) -> Result<Self, PublishError> {
        let temporary = folder.join(format!(".{}.{}.tmp", file.name, std::process::id()));
        let staged = Self { temporary, place: folder.join(file.name) };
        let write = || {
            // A crash may have left one; and a link under this name must not lead the writing elsewhere.
            match fs::remove_file(&staged.temporary) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut handle = fs::File::create_new(&staged.temporary)?;
            handle.write_all(file.text.as_bytes())?;
            handle.sync_all()
        };
        write().map_err(|error| PublishError::new(folder, error))?;
        Ok(staged)
    }

    fn put_in_place(self) -> Result<(), PublishError> {
        fs::rename(&self.temporary, &self.place).map_err(|error| PublishError::new(&self.place, error))
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // After put_in_place there is nothing under this name; otherwise it is junk, and failing to remove it
        // changes nothing about the failure already being reported.
        let _ = fs::remove_file(&self.temporary);
    }
}

/// Makes the renames last. Windows keeps folders in order itself and cannot open them as files.
fn sync(folder: &Path) -> Result<(), PublishError> {
    if cfg!(unix) {
        fs::File::open(folder)
            .and_then(|handle| handle.sync_all())
            .map_err(|error| PublishError::new(folder, error))?;
    }
    Ok(())
}
