//! An element's fingerprint: everything about it that may help to find it again. The scene is the
//! fingerprints of all interactive elements of the page.

mod holder;

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::rc::Rc;

use sha2::{Digest, Sha256};
use waymark_model::{Fingerprint, FormFacts, Scene, SceneId};

use crate::address;
use crate::document::{Document, NodeId};
use crate::hashed::Numbered;
use crate::items::Items;
use crate::mask::mask;
use crate::name::name;
use crate::noise::{is_stable_class, is_stable_id, is_stable_value};
use crate::product::Product;
use crate::role::role;
use crate::selectors::hops;
use crate::surroundings::{Surroundings, form_of};
use crate::text;
pub(crate) use holder::Holder;
use holder::Holders;

/// Longest text that is kept, in characters.
const MAX_TEXT: usize = 80;
/// Most elements of a scene.
const MAX_SCENE: usize = 2_000;
/// Other notable elements that make a part of the page a small one, and a large one.
const PARTS: [usize; 2] = [3, 12];
/// How far up they are looked for, in levels.
const PART_LEVELS: usize = 40;
/// Neighbours that are kept, each way.
const NEIGHBOURS: usize = 2;
/// Fields of a form that are kept.
const FIELDS: usize = 12;
/// Names of an element's inside that are kept.
const INSIDE: usize = 4;
/// Descendants that are looked at for them.
const INSIDE_NODES: u32 = 24;

/// Attributes that say what an element is.
const ATTRIBUTES: [&str; 18] = [
    "id",
    "name",
    "type",
    "value",
    "title",
    "placeholder",
    "alt",
    "for",
    "rel",
    "target",
    "autocomplete",
    "inputmode",
    "role",
    "aria-label",
    "aria-controls",
    "aria-haspopup",
    "itemprop",
    "slot",
];

/// What fingerprints of one page share, each computed once and not before somebody asks.
pub(crate) struct Page<'a> {
    pub document: &'a Document,
    surroundings: OnceCell<Surroundings>,
    items: OnceCell<Items>,
    /// Elements are their neighbours' neighbours, so names are asked for several times.
    names: RefCell<Numbered<NodeId, String>>,
    /// Elements share what holds them, and forms, which are looked at once.
    holders: Holders,
    forms: RefCell<Numbered<NodeId, FormFacts>>,
}

impl<'a> Page<'a> {
    pub fn new(document: &'a Document) -> Self {
        Self {
            document,
            surroundings: OnceCell::new(),
            items: OnceCell::new(),
            names: RefCell::default(),
            holders: Holders::default(),
            forms: RefCell::default(),
        }
    }

    /// Where everything on the page stands.
    pub fn surroundings(&self) -> &Surroundings {
        self.surroundings.get_or_init(|| Surroundings::of(self.document))
    }

    fn items(&self) -> &Items {
        self.items.get_or_init(|| Items::of(self.document))
    }

    /// An element's name, as it is kept.
    fn name(&self, element: NodeId) -> String {
        if let Some(known) = self.names.borrow().get(&element) {
            return known.clone();
        }
        let name = kept(&name(self.document, element));
        self.names.borrow_mut().insert(element, name.clone());
        name
    }

    /// The fingerprint of any element.
    pub fn fingerprint(&self, element: NodeId) -> Fingerprint {
        self.around(element, self.own(element))
    }

    /// The fingerprint without what holds the element, and that.
    pub fn apart(&self, element: NodeId) -> (Fingerprint, Rc<Holder>) {
        (self.beside(element, self.bare(element)), self.holder(element))
    }

    /// What an element's own fingerprint lacks: what stands around it.
    pub fn around(&self, element: NodeId, own: Fingerprint) -> Fingerprint {
        Fingerprint { ancestors: self.holder(element).ancestors.clone(), ..self.beside(element, own) }
    }

