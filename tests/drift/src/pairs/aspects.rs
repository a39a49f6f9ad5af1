//! How two records compare: in the aspects of the product's comparison, and in what else records hold: boxes, spelling
//! and paths.

use std::collections::BTreeSet;

use waymark_identify::OldPage;
use waymark_identify::locate::{ASPECTS, Likeness};
use waymark_model::Scene;

use super::archive::Record;
use super::fingerprints::fingerprint;
use super::rarity::Rarity;
use crate::peers::strings;

/// Number of aspects: those of the product, then these.
pub(super) const ALL: usize = ASPECTS + OWN;
const OWN: usize = Own::LeadsTo as usize + 1;
/// Longest string whose spelling is compared, in characters.
const LONGEST: usize = 200;
/// Distance at which two places have nothing to do with each other, in CSS pixels.
const FAR: f64 = 400.0;

/// What records hold beyond the product's aspects, in this order after them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Own {
    Text,
    Classes,
    Address,
    Alt,
    Path,
    IdPath,
    /// The last steps of the path, from the element upwards.
    Tail,
    Depth,
    Place,
    /// The place from left to right alone.
    Column,
    Area,
    Shape,
    Button,
    /// The new element is made to be used, whatever the old one was: people point at what can be used.
    Used,
    Around,
    Words,
    AddressWords,
    LeadsTo,
}

impl Own {
    /// Its position among all aspects.
    pub const fn at(self) -> usize {
        ASPECTS + self as usize
    }
}

/// How two records compare.
pub(super) type Likenesses = [Likeness; ALL];

/// The records of one page, made comparable.
pub(super) struct Side {
    page: OldPage,
    spelled: Vec<Spelled>,
}

/// What is compared letter by letter and number by number.
struct Spelled {
    text: Vec<char>,
    classes: Vec<char>,
    address: Vec<char>,
    alt: Vec<char>,
    xpath: Vec<char>,
    idxpath: Vec<char>,
    /// The last steps down, with their numbers.
    tail: Vec<String>,
    depth: f64,
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    is_button: bool,
    is_interactive: bool,
    around: BTreeSet<String>,
    /// Words of the text, without punctuation.
    words: BTreeSet<String>,
    /// Words of the whole address, its query included.
    address_words: BTreeSet<String>,
    /// Where the link leads: host and path.
    leads_to: String,
}

impl Side {
    pub fn of(records: &[Record]) -> Self {
        let scene = Scene { elements: records.iter().map(fingerprint).collect(), ..Scene::default() };
        Self { page: OldPage::new(&scene), spelled: records.iter().map(Spelled::of).collect() }
    }

    /// Compares one of these records with all of the new page.
    pub fn against(&self, new: &Self) -> Vec<Vec<Likenesses>> {
        let rarities = Rarities::of(new);
        let row = |at| (0..new.spelled.len()).map(|its| self.compare(at, new, its, &rarities)).collect();
        (0..self.spelled.len()).map(row).collect()
    }

    /// What each record would be at best: itself.
    pub fn against_itself(&self) -> Vec<Likenesses> {
        let rarities = Rarities::of(self);
        (0..self.spelled.len()).map(|at| self.compare(at, self, at, &rarities)).collect()
    }

    fn compare(&self, at: usize, other: &Self, its: usize, rarities: &Rarities<'_>) -> Likenesses {
        let mut all = [Likeness::Silent; ALL];
        all[..ASPECTS].copy_from_slice(&self.page.likenesses(at, &other.page, its));
        for (own, likeness) in self.spelled[at].compare(&other.spelled[its], rarities) {
            all[own.at()] = likeness;
        }
        all
    }
}

/// How rare words are on the new page.
struct Rarities<'a> {
    words: Rarity<'a>,
    address_words: Rarity<'a>,
}

impl<'a> Rarities<'a> {
    fn of(new: &'a Side) -> Self {
        Self {
            words: Rarity::of(new.spelled.iter().map(|each| &each.words)),
            address_words: Rarity::of(new.spelled.iter().map(|each| &each.address_words)),
        }
    }
}

