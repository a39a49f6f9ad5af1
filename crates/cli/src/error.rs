//! What can stop a command, and the exit code that scripts see.

use std::io;
use std::path::PathBuf;

use waymark_app::{AppError, Code, Failure};
use waymark_demo::DemoError;

/// Findings, or some step failed.
const FAILED: u8 = 1;
/// Could not tell: blocked, unreachable.
const COULD_NOT_TELL: u8 = 2;
/// Wrong usage, as in BSD's sysexits.
pub const USAGE: u8 = 64;

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// A use case failed; already in words.
    #[error("{}", in_words(.0))]
    App(Failure),
    /// A file cannot be read.
    #[error("{path} cannot be read: {source}")]
    Read { path: PathBuf, source: io::Error },
    /// A file cannot be written.
    #[error("{path} cannot be written: {source}")]
    Write { path: PathBuf, source: io::Error },
    /// Standard output is closed.
    #[error("the output cannot be written: {0}")]
    Output(#[source] io::Error),
    /// An answer cannot be written as JSON.
    #[error("the answer cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// The demo shop cannot be served.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// Something was found; said already.
    #[error("not all is as it should be")]
    Findings,
    /// Something could not be told; said already.
    #[error("not everything could be told")]
    NotTold,
    /// A report cannot be written in this form.
    #[error("a report is a .html, a .csv or a .json file: name it so")]
    ReportEnding,
    /// Nobody could be told of an audit; said already.
    #[error("not everybody could be told")]
    NotToldPeople,
    /// Standard input cannot be read.
    #[error("standard input cannot be read: {0}")]
    Input(#[source] io::Error),
    /// A secret was to come on standard input, and none did.
    #[error("there is no token on standard input: nothing was added")]
    NoSecret,
    /// The runtime that waits for the network cannot be started, or the signal not be waited for.
    #[error("the network or the signal to stop cannot be waited for: {0}")]
    Run(#[source] io::Error),
}

impl CliError {
    /// What the process ends with.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::App(failure) => match failure.code {
                Code::AddressInvalid => USAGE,
                Code::HostUnknown
                | Code::ConnectionRefused
                | Code::CertificateInvalid
                | Code::Timeout
                | Code::NotHtml
                | Code::LoadFailed
                | Code::AuditedElsewhere => COULD_NOT_TELL,
                _ => FAILED,
            },
            Self::NotTold => COULD_NOT_TELL,
            Self::ReportEnding | Self::NoSecret => USAGE,
            _ => FAILED,
        }
    }
}

impl From<AppError> for CliError {
    fn from(error: AppError) -> Self {
        let faults = error.faults();
        let mut failure = Failure::from(error);
        // A window shows the first and how many more there are; here all can be read at once.
        if let [only] = &faults[..] {
            failure.message.clone_from(only);
        } else if faults.len() > 1 {
            failure.message = format!("{} things need mending:", faults.len());
            failure.hint = format!("\n  {}", faults.join("\n  "));
        }
        Self::App(failure)
    }
}

fn in_words(failure: &Failure) -> String {
    let between = if failure.hint.starts_with('\n') { "" } else { " " };
    [failure.message.as_str(), failure.hint.as_str()].join(between).trim_end().to_owned()
}
