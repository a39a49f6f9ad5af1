//! Stopping a publication: each has its own name, and only that one stops. A stop that comes while it waits for its turn,
//! or before it was heard of, is kept for it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The publications that are under way or wait, by name.
#[derive(Debug, Default)]
pub struct Stops {
    asked: Mutex<HashMap<String, Arc<AtomicBool>>>,
}

/// Whether one publication is to stop. Forgotten with it.
#[derive(Debug)]
pub struct Stop<'a> {
    stops: &'a Stops,
    publication: String,
    is_asked: Arc<AtomicBool>,
}

impl Stops {
    /// To be called when a publication is asked for, before it waits.
    pub fn begin(&self, publication: &str) -> Stop<'_> {
        let is_asked = self.flag(publication);
        Stop { stops: self, publication: publication.to_owned(), is_asked }
    }

    /// Stops a publication, as long as nothing went live.
    pub fn stop(&self, publication: &str) {
        self.flag(publication).store(true, Ordering::Release);
    }

    fn flag(&self, publication: &str) -> Arc<AtomicBool> {
        self.asked().entry(publication.to_owned()).or_default().clone()
    }

    fn asked(&self) -> MutexGuard<'_, HashMap<String, Arc<AtomicBool>>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stop<'_> {
    /// Somebody asked for it.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.is_asked.load(Ordering::Acquire)
    }
}

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        self.stops.asked().remove(&self.publication);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stopping_one_stops_no_other_and_is_not_lost_before_it_begins() {
        let stops = Stops::default();
        let first = stops.begin("a");
        stops.stop("b");
        let second = stops.begin("b");
        assert!(!first.is_asked() && second.is_asked());
        drop(second);
        assert!(!stops.begin("b").is_asked(), "what is over leaves nothing behind");
        stops.stop("a");
        assert!(first.is_asked());
    }
}