    /// What a fingerprint says of the element itself and of what holds it; nothing of what stands around.
    pub fn own(&self, element: NodeId) -> Fingerprint {
        let holder = self.holder(element);
        let (landmarks, group) = (holder.landmarks.clone(), holder.group.clone());
        Fingerprint { landmarks, group, ..self.bare(element) }
    }

    fn holder(&self, element: NodeId) -> Rc<Holder> {
        self.holders.of(self.document, element)
    }

    /// Adds what stands before and behind.
    fn beside(&self, element: NodeId, own: Fingerprint) -> Fingerprint {
        let document = self.document;
        let surroundings = self.surroundings();
        let position = surroundings.position(element);
        let is_listed = surroundings.interactive.get(position) == Some(&element);
        let start = surroundings.position(self.holder(element).start);
        Fingerprint {
            heading: kept(surroundings.heading(document, element)),
            item: cut(self.items().item(document, element)),
            parts: self.parts(element),
            neighbours: self.neighbours(position, is_listed),
            index: (position - start.min(position)) as u32,
            ..own
        }
    }

    /// What a fingerprint says of the element itself.
    fn bare(&self, element: NodeId) -> Fingerprint {
        let document = self.document;
        Fingerprint {
            tag: document.tag(element).to_owned(),
            role: role(document, element).to_owned(),
            name: self.name(element),
            text: kept(&text::readable_up_to(document, element, 4 * MAX_TEXT)),
            attributes: attributes(document, element),
            classes: document
                .classes(element)
                .filter(|class| is_stable_class(class))
                .take(8)
                .map(str::to_owned)
                .collect(),
            form: form_of(document, element).map(|form| self.form(form)),
            link: document
                .attribute(element, "href")
                .and_then(address::path)
                .map(|path| cut(&address::pattern(path))),
            inside: self.inside(element),
            bounds: document.bounds(element),
            within: hops(document, element),
            ..Fingerprint::default()
        }
    }

    /// No other element of the page has the same tag, role and name.
    pub fn is_alone(&self, element: NodeId) -> bool {
        let document = self.document;
        let (own_role, own_name) = (role(document, element), self.name(element));
        let is_like_it = |&other: &NodeId| role(document, other) == own_role && self.name(other) == own_name;
        let mut others = document.all_by_tag(document.tag(element)).filter(|&other| other != element);
        !others.any(|other| is_like_it(&other))
    }

    /// Authored class names and icon references of the first elements inside.
    fn inside(&self, element: NodeId) -> Vec<String> {
        let document = self.document;
        let end = document.end(element).0.min(element.0 + INSIDE_NODES);
        let mut found: Vec<String> = Vec::new();
        for node in (element.0 + 1..end).map(NodeId).filter(|&node| document.is_element(node)) {
            let icon = ["href", "xlink:href"].into_iter().find_map(|name| document.attribute(node, name));
            let icon = icon.filter(|_| document.tag(node) == "use").and_then(|icon| icon.rsplit('#').next());
            let class = document.classes(node).find(|class| is_stable_class(class));
            for name in icon.into_iter().chain(class).map(cut) {
                if found.len() < INSIDE && !found.contains(&name) {
                    found.push(name);
                }
            }
        }
        found
    }

    /// The smallest parts of the page around an element that hold a few and many other notable elements.
    fn parts(&self, element: NodeId) -> Vec<u32> {
        let document = self.document;
        let inside = |node: NodeId| self.surroundings().notable_inside(document, node);
        let own = inside(element);
        let mut ancestors = document.ancestors(element).take(PART_LEVELS);
        PARTS
            .into_iter()
            .map_while(|least| ancestors.by_ref().find(|&node| inside(node) >= own + least))
            .map(|node| node.0)
            .collect()
    }

    /// What is known of a form.
    pub fn form(&self, form: NodeId) -> FormFacts {
        self.forms.borrow_mut().entry(form).or_insert_with(|| form_facts(self.document, form)).clone()
    }

