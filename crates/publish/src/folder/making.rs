//! A new folder to publish to, made when a person says that it is to be one, and at no other time.

use std::fs;
use std::path::Path;

use super::staged::sync;
use crate::PublishError;

/// Makes the folder if it is not there. What it lies in has to be there: a drive that is not connected is
/// [`PublishError::NoFolder`].
pub fn make(folder: &Path) -> Result<(), PublishError> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(folder);
    if !above.is_dir() {
        return Err(PublishError::NoFolder(above.to_owned()));
    }
    fs::create_dir(folder).map_err(|error| PublishError::new(folder, error))?;
    sync(above)
}
