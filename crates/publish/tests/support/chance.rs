//! Random moments that are the same again with the same seed.

use std::time::Duration;

/// How often to kill: `WAYMARK_KILLS`, or as often as the test does by itself; and the seed of the moments:
/// `WAYMARK_KILL_SEED`, or 5.
pub fn kills_and_seed(by_itself: u32) -> (u32, u64) {
    let named = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let kills = named("WAYMARK_KILLS").and_then(|kills| u32::try_from(kills).ok());
    (kills.unwrap_or(by_itself), named("WAYMARK_KILL_SEED").unwrap_or(5))
}

/// Splitmix64.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn up_to(&mut self, longest: Duration) -> Duration {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        longest.mul_f64((mixed ^ (mixed >> 31)) as f64 / u64::MAX as f64)
    }
}
