//! What can keep the host from starting, or a command from doing its work, in words for whoever runs it. What a
//! request is refused with lies in `refusal`.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Any failure outside a request.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// A file or folder cannot be used.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The certificate or its key cannot be used.
    #[error("{}: {reason}", path.display())]
    Certificate {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The database was made by a newer version; it was not touched.
    #[error(
        "the data is of version {found}, this program knows version {known}: please use the newer program"
    )]
    Newer {
        /// Version found.
        found: u32,
        /// Version known.
        known: u32,
    },
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// Something that is no name of a shop.
    #[error(
        "\"{0}\" is no name for a shop: 1 to 100 of a-z, 0-9, '.' and '-', not beginning with '.', \
         as the shop's short name in Waymark with '-' for anything else"
    )]
    SiteName(String),
    /// A shop of this name is there.
    #[error("there is a shop {0}; `waymark-host shop token {0}` makes a new token for it")]
    ShopTaken(String),
    /// No open shop of this name.
    #[error("there is no shop {0}; `waymark-host shop list` lists them")]
    NoShop(String),
    /// Removing a shop has to be meant.
    #[error("visitors of {0} would get nothing any more: say so with --yes")]
    Unconfirmed(String),
    /// The system gives no random bytes for a token.
    #[error("the system gives no random bytes: {0}")]
    Random(getrandom::Error),
    /// The runtime cannot be started or signals cannot be waited for.
    #[error("{what}: {source}")]
    System {
        /// What was tried.
        what: &'static str,
        /// Why it failed.
        source: io::Error,
    },
}

impl HostError {
    /// For `map_err` on file operations.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}
