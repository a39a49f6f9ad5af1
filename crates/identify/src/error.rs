//! What can be wrong with what this crate is given. One enum for the whole crate.

/// Why a document could not be built or an element not be described.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentifyError {
    /// More nodes than a page may have.
    #[error("the page has more than {limit} nodes")]
    TooManyNodes {
        /// The most that is accepted.
        limit: usize,
    },
    /// More characters than a page may have, attributes included.
    #[error("the page has more than {limit} bytes of text")]
    TooMuchText {
        /// The most that is accepted, in bytes of UTF-8.
        limit: usize,
    },
    /// Elements nested too deeply, or so many of them deep down that looking at ancestors would take too
    /// long.
    #[error("the page is nested deeper than {limit} levels")]
    TooDeep {
        /// The deepest level that is accepted.
        limit: usize,
    },
    /// The snapshot is not a tree as the picker reports it.
    #[error("node {node} of the snapshot is malformed: {reason}")]
    Malformed {
        /// Index of the offending node.
        node: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A selector is not CSS; what is wrong with it, as the end of a sentence.
    #[error("{0}")]
    Css(&'static str),
    /// What was asked about is not an element of the document.
    #[error("what was picked is not an element of the page")]
    NotAnElement,
}