impl Spelled {
    fn of(record: &Record) -> Self {
        let letters = |text: &str| text.to_lowercase().chars().take(LONGEST).collect();
        let steps: Vec<&str> = record.xpath.split('/').filter(|step| !step.is_empty()).collect();
        let place = record.location;
        Self {
            text: letters(&record.visible_text.join(" ")),
            classes: letters(&record.class_list.join(" ")),
            address: letters(&record.href),
            alt: letters(&record.alt),
            xpath: letters(&record.xpath),
            idxpath: letters(&record.idxpath),
            tail: steps.iter().rev().take(4).map(|&step| step.to_ascii_lowercase()).collect(),
            depth: steps.len() as f64,
            x: place.x,
            y: place.y,
            width: place.width,
            height: place.height,
            is_button: record.is_button,
            is_interactive: record.is_button || is_interactive(&record.tag),
            around: record.neighbor_text.iter().map(|word| word.to_lowercase()).collect(),
            words: record
                .visible_text
                .iter()
                .map(|word| bare(word))
                .filter(|word| !word.is_empty())
                .collect(),
            address_words: address_words(&record.href),
            leads_to: leads_to(&record.href),
        }
    }

    fn compare(&self, new: &Self, rarities: &Rarities<'_>) -> [(Own, Likeness); OWN] {
        let distance = (self.x - new.x).hypot(self.y - new.y);
        let shape = |of: &Self| if of.height > 0.0 { of.width / of.height } else { 0.0 };
        let tail = self.tail.iter().zip(&new.tail).take_while(|(one, other)| one == other).count();
        let tails = self.tail.len().max(new.tail.len()).max(1);
        let shared = self.around.intersection(&new.around).count();
        let around = self.around.len().max(new.around.len());
        let yes = |holds: bool| degree(f64::from(u8::from(holds)));
        [
            (Own::Text, spelling(&self.text, &new.text)),
            (Own::Classes, spelling(&self.classes, &new.classes)),
            (Own::Address, spelling(&self.address, &new.address)),
            (Own::Alt, spelling(&self.alt, &new.alt)),
            (Own::Path, spelling(&self.xpath, &new.xpath)),
            (Own::IdPath, spelling(&self.idxpath, &new.idxpath)),
            (Own::Tail, degree(tail as f64 / tails as f64)),
            (Own::Depth, degree(ratio(self.depth, new.depth))),
            (Own::Place, degree(1.0 - distance.min(FAR) / FAR)),
            (Own::Column, degree(1.0 - (self.x - new.x).abs().min(FAR) / FAR)),
            (Own::Area, degree(ratio(self.width * self.height, new.width * new.height))),
            (Own::Shape, degree(ratio(shape(self), shape(new)))),
            (Own::Button, yes(self.is_button == new.is_button)),
            (Own::Used, yes(new.is_interactive)),
            (Own::Around, if around == 0 { Likeness::Silent } else { degree(shared as f64 / around as f64) }),
            (Own::Words, rarities.words.compare(&self.words, &new.words)),
            (Own::AddressWords, rarities.address_words.rarest(&self.address_words, &new.address_words)),
            (
                Own::LeadsTo,
                match (self.leads_to.is_empty(), new.leads_to.is_empty()) {
                    (true, true) => Likeness::Silent,
                    (false, false) => yes(self.leads_to == new.leads_to),
                    _ => Likeness::OneSided,
                },
            ),
        ]
    }
}

/// Whether an element with this tag is made to be used.
fn is_interactive(tag: &str) -> bool {
    matches!(&*tag.to_ascii_lowercase(), "a" | "button" | "input" | "select" | "textarea" | "summary")
}

/// A word without case and punctuation: "U.S." is "us".
fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn address_words(address: &str) -> BTreeSet<String> {
    let words = address.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| word.len() > 1);
    words.map(str::to_lowercase).collect()
}

fn leads_to(address: &str) -> String {
    let Some((_, rest)) = address.split_once("://") else { return String::new() };
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    rest[..end].trim_end_matches('/').trim_start_matches("www.").to_lowercase()
}

fn spelling(one: &[char], other: &[char]) -> Likeness {
    match (one.is_empty(), other.is_empty()) {
        (true, true) => Likeness::Silent,
        (false, false) => degree(strings::likeness(one, other)),
        _ => Likeness::OneSided,
    }
}

fn degree(degree: f64) -> Likeness {
    if degree >= 1.0 { Likeness::Same } else { Likeness::Partly(degree.max(0.0) as f32) }
}

fn ratio(one: f64, other: f64) -> f64 {
    let most = one.max(other);
    if most > 0.0 { one.min(other).max(0.0) / most } else { 0.0 }
}
