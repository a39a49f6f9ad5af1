//! Watches that remember, and that stop a publication at a step.

use std::sync::Mutex;

use waymark_publish::{Step, Watch};

/// Remembers the steps.
#[derive(Default)]
pub struct Steps(Mutex<Vec<Step>>);

impl Steps {
    pub fn all(&self) -> Vec<Step> {
        self.0.lock().unwrap().clone()
    }
}

impl Watch for Steps {
    fn step(&self, step: Step) {
        self.0.lock().unwrap().push(step);
    }

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Wants to stop from a step on.
pub struct StopsAt {
    at: Step,
    steps: Steps,
}

impl StopsAt {
    pub fn new(at: Step) -> Self {
        Self { at, steps: Steps::default() }
    }
}

impl Watch for StopsAt {
    fn step(&self, step: Step) {
        self.steps.step(step);
    }

    fn is_cancelled(&self) -> bool {
        self.steps.all().contains(&self.at)
    }
}
