//! The catalogue's entries, read from `data/`: what each is, how it is measured, what it is worth. How an entry is found
//! on a page lies in `detect`.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use waymark_model::naming::convention::Convention;
use waymark_model::naming::destinations::name_at;
use waymark_model::{DestinationKind, Parameter, Phase, Stage, Trigger, Weight};

/// One micro or macro conversion that a shop may have.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Identity, and the name that an event made of it starts with: `snake_case`, within Google Analytics' limits.
    pub id: String,
    /// What a marketer calls it.
    pub name: String,
    /// What kind of act it is.
    pub family: Family,
    /// What it tells, in a marketer's words.
    pub about: String,
    /// What makes it fire, as it is first offered.
    pub trigger: Trigger,
    /// What is sent along; names of groups in the data, parameters once read.
    #[serde(deserialize_with = "parameters")]
    pub parameters: Vec<Parameter>,
    /// Funnel stage.
    pub stage: Stage,
    /// How strongly it goes with a purchase.
    pub weight: Weight,
    /// A conversion of its own instead of a step on the way.
    #[serde(rename = "macro", default)]
    pub is_macro: bool,
    /// Page types it belongs to; empty: every page.
    pub pages: Vec<String>,
    /// How many elements it is about.
    #[serde(default)]
    pub elements: Elements,
    /// Phase of the purchase: the file it stands in.
    #[serde(skip)]
    pub phase: Phase,
}

/// Kinds of acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Reading and watching.
    Content,
    /// Finding a way through the shop.
    Navigation,
    /// Looking closely at a product.
    Product,
    /// Leaving an address.
    Capture,
    /// Looking for reasons to trust the shop.
    Trust,
    /// Wanting to buy.
    Intent,
    /// Paying.
    Checkout,
}

/// How many elements of a page an entry is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Elements {
    /// One.
    #[default]
    One,
    /// Several alike.
    Set,
    /// None: the whole page.
    Page,
}

impl Entry {
    /// Whether it belongs on pages of this type; an empty type is a page that no rule knows.
    #[must_use]
    pub fn belongs_on(&self, page_type: &str) -> bool {
        self.pages.is_empty() || self.pages.iter().any(|page| page == page_type)
    }

    /// What a destination calls it.
    #[must_use]
    pub fn name_at(&self, destination: DestinationKind) -> String {
        name_at(&self.id, destination, Convention::default()).into_owned()
    }
}

/// Entries that no detector looks for yet: they are picked by hand.
const BY_HAND: [&str; 3] = ["reviews_view", "review_photo_open", "trust_badge_view"];

impl Entry {
    /// Whether it is looked for on a page at all.
    #[must_use]
    pub fn is_looked_for(&self) -> bool {
        self.elements != Elements::Page && !BY_HAND.contains(&self.id.as_str())
    }
}

/// The catalogue, phase by phase.
#[must_use]
pub fn entries() -> &'static [Entry] {
    &CATALOGUE
}

/// The entry with this id.
#[must_use]
pub fn entry(id: &str) -> Option<&'static Entry> {
    CATALOGUE.iter().find(|entry| entry.id == id)
}

// The files are part of the program: tests read them, so that what does not read never leaves the house.
static CATALOGUE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    const FILES: [(Phase, &str); 4] = [
        (Phase::Discovery, include_str!("../data/discovery.json")),
        (Phase::Consideration, include_str!("../data/consideration.json")),
        (Phase::Intent, include_str!("../data/intent.json")),
        (Phase::Checkout, include_str!("../data/checkout.json")),
    ];
    let read = |(phase, file): (Phase, &str)| {
        let entries: Vec<Entry> = serde_json::from_str(file).unwrap_or_default();
        entries.into_iter().map(move |entry| Entry { phase, ..entry })
    };
    FILES.into_iter().flat_map(read).collect()
});

static GROUPS: LazyLock<HashMap<String, Vec<Parameter>>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../data/parameters.json")).unwrap_or_default());

fn parameters<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Parameter>, D::Error> {
    let mut parameters = Vec::new();
    for group in Vec::<String>::deserialize(deserializer)? {
        let group = GROUPS
            .get(&group)
            .ok_or_else(|| serde::de::Error::custom(format!("there is no group of parameters {group}")))?;
        parameters.extend(group.iter().cloned());
    }
    Ok(parameters)
}
