//! Files that appear whole or not at all: written under a temporary name, made to last, then renamed.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::PublishError;

const TEMPORARY: &str = ".waymark-tmp";

/// A file that is on disk under a temporary name; removed again unless it is put in place.
pub(super) struct Staged {
    temporary: PathBuf,
    place: PathBuf,
}

impl Staged {
    pub(super) fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<Self, PublishError> {
        let temporary = folder.join(format!(".{name}.{}{TEMPORARY}", std::process::id()));
        let staged = Self { temporary, place: folder.join(name) };
        let write = || {
            // A crash may have left one; and a link under this name must not lead the writing elsewhere.
            match fs::remove_file(&staged.temporary) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut handle = fs::File::create_new(&staged.temporary)?;
            handle.write_all(bytes)?;
            handle.sync_all()
        };
        write().map_err(|error| PublishError::new(folder, error))?;
        Ok(staged)
    }

    /// Removes what killed writers left in a folder. Nobody else may be writing there.
    pub(super) fn clear(folder: &Path) -> Result<(), PublishError> {
        let entries = fs::read_dir(folder).map_err(|error| PublishError::new(folder, error))?;
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') && name.ends_with(TEMPORARY) {
                fs::remove_file(entry.path()).map_err(|error| PublishError::new(folder, error))?;
            }
        }
        Ok(())
    }

    pub(super) fn put_in_place(self) -> Result<(), PublishError> {
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
pub(super) fn sync(folder: &Path) -> Result<(), PublishError> {
    if cfg!(unix) {
        fs::File::open(folder)
            .and_then(|handle| handle.sync_all())
            .map_err(|error| PublishError::new(folder, error))?;
    }
    Ok(())
}
