//! What can stop a publication to a theme, told apart as far as somebody acts differently on it. No text in here
//! carries a token or an address with a query.

use std::time::Duration;

use super::loader::LoaderError;
use super::target::LiveAsset;

/// Why a theme could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ShopifyError {
    /// Not a `*.myshopify.com` name.
    #[error("{0:?} is not the name of a shop such as example.myshopify.com")]
    NotAShop(String),
    /// Another address than Shopify's own was asked for, and not one of this computer.
    #[error("another address than Shopify's is for tests on this computer only")]
    NotLoopback,
    /// The HTTP client could not be made.
    #[error("no HTTP client: {0}")]
    Client(#[source] Box<reqwest::Error>),
    /// No connection.
    #[error("{host} cannot be reached")]
    Unreachable {
        /// Who was asked.
        host: String,
        /// What the network said.
        source: Box<reqwest::Error>,
    },
    /// No answer in time.
    #[error("{host} did not answer in time")]
    TimedOut {
        /// Who was asked.
        host: String,
    },
    /// The connection broke after the request was sent.
    #[error("the connection to {host} broke")]
    Broken {
        /// Who was asked.
        host: String,
        /// What the network said.
        source: Box<reqwest::Error>,
    },
    /// HTTP 5xx, or an internal error in the answer.
    #[error("Shopify has trouble of its own (HTTP {status})")]
    Unavailable {
        /// The HTTP status.
        status: u16,
    },
    /// The token, password or client secret is wrong, expired or taken back.
    #[error("Shopify does not accept the token")]
    TokenRefused,
    /// The token is right but may not do this.
    #[error("Shopify does not allow this{}", required.as_ref().map(|r| format!("; it asks for {r}")).unwrap_or_default())]
    AccessDenied {
        /// What Shopify says is required.
        required: Option<String>,
    },
    /// No shop of that name.
    #[error("there is no shop {0}")]
    NoSuchShop(String),
    /// The shop is frozen, locked or unpaid.
    #[error("the shop is not open to apps now (HTTP {status})")]
    ShopClosed {
        /// The HTTP status: 402 or 423.
        status: u16,
    },
    /// The shop's plan does not allow it.
    #[error("the shop's plan does not allow changing themes")]
    PlanLimited,
    /// Still throttled after the last try.
    #[error("Shopify asks to wait")]
    Throttled {
        /// For how long, if it says.
        retry_after: Option<Duration>,
    },
    /// A write was sent and it is not known whether it was done.
    #[error("it is not known whether Shopify did what it was asked")]
    AnswerLost(#[source] Box<ShopifyError>),
    /// No theme of that id, or not any more.
    #[error("the theme is not there")]
    NoSuchTheme,
    /// The shop has no live theme.
    #[error("the shop has no live theme")]
    NoMainTheme,
    /// Shopify could not make the copy.
    #[error("Shopify could not copy the theme")]
    CopyFailed,
    /// The copy was not ready in time.
    #[error("Shopify has not finished copying the theme")]
    StillCopying,
    /// Shopify took a file and has not finished writing it in time.
    #[error("Shopify has not finished writing the file")]
    StillWriting,
    /// Not a copy that was made for a preview.
    #[error("the theme is not a preview made by Waymark")]
    NotAPreview,
    /// Visitors see the theme, or Shopify does not let it be changed.
    #[error("only an unpublished theme can hold a preview")]
    NotUnpublished,
    /// The theme has no such file.
    #[error("the theme has no {0}")]
    NoSuchFile(String),
    /// Shopify refuses a file.
    #[error("Shopify does not take {file}: {message}")]
    FileRefused {
        /// The file.
        file: String,
        /// Shopify's words.
        message: String,
    },
    /// Over Shopify's limit for such a file.
    #[error("{file} is larger than the {limit} bytes that Shopify takes")]
    TooLarge {
        /// The file.
        file: &'static str,
        /// Most bytes.
        limit: usize,
    },
    /// The file is not what it was when it was last looked at: somebody else wrote it.
    #[error("{file} was changed elsewhere")]
    Conflict {
        /// The file.
        file: String,
        /// What is live, if the asset is there.
        live: Option<Box<LiveAsset>>,
    },
    /// Shopify said it wrote the file, and has another text.
    #[error("{0} was written, but Shopify has another text")]
    NotStored(String),
    /// A snippet of that name is there and not Waymark's.
    #[error("the theme has a {0} of its own")]
    SnippetTaken(&'static str),
    /// A file of the asset's name is there and not Waymark's.
    #[error("the theme has a {0} of its own")]
    AssetTaken(&'static str),
    /// The loader before the asset that it loads.
    #[error("nothing is published to this theme yet")]
    NothingPublished,
    /// Shopify took a file, and what comes after that failed: reading it back, or putting in what loads it.
    #[error("Shopify took the file, but what comes after that failed")]
    Unfinished(#[source] Box<ShopifyError>),
    /// The layout is not one that can be changed safely.
    #[error("layout/theme.liquid: {0}")]
    Layout(#[from] LoaderError),
    /// An answer that does not say what it should.
    #[error("Shopify's answer cannot be understood: {0}")]
    BadAnswer(String),
    /// Stopped by the person.
    #[error("stopped")]
    Cancelled,
}

impl ShopifyError {
    /// The same, after Shopify took a file.
    pub(super) fn unfinished(self) -> Self {
        match self {
            Self::Unfinished(_) => self,
            error => Self::Unfinished(Box::new(error)),
        }
    }

    /// What failed, whatever went before.
    pub(super) fn into_cause(self) -> Self {
        match self {
            Self::Unfinished(cause) => *cause,
            error => error,
        }
    }

    /// Whether the same again may succeed without anybody changing anything.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        if let Self::Unfinished(error) = self {
            return error.is_retryable();
        }
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::TimedOut { .. }
                | Self::Broken { .. }
                | Self::Unavailable { .. }
                | Self::Throttled { .. }
                | Self::AnswerLost(_)
                | Self::StillCopying
                | Self::StillWriting
                | Self::Cancelled
        )
    }

    /// Whether what the theme's files have in them is in the way: somebody has to edit them.
    #[must_use]
    pub fn is_of_theme(&self) -> bool {
        matches!(self, Self::Layout(_) | Self::NoSuchFile(_) | Self::SnippetTaken(_))
    }

    /// Whether the guided install is the way out.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        match self {
            Self::AccessDenied { .. } | Self::PlanLimited => true,
            Self::Unfinished(error) => error.is_denied(),
            _ => false,
        }
    }
}
