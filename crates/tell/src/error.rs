//! Why a message was not handed over. No variant quotes an address, a header or a server's words: a webhook's address
//! is its password, and servers repeat what they were sent.

use std::error::Error;
use std::io;

/// Why a message was not handed over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TellError {
    /// The webhook's address is none.
    #[error("the webhook's address is not a web address")]
    NotAnAddress,
    /// Without encryption, to another computer.
    #[error("nothing is sent without encryption to another computer")]
    Insecure,
    /// It answers with another address. That one was never allowed to know.
    #[error("the webhook sends on to another address")]
    Redirected,
    /// It answers that it does not take this.
    #[error("the webhook answers with status {status}")]
    Refused {
        /// HTTP status.
        status: u16,
    },
    /// Nobody answers.
    #[error("the server cannot be reached")]
    Unreachable,
    /// No answer in time.
    #[error("the server does not answer in time")]
    Timeout,
    /// Its certificate is not trusted, or there is no encryption to be had.
    #[error("there is no secure connection to the server")]
    NotSecure,
    /// An address of a person is none.
    #[error("{address:?} is not an e-mail address")]
    Mailbox {
        /// What was typed.
        address: String,
    },
    /// Name or password are wrong, or missing.
    #[error("the mail server does not accept name and password")]
    SignIn,
    /// The mail server does not take the message.
    #[error("the mail server refuses the message ({code})")]
    MailRefused {
        /// SMTP's reply code.
        code: u16,
    },
    /// What the server says is not understood.
    #[error("the server answers in a way that is not understood")]
    NotUnderstood,
}

impl TellError {
    /// It may be gone a moment later, and nothing was handed over for certain.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable => true,
            Self::Refused { status } => *status == 429 || *status >= 500,
            Self::MailRefused { code } => (400..500).contains(code),
            _ => false,
        }
    }
}

/// Whether it failed while the connection was being encrypted: the clients hand that on as a failed connection, with
/// rustls' own error inside of an I/O error, which hides what it wraps from `source()`.
pub(crate) fn is_tls(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<rustls::Error>() {
            return true;
        }
        cause = match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => error.source(),
        };
    }
    false
}
