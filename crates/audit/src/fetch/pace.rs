//! Whose turn it is. Every host has slots, a pause between starts, and a time before which it does not want to be asked;
//! what one request is told there holds for all others. Knows time, no network.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as Gate, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

use super::manners::Manners;

/// The longest pause that a host gets for saying "too many" again and again.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// What kept a host from being asked: its status, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Busy {
    pub(crate) status: Option<u16>,
    pub(crate) until: Instant,
}

impl Busy {
    pub(crate) fn rest(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }
}

/// The pace at all hosts of an audit.
#[derive(Debug)]
pub(crate) struct Pace {
    per_host: usize,
    pause: Duration,
    first_wait: Duration,
    longest_wait: Duration,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

#[derive(Debug)]
struct Host {
    slots: Arc<Semaphore>,
    /// When the next request may start; whoever holds it is next in line.
    next: Gate<Instant>,
    mood: Mutex<Mood>,
}

#[derive(Debug)]
struct Mood {
    pause: Duration,
    busy: Option<Busy>,
    /// How often in a row the host said that it is busy.
    strikes: u32,
}

/// A place at a host, held until dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    host: Arc<Host>,
    started: Instant,
    longest_wait: Duration,
    first_wait: Duration,
    slot: Option<OwnedSemaphorePermit>,
}

impl Pace {
    pub(crate) fn new(manners: &Manners) -> Self {
        Self {
            per_host: manners.per_host.max(1),
            pause: manners.pause,
            first_wait: manners.first_wait,
            longest_wait: manners.longest_wait,
            hosts: Mutex::default(),
        }
    }

    /// Waits for a place. An error at once where the host wants longer than anybody would wait.
    pub(crate) async fn turn(&self, host: &str) -> Result<Turn, Busy> {
        let host = self.host(host);
        host.patient(self.longest_wait)?;
        let slot = Arc::clone(&host.slots).acquire_owned().await.ok();
        let (longest_wait, first_wait) = (self.longest_wait, self.first_wait);
        let mut turn = Turn { host, started: Instant::now(), longest_wait, first_wait, slot };
        turn.again().await?;
        Ok(turn)
    }

    /// Asks a host less often from now on; never more often.
    pub(crate) fn slow_down(&self, host: &str, pause: Duration) {
        let host = self.host(host);
        let mut mood = host.mood();
        mood.pause = mood.pause.max(pause.min(LONGEST_PAUSE));
    }

    fn host(&self, name: &str) -> Arc<Host> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let new = || {
            Arc::new(Host {
                slots: Arc::new(Semaphore::new(self.per_host)),
                next: Gate::new(Instant::now()),
                mood: Mutex::new(Mood { pause: self.pause, busy: None, strikes: 0 }),
            })
        };
        Arc::clone(hosts.entry(name.to_owned()).or_insert_with(new))
    }
}

impl Turn {
    /// Another request in the same place: after the pause, and not while the host is busy.
    pub(crate) async fn again(&mut self) -> Result<(), Busy> {
        let mut next = self.host.next.lock().await;
        loop {
            let busy = self.host.patient(self.longest_wait)?;
            let start = busy.map_or(*next, |busy| busy.until.max(*next));
            if start <= Instant::now() {
                break;
            }
            // Looked at again afterwards: others may have been told to wait longer.
            sleep_until(start).await;
        }
        self.started = Instant::now();
        *next = self.started + self.host.mood().pause;
        Ok(())
    }

    /// Makes room before a place at another host is taken: who holds one and waits for one may wait for ever.
    pub(crate) fn leave(&mut self) {
        self.slot = None;
    }

