//! Similo: the element with the highest weighted sum of fourteen similarities, whatever the sum; here with all elements
//! of the page as candidates. After M. Nass, E. Alégroth, R. Feldt, M. Leotta, F. Ricca: Similarity-based web element
//! localization for robust test automation. ACM TOSEM 32(3), 2023, doi:10.1145/3571855. With the mutual check the
//! best candidate counts only if, of all elements of the old page, the target is what it is most like.

use std::collections::BTreeSet;

use super::strings::likeness;
use super::{Locator, View};

/// How far around an element its neighbours are looked for, in CSS pixels.
const AROUND: i32 = 50;
/// Distance at which two places have nothing to do with each other, in CSS pixels.
const FAR: f64 = 100.0;

/// The locator.
pub struct Similo {
    /// The best candidate must be most like the target in turn.
    pub mutual: bool,
}

/// What is compared of an element.
#[derive(Debug)]
pub(crate) struct Traits {
    tag: String,
    name: Option<String>,
    id: Option<String>,
    is_button: bool,
    /// With their weights: class, href, alt, xpath, id-xpath, visible text.
    strings: [(Option<Vec<char>>, f64); 6],
    area: f64,
    shape: f64,
    place: (f64, f64),
    neighbours: BTreeSet<String>,
}

/// What is seen of an element; empty where there is nothing.
pub(crate) struct Seen {
    pub tag: String,
    pub name: String,
    pub id: String,
    pub class: String,
    pub href: String,
    pub alt: String,
    pub xpath: String,
    pub idxpath: String,
    pub text: String,
    pub is_button: bool,
    /// `[x, y, width, height]` in CSS pixels.
    pub bounds: [f64; 4],
    /// Words of what stands around.
    pub neighbours: BTreeSet<String>,
}

impl From<Seen> for Traits {
    fn from(seen: Seen) -> Self {
        let told = |text: String| Some(text).filter(|text| !text.is_empty());
        let letters = |text: String| told(text).map(|text| text.chars().take(200).collect());
        let [x, y, width, height] = seen.bounds;
        Self {
            tag: seen.tag,
            name: told(seen.name),
            id: told(seen.id),
            is_button: seen.is_button,
            strings: [
                (letters(seen.class), 0.5),
                (letters(seen.href), 0.5),
                (letters(seen.alt), 0.5),
                (letters(seen.xpath), 0.5),
                (letters(seen.idxpath), 0.5),
                (letters(seen.text), 1.5),
            ],
            area: width * height,
            shape: if height > 0.0 { width * 100.0 / height } else { 0.0 },
            place: (x, y),
            neighbours: seen.neighbours,
        }
    }
}

impl Locator for Similo {
    fn name(&self) -> &'static str {
        if self.mutual { "Similo, all elements, mutual" } else { "Similo, all elements" }
    }

    fn find(&self, old: &View<'_>, element: usize, new: &View<'_>, gone: &[&[bool]]) -> Vec<Vec<usize>> {
        let (rivals, candidates) = (old.similo(), new.similo());
        let scores: Vec<f64> = candidates.iter().map(|candidate| rivals[element].score(candidate)).collect();
        let is_mutual =
            |best: usize| rivals.iter().all(|rival| rival.score(&candidates[best]) <= scores[best]);
        gone.iter()
            .map(|gone| {
                let best = (0..scores.len())
                    .filter(|&at| !gone[at])
                    // Of several alike the first.
                    .max_by(|&one, &other| scores[one].total_cmp(&scores[other]).then(other.cmp(&one)));
                best.filter(|&best| !self.mutual || is_mutual(best)).into_iter().collect()
            })
            .collect()
    }
}

impl Traits {
    pub(super) fn of(view: &View<'_>, element: usize) -> Self {
        let attribute = |name| view.attribute(element, name).unwrap_or_default().to_owned();
        let (tag, class, kind) = (view.tag(element).to_owned(), attribute("class"), attribute("type"));
        let text = [view.texts[element].clone(), attribute("value"), attribute("placeholder")];
        Self::from(Seen {
            name: attribute("name"),
            id: attribute("id"),
            is_button: match tag.as_str() {
                "button" => true,
                "a" => class.contains("btn"),
                "input" => matches!(kind.as_str(), "button" | "submit" | "reset"),
                _ => false,
            },
            class,
            href: attribute("href"),
            alt: attribute("alt"),
            xpath: xpath(view, element, false),
            idxpath: xpath(view, element, true),
            text: text.into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
            bounds: view.bounds[element].map(f64::from),
            neighbours: neighbours(view, element),
            tag,
        })
    }

    /// The weighted sum of similarities.
    pub(crate) fn score(&self, other: &Self) -> f64 {
        let same = |one: &Option<String>, other: &Option<String>| {
            let both = one.as_ref().zip(other.as_ref());
            f64::from(u8::from(both.is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))))
        };
        let mut score = 0.0;
        score += 1.5 * f64::from(u8::from(self.tag == other.tag));
        score += 1.5 * same(&self.name, &other.name) + 1.5 * same(&self.id, &other.id);
        score += 0.5 * f64::from(u8::from(self.is_button == other.is_button));
        for ((own, weight), (its, _)) in self.strings.iter().zip(&other.strings) {
            if let (Some(own), Some(its)) = (own, its) {
                score += weight * likeness(own, its);
            }
        }
        score += 0.5 * ratio(self.area, other.area) + 0.5 * ratio(self.shape, other.shape);
        let distance = (self.place.0 - other.place.0).hypot(self.place.1 - other.place.1);
        score += 0.5 * (FAR - distance).max(0.0) / FAR;
        let shared = self.neighbours.intersection(&other.neighbours).count() as f64;
        score + 1.5 * shared / self.neighbours.len().max(other.neighbours.len()).max(1) as f64
    }
}

fn ratio(one: f64, other: f64) -> f64 {
    let most = one.max(other);
    if most > 0.0 { one.min(other) / most } else { 0.0 }
}

/// The way down by tags and numbers, from the root or from the nearest ancestor that has an id.
fn xpath(view: &View<'_>, element: usize, from_id: bool) -> String {
    let mut steps = Vec::new();
    for at in view.upwards(element) {
        if let Some(id) = view.attribute(at, "id").filter(|_| from_id) {
            steps.push(format!("//*[@id='{id}']"));
            break;
        }
        let document = view.document;
        let number = document.parent(view.elements[at]).map_or(1, |parent| {
            document
                .child_elements(parent)
                .filter(|&sibling| sibling <= view.elements[at] && document.tag(sibling) == view.tag(at))
                .count()
        });
        steps.push(format!("/{}[{number}]", view.tag(at)));
    }
    steps.reverse();
    steps.concat()
}

/// Words of the elements without children that stand close by.
fn neighbours(view: &View<'_>, element: usize) -> BTreeSet<String> {
    let [x, y, width, height] = view.bounds[element];
    let is_near = |[left, top, wide, high]: [i32; 4]| {
        wide > 0
            && high > 0
            && left < x + width + AROUND
            && left + wide > x - AROUND
            && top < y + height + AROUND
            && top + high > y - AROUND
    };
    (0..view.elements.len())
        .filter(|&at| at != element && is_near(view.bounds[at]))
        .filter(|&at| view.document.child_elements(view.elements[at]).next().is_none())
        .flat_map(|at| view.texts[at].split_whitespace().map(str::to_lowercase).take(20).collect::<Vec<_>>())
        .collect()
}
