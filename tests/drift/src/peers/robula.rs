//! ROBULA+: from `//*` the `XPath` is made more specific, step by step and breadth first, until it matches the element
//! alone. After M. Leotta, A. Stocco, F. Ricca, P. Tonella: ROBULA+: an algorithm for generating robust `XPath`
//! locators for web testing. Journal of Software: Evolution and Process 28(3), 2016, doi:10.1002/smr.1771.

use std::collections::VecDeque;

use super::{Locator, View};

/// Attributes in the order in which they are tried; others come after them.
const PREFERRED: [&str; 5] = ["name", "class", "title", "alt", "value"];
/// Attributes that are never used.
const FRAGILE: [&str; 10] =
    ["href", "src", "onclick", "onload", "tabindex", "width", "height", "style", "size", "maxlength"];
/// `XPath`s that are tried before an element is taken to have none.
const PATIENCE: usize = 20_000;
/// Attributes of which all sets are tried.
const MOST_IN_SETS: usize = 8;

/// The locator.
pub struct Robula;

/// One step of an `XPath`; the conditions are in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Step {
    /// `*` if there is none.
    tag: Option<String>,
    attributes: Vec<(String, String)>,
    text: Option<String>,
    position: Option<usize>,
}

/// `//a/b/c`, the outermost step first.
type Path = Vec<Step>;

impl Locator for Robula {
    fn name(&self) -> &'static str {
        "ROBULA+"
    }

    fn find(&self, old: &View<'_>, element: usize, new: &View<'_>, gone: &[&[bool]]) -> Vec<Vec<usize>> {
        let path = generate(old, element);
        gone.iter()
            .map(|gone| path.as_deref().map(|path| matches(new, path, gone)).unwrap_or_default())
            .collect()
    }
}

fn generate(view: &View<'_>, element: usize) -> Option<Path> {
    let ancestors: Vec<usize> = view.upwards(element).collect();
    let nothing_gone = vec![false; view.elements.len()];
    let mut open = VecDeque::from([vec![Step::default()]]);
    let mut tried = 0;
    while let Some(path) = open.pop_front() {
        for refined in refinements(view, &ancestors, &path) {
            if matches(view, &refined, &nothing_gone) == [element] {
                return Some(refined);
            }
            tried += 1;
            if tried > PATIENCE {
                return None;
            }
            open.push_back(refined);
        }
    }
    None
}

/// The paths that are one transformation more specific, in the paper's order.
fn refinements(view: &View<'_>, ancestors: &[usize], path: &[Step]) -> Vec<Path> {
    let head = &path[0];
    let subject = ancestors[path.len() - 1];
    let with = |step: Step| {
        let mut refined = path.to_vec();
        refined[0] = step;
        refined
    };
    let is_bare = head.attributes.is_empty() && head.text.is_none() && head.position.is_none();
    let mut refined = Vec::new();
    if head.tag.is_none() {
        refined.push(with(Step { tag: Some(view.tag(subject).to_owned()), ..head.clone() }));
    }
    let by_attributes = |attributes: Vec<(String, String)>| with(Step { attributes, ..head.clone() });
    if let Some(id) = view.attribute(subject, "id").filter(|_| is_bare) {
        refined.push(by_attributes(vec![("id".to_owned(), id.to_owned())]));
    }
    let own = own_text(view, subject);
    if !own.is_empty() && head.text.is_none() && head.position.is_none() {
        refined.push(with(Step { text: Some(own), ..head.clone() }));
    }
    if is_bare {
        let all = attributes(view, subject);
        refined
            .extend(all.iter().filter(|(name, _)| name != "id").map(|one| by_attributes(vec![one.clone()])));
        refined.extend(sets(&all).into_iter().map(by_attributes));
    }
    if head.position.is_none() {
        let position = Some(position(view, subject, head.tag.is_some()));
        refined.push(with(Step { position, ..head.clone() }));
    }
    if path.len() < ancestors.len() {
        let mut deeper = vec![Step::default()];
        deeper.extend_from_slice(path);
        refined.push(deeper);
    }
    refined
}

/// Attributes that may be used, the preferred ones first.
fn attributes(view: &View<'_>, element: usize) -> Vec<(String, String)> {
    let rank = |name: &str| match name {
        "id" => 0,
        name => 1 + PREFERRED.iter().position(|preferred| *preferred == name).unwrap_or(PREFERRED.len()),
    };
    let mut all: Vec<(String, String)> = view
        .document
        .attributes(view.elements[element])
        .filter(|(name, _)| !FRAGILE.contains(name))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    all.sort_by_key(|(name, _)| rank(name));
    all
}

