//! Patience: the bucket of cost points that Shopify keeps for an app, and how long to wait before asking again.

use std::time::{Duration, Instant};

use serde::Deserialize;

/// Longest single wait. Whoever is asked for more does not knock again before it is over, and says so.
pub const LONGEST: Duration = Duration::from_secs(30);
/// Costs of a query that was not asked yet, in points.
const GUESS: f64 = 10.0;

/// `extensions.cost` of an answer, in points and points a second.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cost {
    pub requested_query_cost: f64,
    pub throttle_status: ThrottleStatus,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ThrottleStatus {
    pub maximum_available: f64,
    pub currently_available: f64,
    pub restore_rate: f64,
}

/// What is known of the bucket.
#[derive(Debug, Default)]
pub struct Bucket {
    last: Option<(ThrottleStatus, Instant)>,
    costs: Vec<(&'static str, f64)>,
}

impl Bucket {
    pub fn learn(&mut self, operation: &'static str, cost: Cost, now: Instant) {
        self.last = Some((cost.throttle_status, now));
        self.costs.retain(|(name, _)| *name != operation);
        self.costs.push((operation, cost.requested_query_cost));
    }

    /// How long until the bucket holds what the operation costs.
    pub fn wait_for(&self, operation: &'static str, now: Instant) -> Duration {
        let Some((status, at)) = self.last else { return Duration::ZERO };
        let cost = self.costs.iter().find(|(name, _)| *name == operation).map_or(GUESS, |(_, cost)| *cost);
        let restored = now.saturating_duration_since(at).as_secs_f64() * status.restore_rate;
        let missing = cost.min(status.maximum_available) - status.currently_available - restored;
        if missing <= 0.0 || status.restore_rate <= 0.0 {
            return Duration::ZERO;
        }
        Duration::try_from_secs_f64(missing / status.restore_rate).unwrap_or(LONGEST).min(LONGEST)
    }
}

/// The wait before another try: what the server asks for or twice the time before, and up to half as much again, so
/// that many who were refused together do not come back together.
pub fn backoff(tries: u32, base: Duration, asked: Option<Duration>) -> Duration {
    let doubled = base.saturating_mul(1 << tries.min(10));
    let wait = asked.unwrap_or(Duration::ZERO).max(doubled).min(LONGEST);
    wait.mul_f64(1.0 + fastrand::f64() / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(asked: f64, left: f64) -> Cost {
        Cost {
            requested_query_cost: asked,
            throttle_status: ThrottleStatus {
                maximum_available: 1000.0,
                currently_available: left,
                restore_rate: 50.0,
            },
        }
    }

    #[test]
    fn an_empty_bucket_is_waited_for_as_long_as_it_takes_to_fill() {
        let now = Instant::now();
        let mut bucket = Bucket::default();
        assert_eq!(bucket.wait_for("A", now), Duration::ZERO, "nothing known, nothing waited for");
        bucket.learn("A", cost(100.0, 0.0), now);
        assert_eq!(bucket.wait_for("A", now), Duration::from_secs(2));
        assert_eq!(bucket.wait_for("A", now + Duration::from_secs(1)), Duration::from_secs(1));
        assert_eq!(bucket.wait_for("A", now + Duration::from_secs(2)), Duration::ZERO);
        assert_eq!(
            bucket.wait_for("B", now),
            Duration::from_millis(200),
            "a guess for what was not asked yet"
        );
        bucket.learn("A", cost(5000.0, 0.0), now);
        assert_eq!(bucket.wait_for("A", now), Duration::from_secs(20), "no more than the bucket can hold");
    }

    #[test]
    fn tries_come_later_and_later_and_never_sooner_than_asked() {
        let base = Duration::from_millis(500);
        for tries in 0..20 {
            let wait = backoff(tries, base, None);
            assert!(wait >= base && wait <= LONGEST.mul_f64(1.5), "{wait:?}");
            assert!(backoff(tries, base, Some(Duration::from_secs(7))) >= Duration::from_secs(7));
            assert!(backoff(tries, base, Some(Duration::from_secs(3600))) <= LONGEST.mul_f64(1.5));
        }
        let several: Vec<_> = (0..20).map(|_| backoff(3, base, None)).collect();
        assert!(several.iter().any(|wait| *wait != several[0]), "the same wait for everybody: {several:?}");
    }
}
