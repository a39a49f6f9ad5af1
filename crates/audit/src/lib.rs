//! Whether a shop's tracking still works: knocking at an address before a shop is opened; and for an audit choosing
//! pages, fetching them politely, rendering those that say nothing without a browser, holding the plan against each, and
//! saying what that means together; seeing what one element's action tells other tools already; and making events fire to
//! prove them. No opinion on what a person should do about an address that does not answer; that is
//! `app`'s. No database and no window: what an audit remembers goes through [`run::Journal`].

mod acting;
pub mod already;
mod cause;
pub mod check;
mod cors;
pub mod discover;
mod error;
pub mod fetch;
mod hop;
pub mod install;
mod probe;
pub mod proving;
pub mod record;
pub mod render;
pub mod report;
pub mod requests;
mod resolver;
pub mod run;
mod scripting;
pub mod submittable;

pub use error::{AuditError, CertificateProblem, SignatureProblem};
pub use probe::{MOST_READ, Prober, Reached, Served};
pub use scripting::{Head, Unrun, is_intact};
