//! A page as detectors see it: one pass over the document, shared by all of them. What on it belongs together lies in
//! `cards`, what a single element is in `sight`.

use waymark_identify::surroundings::Surroundings;
use waymark_identify::{Document, NodeId, role, text};

use crate::bits::Bits;
use crate::cards::{Card, Cards};
use crate::parts::{Parts, Zone};
use crate::sight::{Act, Hints, Sight, path_says};
use crate::words::{Meaning, Said, said};

/// Longest text of a form that is read, in characters.
const FORM_TEXT: usize = 400;
/// Most fields to search in that are told of.
const MOST_SEARCH_FIELDS: usize = 8;

/// A page, looked at once.
#[derive(Debug)]
pub struct Page<'a> {
    pub(crate) document: &'a Document,
    pub(crate) sights: Vec<Sight>,
    /// The first fields that something is searched with; no shop needs more.
    pub(crate) search_fields: Vec<NodeId>,
    pub(crate) forms: Vec<Form>,
    pub(crate) cards: Cards,
    pub(crate) parts: Parts,
    surroundings: Surroundings,
}

/// A form with what it asks for.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Form {
    pub node: NodeId,
    /// What its words say, and the heading above it.
    pub said: Said,
    /// What its address and names say.
    pub path: Bits,
    pub action: String,
    pub zone: Zone,
    /// Fields that a visitor fills in, buttons left out.
    pub fields: usize,
    pub email: Option<NodeId>,
    pub passwords: usize,
    pub has_search: bool,
    pub has_long_text: bool,
}

impl<'a> Page<'a> {
    /// Looks at a document.
    #[must_use]
    pub fn of(document: &'a Document) -> Self {
        let surroundings = Surroundings::of(document);
        let parts = Parts::of(document);
        let mut hints = Hints::new();
        let sights: Vec<Sight> = surroundings
            .interactive
            .iter()
            .filter_map(|&node| Sight::of(document, &parts, &mut hints, node))
            .collect();
        let forms =
            parts.forms.iter().map(|&node| form(document, &surroundings, &parts, &sights, node)).collect();
        let cards = Cards::of(document, &parts, &sights);
        let searching = sights.iter().filter(|sight| is_search(document, sight));
        let search_fields = searching.map(|sight| sight.node).take(MOST_SEARCH_FIELDS).collect();
        Self { document, sights, search_fields, forms, cards, parts, surroundings }
    }

    /// Its address; empty where nobody knows.
    #[must_use]
    pub fn url(&self) -> &str {
        self.document.url()
    }

    /// Words of the heading above an element.
    pub(crate) fn heading(&self, node: NodeId) -> Said {
        said(self.surroundings.heading(self.document, node))
    }

    /// Whether the element stands behind the page's title, or the page has none.
    pub(crate) fn is_below_title(&self, node: NodeId) -> bool {
        self.parts.title.is_none_or(|title| node > title)
    }

    /// Buttons and links that stand in no product's card and not around the page.
    pub(crate) fn own(&self) -> impl Iterator<Item = &Sight> {
        self.sights.iter().filter(|sight| {
            !sight.zone.header && !sight.zone.footer && !sight.zone.nav && self.card(sight.node).is_none()
        })
    }

    /// The same with menus: page numbers are often one.
    pub(crate) fn own_or_nav(&self) -> impl Iterator<Item = &Sight> {
        self.sights.iter().filter(|sight| !sight.zone.header && !sight.zone.footer)
    }

    /// The card that an element stands in.
    pub(crate) fn card(&self, node: NodeId) -> Option<&Card> {
        self.cards.around(self.document, node)
    }

    /// The form with this node.
    pub(crate) fn form(&self, node: NodeId) -> Option<&Form> {
        self.forms.iter().find(|form| form.node == node)
    }

    /// The button that sends a form.
    pub(crate) fn submit(&self, form: NodeId) -> Option<&Sight> {
        self.sights.iter().find(|sight| sight.form == Some(form) && sight.act == Act::Submit)
    }
}

/// What a form asks for.
fn form(
    document: &Document,
    surroundings: &Surroundings,
    parts: &Parts,
    sights: &[Sight],
    node: NodeId,
) -> Form {
    let own: Vec<&Sight> = sights.iter().filter(|sight| sight.form == Some(node)).collect();
    let fields = || own.iter().filter(|sight| sight.is_field() && !is_ticked(document, sight.node));
    let mut words = text::readable(document, node);
    for field in fields() {
        words.push(' ');
        words.push_str(&waymark_identify::name::name(document, field.node));
    }
    words.push(' ');
    words.push_str(surroundings.heading(document, node));
    let action = document.attribute(node, "action").unwrap_or_default().to_lowercase();
    let names = ["id", "name", "class"].into_iter().filter_map(|name| document.attribute(node, name));
    let path = names.fold(path_says(&action), |bits, name| bits.and(path_says(name)));
    Form {
        node,
        said: said(&words.chars().take(FORM_TEXT).collect::<String>()),
        path,
        action,
        zone: parts.zone(document, node),
        fields: fields().count(),
        email: fields().find(|sight| is_email(document, sight)).map(|sight| sight.node),
        passwords: fields().filter(|sight| document.input_type(sight.node) == "password").count(),
        has_search: document.attribute(node, "role") == Some("search")
            || fields().any(|sight| is_search(document, sight)),
        has_long_text: fields().any(|sight| document.tag(sight.node) == "textarea"),
    }
}

fn is_ticked(document: &Document, node: NodeId) -> bool {
    matches!(document.input_type(node).as_str(), "checkbox" | "radio")
}

/// Whether a field asks for an e-mail address.
pub fn is_email(document: &Document, sight: &Sight) -> bool {
    sight.act == Act::Text
        && (document.input_type(sight.node) == "email"
            || document.attribute(sight.node, "autocomplete").is_some_and(|hint| hint.ends_with("email"))
            || (document.input_type(sight.node) != "password"
                && (sight.is(Meaning::Email) || sight.hint.has(Meaning::Email))))
}

/// Whether a field asks for what is looked for.
pub fn is_search(document: &Document, sight: &Sight) -> bool {
    const NAMES: [&str; 7] = ["q", "s", "query", "search", "keyword", "keywords", "search_query"];
    sight.act == Act::Text
        && (document.input_type(sight.node) == "search"
            || role::role(document, sight.node) == "searchbox"
            || document
                .attribute(sight.node, "name")
                .is_some_and(|name| NAMES.contains(&&*name.to_ascii_lowercase())))
}
