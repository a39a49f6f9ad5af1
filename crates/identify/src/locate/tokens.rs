//! Words and names as small sorted sets of numbers, so that comparing two elements is a merge. All sets of a
//! page lie in one pool.

use std::ops::Range;

use crate::words;

/// A set's place in its pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    start: u32,
    end: u32,
    /// A bit for each member, which members may share: sets whose bits differ have nothing in common.
    marks: u64,
}

impl Set {
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Surely no member of one is in the other.
    pub fn is_apart(self, other: Self) -> bool {
        self.marks & other.marks == 0
    }
}

/// Where the sets of one page lie.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    numbers: Vec<u32>,
}

impl Pool {
    /// Keeps a set; what occurs twice counts once.
    pub fn keep(&mut self, numbers: impl IntoIterator<Item = u32>) -> Set {
        let start = self.numbers.len();
        self.numbers.extend(numbers);
        self.numbers[start..].sort_unstable();
        let mut kept = start;
        for at in start..self.numbers.len() {
            if at == start || self.numbers[at] != self.numbers[kept - 1] {
                self.numbers[kept] = self.numbers[at];
                kept += 1;
            }
        }
        self.numbers.truncate(kept);
        let marks = self.numbers[start..].iter().fold(0, |marks, number| marks | 1 << (number % 64));
        Set { start: start as u32, end: kept as u32, marks }
    }

    pub fn get(&self, set: Set) -> &[u32] {
        &self.numbers[set.range()]
    }
}

/// Number of members that both sorted sets have.
pub(super) fn shared(left: &[u32], right: &[u32]) -> usize {
    let (mut at, mut other, mut count) = (0, 0, 0);
    while at < left.len() && other < right.len() {
        match left[at].cmp(&right[other]) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                at += 1;
                other += 1;
            }
        }
    }
    count
}

/// FNV-1a, 64 bits: fast, and the same everywhere.
pub(super) fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// The number that stands for a text in a set.
pub(super) fn number(text: &str) -> u32 {
    let hash = hash(text);
    (hash ^ (hash >> 32)) as u32
}

/// Words of a normalised text, by what they mean.
pub(super) fn words(text: &str) -> Vec<u32> {
    let mut found = Vec::new();
    words::meanings(text, |word| found.push(number(word)));
    found
}

/// Words of an identifier: `product-form__submitButton` has `product`, `form`, `submit`, `button`. Numbers
/// alone say nothing.
pub(super) fn identifier_words(name: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for part in name.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut start = 0;
        let bytes = part.as_bytes();
        for at in 1..=bytes.len() {
            let ends =
                at == bytes.len() || (bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase());
            if ends && at > start {
                let word = &part[start..at];
                if !word.bytes().all(|byte| byte.is_ascii_digit()) {
                    words::meaning(&word.to_ascii_lowercase(), |word| found.push(number(word)));
                }
                start = at;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_come_apart_at_separators_and_humps() {
        let expected: Vec<u32> = ["product", "form", "send", "button"].map(number).into();
        assert_eq!(identifier_words("product-form__submitButton-12"), expected);
    }

    #[test]
    fn a_pool_keeps_sorted_sets() {
        let mut pool = Pool::default();
        let (left, right) = (pool.keep([3, 1, 3, 2]), pool.keep([2, 9]));
        assert_eq!(pool.get(left), [1, 2, 3]);
        assert_eq!(shared(pool.get(left), pool.get(right)), 1);
        assert!(pool.keep([]).is_empty());
        assert!(pool.keep([1, 3]).is_apart(right) && !left.is_apart(right));
    }
}
