//! A set of meanings, as bits: what words say is asked a hundred times for each element.

use crate::words::Meaning;

/// A set of meanings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bits(u128);

impl Bits {
    pub fn add(&mut self, meaning: Meaning) {
        self.0 |= 1 << meaning as u32;
    }

    pub fn has(self, meaning: Meaning) -> bool {
        self.0 & (1 << meaning as u32) != 0
    }

    pub fn has_any(self, meanings: &[Meaning]) -> bool {
        meanings.iter().any(|&meaning| self.has(meaning))
    }

    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
