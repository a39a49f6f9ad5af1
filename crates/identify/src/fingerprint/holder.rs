//! What holds an element: its ancestors by what they are called, landmarks, the nearest named group. The same for all
//! elements with one parent, so it is looked at once for them.

use std::cell::RefCell;
use std::rc::Rc;

use super::{MAX_TEXT, cut, kept};
use crate::document::{Document, NodeId};
use crate::hashed::Numbered;
use crate::name::name;
use crate::noise::{is_stable_class, is_stable_id};
use crate::role::role;
use crate::surroundings::{landmarks_by, path_up};
use crate::text;

/// Ancestors that are kept.
const ANCESTORS: usize = 8;
/// How far up a named group is looked for, in levels.
const GROUP_LEVELS: usize = 16;

/// What holds an element.
#[derive(Debug)]
pub(crate) struct Holder {
    /// Nearest first.
    pub ancestors: Vec<String>,
    /// Innermost first.
    pub landmarks: Vec<String>,
    /// Name of the nearest named group; empty where there is none.
    pub group: String,
    /// The innermost landmark, else the root: what it holds is counted from there.
    pub start: NodeId,
}

/// Those of one page, by parent.
#[derive(Default)]
pub(super) struct Holders {
    known: RefCell<Numbered<NodeId, Rc<Holder>>>,
    identities: RefCell<Numbered<NodeId, String>>,
    groups: RefCell<Numbered<NodeId, String>>,
    roles: RefCell<Numbered<NodeId, &'static str>>,
}

impl Holders {
    /// What holds this element.
    pub fn of(&self, document: &Document, element: NodeId) -> Rc<Holder> {
        let parent = document.parent(element).unwrap_or(element);
        if let Some(known) = self.known.borrow().get(&parent) {
            return Rc::clone(known);
        }
        let mut roles = self.roles.borrow_mut();
        let mut role_of = |node: NodeId| *roles.entry(node).or_insert_with(|| role(document, node));
        let landmark = document.ancestors(element).find(|&node| {
            matches!(
                role_of(node),
                "banner" | "complementary" | "contentinfo" | "dialog" | "main" | "navigation" | "search"
            )
        });
        let up = path_up(document, element).skip(1).take(ANCESTORS);
        let holder = Rc::new(Holder {
            ancestors: up.map(|node| self.identity(document, node)).collect(),
            landmarks: landmarks_by(document, element, &mut role_of).map(str::to_owned).collect(),
            group: self.group(document, element),
            start: landmark.unwrap_or_else(|| document.root_of(element)),
        });
        self.known.borrow_mut().insert(parent, Rc::clone(&holder));
        holder
    }

    fn identity(&self, document: &Document, element: NodeId) -> String {
        let mut known = self.identities.borrow_mut();
        known.entry(element).or_insert_with(|| identity(document, element)).clone()
    }

    fn group(&self, document: &Document, element: NodeId) -> String {
        let name_of = |node| {
            let mut known = self.groups.borrow_mut();
            known.entry(node).or_insert_with(|| group_name(document, node)).clone()
        };
        let mut groups = document.ancestors(element).take(GROUP_LEVELS).map(name_of);
        groups.find(|name| !name.is_empty()).unwrap_or_default()
    }
}

/// Accessible name of an element that holds others together; empty for all other elements.
fn group_name(document: &Document, element: NodeId) -> String {
    let is_group = matches!(
        document.tag(element),
        "fieldset" | "nav" | "section" | "form" | "dialog" | "aside" | "details" | "ul" | "table"
    ) || document.has_attribute(element, "role");
    if !is_group {
        return String::new();
    }
    let words = name(document, element);
    let summary = || {
        let child = document.child_elements(element).find(|&child| document.tag(child) == "summary")?;
        Some(text::readable_up_to(document, child, 4 * MAX_TEXT))
    };
    kept(&if words.is_empty() { summary().unwrap_or_default() } else { words })
}

/// Tag and authored identity: `form#search`, `div.product-form`.
fn identity(document: &Document, element: NodeId) -> String {
    let tag = document.tag(element);
    if let Some(id) = document.element_id(element).filter(|id| is_stable_id(id)) {
        return cut(&format!("{tag}#{id}"));
    }
    let class = document.classes(element).find(|class| is_stable_class(class));
    cut(&class.map_or_else(|| tag.to_owned(), |class| format!("{tag}.{class}")))
}
