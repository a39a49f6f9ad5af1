//! Where two elements stand between what is surely the same on both pages. An arrow, a close button, a plus
//! say nothing that outlasts a theme; that one stands just behind the quantity field does. Which elements are
//! surely the same is decided here; what standing between them is worth is `model`'s.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::aspects::Likeness;
use super::traits::Traits;

/// Anchors that are looked at, each way.
const NEAREST: usize = 3;
/// How many elements' difference in distance halves an anchor's word.
const HALF: f32 = 3.0;

/// Pairs of elements that are surely the same, by their places in document order on the two pages.
#[derive(Debug)]
pub(super) struct Anchors {
    /// Old and new place, in the order of the old page.
    pairs: Vec<(u32, u32)>,
}

impl Anchors {
    /// To what alone says and does the same on both pages adds what alone says the same, then what alone does.
    pub fn of(unchanged: &[(u32, u32)], old: &[Traits], new: &[Traits]) -> Self {
        let mut found = Self { pairs: unchanged.to_vec() };
        found.add(old, new, |traits| (!traits.name.is_empty()).then_some((traits.family, traits.name.whole)));
        found.add(old, new, |traits| (traits.function != 0).then_some((traits.family, traits.function)));
        found.pairs.sort_unstable();
        found
    }

    fn add<Key: Eq + Hash>(&mut self, old: &[Traits], new: &[Traits], key: impl Fn(&Traits) -> Option<Key>) {
        let before: HashSet<u32> = self.pairs.iter().map(|pair| pair.0).collect();
        let now: HashSet<u32> = self.pairs.iter().map(|pair| pair.1).collect();
        let (lone, lone_now) = (only(old, &key), only(new, &key));
        for (key, at) in lone {
            if let Some(&there) = lone_now.get(&key)
                && !before.contains(&at)
                && !now.contains(&there)
            {
                self.pairs.push((at, there));
            }
        }
    }

    /// How alike two places are between the anchors nearest to the old one; the two elements themselves are no
    /// evidence. The half that agrees best counts, because parts of a page move.
    pub fn place(&self, old: u32, new: u32) -> Likeness {
        let at = self.pairs.partition_point(|&(anchor, _)| anchor < old);
        let (before, behind) = self.pairs.split_at(at);
        let others = |&&(anchor, there): &&(u32, u32)| anchor != old && there != new;
        let nearest = before
            .iter()
            .rev()
            .filter(others)
            .take(NEAREST)
            .chain(behind.iter().filter(others).take(NEAREST));
        let mut told = [0.0f32; 2 * NEAREST];
        let mut count = 0;
        for &(anchor, there) in nearest {
            let (was, is) = (i64::from(anchor) - i64::from(old), i64::from(there) - i64::from(new));
            let is_same_side = (was > 0) == (is > 0);
            told[count] = if is_same_side { 1.0 / (1.0 + was.abs_diff(is) as f32 / HALF) } else { 0.0 };
            count += 1;
        }
        if count == 0 {
            return Likeness::Silent;
        }
        let told = &mut told[..count];
        told.sort_by(|left, right| right.total_cmp(left));
        let best = &told[..count.div_ceil(2)];
        let degree = best.iter().sum::<f32>() / best.len() as f32;
        if degree >= 0.999 { Likeness::Same } else { Likeness::Partly(degree) }
    }
}

/// Places of the elements that are the only ones with their key.
fn only<Key: Eq + Hash>(traits: &[Traits], key: impl Fn(&Traits) -> Option<Key>) -> HashMap<Key, u32> {
    let mut found: HashMap<Key, Option<u32>> = HashMap::new();
    for (at, each) in (0u32..).zip(traits) {
        if let Some(key) = key(each) {
            found.entry(key).and_modify(|place| *place = None).or_insert(Some(at));
        }
    }
    found.into_iter().filter_map(|(key, at)| Some((key, at?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(names: &[u64]) -> Vec<Traits> {
        let element = |&name: &u64| {
            let mut traits = Traits::default();
            traits.name.whole = name;
            traits
        };
        names.iter().map(element).collect()
    }

    #[test]
    fn a_place_between_the_same_neighbours_is_the_same() {
        // Zero has no name; the new page has something more in front.
        let anchors = Anchors::of(&[], &page(&[1, 0, 2, 0]), &page(&[7, 1, 0, 2, 0]));
        assert_eq!(anchors.place(1, 2), Likeness::Same);
        assert!(matches!(anchors.place(1, 4), Likeness::Partly(degree) if degree < 0.6));
    }

    #[test]
    fn names_that_occur_twice_are_no_anchors_and_neither_is_the_element_itself() {
        let anchors = Anchors::of(&[], &page(&[1, 0, 1]), &page(&[1, 0, 1]));
        assert_eq!(anchors.place(1, 1), Likeness::Silent);
        let anchors = Anchors::of(&[], &page(&[1, 0]), &page(&[1, 0]));
        assert_eq!(anchors.place(0, 0), Likeness::Silent);
    }
}
