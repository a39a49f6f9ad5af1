//! Fetching a shop's pages politely, rendering those that say nothing without a browser, and saying honestly what was
//! met. Sampling pages and checking events on them come later and live beside it. No opinion on what a person should do
//! about an answer; that is `app`'s.

mod cause;
mod error;
mod probe;
pub mod render;
mod resolver;

pub use error::{AuditError, CertificateProblem};
pub use probe::{MOST_READ, Prober, Reached, Served};
