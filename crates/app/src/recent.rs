//! The few things that were asked for last, by what they are of: what is costly to get and large to keep. In memory only.
//! How things are got, and when they are no longer true, lies with whoever keeps them.

use std::collections::VecDeque;

/// At most `MOST` things, the one that was kept last at the end.
pub(crate) struct Recent<Key, Thing, const MOST: usize> {
    things: VecDeque<(Key, Thing)>,
}

impl<Key, Thing, const MOST: usize> Default for Recent<Key, Thing, MOST> {
    fn default() -> Self {
        Self { things: VecDeque::new() }
    }
}

impl<Key: PartialEq, Thing, const MOST: usize> Recent<Key, Thing, MOST> {
    /// What is kept of this, if anything is.
    pub fn of(&self, key: &Key) -> Option<&Thing> {
        self.things.iter().find(|(known, _)| known == key).map(|(_, thing)| thing)
    }

    /// All that is kept.
    pub fn all(&self) -> impl Iterator<Item = &Thing> {
        self.things.iter().map(|(_, thing)| thing)
    }

    /// Keeps a thing in place of what was kept of the same; the oldest goes where there are too many.
    pub fn keep(&mut self, key: Key, thing: Thing) {
        self.things.retain(|(known, _)| *known != key);
        self.things.push_back((key, thing));
        if self.things.len() > MOST {
            self.things.pop_front();
        }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.things.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_and_what_is_kept_anew_is_the_youngest() {
        let mut recent = Recent::<&str, u8, 2>::default();
        recent.keep("a", 1);
        recent.keep("b", 2);
        recent.keep("a", 3);
        recent.keep("c", 4);
        assert_eq!([recent.of(&"a"), recent.of(&"b"), recent.of(&"c")], [Some(&3), None, Some(&4)]);
        recent.clear();
        assert_eq!(recent.of(&"c"), None);
    }
}
