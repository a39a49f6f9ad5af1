//! Timing two or more ways of doing the same side by side: they take turns in each round, and what counts is the median of
//! the rounds. What a round takes is this thread's own time on a processor, so that other work matters less.

use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// One way of doing it.
pub struct Way<'a> {
    /// Its name in the report.
    pub name: &'a str,
    /// Does it once; what it returns is only there so that the work is not left out.
    pub act: Box<dyn FnMut() -> usize + 'a>,
}

impl<'a> Way<'a> {
    /// A way.
    pub fn new(name: &'a str, act: impl FnMut() -> usize + 'a) -> Self {
        Self { name, act: Box::new(act) }
    }
}

/// The time of each way in each round.
pub fn rounds(ways: &mut [Way<'_>], rounds: usize) -> Vec<Vec<Duration>> {
    let mut times = vec![Vec::with_capacity(rounds); ways.len()];
    for way in ways.iter_mut() {
        black_box((way.act)());
    }
    for round in 0..rounds {
        // Who begins changes as well.
        for step in 0..ways.len() {
            let at = (round + step) % ways.len();
            let start = spent();
            black_box((ways[at].act)());
            times[at].push(spent().saturating_sub(start));
        }
    }
    times
}

/// The middle one.
#[must_use]
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Time that this thread had a processor.
fn spent() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.try_into().unwrap_or(0))
}
