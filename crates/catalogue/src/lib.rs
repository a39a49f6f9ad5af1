//! The catalogue of micro conversions, and detectors that find them on a page of any shop. Pure: a parsed page in,
//! proposals with a confidence and a reason out. No I/O, no clock, no browser, no Tauri, and no theme's class names:
//! what is looked at are roles, names, forms, structured data, addresses, landmarks and words in eight languages.
//!
//! - [`entries`] is the catalogue: what there is to measure, with triggers, parameters, stages and weights.
//! - [`Page::of`] looks at a document once; [`suggestions`] proposes elements of it.
//! - [`platform::recognise`] tells what the shop runs on, [`page_type::recognise`] which kind of page it is.
//!
//! [docs/catalogue.md](../../../docs/catalogue.md) tells what they are measured by.

mod bits;
mod cards;
mod delicate;
mod detect;
mod entry;
mod page;
pub mod page_type;
mod parts;
pub mod platform;
mod sight;
mod suggestion;
mod ways;
mod words;

pub use delicate::delicate;
pub use entry::{Elements, Entry, Family, entries, entry};
pub use page::Page;
pub use page_type::stated_address;
pub use suggestion::{LEAST_CONFIDENCE, Suggestion, suggestions};
pub use ways::{WAY_KINDS, Way, kind_of, ways};
