//! What can go wrong with the corpus or on the way to the other locators.

use std::io;
use std::path::{Path, PathBuf};

use waymark_app::AppError;
use waymark_app::evaluating::CasesError;
use waymark_identify::IdentifyError;

/// Any failure of this package.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not what it should be.
    #[error("{}: {source}", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Where it departs.
        source: serde_json::Error,
    },
    /// A page of the corpus cannot be parsed.
    #[error("{}: {source}", path.display())]
    Page {
        /// The page.
        path: PathBuf,
        /// Why.
        source: IdentifyError,
    },
    /// A selector of the truth does not match what it should.
    #[error("{element}: {css} matches {matched} elements")]
    Truth {
        /// The logical element, with shop, release and page.
        element: String,
        /// Its selector.
        css: String,
        /// How many elements it matches.
        matched: usize,
    },
    /// Chromium and this parser disagree about a page.
    #[error("Chromium sees other elements on {} than the parser here", page.display())]
    Trees {
        /// The page.
        page: PathBuf,
    },
    /// The locators in the browser could not be asked.
    #[error("the browser's locators could not be asked: {0}")]
    Browser(String),
    /// A selector of an element to keep an eye on does not match what it should.
    #[error("{css} matches {matched} elements")]
    Tracked {
        /// The selector.
        css: String,
        /// How many elements it matches; none too when it is no selector.
        matched: usize,
    },
    /// A changed page cannot be parsed.
    #[error("a changed page cannot be read: {0}")]
    Unreadable(IdentifyError),
    /// A changed page has a tracked element twice or not at all once it is parsed again.
    #[error("the parser repaired a changed page so that a tracked element is not there once")]
    Repaired,
    /// A page has nothing on it that could be looked for.
    #[error("there is nothing on the page to look for")]
    Idle,
    /// Cases that cannot be run.
    #[error(transparent)]
    Cases(#[from] CasesError),
    /// Waymark failed on the cases.
    #[error(transparent)]
    App(#[from] AppError),
}

impl Error {
    /// For `map_err` on file operations.
    pub fn file(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        let path = path.as_ref().to_path_buf();
        move |source| Self::File { path, source }
    }

    /// For `map_err` on JSON.
    pub fn json(path: impl AsRef<Path>) -> impl FnOnce(serde_json::Error) -> Self {
        let path = path.as_ref().to_path_buf();
        move |source| Self::Json { path, source }
    }
}

/// What everything here returns.
pub type Result<T = ()> = std::result::Result<T, Error>;
