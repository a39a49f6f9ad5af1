//! The programs that audit. A shop is audited by one of them at a time, and the others say which that is.

use waymark_model::Millis;
use waymark_store::Auditor;

/// A program that audits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// The one with the window.
    App,
    /// `waymark`.
    CommandLine,
}

impl Program {
    const ALL: [Self; 2] = [Self::App, Self::CommandLine];

    /// Its name in the database.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::CommandLine => "command line",
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::App => "the Waymark app",
            Self::CommandLine => "the command line",
        }
    }
}

/// Another program that audits the same shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Which: "the command line (process 4711)".
    pub by: String,
    /// How long by now, milliseconds; absent where that is not known.
    pub millis: Option<Millis>,
}

impl Elsewhere {
    pub(super) fn of(auditor: Option<&Auditor>, now: Millis) -> Self {
        let Some(auditor) = auditor else {
            return Self { by: "another program".to_owned(), millis: None };
        };
        let known = Program::ALL.into_iter().find(|program| program.name() == auditor.program);
        let program = known.map_or("another program", Program::in_words);
        let by = format!("{program} (process {})", auditor.process);
        Self { by, millis: Some((now - auditor.since).max(0)) }
    }
}
