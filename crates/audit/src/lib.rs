//! Fetching a shop's pages politely and saying honestly what was met: knocking at an address before a shop is opened,
//! and fetching many pages for an audit. Sampling pages and checking events on them come later and live beside it. No
//! opinion on what a person should do about an answer; that is `app`'s.

mod cause;
mod error;
pub mod fetch;
mod hop;
mod probe;
mod resolver;

pub use error::{AuditError, CertificateProblem, SignatureProblem};
pub use probe::{MOST_READ, Prober, Reached, Served};
