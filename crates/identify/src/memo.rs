//! What strings of a page come to, remembered from page to page: the pages of a shop share their style names and most of their
//! words. Only what a string says by itself is remembered, so that it never matters which pages came before, and only so
//! much of it, whatever pages hold.

use std::cell::RefCell;
use std::collections::HashMap;

/// Strings that are remembered; then it begins anew.
const MOST: usize = 5_000;
/// Longest of them, in bytes.
const LONGEST: usize = 120;

/// What strings come to in one respect, on one thread.
pub(crate) struct Memo<T>(RefCell<HashMap<Box<str>, T>>);

impl<T: Clone> Memo<T> {
    pub fn new() -> Self {
        Self(RefCell::default())
    }

    /// What a string comes to; `work` may not hang on anything else.
    pub fn of(&self, text: &str, work: impl FnOnce() -> T) -> T {
        if text.len() > LONGEST {
            return work();
        }
        if let Some(known) = self.0.borrow().get(text) {
            return known.clone();
        }
        let read = work();
        let mut known = self.0.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(text.into(), read.clone());
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_remembers_so_much_and_no_more() {
        let memo = Memo::new();
        for number in 0..3 * MOST {
            assert_eq!(memo.of(&number.to_string(), || number), number);
        }
        assert!(memo.0.borrow().len() <= MOST);
        assert_eq!(memo.of(&(3 * MOST - 1).to_string(), || 0), 3 * MOST - 1, "the last is known");
        let long = "x".repeat(LONGEST + 1);
        assert_eq!((memo.of(&long, || 1), memo.of(&long, || 2)), (1, 2));
    }
}
