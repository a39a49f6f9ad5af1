//! What is compared of an element: its fingerprint as hashes and small sets, made once an element.

use waymark_model::{Fingerprint, ProductWords};

use super::tokens::{Pool, Set, hash, number};
use super::vocabulary::Vocabulary;
use crate::hashed::Numbered;
use crate::topics::{OVERLAYS, says};

/// Most elements of one part of the page that are compared.
const COMPANY: usize = 60;

/// A text: as a whole, and its words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Words {
    /// Zero where there is none.
    pub whole: u64,
    pub words: Set,
}

impl Words {
    pub fn is_empty(self) -> bool {
        self.whole == 0
    }
}

/// The comparable traits of one element.
#[derive(Clone, Debug, Default)]
pub(super) struct Traits {
    pub tag: u32,
    /// What kind of control the tag makes: links and buttons swap tags in redesigns.
    pub family: Family,
    pub role: u32,
    pub name: Words,
    /// Nothing where it says what the name says.
    pub text: Words,
    pub id: Words,
    pub field: Words,
    pub kind: u32,
    pub value: Words,
    pub link: Words,
    pub classes: Words,
    pub data: Set,
    pub action: Words,
    pub fields: Set,
    pub landmark: u32,
    pub landmarks: Set,
    pub group: Words,
    pub heading: Words,
    pub parent: Words,
    pub ancestors: Set,
    pub neighbours: Set,
    pub item: u32,
    pub inside: Set,
    /// What else is in the small and in the large part of the page around it.
    pub company: Set,
    pub circle: Set,
    /// It lies over the page.
    pub overlaid: bool,
    /// What the parts around it are about.
    pub topics: Set,
    pub index: u32,
    /// How many elements before it have the same name and kind.
    pub rank: u32,
    pub within: u64,
    /// What it does for a visitor: where it leads, what it sends, what it asks for. Zero where unknown.
    pub function: u64,
}

impl Traits {
    /// What the element says and does in one number, for telling how much of a page is unchanged; nothing for
    /// elements that have too little to be told apart.
    pub fn signature(&self) -> Option<u64> {
        let words = self.name.whole ^ self.text.whole.rotate_left(8);
        let what = self.function.rotate_left(16) ^ self.field.whole.rotate_left(32);
        (words != 0 || self.function != 0).then_some(words ^ what ^ self.family as u64)
    }
}

/// What is compared of all that holds an element: the same for all that stand beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    landmark: u32,
    landmarks: Set,
    group: Words,
    parent: Words,
    ancestors: Set,
    overlaid: bool,
    topics: Set,
}

/// What kind of control a tag makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Family {
    /// Buttons and links.
    Press,
    /// Fields that take text.
    Type,
    /// Drop-downs, radio buttons, checkboxes and their labels.
    Choose,
    /// Forms.
    Form,
    /// Headings.
    Heading,
    /// Pictures, videos, frames.
    Media,
    #[default]
    Other,
}

/// Reads fingerprints of one page into one pool.
pub(super) struct Reading<'a> {
    words: Vocabulary<'a>,
}

impl<'a> Reading<'a> {
    pub fn new(product: &'a ProductWords) -> Self {
        Self { words: Vocabulary::new(product) }
    }

    /// The pool, when all is read.
    pub fn pool(self) -> Pool {
        self.words.pool
    }

    /// The traits of an element.
    pub fn traits(&mut self, fingerprint: &Fingerprint) -> Traits {
        let Fingerprint { ancestors, landmarks, group, .. } = fingerprint;
        let held = self.held(ancestors, landmarks, group);
        self.traits_within(fingerprint, &held)
    }

    /// What is compared of all that holds an element.
    pub fn held(&mut self, ancestors: &[String], landmarks: &[String], group: &str) -> Held {
        Held {
            landmark: landmarks.first().map_or(0, |landmark| number(landmark)),
            landmarks: self.names(landmarks),
            group: self.words.text(group),
            parent: self.identifier(ancestors.first().map_or("", String::as_str)),
            ancestors: self.words.identifiers(ancestors),
            overlaid: is_overlaid(ancestors, landmarks),
            topics: self.words.topics(ancestors),
        }
    }

    /// The traits of an element of which what holds it is known.
    pub fn traits_within(&mut self, fingerprint: &Fingerprint, held: &Held) -> Traits {
        let attribute = |name: &str| fingerprint.attributes.get(name).map_or("", String::as_str);
        let kind = attribute("type");
        let name = self.words.text(&fingerprint.name);
        let text = self.words.text(&fingerprint.text);
        let link = fingerprint.link.as_deref().unwrap_or_default();
        let form = fingerprint.form.as_ref();
        let family = family(&fingerprint.tag, &fingerprint.role, kind);
        let value =
            if family == Family::Choose || fingerprint.tag == "input" { attribute("value") } else { "" };
        let mut traits = Traits {
            tag: number(&fingerprint.tag),
            family,
            role: number_of(&fingerprint.role),
            name,
            text: if text.whole == name.whole { Words::default() } else { text },
            id: self.identifier(attribute("id")),
            field: self.identifier(attribute("name")),
            kind: number_of(kind),
            value: self.words.text(value),
            link: self.link(link),
            classes: self.classes(&fingerprint.classes),
            data: self.data(fingerprint),
            action: self.link(form.map_or("", |form| &form.action)),
            fields: self.names(form.map_or(&[][..], |form| &form.fields)),
            landmark: held.landmark,
            landmarks: held.landmarks,
            group: held.group,
            heading: self.words.text(&fingerprint.heading),
            parent: held.parent,
            ancestors: held.ancestors,
            neighbours: self.words.texts(&fingerprint.neighbours),
            item: number_of(&fingerprint.item),
            inside: self.words.identifiers(&fingerprint.inside),
            company: Set::default(),
            circle: Set::default(),
            overlaid: held.overlaid,
            topics: held.topics,
            index: fingerprint.index,
            rank: 0,
            within: fingerprint.within.iter().fold(0, |all, hop| all ^ hash(&format!("{hop:?}"))),
            function: 0,
        };
        traits.function = function(&traits, fingerprint);
        traits
    }

