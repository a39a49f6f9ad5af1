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

/// What an aspect reads of an element, where that is words or a set: elements of a page share most of these.
#[derive(Clone, Copy)]
pub(super) enum Reads {
    Words(fn(&Traits) -> Words),
    Set(fn(&Traits) -> Set),
    /// A number or two, which are compared at once.
    Other,
}

impl Aspect {
    pub(super) fn reads(self) -> Reads {
        match self {
            Self::Name => Reads::Words(|traits| traits.name),
            Self::Text => Reads::Words(|traits| traits.text),
            Self::Id => Reads::Words(|traits| traits.id),
            Self::Field => Reads::Words(|traits| traits.field),
            Self::Value => Reads::Words(|traits| traits.value),
            Self::Link => Reads::Words(|traits| traits.link),
            Self::Classes => Reads::Words(|traits| traits.classes),
            Self::Action => Reads::Words(|traits| traits.action),
            Self::Group => Reads::Words(|traits| traits.group),
            Self::Heading => Reads::Words(|traits| traits.heading),
            Self::Parent => Reads::Words(|traits| traits.parent),
            Self::Data => Reads::Set(|traits| traits.data),
            Self::Fields => Reads::Set(|traits| traits.fields),
            Self::Landmarks => Reads::Set(|traits| traits.landmarks),
            Self::Ancestors => Reads::Set(|traits| traits.ancestors),
            Self::Neighbours => Reads::Set(|traits| traits.neighbours),
            Self::Inside => Reads::Set(|traits| traits.inside),
            Self::Company => Reads::Set(|traits| traits.company),
            Self::Circle => Reads::Set(|traits| traits.circle),
            Self::Topics => Reads::Set(|traits| traits.topics),
            _ => Reads::Other,
        }
    }
}

impl Aspect {
    /// What it reads of an element, where that is words or a set, which is words without a whole.
    pub(super) fn value(self, traits: &Traits) -> Option<Words> {
        match self.reads() {
            Reads::Words(of) => Some(of(traits)),
            Reads::Set(of) => Some(Words { whole: 0, words: of(traits) }),
            Reads::Other => None,
        }
    }
}

/// Compares two elements in all aspects but their place.
pub(super) fn compare(old: Side<'_>, new: Side<'_>) -> [Likeness; ASPECTS] {
    Aspect::ALL.map(|aspect| likeness(aspect, old, new))
}

/// Compares two elements in one aspect.
pub(super) fn likeness(aspect: Aspect, old: Side<'_>, new: Side<'_>) -> Likeness {
    match aspect.reads() {
        Reads::Words(of) => words(of(old.traits), of(new.traits), old.pool, new.pool),
        Reads::Set(of) => set(of(old.traits), of(new.traits), old.pool, new.pool),
        Reads::Other => other(aspect, old, new),
    }
}

fn other(aspect: Aspect, old: Side<'_>, new: Side<'_>) -> Likeness {
    let (left, right) = (old.traits, new.traits);
    let same = |aspect| likeness(aspect, old, new) == Likeness::Same;
    let both = |agree: bool| if agree { Likeness::Same } else { Likeness::Silent };
    let known = |of: fn(&Traits) -> u32| known(of(left) != 0, of(right) != 0, of(left) == of(right));
    match aspect {
        Aspect::Tag => Likeness::of(left.tag == right.tag),
        Aspect::Family => Likeness::of(left.family == right.family),
        Aspect::Role => known(|traits| traits.role),
        Aspect::Kind => known(|traits| traits.kind),
        Aspect::Landmark => known(|traits| traits.landmark),
        Aspect::Item => known(|traits| traits.item),
        Aspect::Layer => Likeness::of(left.overlaid == right.overlaid),
        Aspect::Index => index(left.index, right.index),
        Aspect::Rank => Likeness::of(left.rank == right.rank),
        Aspect::Within => Likeness::of(left.within == right.within),
        Aspect::Function => {
            self::known(left.function != 0, right.function != 0, left.function == right.function)
        }
        Aspect::NameAndFunction => both(same(Aspect::Name) && same(Aspect::Function)),
        Aspect::NameAndPlace => {
            let places = [Aspect::Group, Aspect::Heading, Aspect::Neighbours];
            both(same(Aspect::Name) && places.into_iter().any(same))
        }
        // Two elements alone do not say what their place is; whoever knows the pages fills it in.
        _ => Likeness::Silent,
    }
}

fn known(left: bool, right: bool, agree: bool) -> Likeness {
    match (left, right) {
        (false, false) => Likeness::Silent,
        (true, true) => Likeness::of(agree),
        _ => Likeness::OneSided,
    }
}

pub(super) fn words(left: Words, right: Words, old: &Pool, new: &Pool) -> Likeness {
    match (left.is_empty(), right.is_empty()) {
        (true, true) => Likeness::Silent,
        (false, false) if left.whole == right.whole => Likeness::Same,
        (false, false) => Likeness::Partly(dice(left.words, right.words, old, new).min(0.95)),
        _ => Likeness::OneSided,
    }
}

pub(super) fn set(left: Set, right: Set, old: &Pool, new: &Pool) -> Likeness {
    match (left.is_empty(), right.is_empty()) {
        (true, true) => Likeness::Silent,
        (false, false) => {
            let degree = dice(left, right, old, new);
            if degree >= 1.0 { Likeness::Same } else { Likeness::Partly(degree) }
        }
        _ => Likeness::OneSided,
    }
}

/// Sørensen-Dice coefficient of two sorted sets.
fn dice(left: Set, right: Set, old: &Pool, new: &Pool) -> f32 {
    if left.is_apart(right) {
        return 0.0;
    }
    let (left, right) = (old.get(left), new.get(right));
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
