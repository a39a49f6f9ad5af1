//! How often somebody may do something: a bucket each, filled at a steady rate. Full buckets are forgotten, so that
//! memory follows those who are active.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// From so many buckets on, full ones are looked for and thrown away.
const CROWD: usize = 10_000;

/// Buckets of one kind, by whose they are.
#[derive(Debug)]
pub(crate) struct Limits<K> {
    burst: f64,
    /// Filled a second.
    rate: f64,
    buckets: Mutex<HashMap<K, Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl<K: Eq + Hash> Limits<K> {
    /// So many a minute, as many at once.
    pub fn per_minute(number: u32) -> Self {
        let burst = f64::from(number.max(1));
        Self { burst, rate: burst / 60.0, buckets: Mutex::default() }
    }

    /// Takes one; otherwise says how long to wait for the next.
    pub fn take(&self, whose: K, now: Instant) -> Result<(), Duration> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= CROWD {
            buckets.retain(|_, bucket| self.filled(*bucket, now) < self.burst);
            if buckets.len() >= CROWD {
                // An attack from everywhere: no reason to run out of memory.
                buckets.clear();
            }
        }
        let bucket = buckets.entry(whose).or_insert(Bucket { left: self.burst, at: now });
        *bucket = Bucket { left: self.filled(*bucket, now), at: now };
        if bucket.left < 1.0 {
            return Err(self.until_one(bucket.left));
        }
        bucket.left -= 1.0;
        Ok(())
    }

    /// Whether there is one to take, without taking it.
    pub fn look(&self, whose: &K, now: Instant) -> Result<(), Duration> {
        let buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let left = buckets.get(whose).map_or(self.burst, |bucket| self.filled(*bucket, now));
        if left < 1.0 { Err(self.until_one(left)) } else { Ok(()) }
    }

    fn filled(&self, bucket: Bucket, now: Instant) -> f64 {
        let passed = now.saturating_duration_since(bucket.at).as_secs_f64();
        passed.mul_add(self.rate, bucket.left).min(self.burst)
    }

    fn until_one(&self, left: f64) -> Duration {
        Duration::from_secs_f64((1.0 - left) / self.rate)
    }
}

/// What counts as one address: with IPv6 everybody has 2^64 of them.
pub(crate) fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{CROWD, Limits, neighbourhood};

    #[test]
    fn an_empty_bucket_says_how_long_to_wait() {
        let limits = Limits::per_minute(2);
        let now = Instant::now();
        assert!(limits.take("a", now).is_ok() && limits.take("a", now).is_ok());
        assert_eq!(limits.take("a", now), Err(Duration::from_secs(30)));
        assert_eq!(limits.look(&"a", now), Err(Duration::from_secs(30)));
        assert!(limits.take("b", now).is_ok(), "everybody has their own");
        assert!(limits.take("a", now + Duration::from_secs(31)).is_ok());
    }

    #[test]
    fn a_crowd_is_not_remembered_for_ever() {
        let limits = Limits::per_minute(1);
        let now = Instant::now();
        for number in 0..3 * CROWD {
            limits.take(number, now).unwrap();
        }
        assert!(limits.buckets.lock().unwrap().len() <= CROWD);
    }

    #[test]
    fn one_network_is_one_neighbour() {
        let of = |text: &str| neighbourhood(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
    }
}