    /// Fills in what only all elements of a page together say.
    pub fn relate(&mut self, traits: &mut [Traits], parts: &[Vec<u32>]) {
        let mut members: Numbered<u32, Vec<u32>> = Numbered::default();
        let mut ranks: Numbered<(Family, u64), u32> = Numbered::default();
        for (each, parts) in traits.iter_mut().zip(parts) {
            let said = if each.name.is_empty() { each.text.whole } else { each.name.whole };
            let said = if said == 0 { each.function } else { said };
            for part in parts.iter().filter(|_| said != 0) {
                members.entry(*part).or_default().push((said ^ (said >> 32)) as u32);
            }
            let rank = ranks.entry((each.family, each.name.whole)).or_default();
            each.rank = *rank;
            *rank += 1;
        }
        let sets: Numbered<u32, Set> = members
            .into_iter()
            .map(|(part, said)| (part, self.words.pool.keep(said.into_iter().take(COMPANY))))
            .collect();
        for (each, parts) in traits.iter_mut().zip(parts) {
            let set = |at: usize| parts.get(at).and_then(|part| sets.get(part)).copied().unwrap_or_default();
            (each.company, each.circle) = (set(0), set(1));
        }
    }

    fn identifier(&mut self, name: &str) -> Words {
        if name.is_empty() {
            return Words::default();
        }
        Words { whole: hash(name), words: self.words.identifiers(&[name]) }
    }

    /// A path; that of a link to one product says only that it is one.
    fn link(&mut self, path: &str) -> Words {
        let path = path.trim_end_matches('/');
        if path.is_empty() {
            return Words::default();
        }
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        // Locale prefixes come and go.
        let bare = path
            .strip_prefix('/')
            .and_then(|rest| rest.split_once('/'))
            .filter(|(first, _)| is_locale(first));
        let whole = bare.map_or_else(|| hash(path), |(_, rest)| hash(&format!("/{rest}")));
        Words { whole, words: self.words.identifiers(&segments) }
    }

    fn classes(&mut self, classes: &[String]) -> Words {
        if classes.is_empty() {
            return Words::default();
        }
        let whole = classes.iter().fold(1, |all, class| all ^ hash(class));
        Words { whole, words: self.words.identifiers(classes) }
    }

    fn data(&mut self, fingerprint: &Fingerprint) -> Set {
        let told = ["id", "name", "type", "value", "title", "alt", "placeholder", "aria-label", "role"];
        let attributes = fingerprint.attributes.iter().filter(|(name, _)| !told.contains(&name.as_str()));
        self.words
            .pool
            .keep(attributes.flat_map(|(name, value)| [number(name), number(&format!("{name}={value}"))]))
    }

    fn names(&mut self, names: &[String]) -> Set {
        self.words.pool.keep(names.iter().map(|name| number(name)))
    }
}

fn number_of(text: &str) -> u32 {
    if text.is_empty() { 0 } else { number(text) }
}

fn is_locale(segment: &str) -> bool {
    let letters = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_lowercase());
    segment
        .split_once('-')
        .map_or_else(|| letters(segment), |(language, land)| letters(language) && letters(land))
}

fn family(tag: &str, role: &str, kind: &str) -> Family {
    match (tag, role) {
        ("form", _) | (_, "form" | "search") => Family::Form,
        ("a" | "button" | "summary", _) | (_, "button" | "link" | "tab" | "menuitem") => Family::Press,
        ("input", _) if matches!(kind, "radio" | "checkbox") => Family::Choose,
        ("select" | "label" | "option", _) | (_, "radio" | "checkbox" | "switch" | "option" | "listbox") => {
            Family::Choose
        }
        ("input" | "textarea", _) => Family::Type,
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) | (_, "heading") => Family::Heading,
        ("img" | "picture" | "video" | "audio" | "iframe" | "svg", _) => Family::Media,
        _ => Family::Other,
    }
}

fn is_overlaid(ancestors: &[String], landmarks: &[String]) -> bool {
    landmarks.iter().any(|landmark| landmark.ends_with("dialog"))
        || ancestors.iter().any(|name| says(&name.to_ascii_lowercase(), &OVERLAYS))
}

/// What the element does, in the shop's own terms, which outlast any theme.
fn function(traits: &Traits, fingerprint: &Fingerprint) -> u64 {
    let is_submit = traits.family == Family::Press
        && fingerprint.tag != "a"
        && fingerprint.attributes.get("type").is_none_or(|kind| kind == "submit" || kind == "image");
    if !traits.link.is_empty() {
        let is_particular = fingerprint.link.as_deref().is_some_and(|link| link.contains('*'));
        return if is_particular { 0 } else { traits.link.whole };
    }
    if fingerprint.tag == "form" && !traits.action.is_empty() {
        return traits.action.whole ^ 3;
    }
    if is_submit && !traits.action.is_empty() {
        return traits.action.whole ^ traits.field.whole ^ 5;
    }
    if !traits.field.is_empty() {
        return traits.action.whole ^ traits.field.whole ^ traits.value.whole ^ 7;
    }
    0
}
