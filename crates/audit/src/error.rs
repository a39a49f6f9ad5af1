//! What can go wrong on the way to a page, told apart as far as a person can act on it differently, and in writing down
//! what was found there.

/// Why a page was not reached, or a report not written.
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
    /// What came is not HTTP, or a head without end.
    #[error("the answer of {host} is not HTTP")]
    Malformed {
        /// Host, with port if it is not the scheme's own.
        host: String,
    },
    /// The connection closed in the middle of the page.
    #[error("{host} closed the connection after {bytes} bytes of the page")]
    Truncated {
        /// Host, with port if it is not the scheme's own.
        host: String,
        /// Bytes that had come, decompressed.
        bytes: usize,
    },
    /// The bytes come, but fewer in a second than any page needs.
    #[error("{host} sends too slowly: {bytes} bytes in {seconds} s")]
    TooSlow {
        /// Host, with port if it is not the scheme's own.
        host: String,
        /// Bytes that had come, decompressed.
        bytes: usize,
        /// For how long.
        seconds: u64,
    },
    /// Compressed in a way that was not offered, or not what its name says.
    #[error("what {host} sends cannot be unpacked")]
    Undecodable {
        /// Host, with port if it is not the scheme's own.
        host: String,
    },
    /// An answer without a page in it.
    #[error("{host} answers with an empty page")]
    Empty {
        /// Host, with port if it is not the scheme's own.
        host: String,
    },
    /// An error status with whatever page the server has for it, which is not the page asked for.
    #[error("{host} answers with status {status}")]
    Status {
        /// Host, with port if it is not the scheme's own.
        host: String,
        /// HTTP status.
        status: u16,
    },
    /// Not asked at all: it failed to answer several times in a row just before, and is left alone for a while.
    #[error("{host} did not answer several times and is left alone for a while")]
    LeftAlone {
        /// Host, with port if it is not the scheme's own.
        host: String,
    },
    /// Headers of a signed crawler that cannot be sent.
    #[error("the signed crawler headers cannot be used: {0}")]
    Signature(SignatureProblem),
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
    /// The report's own template is broken.
    #[error("the report cannot be written as HTML")]
    Template(#[from] minijinja::Error),
    /// The report is nothing that JSON can hold.
    #[error("the report cannot be written as JSON")]
    Json(#[from] serde_json::Error),
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

/// What is wrong with the headers of a signed crawler.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureProblem {
    /// Only `Signature`, `Signature-Input` and `Signature-Agent` are sent.
    #[error("{0} is not a header of a signature")]
    Unknown(String),
    /// `Signature` or `Signature-Input` is not there; one is worth nothing without the other.
    #[error("{0} is not there")]
    Lacking(&'static str),
    /// The value cannot be a header; what it is must not be told.
    #[error("the value of {0} cannot be sent")]
    Value(String),
}
