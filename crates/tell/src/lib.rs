//! Messages to people who do not look: by webhook and by e-mail. Knows how a message is handed over, how long that may
//! take and what went wrong; not what is worth telling, and keeps no secret longer than it takes to send.

mod error;
pub mod mail;
mod patience;
pub mod webhook;

pub use error::TellError;
pub use patience::Patience;

/// What somebody is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What it is about, in a line.
    pub subject: String,
    /// All of it, a few plain lines.
    pub text: String,
    /// Where the report lies on this computer; said where it cannot be attached.
    pub lies_at: Option<String>,
    /// The report, where it can be attached.
    pub report: Option<Attachment>,
}

/// A page that goes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Name of the file.
    pub name: String,
    /// HTML that needs nothing but itself.
    pub html: String,
}
