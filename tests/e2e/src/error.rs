//! What can go wrong while driving the app, told so that a failed run explains itself.

use std::io;
use std::path::{Path, PathBuf};

/// Any failure of a drive.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program is missing or cannot be started.
    #[error("{program} cannot be started ({source}); `cargo xtask setup` installs what is needed")]
    Start {
        /// Its name.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// A program did not do what it was asked for.
    #[error("{program}: {said}")]
    Program {
        /// Its name.
        program: String,
        /// Its last words.
        said: String,
    },
    /// A state that never came.
    #[error("waited {seconds} s for {what}{last}")]
    Waited {
        /// What for.
        what: String,
        /// How long.
        seconds: u64,
        /// What was there instead, if that is known.
        last: String,
    },
    /// The driver refused a command.
    #[error("WebDriver: {0}")]
    Command(Box<fantoccini::error::CmdError>),
    /// The driver could not start the app.
    #[error("WebDriver could not open the app: {0}")]
    Session(Box<fantoccini::error::NewSessionError>),
    /// A script in a page threw, or answered something else than expected.
    #[error("in the page: {0}")]
    Page(String),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something that should be JSON of a known shape is not.
    #[error("{what}: {source}")]
    Json {
        /// What was read.
        what: String,
        /// Where it departs.
        source: serde_json::Error,
    },
    /// The demo shop does not come up.
    #[error("the demo shop: {0}")]
    Demo(String),
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

impl From<fantoccini::error::CmdError> for Error {
    fn from(error: fantoccini::error::CmdError) -> Self {
        Self::Command(Box::new(error))
    }
}

impl From<fantoccini::error::NewSessionError> for Error {
    fn from(error: fantoccini::error::NewSessionError) -> Self {
        Self::Session(Box::new(error))
    }
}

/// What every step returns.
pub type Result<T = ()> = std::result::Result<T, Error>;
