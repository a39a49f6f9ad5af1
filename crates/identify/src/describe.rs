//! What a pick means: the target to keep, the scene around it, and plain facts for whoever suggests a name,
//! a trigger or parameters. Suggesting them is not done here.

use waymark_model::{FormFacts, Scene, Target};

use crate::address;
use crate::document::{Document, NodeId};
use crate::fingerprint::{Page, form_facts, scene_id};
use crate::mask::mask;
use crate::name::name;
use crate::product::Product;
use crate::quality::{Quality, quality};
use crate::role::{in_words, role};
use crate::selectors::{Candidate, selectors_for};
use crate::surroundings::form_of;
use crate::{IdentifyError, text};

/// Longest label, in characters.
const MAX_LABEL: usize = 120;

/// Everything known about a picked element.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// Selectors, fingerprint and the id of [`Description::scene`].
    pub target: Target,
    /// Fingerprints of all interactive elements of the page.
    pub scene: Scene,
    /// The element in plain words: "Button: Add to cart".
    pub label: String,
    /// Facts for naming and for choosing a trigger.
    pub facts: Facts,
    /// How lasting the target is.
    pub quality: Quality,
}

/// Plain facts about an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Tag, lower case.
    pub tag: String,
    /// ARIA role; empty where there is none.
    pub role: String,
    /// Accessible name, personal data masked.
    pub name: String,
    /// Text as shown, personal data masked.
    pub text: String,
    /// The words are the same on every page: they belong to no product and hold no number.
    pub has_lasting_words: bool,
    /// Path of the link, handles replaced by `*`.
    pub link: Option<String>,
    /// Address of the link as the page has it.
    pub href: Option<String>,
    /// `name` attribute of a form control.
    pub field_name: Option<String>,
    /// `type` of an input or button, lower case; a button's default is `submit`.
    pub control_type: Option<String>,
    /// The form the element is or belongs to.
    pub form: Option<FormFacts>,
    /// The element is a form.
    pub is_form: bool,
    /// A click on it submits its form.
    pub submits: bool,
    /// It holds a value that a visitor changes: a field, a drop-down, a checkbox.
    pub is_field: bool,
}

/// Describes an element. Fails when the node is not an element of the document.
pub fn describe(document: &Document, element: NodeId) -> Result<Description, IdentifyError> {
    if element.index() >= document.len() || !document.is_element(element) {
        return Err(IdentifyError::NotAnElement);
    }
    let product = Product::of(document);
    let page = Page::new(document);
    let scene = page.scene();
    let candidates = selectors_for(document, &product, element);
    let facts = facts(document, &product, element);
    let quality = quality(document, element, &candidates);
    Ok(Description {
        target: Target {
            selectors: candidates.into_iter().map(|Candidate { selector, .. }| selector).collect(),
            multiple: false,
            fingerprint: Some(page.fingerprint(element)),
            scene: Some(scene_id(&scene)),
        },
        scene,
        label: label(document, element),
        facts,
        quality,
    })
}

/// The element in plain words: role and name, at most 120 characters.
#[must_use]
pub fn label(document: &Document, element: NodeId) -> String {
    let role = in_words(document, element);
    let mut words = name(document, element);
    if words.is_empty() {
        words = text::readable(document, element);
    }
    let words = mask(&words);
    let label = if words.is_empty() { role.to_owned() } else { format!("{role}: {words}") };
    match label.char_indices().nth(MAX_LABEL) {
        Some((end, _)) => format!("{}…", label[..end].trim_end()),
        None => label,
    }
}

fn facts(document: &Document, product: &Product, element: NodeId) -> Facts {
    let tag = document.tag(element).to_owned();
    let form = form_of(document, element);
    let kind = document.attribute(element, "type").map(|kind| kind.trim().to_ascii_lowercase());
    let control_type = match tag.as_str() {
        "button" => Some(
            kind.filter(|kind| matches!(kind.as_str(), "button" | "reset")).unwrap_or("submit".to_owned()),
        ),
        "input" => Some(kind.filter(|kind| !kind.is_empty()).unwrap_or("text".to_owned())),
        _ => None,
    };
    let kind = control_type.as_deref().unwrap_or("");
    let is_button =
        tag == "button" || (tag == "input" && matches!(kind, "submit" | "button" | "reset" | "image"));
    Facts {
        role: role(document, element).to_owned(),
        name: mask(&name(document, element)),
        text: mask(&text::readable(document, element)),
        has_lasting_words: crate::selectors::lasting_text(document, product, element).is_some(),
        link: document.attribute(element, "href").and_then(address::path).map(address::pattern),
        href: document.attribute(element, "href").map(str::to_owned),
        field_name: document.attribute(element, "name").filter(|name| !name.is_empty()).map(str::to_owned),
        is_form: tag == "form",
        submits: form.is_some() && is_button && matches!(kind, "submit" | "image"),
        is_field: !is_button && matches!(tag.as_str(), "input" | "select" | "textarea"),
        form: form.map(|form| form_facts(document, form)),
        control_type,
        tag,
    }
}
