//! Choices that repeat: `SplitMix64` (Steele, Lea and Flood, 2014), seeded, and streams of its own for each key, so that
//! one class is renamed in one way all over a page and over all pages of a theme. No clock, no system randomness.

/// A stream of choices.
#[derive(Clone, Debug)]
pub struct Random {
    seed: u64,
    state: u64,
}

impl Random {
    /// The stream of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, state: seed }
    }

    /// The stream of a key: the same for the same seed, however much was drawn from this one.
    #[must_use]
    pub fn keyed(&self, key: &str) -> Self {
        // FNV-1a, then one step of the generator to spread it.
        let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self::new(Self::new(self.seed ^ hash).next())
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; zero when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// Whether something of this likelihood, 0 to 1, happens.
    pub fn chance(&mut self, likelihood: f64) -> bool {
        (self.next() >> 11) as f64 / ((1_u64 << 53) as f64) < likelihood
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.below(choices.len()))
    }

    /// One of several words.
    pub fn word<'a>(&mut self, words: &[&'a str]) -> &'a str {
        self.pick(words).copied().unwrap_or_default()
    }

    /// Puts things in another order.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for end in (1..things.len()).rev() {
            things.swap(end, self.below(end + 1));
        }
    }

    /// So many characters, each one of `alphabet`, which is ASCII.
    pub fn characters(&mut self, alphabet: &str, count: usize) -> String {
        let bytes = alphabet.as_bytes();
        (0..count).filter_map(|_| self.pick(bytes)).map(|&byte| char::from(byte)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_its_own_stream_whatever_was_drawn() {
        let mut random = Random::new(7);
        let before = random.keyed("product__title").next();
        random.next();
        assert_eq!(before, random.keyed("product__title").next());
        assert_ne!(before, random.keyed("product__price").next());
        assert_ne!(before, Random::new(8).keyed("product__title").next());
    }

    #[test]
    fn chances_are_what_they_say() {
        let mut random = Random::new(1);
        let hits = (0..10_000).filter(|_| random.chance(0.3)).count();
        assert!((2_800..3_200).contains(&hits), "{hits}");
        assert!((0..100).all(|_| !random.chance(0.0) && random.chance(1.0)));
    }
}
