//! One page against the plan: what became of each event's element there. Pure; fetching and rendering lie elsewhere,
//! and so does what the verdicts of many pages mean together.

mod judge;
mod page;
mod parameters;
mod words;

pub use judge::{Judged, judge};
pub use page::{Checker, EventOnPage, Repair};
pub use words::{counted, found, sentence, verdict_words, verdicts};
