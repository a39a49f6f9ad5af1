//! One page against the plan: what became of each event's element there. Pure; fetching and rendering lie elsewhere,
//! and so does what the verdicts of many pages mean together.

mod carried;
mod judge;
mod page;
mod parameters;
mod passing;
mod words;

pub use carried::{Carried, Lesson};
pub use judge::{Judged, judge};
pub use page::{Checker, EventOnPage, Repair};
pub use passing::Passing;
pub use words::{counted, found, sentence, verdict_words, verdicts};
