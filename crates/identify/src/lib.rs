//! From a picked element to its identity, and back. Everything here is pure and deterministic: a document in
//! (a live snapshot or fetched HTML), a description or a verdict out. No I/O, no clock, no browser, no Tauri.
//!
//! - [`Document::from_snapshot`] and [`Document::from_html`] build a page, within limits.
//! - [`describe()`] turns the picked element into a target, a scene, a label, facts and a grade.
//! - [`describe_among`] does so knowing other pages of the type, which show what varies.
//! - [`count`] says what a rule matches on a page; [`CompiledRule`] does so for many pages, [`Rules`] for many rules.
//! - [`clickable::clickable_ancestor`], [`role::role`], [`name::name`] and [`text`] are the page scripts'
//!   twins, held to them by `tests/vectors`.
//!
//! ```
//! use waymark_identify::{Document, count, describe};
//!
//! # fn main() -> Result<(), waymark_identify::IdentifyError> {
//! let page = Document::from_html("<form action=/cart/add><button name=add>Add to cart</button></form>")?;
//! let button = page.descendant_elements(page.root()).find(|&node| page.tag(node) == "button");
//! let described = describe(&page, button.ok_or(waymark_identify::IdentifyError::NotAnElement)?)?;
//! assert_eq!(described.label, "Button: Add to cart");
//! assert_eq!(count(&page, &described.target.selectors).nodes(), [button.unwrap()]);
//! # Ok(())
//! # }
//! ```

pub mod address;
mod card;
pub mod clickable;
pub mod css;
pub mod describe;
pub mod document;
mod error;
pub mod fingerprint;
mod hashed;
mod items;
pub mod locate;
pub mod mask;
mod memo;
pub mod money;
pub mod name;
pub mod nearby;
pub mod noise;
pub mod private;
pub mod product;
pub mod quality;
pub mod role;
pub mod rule;
pub mod rules;
pub mod samples;
pub mod selectors;
pub mod sets;
mod shell;
pub mod snapshot;
pub mod surroundings;
mod template;
pub mod text;
pub(crate) mod topics;
pub mod trial;
mod varying;
mod words;

pub use describe::{Description, Facts, Kind, describe, describe_among, label};
pub use document::{Document, NodeId};
pub use error::IdentifyError;
pub use locate::{Comparison, Located, NewPage, OldPage, Refound, locate};
pub use nearby::{Near, nearest, read_near};
pub use quality::{Grade, Quality};
pub use rule::{CompiledRule, Count, count};
pub use rules::{Rules, RulesOn};
pub use samples::Samples;
pub use sets::{alike, describe_set, label_of_set};
pub use shell::is_shell;
pub use snapshot::{Snapshot, SnapshotNode};
