//! The queue between the shop's page and the shell's thread. The page decides how much arrives and how fast,
//! so both are bounded here, before anything is parsed; what the events mean is decided in `bridge`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use crate::platform::PageEvent;

/// No report may be longer, in bytes. The picker stays below 8 MB.
pub const MAX_REPORT: usize = 12 * 1024 * 1024;
/// No more than this may wait altogether, in bytes of reports.
const MAX_WAITING_BYTES: usize = 3 * MAX_REPORT;
/// No more events than this may wait.
const MAX_WAITING: usize = 1024;

/// An event on its way.
#[derive(Debug)]
pub struct Arrived {
    /// Number of the pane it comes from, so that a closed pane's last words can be told apart.
    pub pane: u64,
    /// When it was taken in.
    pub at: Instant,
    /// The event.
    pub event: PageEvent,
}

/// The end that takes events in. Never blocks.
#[derive(Clone)]
pub struct Inbox {
    sender: Sender<Arrived>,
    waiting: Arc<Waiting>,
}

/// The end that gives them out, in order.
pub struct Outlet {
    receiver: Receiver<Arrived>,
    waiting: Arc<Waiting>,
}

#[derive(Default)]
struct Waiting {
    events: AtomicUsize,
    bytes: AtomicUsize,
}

/// Why an event was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// The report is longer than [`MAX_REPORT`].
    TooLong,
    /// Too much is waiting already.
    Full,
    /// The shell is ending.
    Closed,
}

/// A new queue.
#[must_use]
pub fn queue() -> (Inbox, Outlet) {
    let (sender, receiver) = channel();
    let waiting = Arc::<Waiting>::default();
    (Inbox { sender, waiting: waiting.clone() }, Outlet { receiver, waiting })
}

fn length(event: &PageEvent) -> usize {
    match event {
        PageEvent::Report(text) => text.len(),
        _ => 0,
    }
}

impl Inbox {
    /// Takes an event, unless it is too much.
    pub fn offer(&self, pane: u64, event: PageEvent) -> Result<(), Dropped> {
        let bytes = length(&event);
        if bytes > MAX_REPORT {
            return Err(Dropped::TooLong);
        }
        let waiting = &self.waiting;
        if waiting.events.load(Ordering::Relaxed) >= MAX_WAITING
            || waiting.bytes.load(Ordering::Relaxed) + bytes > MAX_WAITING_BYTES
        {
            return Err(Dropped::Full);
        }
        waiting.events.fetch_add(1, Ordering::Relaxed);
        waiting.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.sender.send(Arrived { pane, at: Instant::now(), event }).map_err(|_| Dropped::Closed)
    }
}

impl Outlet {
    /// Waits for the next event; nothing when every inbox is gone.
    pub fn next(&self) -> Option<Arrived> {
        self.receiver.recv().ok().map(|event| self.took(event))
    }

    /// The next event if one waits already.
    pub fn next_waiting(&self) -> Option<Arrived> {
        self.receiver.try_recv().ok().map(|event| self.took(event))
    }

    fn took(&self, arrived: Arrived) -> Arrived {
        self.waiting.events.fetch_sub(1, Ordering::Relaxed);
        self.waiting.bytes.fetch_sub(length(&arrived.event), Ordering::Relaxed);
        arrived
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_longer_than_the_limit_is_dropped_and_one_at_the_limit_is_not() {
        let (inbox, outlet) = queue();
        assert_eq!(inbox.offer(1, PageEvent::Report("x".repeat(MAX_REPORT + 1))), Err(Dropped::TooLong));
        assert_eq!(inbox.offer(1, PageEvent::Report("x".repeat(MAX_REPORT))), Ok(()));
        assert_eq!(
            outlet.next().map(|arrived| (arrived.pane, length(&arrived.event))),
            Some((1, MAX_REPORT))
        );
        assert!(outlet.next_waiting().is_none());
    }

    #[test]
    fn a_flood_is_bounded_in_number_and_bytes_and_ends_when_it_is_read() {
        let (inbox, outlet) = queue();
        let short = || PageEvent::Report("{}".into());
        for _ in 0..MAX_WAITING {
            assert_eq!(inbox.offer(1, short()), Ok(()));
        }
        assert_eq!(inbox.offer(1, short()), Err(Dropped::Full));
        assert!(outlet.next_waiting().is_some());
        assert_eq!(inbox.offer(1, short()), Ok(()));
        while outlet.next_waiting().is_some() {}

        let long = || PageEvent::Report("x".repeat(MAX_REPORT));
        let taken = (0..10).filter(|_| inbox.offer(1, long()).is_ok()).count();
        assert_eq!(taken, MAX_WAITING_BYTES / MAX_REPORT);
    }
}
