//! What a pick means: the target to keep, the scene around it, and plain facts for whoever suggests a name,
//! a trigger or parameters. Suggesting them is not done here.

use waymark_model::{Fingerprint, FormFacts, Scene, Selector, Target};

use crate::address;
use crate::document::{Document, NodeId};
use crate::fingerprint::{Page, scene_id};
use crate::mask::mask;
use crate::name::name;
use crate::product::Product;
use crate::quality::{Quality, quality};
use crate::role::{in_words, role, words_for};
use crate::samples::{Evidence, Holding, Samples};
use crate::selectors::{ALL, Candidate, lasting_text, selectors_for, selectors_where};
use crate::surroundings::form_of;
use crate::{IdentifyError, text};

/// Longest label, in characters.
const MAX_LABEL: usize = 120;

/// Everything known about a picked element.
#[derive(Clone, Debug, PartialEq)]
pub struct Description {
    /// Selectors, fingerprint and the id of [`Description::scene`].
    pub target: Target,
    /// Fingerprints of everything notable on the page.
    pub scene: Scene,
    /// The element in plain words: "Button: Add to cart".
    pub label: String,
    /// Facts for naming and for choosing a trigger.
    pub facts: Facts,
    /// How lasting the target is.
    pub quality: Quality,
}

/// What a visitor does with an element: decides which trigger is natural.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A form: it is submitted.
    Form,
    /// A button that submits its form.
    Submit,
    /// Another button.
    Button,
    /// A link.
    Link,
    /// Holds a value that a visitor changes: a text field, drop-down, checkbox.
    Field,
    /// Anything else.
    #[default]
    Other,
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
    /// What a visitor does with it.
    pub kind: Kind,
    /// Path of the link, handles replaced by `*`.
    pub link: Option<String>,
    /// Address of the link as the page has it: of the element itself or the link around it.
    pub href: Option<String>,
    /// `name` attribute of a form control.
    pub field_name: Option<String>,
    /// `type` of an input or button, lower case, with HTML's default where there is none.
    pub control_type: Option<String>,
    /// The form the element is or belongs to.
    pub form: Option<FormFacts>,
}

/// Describes an element. Fails when the node is not an element of the document.
pub fn describe(document: &Document, element: NodeId) -> Result<Description, IdentifyError> {
    if element.index() >= document.len() || !document.is_element(element) {
        return Err(IdentifyError::NotAnElement);
    }
    let product = Product::of(document);
    let page = Page::new(document);
    let scene = page.scene(&product);
    let product = product.and_card_of(document, element);
    let candidates = selectors_for(document, &product, element);
    let facts = facts(&page, &product, element);
    let quality = quality(document, element, &candidates);
    Ok(Description {
        target: Target { scene: Some(scene_id(&scene)), ..target(&page, element, candidates) },
        scene,
        label: label(document, element),
        facts,
        quality,
    })
}

/// What finds an element of a page again, the scene apart: what an event is moved to that was looked for.
pub(crate) fn found_again(page: &Page<'_>, product: &Product, element: NodeId) -> Target {
    let product = product.clone().and_card_of(page.document, element);
    target(page, element, selectors_for(page.document, &product, element))
}

fn target(page: &Page<'_>, element: NodeId, candidates: Vec<Candidate>) -> Target {
    Target {
        selectors: candidates.into_iter().map(|Candidate { selector, .. }| selector).collect(),
        multiple: false,
        fingerprint: Some(page.fingerprint(element)),
        scene: None,
    }
}

/// Describes an element of a page of which others of the type are known: what varies between them is left out of its
/// selectors, and what finds something else there does not count. Without samples the same as [`describe`].
pub fn describe_among(
    document: &Document,
    element: NodeId,
    samples: &Samples<'_>,
) -> Result<Description, IdentifyError> {
    let mut description = describe(document, element)?;
    let evidence = samples.evidence(document, &description.target, &description.scene);
    if evidence.is_empty() {
        return Ok(description);
    }
    let alone = Product::of(document).and_card_of(document, element);
    let product = alone.clone().and_varying(evidence.varying(document, element));
    let candidates = candidates_among(document, element, [&product, &alone], &evidence);
    description.quality = quality(document, element, &candidates).among(&evidence, &candidates);
    description.facts.has_lasting_words = lasting_text(document, &product, element).is_some();
    description.target.selectors =
        candidates.into_iter().map(|Candidate { selector, .. }| selector).collect();
    Ok(description)
}

