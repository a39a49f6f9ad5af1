//! Fetching a shop's pages politely and saying honestly what was met. So far: knocking at an address before a
//! shop is opened. Sampling pages and checking events on them come later and live beside it. No opinion on
//! what a person should do about an answer; that is `app`'s.

mod cause;
pub mod check;
pub mod discover;
pub mod install;
mod error;
mod probe;
mod resolver;

pub use error::{AuditError, CertificateProblem};
pub use probe::{MOST_READ, Prober, Reached, Served};
