//! The file of cases: one JSON object a line, paths relative to the file.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use waymark_identify::IdentifyError;

/// One element that was tagged on one page and is looked for on another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// What the case is counted with.
    pub set: String,
    /// The page it was tagged on.
    pub old: PathBuf,
    /// CSS of the element there; matches exactly one, or with `multiple` all of the set.
    pub element: String,
    /// The page it is looked for on.
    pub new: PathBuf,
    /// CSS of the elements that are right there; empty when it is gone.
    pub accept: Vec<String>,
    /// CSS of what is taken out of the new page first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub delete: Vec<String>,
    /// Other pages of the old page's type that were seen before the element was tagged.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<PathBuf>,
    /// All elements like the one are the target.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub multiple: bool,
    /// Line of the file, from 1.
    #[serde(skip)]
    pub line: usize,
}

/// Why a file of cases cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CasesError {
    /// The file cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A line cannot be used.
    #[error("line {line}: {problem}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: CaseProblem,
    },
}

/// What is wrong with a case.
#[derive(Debug, thiserror::Error)]
pub enum CaseProblem {
    /// The line is not a case.
    #[error("not a case: {0}")]
    NotACase(#[source] serde_json::Error),
    /// A page cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    Page {
        /// The page.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A page is larger than what is accepted.
    #[error("{}: {source}", path.display())]
    Parse {
        /// The page.
        path: PathBuf,
        /// Why.
        source: IdentifyError,
    },
    /// A path is not CSS, or nothing that the tree alone decides.
    #[error("{css} cannot be used: {why}")]
    Css {
        /// The path.
        css: String,
        /// What is wrong, as the end of a sentence.
        why: String,
    },
    /// A path matches too many elements or none.
    #[error("{css} matches {matched} elements of {} instead of {wanted}", page.display())]
    Matches {
        /// The path.
        css: String,
        /// The page.
        page: PathBuf,
        /// How many it matches.
        matched: usize,
        /// How many it should.
        wanted: &'static str,
    },
    /// An accepted element is taken out.
    #[error("{css} is accepted and deleted")]
    AcceptedIsDeleted {
        /// The accepted path.
        css: String,
    },
    /// The element cannot be described.
    #[error(transparent)]
    Describe(IdentifyError),
}

impl CasesError {
    /// The line, from 1; 0 for the file as a whole.
    #[must_use]
    pub fn line(&self) -> usize {
        match self {
            Self::File { .. } => 0,
            Self::Line { line, .. } => *line,
        }
    }
}

impl CaseProblem {
    /// The problem of this case.
    pub(super) fn of(self, case: &Case) -> CasesError {
        CasesError::Line { line: case.line, problem: self }
    }
}

/// Reads a file of cases; empty lines are passed over. The paths of the cases are made relative to the current folder.
pub fn read_cases(file: &Path) -> Result<Vec<Case>, CasesError> {
    let text =
        std::fs::read_to_string(file).map_err(|source| CasesError::File { path: file.to_owned(), source })?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, text)| {
            let line = index + 1;
            let case: Case = serde_json::from_str(text)
                .map_err(|error| CasesError::Line { line, problem: CaseProblem::NotACase(error) })?;
            let samples = case.samples.iter().map(|page| folder.join(page)).collect();
            Ok(Case { old: folder.join(&case.old), new: folder.join(&case.new), samples, line, ..case })
        })
        .collect()
}