    /// Names of the interactive elements just before and after.
    fn neighbours(&self, position: usize, is_listed: bool) -> Vec<String> {
        let before = position.saturating_sub(NEIGHBOURS)..position;
        let after = position + usize::from(is_listed);
        let interactive = &self.surroundings().interactive;
        let beside = before.chain(after..after + NEIGHBOURS).filter_map(|at| interactive.get(at));
        beside.map(|&element| self.name(element)).filter(|name| !name.is_empty()).collect()
    }

    /// Everything notable on the page, in document order, at most 2,000: of a larger page, what is interactive
    /// goes first.
    pub fn scene(&self, product: &Product) -> Scene {
        let Surroundings { interactive, notable, .. } = self.surroundings();
        let kept = if notable.len() > MAX_SCENE { interactive } else { notable };
        Scene {
            path: address::kept(address::path(self.document.url()).unwrap_or("/")),
            elements: kept.iter().take(MAX_SCENE).map(|&element| self.fingerprint(element)).collect(),
            product: product.words(),
        }
    }
}

/// Identity of a scene: the first 32 hex digits of the SHA-256 of its JSON, so that equal scenes are one.
#[must_use]
pub fn scene_id(scene: &Scene) -> SceneId {
    let json = serde_json::to_vec(scene).unwrap_or_default();
    let hash = Sha256::digest(&json);
    let mut id = String::with_capacity(32);
    for byte in hash.iter().take(16) {
        // Writing to a String cannot fail.
        let _ = write!(id, "{byte:02x}");
    }
    SceneId(id)
}

/// A text as it is kept: masked and cut.
fn kept(text: &str) -> String {
    cut(&mask(text))
}

fn cut(text: &str) -> String {
    text.char_indices().nth(MAX_TEXT).map_or(text, |(end, _)| &text[..end]).to_owned()
}

fn attributes(document: &Document, element: NodeId) -> BTreeMap<String, String> {
    document
        .attributes(element)
        .filter(|(name, value)| match *name {
            "id" => is_stable_id(value),
            "title" | "placeholder" | "alt" | "aria-label" => !value.is_empty(),
            "href" => value.starts_with("mailto:") || value.starts_with("tel:"),
            // What a visitor has filled in is theirs.
            "value" => is_choice(document, element) && is_stable_value(value),
            name if ATTRIBUTES.contains(&name) => is_stable_value(value),
            name if PERSONAL.iter().any(|word| name.contains(word)) => false,
            name => {
                name.starts_with("data-") && name.len() <= 40 && (value.is_empty() || is_stable_value(value))
            }
        })
        .take(16)
        .map(|(name, value)| {
            // Of an address to write to or to call, only that it is one.
            let value = if name == "href" { &value[..=value.find(':').unwrap_or(0)] } else { value };
            (name.to_owned(), kept(&text::collapse(value)))
        })
        .collect()
}

/// Words in names of data attributes that are about a person.
const PERSONAL: [&str; 8] = ["customer", "user", "person", "member", "mail", "phone", "address", "birth"];

/// The element's value is the shop's and not a visitor's.
fn is_choice(document: &Document, element: NodeId) -> bool {
    document.tag(element) != "input"
        || matches!(
            document.input_type(element).as_str(),
            "radio" | "checkbox" | "submit" | "button" | "reset" | "image" | "hidden"
        )
}

fn form_facts(document: &Document, form: NodeId) -> FormFacts {
    let fields = document
        .descendant_elements(form)
        .filter(|&node| matches!(document.tag(node), "input" | "select" | "textarea" | "button"))
        .filter_map(|node| document.attribute(node, "name"))
        .filter(|name| is_stable_value(name));
    let mut names: Vec<String> = Vec::new();
    for field in fields {
        if names.len() < FIELDS && !names.iter().any(|known| known == field) {
            names.push(field.to_owned());
        }
    }
    FormFacts {
        action: document
            .attribute(form, "action")
            .and_then(address::path)
            .map(address::pattern)
            .unwrap_or_default(),
        method: document.attribute(form, "method").unwrap_or("get").trim().to_ascii_lowercase(),
        fields: names,
    }
}
