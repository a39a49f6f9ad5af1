//! What can go wrong in a command, in words for the person at the terminal.

use std::io;
use std::path::{Path, PathBuf};

/// Any failure of a command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program is not there or cannot be started.
    #[error("{program} cannot be started: {source}")]
    Start {
        /// Its name.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// A program ended with a failure; its own output says why.
    #[error("`{0}` failed")]
    Failed(String),
    /// A program ended with a code that is this program's answer too.
    #[error("exit code {0}")]
    Exit(u8),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something that should be JSON of a known shape is not.
    #[error("{what} is not what was expected: {source}")]
    Json {
        /// What was read.
        what: String,
        /// Where it departs.
        source: serde_json::Error,
    },
    /// Checks that failed.
    #[error("{0} failed")]
    Findings(usize),
    /// Something has to be there that this program cannot install.
    #[error("{0}")]
    Missing(String),
}

impl Error {
    /// For `map_err` on file operations.
    pub fn file(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_path_buf();
        move |source| Self::File { path, source }
    }

    /// For `map_err` on JSON.
    pub fn json(what: &str) -> impl FnOnce(serde_json::Error) -> Self {
        let what = what.to_owned();
        move |source| Self::Json { what, source }
    }
}

/// What every command returns.
pub type Result<T = ()> = std::result::Result<T, Error>;
