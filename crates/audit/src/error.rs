//! What can go wrong on the way to a page, told apart as far as a person can act on it differently.

/// Why a page was not reached.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// Neither `http` nor `https`, or without a host.
    #[error("not a web address: {0}")]
    NotWeb(String),
    /// The name does not resolve, or no name server answers.
    #[error("{host} cannot be resolved")]
    UnknownHost {
        /// The name that was asked for.
        host: String,
    },
    /// The host exists, but nobody listens on the port.
    #[error("{host} refused the connection")]
    Refused {
        /// Host, with port if it is not the scheme's own.
        host: String,
    },
    /// The certificate is not one to trust.
    #[error("the certificate of {host} is not valid: {problem:?}")]
    Certificate {
        /// Host, with port if it is not the scheme's own.
        host: String,
        /// What is wrong with it.
        problem: CertificateProblem,
    },
    /// The server does not speak TLS, or not a version that is still safe.
    #[error("{host} offers no secure connection")]
    NoSecureConnection {
        /// Host, with port if it is not the scheme's own.
        host: String,
    },
    /// No answer in time.
    #[error("{host} did not answer within {seconds} s")]
    Timeout {
        /// Host, with port if it is not the scheme's own.
        host: String,
        /// How long was waited.
        seconds: u64,
    },
    /// An answer, but not a web page.
    #[error("the address answers with {media_type}, not with a page")]
    NotHtml {
        /// Media type as the server named it, without parameters, or a guess; never empty.
        media_type: String,
    },
    /// More redirects than a browser would follow, or a circle.
    #[error("{host} redirects in a circle")]
    RedirectLoop {
        /// Host that was asked first.
        host: String,
    },
    /// The connection broke otherwise.
    #[error("the connection to {host} failed")]
    Network {
        /// Host, with port if it is not the scheme's own.
        host: String,
        /// The network library's reason.
        #[source]
        source: Box<reqwest::Error>,
    },
    /// The network library could not be started at all.
    #[error("the network client cannot be started")]
    Client(#[source] Box<reqwest::Error>),
}

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateProblem {
    /// Signed by itself or by somebody this computer does not trust.
    Untrusted,
    /// Not valid any more, or not yet.
    Expired,
    /// Made for another name.
    WrongHost,
    /// Anything else: revoked, malformed, weak.
    Other,
}
