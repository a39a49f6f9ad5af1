//! How alike two elements are, aspect by aspect. Each aspect is one of four things: both have nothing to say,
//! one of them has, both agree exactly, or both agree to a degree. What that is worth is `model`'s.

use serde::{Deserialize, Serialize};

use super::tokens::{Pool, Set, shared};
use super::traits::{Traits, Words};

/// An aspect of an element, in the order of the model's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[repr(usize)]
#[allow(missing_docs, reason = "each is what its trait is called")]
pub enum Aspect {
    Tag,
    /// What kind of control the tag makes.
    Family,
    Role,
    Name,
    Text,
    Id,
    Field,
    Kind,
    Value,
    Link,
    Classes,
    Data,
    Action,
    Fields,
    Landmark,
    Landmarks,
    Group,
    Heading,
    Parent,
    Ancestors,
    Neighbours,
    Item,
    Inside,
    /// What else is in the small part of the page around it.
    Company,
    /// What else is in the large part of the page around it.
    Circle,
    /// Whether it lies over the page: in a drawer, a dialog.
    Layer,
    /// What the parts around it are about.
    Topics,
    Index,
    /// Where it stands between what is surely the same; `anchors` says how.
    Place,
    /// How many before it have the same name and kind.
    Rank,
    Within,
    Function,
    /// Name and function both agree exactly.
    NameAndFunction,
    /// Name and place (group, heading or all neighbours) both agree exactly.
    NameAndPlace,
}

impl Aspect {
    /// All, in order.
    pub const ALL: [Self; ASPECTS] = [
        Self::Tag,
        Self::Family,
        Self::Role,
        Self::Name,
        Self::Text,
        Self::Id,
        Self::Field,
        Self::Kind,
        Self::Value,
        Self::Link,
        Self::Classes,
        Self::Data,
        Self::Action,
        Self::Fields,
        Self::Landmark,
        Self::Landmarks,
        Self::Group,
        Self::Heading,
        Self::Parent,
        Self::Ancestors,
        Self::Neighbours,
        Self::Item,
        Self::Inside,
        Self::Company,
        Self::Circle,
        Self::Layer,
        Self::Topics,
        Self::Index,
        Self::Place,
        Self::Rank,
        Self::Within,
        Self::Function,
        Self::NameAndFunction,
        Self::NameAndPlace,
    ];
}

/// Number of aspects.
pub const ASPECTS: usize = 34;

/// How one aspect of two elements compares.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Likeness {
    /// Neither has anything to say.
    #[default]
    Silent,
    /// One has something to say, the other nothing.
    OneSided,
    /// The same.
    Same,
    /// Alike to this degree, above 0 and below 1, or not at all.
    Partly(f32),
}

impl Likeness {
    fn of(agree: bool) -> Self {
        if agree { Self::Same } else { Self::Partly(0.0) }
    }

    /// 1 for the same, down to 0; nothing where there is nothing to compare.
    #[must_use]
    pub fn degree(self) -> Option<f32> {
        match self {
            Self::Silent | Self::OneSided => None,
            Self::Same => Some(1.0),
            Self::Partly(degree) => Some(degree),
        }
    }
}

/// An element with the pool its sets lie in.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub traits: &'a Traits,
    pub pool: &'a Pool,
    /// Its place among the page's notable elements, if it is one.
    pub at: Option<u32>,
}

/// Compares two elements in all aspects but their place.
pub(super) fn compare(old: Side<'_>, new: Side<'_>) -> [Likeness; ASPECTS] {
    let (left, right) = (old.traits, new.traits);
    let words = |of: fn(&Traits) -> Words| words(of(left), of(right), old.pool, new.pool);
    let set = |of: fn(&Traits) -> Set| set(of(left), of(right), old.pool, new.pool);
    let name = words(|traits| traits.name);
    let group = words(|traits| traits.group);
    let heading = words(|traits| traits.heading);
    let neighbours = set(|traits| traits.neighbours);
    let function = known(left.function != 0, right.function != 0, left.function == right.function);
    let same = |likeness| likeness == Likeness::Same;
    let both = |agree: bool| if agree { Likeness::Same } else { Likeness::Silent };
    let is_in_place = same(group) || same(heading) || same(neighbours);
    [
        Likeness::of(left.tag == right.tag),
        Likeness::of(left.family == right.family),
        known(left.role != 0, right.role != 0, left.role == right.role),
        name,
        words(|traits| traits.text),
        words(|traits| traits.id),
        words(|traits| traits.field),
        known(left.kind != 0, right.kind != 0, left.kind == right.kind),
        words(|traits| traits.value),
        words(|traits| traits.link),
        words(|traits| traits.classes),
        set(|traits| traits.data),
        words(|traits| traits.action),
        set(|traits| traits.fields),
        known(left.landmark != 0, right.landmark != 0, left.landmark == right.landmark),
        set(|traits| traits.landmarks),
        group,
        heading,
        words(|traits| traits.parent),
        set(|traits| traits.ancestors),
        neighbours,
        known(left.item != 0, right.item != 0, left.item == right.item),
        set(|traits| traits.inside),
        set(|traits| traits.company),
        set(|traits| traits.circle),
        Likeness::of(left.overlaid == right.overlaid),
        set(|traits| traits.topics),
        index(left.index, right.index),
        // Two elements alone do not say; whoever knows the pages fills it in.
        Likeness::Silent,
        Likeness::of(left.rank == right.rank),
        Likeness::of(left.within == right.within),
        function,
        both(same(name) && same(function)),
        both(same(name) && is_in_place),
    ]
}

fn known(left: bool, right: bool, agree: bool) -> Likeness {
    match (left, right) {
        (false, false) => Likeness::Silent,
        (true, true) => Likeness::of(agree),
        _ => Likeness::OneSided,
    }
}

fn words(left: Words, right: Words, old: &Pool, new: &Pool) -> Likeness {
    match (left.is_empty(), right.is_empty()) {
        (true, true) => Likeness::Silent,
        (false, false) if left.whole == right.whole => Likeness::Same,
        (false, false) => Likeness::Partly(dice(old.get(left.words), new.get(right.words)).min(0.95)),
        _ => Likeness::OneSided,
    }
}

fn set(left: Set, right: Set, old: &Pool, new: &Pool) -> Likeness {
    match (left.is_empty(), right.is_empty()) {
        (true, true) => Likeness::Silent,
        (false, false) => {
            let degree = dice(old.get(left), new.get(right));
            if degree >= 1.0 { Likeness::Same } else { Likeness::Partly(degree) }
        }
        _ => Likeness::OneSided,
    }
}

/// Sørensen-Dice coefficient of two sorted sets.
fn dice(left: &[u32], right: &[u32]) -> f32 {
    let all = left.len() + right.len();
    if all == 0 { 0.0 } else { 2.0 * shared(left, right) as f32 / all as f32 }
}

/// Places in a landmark: near is alike.
fn index(left: u32, right: u32) -> Likeness {
    match left.abs_diff(right) {
        0 => Likeness::Same,
        distance => Likeness::Partly(1.0 / (1.0 + distance as f32 / 3.0)),
    }
}