/// All sets of at least two attributes, small ones and those of preferred attributes first.
fn sets(attributes: &[(String, String)]) -> Vec<Vec<(String, String)>> {
    let attributes = &attributes[..attributes.len().min(MOST_IN_SETS)];
    let mut members: Vec<Vec<usize>> = (0u32..1 << attributes.len())
        .map(|set| (0..attributes.len()).filter(|at| set >> at & 1 == 1).collect())
        .filter(|set: &Vec<usize>| set.len() > 1)
        .collect();
    members.sort_by_key(|set| (set.len(), set.clone()));
    members.into_iter().map(|set| set.into_iter().map(|at| attributes[at].clone()).collect()).collect()
}

/// The first text of an element's own, which is what `contains(text(), ...)` looks at.
fn own_text(view: &View<'_>, element: usize) -> String {
    let document = view.document;
    let first = document.children(view.elements[element]).find_map(|child| document.characters(child));
    first.unwrap_or_default().trim().to_owned()
}

/// Number among the siblings, or among those with the same tag, from 1.
fn position(view: &View<'_>, element: usize, same_tag: bool) -> usize {
    siblings(view, element)
        .filter(|&sibling| sibling <= element)
        .filter(|&sibling| !same_tag || view.tag(sibling) == view.tag(element))
        .count()
}

fn siblings<'v>(view: &'v View<'_>, element: usize) -> impl Iterator<Item = usize> + 'v {
    let document = view.document;
    let parent = document.parent(view.elements[element]);
    parent
        .into_iter()
        .flat_map(|parent| document.child_elements(parent))
        .filter_map(|sibling| view.number(sibling))
}

/// What a path matches, of what is not gone.
fn matches(view: &View<'_>, path: &[Step], gone: &[bool]) -> Vec<usize> {
    (0..view.elements.len()).filter(|&element| !gone[element] && ends_at(view, path, element, gone)).collect()
}

fn ends_at(view: &View<'_>, path: &[Step], element: usize, gone: &[bool]) -> bool {
    let mut at = element;
    for (left, step) in path.iter().enumerate().rev() {
        if !holds(view, step, at, gone) {
            return false;
        }
        if left > 0 {
            if view.parents[at] == at {
                return false;
            }
            at = view.parents[at];
        }
    }
    true
}

fn holds(view: &View<'_>, step: &Step, element: usize, gone: &[bool]) -> bool {
    let passes = |element: usize| {
        step.tag.as_deref().is_none_or(|tag| tag == view.tag(element))
            && step
                .attributes
                .iter()
                .all(|(name, value)| view.document.attribute(view.elements[element], name) == Some(value))
            && step.text.as_deref().is_none_or(|text| own_text(view, element).contains(text))
    };
    passes(element)
        && step.position.is_none_or(|position| {
            siblings(view, element)
                .filter(|&sibling| sibling <= element && !gone[sibling] && passes(sibling))
                .count()
                == position
        })
}

#[cfg(test)]
mod tests {
    use waymark_identify::{Document, text};

    use super::{Locator as _, Robula, View};
    use crate::corpus::matches;

    /// Texts of what is found of an element once something is deleted.
    fn found(html: &str, element: &str, deleted: &str) -> Vec<String> {
        let page = Document::from_html(html).unwrap_or_else(|error| panic!("{error}"));
        let view = View::new(&page, Vec::new());
        let number = |css: &str| matches(&page, css).first().and_then(|&node| view.number(node));
        let gone = view.without(&number(deleted).into_iter().collect::<Vec<_>>());
        let found = Robula.find(&view, number(element).unwrap_or_default(), &view, &[&gone]).remove(0);
        found.into_iter().map(|at| text::readable(&page, view.elements[at])).collect()
    }

    const PAGE: &str =
        "<ul><li><a class=b>One</a><li><a class=b>Two</a></ul><p><a class=b href=/x>Two</a><b>!</b></p>";

    #[test]
    fn every_element_is_found_on_its_own_page() {
        for (element, text) in [("li:first-child a", "One"), ("li + li a", "Two"), ("p a", "Two"), ("b", "!")]
        {
            assert_eq!(found(PAGE, element, "none"), [text], "{element}");
        }
    }

    #[test]
    fn what_is_gone_is_not_found_by_its_words_but_its_place_is_taken() {
        assert_eq!(found(PAGE, "li:first-child a", "li:first-child a"), Vec::<String>::new());
        let alike = "<ul><li>A</li><li>A</li></ul>";
        assert_eq!(found(alike, "li:first-child", "li:first-child"), ["A"]);
    }
}
