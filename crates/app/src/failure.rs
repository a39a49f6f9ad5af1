//! The one place where errors of all crates become what a person reads: `{code, message, hint, retryable}`.
//! The panel switches on `code`; a code exists only if somebody switches on it or tests for it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An error as shown to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct Failure {
    /// Stable code.
    pub code: Code,
    /// One plain sentence: what happened.
    pub message: String,
    /// What to do about it; may be empty.
    pub hint: String,
    /// Trying the same again may help.
    pub retryable: bool,
}

/// Closed set of codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Code {
    /// The address cannot be understood.
    AddressInvalid,
    /// No such host.
    HostUnknown,
    /// Nobody listens there.
    ConnectionRefused,
    /// The certificate is not valid.
    CertificateInvalid,
    /// No answer in time.
    Timeout,
    /// An answer, but not a web page.
    NotHtml,
    /// The page's server answered with an error, or the network failed otherwise.
    LoadFailed,
    /// The shop, event or picture does not exist (any more).
    NotFound,
    /// The draft or plan breaks a rule; the message says which.
    Invalid,
    /// The picked element cannot be tagged; the message says why.
    PickRefused,
    /// The page reported something malformed or too large.
    ReportRefused,
    /// The database was written by a newer Waymark.
    DatabaseNewer,
    /// The database is damaged.
    DatabaseDamaged,
    /// The database is busy or the disk failed.
    DatabaseFailed,
    /// A file or folder cannot be written.
    WriteFailed,
    /// A file cannot be read or understood.
    ReadFailed,
    /// This platform cannot do it.
    Unsupported,
    /// A defect of Waymark.
    Internal,
}
