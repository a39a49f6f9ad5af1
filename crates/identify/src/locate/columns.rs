//! All notable elements of a page an aspect at a time, each value once: elements share their headings, ancestors and
//! style names, so that one comparison of two values serves many pairs of elements.

use super::aspects::{ASPECTS, Aspect, Reads};
use super::tokens::Pool;
use super::traits::{Traits, Words};
use crate::hashed::Numbered;

/// The elements of one page.
#[derive(Debug)]
pub(super) struct Columns([Column; ASPECTS]);

/// What all elements say in one aspect.
#[derive(Debug)]
pub(super) struct Column {
    /// Of each element, the number of its value.
    pub of: Vec<u32>,
    /// Of each value, the first element that has it.
    pub first: Vec<u32>,
    /// The values themselves, where they are words or sets.
    pub values: Vec<Words>,
}

impl Columns {
    pub fn of(traits: &[Traits], pool: &Pool) -> Self {
        Self(Aspect::ALL.map(|aspect| match aspect {
            Aspect::Place | Aspect::NameAndFunction | Aspect::NameAndPlace => Column::of_each(traits.len()),
            _ => {
                let column = Column::of(traits.iter().map(|each| key(aspect, each, pool)));
                let value = |&at: &u32| aspect.value(&traits[at as usize]);
                Column { values: column.first.iter().filter_map(value).collect(), ..column }
            }
        }))
    }

    pub fn get(&self, aspect: Aspect) -> &Column {
        &self.0[aspect as usize]
    }
}

impl Column {
    fn of(keys: impl Iterator<Item = u64>) -> Self {
        let mut known: Numbered<u64, u32> = Numbered::default();
        let mut first = Vec::new();
        let number = |(at, key)| {
            *known.entry(key).or_insert_with(|| {
                first.push(at);
                first.len() as u32 - 1
            })
        };
        let of = (0..).zip(keys).map(number).collect();
        Self { of, first, values: Vec::new() }
    }

    /// Nothing that two elements share.
    fn of_each(number: usize) -> Self {
        let each = || (0..number as u32).collect();
        Self { of: each(), first: each(), values: Vec::new() }
    }
}

/// A number for what an element says: two that have the same compare with anything in the same way.
fn key(aspect: Aspect, traits: &Traits, pool: &Pool) -> u64 {
    match aspect.reads() {
        Reads::Words(of) => {
            let words = of(traits);
            words.whole ^ content(pool.get(words.words)).rotate_left(17)
        }
        Reads::Set(of) => content(pool.get(of(traits))),
        Reads::Other => match aspect {
            Aspect::Tag => traits.tag.into(),
            Aspect::Family => traits.family as u64,
            Aspect::Role => traits.role.into(),
            Aspect::Kind => traits.kind.into(),
            Aspect::Landmark => traits.landmark.into(),
            Aspect::Item => traits.item.into(),
            Aspect::Layer => traits.overlaid.into(),
            Aspect::Index => traits.index.into(),
            Aspect::Rank => traits.rank.into(),
            Aspect::Within => traits.within,
            _ => traits.function,
        },
    }
}

/// A number for what is in a set.
fn content(numbers: &[u32]) -> u64 {
    numbers.iter().fold(numbers.len() as u64, |hash, &number| {
        (hash.rotate_left(5) ^ u64::from(number)).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}
