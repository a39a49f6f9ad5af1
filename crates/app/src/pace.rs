//! How often progress is told: what changes many times a second is said now and then. What is told is for whoever tells it.

use std::time::{Duration, Instant};

/// Progress is told no more often than this.
const APART: Duration = Duration::from_millis(120);

/// When something was told last.
#[derive(Debug, Default)]
pub(crate) struct Pace(Option<Instant>);

impl Pace {
    /// Whether it is time to tell it again, which begins the wait anew.
    pub fn is_due(&mut self) -> bool {
        let is_due = self.0.is_none_or(|told| told.elapsed() > APART);
        if is_due {
            self.begin();
        }
        is_due
    }

    /// It is told now, whether or not it is time.
    pub fn begin(&mut self) {
        self.0 = Some(Instant::now());
    }
}
