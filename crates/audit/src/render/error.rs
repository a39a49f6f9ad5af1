//! Why there is no rendered page. Every way in which a page can fail has a name of its own, so that nothing that went
//! wrong looks like a page without the element.

use serde::{Deserialize, Serialize};

/// Why a page was not rendered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum RenderError {
    /// Nothing can be rendered here at all.
    #[error("pages cannot be shown here: {reason}")]
    NotAvailable {
        /// Why, in plain words.
        reason: String,
    },
    /// Neither `http` nor `https`, or without a host.
    #[error("not a web address: {address}")]
    NotWeb {
        /// The address.
        address: String,
    },
    /// The page could not be loaded.
    #[error("the page could not be loaded: {problem}")]
    Load {
        /// Why.
        problem: LoadProblem,
    },
    /// Nothing of the page arrived in time.
    #[error("nothing of the page arrived within {} s", .millis / 1000)]
    Timeout {
        /// How long was waited.
        millis: u32,
    },
    /// The page is there, but a script of it never ends, so that nothing can be asked of it.
    #[error("the page hangs: a script of it does not end")]
    Hung,
    /// The process that showed the page died.
    #[error("the page made its process die")]
    Crashed,
    /// The page goes on to another page again and again.
    #[error("the page went on to another page {navigations} times and did not stop")]
    EndlessNavigation {
        /// How often.
        navigations: u32,
    },
    /// The page shows one dialog after the other.
    #[error("the page showed {dialogs} dialogs and did not stop")]
    EndlessDialogs {
        /// How many.
        dialogs: u32,
    },
    /// The server asks for a name and a password.
    #[error("the page asks for a name and a password")]
    Login,
    /// The page is there, but cannot be told.
    #[error("the page cannot be told: {reason}")]
    Unseen {
        /// Why.
        reason: String,
    },
    /// The render worker died, also when it was started again.
    #[error("the render worker died")]
    WorkerDied,
    /// The render worker did not answer.
    #[error("the render worker did not answer within {seconds} s")]
    WorkerSilent {
        /// How long was waited.
        seconds: u64,
    },
}

impl RenderError {
    /// Whether no other page could be rendered either.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        matches!(self, Self::NotAvailable { .. } | Self::WorkerDied)
    }

    /// Whether something may have been done on the page before: what ends a showing before it is at rest comes too early.
    pub(crate) fn may_have_acted(&self) -> bool {
        !matches!(
            self,
            Self::NotAvailable { .. }
                | Self::NotWeb { .. }
                | Self::Timeout { .. }
                | Self::Hung
                | Self::Unseen { .. }
        )
    }
}

/// Why a page could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "kind", content = "said", rename_all = "snake_case")]
pub enum LoadProblem {
    /// No such host.
    #[error("there is no such host")]
    HostUnknown,
    /// Nobody listens there.
    #[error("the connection was refused")]
    ConnectionRefused,
    /// The certificate is not valid.
    #[error("the certificate is not valid")]
    CertificateInvalid,
    /// The server did not answer in time.
    #[error("the server did not answer in time")]
    Timeout,
    /// An answer, but not a web page; its media type.
    #[error("the answer is no web page but {0}")]
    NotHtml(String),
    /// Anything else, in the engine's words.
    #[error("{0}")]
    Other(String),
}
