//! Trying again: when, how often, and after what pause. Only what may be done twice is tried again here.

use std::future::Future;
use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use crate::PublishError;
use crate::storage::Limits;
use crate::watch::{Watch, unless_cancelled};

/// Runs an attempt until it succeeds, fails for good, or was tried often enough. The attempt must be harmless
/// when done twice.
pub(crate) async fn patiently<T, F, A>(
    limits: &Limits,
    watch: &dyn Watch,
    mut attempt: F,
) -> Result<T, PublishError>
where
    F: FnMut() -> A,
    A: Future<Output = Result<T, PublishError>>,
{
    let mut tried = 0;
    loop {
        let error = match unless_cancelled(watch, attempt()).await {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        tried += 1;
        let Some(pause) = pause_after(&error, tried, limits) else { return Err(error) };
        wait(watch, pause).await?;
    }
}

/// How long to wait before trying once more; `None` when that is pointless: it cannot help, was done often
/// enough, or the server wants to be left alone for longer than anybody waits.
pub(crate) fn pause_after(error: &PublishError, tried: u32, limits: &Limits) -> Option<Duration> {
    if !error.is_retryable() || tried >= limits.attempts {
        return None;
    }
    match error {
        PublishError::Throttled { retry_after: Some(asked), .. } => {
            (*asked <= limits.longest_wait).then(|| (*asked).max(backoff(tried, limits)))
        }
        _ => Some(backoff(tried, limits)),
    }
}

/// The pause after so many attempts, half of it left to chance so that many do not come back at once.
pub(crate) fn backoff(tried: u32, limits: &Limits) -> Duration {
    let longest = limits.pause.saturating_mul(1 << tried.saturating_sub(1).min(10)).min(limits.longest_wait);
    let half = longest / 2;
    // The standard library seeds every hasher of this kind differently.
    let chance = (RandomState::new().hash_one(tried) % 1000) as u32;
    half + half.saturating_mul(chance) / 1000
}

/// Waits, unless cancelled meanwhile.
pub(crate) async fn wait(watch: &dyn Watch, pause: Duration) -> Result<(), PublishError> {
    unless_cancelled(watch, async {
        tokio::time::sleep(pause).await;
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn throttled(seconds: u64) -> PublishError {
        let retry_after = Some(Duration::from_secs(seconds));
        PublishError::Throttled { address: String::new(), retry_after }
    }

    #[test]
    fn pauses_double_and_are_never_the_same_for_all() {
        let limits = Limits::default();
        for tried in 1..4 {
            let longest = limits.pause * (1 << (tried - 1));
            let pauses: Vec<Duration> = (0..50).map(|_| backoff(tried, &limits)).collect();
            assert!(pauses.iter().all(|pause| *pause >= longest / 2 && *pause <= longest));
            assert!(pauses.iter().any(|pause| *pause != pauses[0]));
        }
    }

    #[test]
    fn a_server_is_given_the_time_it_asks_for_within_reason() {
        let limits = Limits::default();
        assert_eq!(pause_after(&throttled(7), 1, &limits), Some(Duration::from_secs(7)));
        assert_eq!(pause_after(&throttled(30), 1, &limits), Some(Duration::from_secs(30)));
        assert_eq!(pause_after(&throttled(31), 1, &limits), None);
    }

    #[test]
    fn what_cannot_get_better_and_what_was_tried_enough_ends() {
        let limits = Limits::default();
        assert_eq!(pause_after(&PublishError::ConditionsIgnored, 1, &limits), None);
        assert!(pause_after(&throttled(0), 3, &limits).is_some());
        assert_eq!(pause_after(&throttled(0), 4, &limits), None);
    }
}