/// Selectors that hold on all samples; behind them those that the page alone suggests, unless they stray there.
/// `known` is what belongs to the page's product with what varies, and `alone` without.
fn candidates_among(
    document: &Document,
    element: NodeId,
    [known, alone]: [&Product; 2],
    evidence: &Evidence<'_>,
) -> Vec<Candidate> {
    let holds = |least: Holding| move |selector: &Selector| evidence.holding(selector) >= least;
    let mut chosen = selectors_where(document, known, element, &holds(Holding::Holds));
    for candidate in selectors_where(document, alone, element, &holds(Holding::Misses)) {
        if chosen.len() < ALL && chosen.iter().all(|known| known.selector != candidate.selector) {
            chosen.push(candidate);
        }
    }
    if chosen.is_empty() { selectors_for(document, alone, element) } else { chosen }
}

/// The element in plain words: role and name, at most 120 characters.
#[must_use]
pub fn label(document: &Document, element: NodeId) -> String {
    let role = in_words(document, element);
    let mut words = name(document, element);
    if words.is_empty() && !matches!(document.tag(element), "select" | "form" | "fieldset") {
        words = text::readable_up_to(document, element, 4 * MAX_LABEL);
    }
    labelled(role, &mask(&words))
}

/// The same from what was kept of an element; the words may be shorter than they were on the page.
#[must_use]
pub fn label_of(fingerprint: &Fingerprint) -> String {
    let Fingerprint { tag, role, name, text, attributes, .. } = fingerprint;
    let input_type = attributes.get("type").map_or("", String::as_str);
    labelled(words_for(role, tag, input_type), if name.is_empty() { text } else { name })
}

pub(crate) fn labelled(role: &str, words: &str) -> String {
    let label = if words.is_empty() { role.to_owned() } else { format!("{role}: {words}") };
    match label.char_indices().nth(MAX_LABEL) {
        Some((end, _)) => format!("{}…", label[..end].trim_end()),
        None => label,
    }
}

fn facts(page: &Page<'_>, product: &Product, element: NodeId) -> Facts {
    let document = page.document;
    let form = form_of(document, element);
    let filled = |name| document.attribute(element, name).filter(|value| !value.is_empty());
    let link = std::iter::once(element)
        .chain(document.ancestors(element))
        .find(|&node| matches!(document.tag(node), "a" | "area") && document.has_attribute(node, "href"));
    Facts {
        tag: document.tag(element).to_owned(),
        role: role(document, element).to_owned(),
        name: mask(&name(document, element)),
        text: mask(&text::readable(document, element)),
        has_lasting_words: lasting_text(document, product, element).is_some(),
        kind: kind(document, element, form.is_some()),
        link: filled("href").and_then(address::path).map(address::pattern),
        href: link.and_then(|link| document.attribute(link, "href")).map(str::to_owned),
        field_name: filled("name").map(str::to_owned),
        control_type: control_type(document, element),
        form: form.map(|form| page.form(form)),
    }
}

fn control_type(document: &Document, element: NodeId) -> Option<String> {
    let own = document.input_type(element);
    match document.tag(element) {
        "button" if matches!(own.as_str(), "button" | "reset") => Some(own),
        "button" => Some("submit".to_owned()),
        "input" if own.is_empty() => Some("text".to_owned()),
        "input" => Some(own),
        _ => None,
    }
}

fn kind(document: &Document, element: NodeId, in_form: bool) -> Kind {
    let control = control_type(document, element);
    match (document.tag(element), control.as_deref().unwrap_or_default()) {
        ("form", _) => Kind::Form,
        ("button" | "input", "submit" | "image") if in_form => Kind::Submit,
        ("button", _) | ("input", "submit" | "image" | "button" | "reset") => Kind::Button,
        ("input" | "select" | "textarea", _) => Kind::Field,
        _ => match role(document, element) {
            "link" => Kind::Link,
            "button" | "tab" | "menuitem" => Kind::Button,
            "checkbox" | "radio" | "switch" | "textbox" | "combobox" | "slider" => Kind::Field,
            _ => Kind::Other,
        },
    }
}
