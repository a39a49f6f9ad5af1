//! What a network error really was: the chain of causes, read by type. The network stack wraps errors several
//! times, and `io::Error` hides what it wraps from `source()`.

use std::error::Error;
use std::io;

use rustls::{CertificateError, Error as TlsError};

use crate::error::CertificateProblem;
use crate::resolver::Unresolved;

/// What lies at the bottom of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    UnknownHost,
    Refused,
    Timeout,
    Certificate(CertificateProblem),
    NoSecureConnection,
    /// Not HTTP, or more of a head than anybody needs.
    Malformed,
    /// Closed before the answer was complete.
    BrokenOff,
    Unclear,
}

/// The first cause in the chain that says something.
pub(crate) fn of(error: &(dyn Error + 'static)) -> Cause {
    let mut next = Some(error);
    while let Some(current) = next {
        let found = one(current);
        if found != Cause::Unclear {
            return found;
        }
        next = match current.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => current.source(),
        };
    }
    Cause::Unclear
}

fn one(error: &(dyn Error + 'static)) -> Cause {
    if error.is::<Unresolved>() {
        return Cause::UnknownHost;
    }
    if let Some(tls) = error.downcast_ref::<TlsError>() {
        return match tls {
            TlsError::InvalidCertificate(problem) => Cause::Certificate(certificate(problem)),
            _ => Cause::NoSecureConnection,
        };
    }
    if let Some(http) = error.downcast_ref::<hyper::Error>() {
        if http.is_parse() || http.is_parse_too_large() {
            return Cause::Malformed;
        }
        if http.is_incomplete_message() {
            return Cause::BrokenOff;
        }
    }
    match error.downcast_ref::<io::Error>().map(io::Error::kind) {
        Some(io::ErrorKind::ConnectionRefused) => Cause::Refused,
        Some(io::ErrorKind::TimedOut) => Cause::Timeout,
        Some(
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::ConnectionAborted,
        ) => Cause::BrokenOff,
        _ => Cause::Unclear,
    }
}

fn certificate(problem: &CertificateError) -> CertificateProblem {
    use CertificateError as E;
    match problem {
        E::Expired | E::ExpiredContext { .. } | E::NotValidYet | E::NotValidYetContext { .. } => {
            CertificateProblem::Expired
        }
        E::NotValidForName | E::NotValidForNameContext { .. } => CertificateProblem::WrongHost,
        // A self-signed certificate that calls itself an authority arrives as `Other`.
        E::UnknownIssuer | E::Other(_) => CertificateProblem::Untrusted,
        _ => CertificateProblem::Other,
    }
}