    /// The host is busy, and says for how long or leaves that to us. Tells whether waiting for it makes sense.
    pub(crate) fn busy(&self, status: Option<u16>, wish: Option<Duration>) -> bool {
        let mut mood = self.host.mood();
        // Requests that were under way together are told the same thing once.
        let news = mood.busy.is_none_or(|busy| busy.until <= self.started);
        if news {
            mood.strikes = mood.strikes.saturating_add(1);
            if status == Some(429) {
                mood.pause = (mood.pause * 2).clamp(Duration::from_millis(50), LONGEST_PAUSE.max(mood.pause));
            }
        }
        // A host that stays busy is soon beyond the longest wait, and then only knocked at now and then.
        let own = self.first_wait.saturating_mul(1 << (mood.strikes.saturating_sub(1)).min(10));
        let wait = wish.unwrap_or(own);
        // A server may name a year that no clock reaches.
        let until =
            Instant::now().checked_add(wait).unwrap_or(self.started + Duration::from_secs(86_400 * 365));
        if news || mood.busy.is_none_or(|busy| busy.until < until && wish.is_some()) {
            mood.busy = Some(Busy { status, until });
        }
        wait <= self.longest_wait
    }

    /// The host answered as it should.
    pub(crate) fn fine(&self) {
        self.host.mood().strikes = 0;
    }
}

impl Host {
    fn mood(&self) -> MutexGuard<'_, Mood> {
        self.mood.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn patient(&self, longest: Duration) -> Result<Option<Busy>, Busy> {
        match self.mood().busy {
            Some(busy) if busy.rest() > longest => Err(busy),
            busy => Ok(busy),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(per_host: usize, pause: u64, longest_wait: u64) -> Pace {
        Pace::new(&Manners {
            per_host,
            pause: Duration::from_millis(pause),
            longest_wait: Duration::from_secs(longest_wait),
            ..Manners::default()
        })
    }

    #[tokio::test(start_paused = true)]
    async fn starts_keep_their_distance_at_one_host_and_not_between_hosts() {
        let pace = pace(9, 100, 30);
        let start = Instant::now();
        let _held =
            [pace.turn("a").await.unwrap(), pace.turn("a").await.unwrap(), pace.turn("a").await.unwrap()];
        assert_eq!(start.elapsed().as_millis() / 100, 2);
        let _other = pace.turn("b").await.unwrap();
        assert_eq!(start.elapsed().as_millis() / 100, 2);
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_than_the_slots_are_taken() {
        let pace = pace(2, 0, 30);
        let first = pace.turn("a").await.unwrap();
        let _second = pace.turn("a").await.unwrap();
        let waited = tokio::time::timeout(Duration::from_secs(60), pace.turn("a")).await;
        assert!(waited.is_err());
        drop(first);
        assert!(pace.turn("a").await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn what_one_is_told_all_wait_for() {
        let pace = pace(4, 0, 30);
        let told = pace.turn("a").await.unwrap();
        let start = Instant::now();
        assert!(told.busy(Some(429), Some(Duration::from_secs(7))));
        let _other = pace.turn("a").await.unwrap();
        assert!(start.elapsed() >= Duration::from_secs(7));
        assert!(start.elapsed() < Duration::from_secs(8));
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_that_wants_too_long_is_not_asked_until_then() {
        let pace = pace(4, 0, 30);
        let told = pace.turn("a").await.unwrap();
        assert!(!told.busy(Some(429), Some(Duration::from_secs(3600))));
        let refused = pace.turn("a").await.unwrap_err();
        assert_eq!(refused.status, Some(429));
        assert!(refused.rest() > Duration::from_secs(3590));
        tokio::time::advance(Duration::from_secs(3601)).await;
        assert!(pace.turn("a").await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn waits_double_until_the_host_answers_and_requests_under_way_count_once() {
        let pace = pace(4, 0, 30);
        let (one, two) = (pace.turn("a").await.unwrap(), pace.turn("a").await.unwrap());
        one.busy(Some(429), None);
        two.busy(Some(429), None);
        let mut waits = Vec::new();
        for _ in 0..3 {
            let start = Instant::now();
            let turn = pace.turn("a").await.unwrap();
            waits.push(start.elapsed().as_millis() / 1000);
            turn.busy(Some(503), None);
        }
        assert_eq!(waits, [1, 2, 4]);
        let turn = pace.turn("a").await.unwrap();
        turn.fine();
        turn.busy(Some(503), None);
        let start = Instant::now();
        let _turn = pace.turn("a").await.unwrap();
        assert_eq!(start.elapsed().as_millis() / 1000, 1);
    }
}
