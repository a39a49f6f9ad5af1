//! Pages of one type wait for those whose finds they are to know. Which these are is decided in `check`; here pages take
//! numbers in the order in which they are asked for, which is that of the sample.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::check::{Carried, Lesson, Passing};

/// Those of all types. Pages of no type have nothing in common, and know nothing of each other.
#[derive(Default)]
pub(super) struct Turns(BTreeMap<String, (usize, Arc<Kind>)>);

/// The pages of one type.
#[derive(Default)]
struct Kind {
    passing: Mutex<Passing>,
    /// How many pages, counted from the first, have said what they found.
    told: watch::Sender<usize>,
}

/// A page's turn. However it ends, the pages behind it do not wait any longer.
pub(super) struct Turn {
    place: Option<(Arc<Kind>, usize)>,
    lessons: Vec<Lesson>,
}

impl Turns {
    /// The next turn of a type.
    pub fn next(&mut self, page_type: Option<&String>) -> Turn {
        let place = page_type.map(|page_type| {
            let (taken, kind) = self.0.entry(page_type.clone()).or_default();
            *taken += 1;
            (Arc::clone(kind), *taken - 1)
        });
        Turn { place, lessons: Vec::new() }
    }
}

impl Turn {
    /// What is known from the pages before, once they are done.
    pub async fn known(&self) -> Arc<Carried> {
        let Some((kind, number)) = &self.place else { return Arc::default() };
        let needed = Passing::needed(*number);
        // It ends without them only where nobody is left to tell, and the sender is in `kind`.
        let _ = kind.told.subscribe().wait_for(|told| *told >= needed).await;
        kind.passing.lock().unwrap_or_else(PoisonError::into_inner).known(*number)
    }

    /// Tells the pages behind it what it found.
    pub fn tell(mut self, lessons: Vec<Lesson>) {
        self.lessons = lessons;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some((kind, number)) = &self.place else { return };
        let mut passing = kind.passing.lock().unwrap_or_else(PoisonError::into_inner);
        passing.tell(*number, std::mem::take(&mut self.lessons));
        kind.told.send_replace(passing.told());
    }
}
