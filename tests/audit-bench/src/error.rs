//! What can go wrong with a measurement.

use std::path::PathBuf;

/// A measurement could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Node could not be started.
    #[error("Node could not be started: {0}")]
    Node(#[source] std::io::Error),
    /// The generator of pages failed.
    #[error("the pages could not be made")]
    NoPages,
    /// A file could not be read or written.
    #[error("{}: {source}", file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A page of our own is not understood.
    #[error(transparent)]
    Identify(#[from] waymark_identify::IdentifyError),
    /// Something of the audit's.
    #[error("{0}")]
    Audit(String),
    /// Something with a server, a process or a thread.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// A download failed.
    #[error(transparent)]
    Download(#[from] reqwest::Error),
    /// The other program did not answer as it should.
    #[error("{0} did not answer as it should")]
    Answer(&'static str),
    /// Goals were missed.
    #[error("{0} goals were missed")]
    Missed(usize),
}

/// What a measurement gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;
