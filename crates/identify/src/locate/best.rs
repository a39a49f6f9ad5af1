//! The best of many: which elements of one page score highest beside an element of the other. All of them are bounded
//! from above, a value of an aspect at a time; only those that can be among the best are compared for themselves, so what
//! comes out is what comparing all of them would say.

use std::rc::Rc;

use super::aspects::{Aspect, Likeness, Reads, Side, likeness, set, words};
use super::columns::Columns;
use super::comparison::Comparison;
use super::model::Worth;

/// More than what is lost to rounding when the same numbers are added in another order.
const SLACK: f32 = 1e-3;

/// Which page an element is of that is held against all of the other one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Of {
    Old,
    New,
}

/// An aspect, the page of an element, and the number of its value there.
pub(super) type RowKey = (usize, Of, u32);
/// What each value of the other page is worth beside it.
pub(super) type Row = Rc<[f32]>;

impl Comparison<'_> {
    /// The elements of the other page that score highest, by their positions, in the order of the page; more than were
    /// asked for where it takes a comparison to tell.
    pub(super) fn leading(
        &self,
        one: Side<'_>,
        of: Of,
        most: usize,
        besides: Option<u32>,
    ) -> Vec<(u32, f32)> {
        let mut bounds = self.bounds(one, of);
        if let Some(bound) = besides.and_then(|at| bounds.get_mut(at as usize)) {
            *bound = f32::NEG_INFINITY;
        }
        let likely = highest(&bounds, most);
        let mut found = self.between(one, of, &bounds, [likely, f32::INFINITY]);
        let scores: Vec<f32> = found.iter().map(|&(_, score)| score).collect();
        let least = highest(&scores, most) - SLACK;
        if least < likely {
            found.extend(self.between(one, of, &bounds, [least, likely]));
            found.sort_unstable_by_key(|&(at, _)| at);
        }
        found
    }

    /// Whether any element of the other page scores more than this.
    pub(super) fn any_above(&self, one: Side<'_>, of: Of, score: f32) -> bool {
        let bounds = self.bounds(one, of);
        let mut likely = (0u32..).zip(&bounds).filter(|&(_, &bound)| bound + SLACK > score);
        likely.any(|(at, _)| self.beside(one, of, at) > score)
    }

    /// Those whose bound is not below the one and below the other, with their scores.
    fn between(&self, one: Side<'_>, of: Of, bounds: &[f32], [least, below]: [f32; 2]) -> Vec<(u32, f32)> {
        let is_likely = |bound: f32| bound >= least && bound < below && bound > f32::NEG_INFINITY;
        let likely = (0u32..).zip(bounds).filter(|&(_, &bound)| is_likely(bound));
        likely.map(|(at, _)| (at, self.beside(one, of, at))).collect()
    }

    fn beside(&self, one: Side<'_>, of: Of, at: u32) -> f32 {
        match of {
            Of::Old => self.score(one, self.new.read().side(at as usize)),
            Of::New => self.score(self.old.side(at as usize), one),
        }
    }

    /// What no element of the other page scores more than.
    fn bounds(&self, one: Side<'_>, of: Of) -> Vec<f32> {
        let (own, other) = self.columns(of);
        let number = other.get(Aspect::Place).of.len();
        let mut bounds = vec![0.0; number];
        for aspect in Aspect::ALL {
            let worth = self.weights.of(aspect);
            if worth == Worth::default() {
                continue;
            }
            if aspect == Aspect::Place {
                let most = worth.most();
                for bound in &mut bounds {
                    *bound += most;
                }
                continue;
            }
            let value = one.at.and_then(|at| own.get(aspect).of.get(at as usize));
            let row = match value {
                Some(&value) => self.row(aspect, worth, one, of, value),
                None => self.worths(aspect, worth, one, of),
            };
            for (bound, &value) in bounds.iter_mut().zip(&other.get(aspect).of) {
                *bound += row[value as usize];
            }
        }
        bounds
    }

    fn columns(&self, of: Of) -> (&Columns, &Columns) {
        let (old, new) = (&self.old.columns, &self.new.read().columns);
        match of {
            Of::Old => (old, new),
            Of::New => (new, old),
        }
    }

    /// The same for every element that has this value, so worked out once.
    fn row(&self, aspect: Aspect, worth: Worth, one: Side<'_>, of: Of, value: u32) -> Row {
        let key = (aspect as usize, of, value);
        if let Some(known) = self.rows.borrow().get(&key) {
            return Rc::clone(known);
        }
        let row = self.worths(aspect, worth, one, of);
        self.rows.borrow_mut().insert(key, Rc::clone(&row));
        row
    }

    fn worths(&self, aspect: Aspect, worth: Worth, one: Side<'_>, of: Of) -> Row {
        let column = self.columns(of).1.get(aspect);
        let pool = match of {
            Of::Old => &self.new.read().pool,
            Of::New => &self.old.pool,
        };
        // Which page a value is of does not matter for how alike two are.
        match aspect.reads() {
            Reads::Words(own) => {
                let own = own(one.traits);
                column.values.iter().map(|&value| worth.of(words(own, value, one.pool, pool))).collect()
            }
            Reads::Set(own) => {
                let own = own(one.traits);
                column.values.iter().map(|value| worth.of(set(own, value.words, one.pool, pool))).collect()
            }
            Reads::Other => {
                column.first.iter().map(|&at| worth.of(self.alike(aspect, one, of, at))).collect()
            }
        }
    }

    fn alike(&self, aspect: Aspect, one: Side<'_>, of: Of, at: u32) -> Likeness {
        match of {
            Of::Old => likeness(aspect, one, self.new.read().side(at as usize)),
            Of::New => likeness(aspect, self.old.side(at as usize), one),
        }
    }
}

/// The number that so many are not below; below all of them where there are fewer.
fn highest(numbers: &[f32], most: usize) -> f32 {
    if numbers.len() < most {
        return f32::NEG_INFINITY;
    }
    let mut sorted = numbers.to_vec();
    *sorted.select_nth_unstable_by(most - 1, |left, right| right.total_cmp(left)).1
}
