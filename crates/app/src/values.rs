//! What parameters would send, read from pages as they were seen: the page that a draft was made on, and others of its
//! type. The runtime reads the same in the visitor's browser; what only a browser knows is left open here.

use waymark_identify::mask::mask;
use waymark_identify::nearby::read;
use waymark_identify::{Document, Near, NodeId, count, read_near};
use waymark_model::naming::MAX_VALUE;
use waymark_model::{Reading, Selector, Source};

use crate::others::Other;
use crate::pending::Page;
use crate::state::App;
use crate::view::{ParameterChoice, SeenValue};

impl App {
    /// Choices for an event of a page that was shown lately or is not at hand.
    pub(crate) fn with_seen_values(
        &self,
        choices: Vec<ParameterChoice>,
        page: &Page,
        selectors: &[Selector],
    ) -> Vec<ParameterChoice> {
        let choices = match self.shown.at(page) {
            Some(here) => {
                let target = count(here, selectors).nodes().first().copied();
                here_on(choices, here, target)
            }
            None => choices,
        };
        elsewhere(choices, selectors, &self.others(page))
    }
}

/// A value as it is shown: personal data masked, no longer than it is sent.
pub(crate) fn shown(value: &str) -> String {
    mask(value).chars().take(MAX_VALUE).collect()
}

/// What a source gives on a page for an event's target there; nothing where the page does not tell.
pub(crate) fn value(from: &Source, page: &Document, target: Option<NodeId>) -> Option<String> {
    let value = match from {
        Source::Product { field } => page.product().get(field).cloned(),
        Source::ElementText => read(page, target?, &Reading::ElementText),
        Source::Attribute { name } => read(page, target?, &Reading::Attribute { name: name.clone() }),
        Source::Element { selectors, read } => match read_near(page, target, selectors, read) {
            Near::Value(value) => Some(value),
            Near::Nothing | Near::Unclear | Near::NeedsRendering => None,
        },
        _ => None,
    };
    value.map(|value| shown(&value)).filter(|value| !value.is_empty())
}

/// The choices with the values that pages say, where none is known yet: here, and on other pages of the type that have
/// the event's element. `selectors` are of that element; none for what is about the whole page.
pub(crate) fn on_pages(
    choices: Vec<ParameterChoice>,
    (page, target): (&Document, Option<NodeId>),
    selectors: &[Selector],
    others: &[Other<'_>],
) -> Vec<ParameterChoice> {
    elsewhere(here_on(choices, page, target), selectors, others)
}

fn here_on(
    mut choices: Vec<ParameterChoice>,
    page: &Document,
    target: Option<NodeId>,
) -> Vec<ParameterChoice> {
    for choice in choices.iter_mut().filter(|choice| choice.value.is_empty()) {
        if let Some(value) = value(&choice.parameter.from, page, target) {
            choice.value = value;
        }
    }
    choices
}

fn elsewhere(
    mut choices: Vec<ParameterChoice>,
    selectors: &[Selector],
    others: &[Other<'_>],
) -> Vec<ParameterChoice> {
    for Other { document, title, path } in others {
        let target = count(document, selectors).nodes().first().copied();
        if target.is_none() && !selectors.is_empty() {
            continue;
        }
        for choice in &mut choices {
            let from = &choice.parameter.from;
            if is_told(from, document) {
                let value = value(from, document, target).unwrap_or_default();
                choice.elsewhere.push(SeenValue { title: title.clone(), path: path.clone(), value });
            }
        }
    }
    choices
}

/// Whether a page that was seen says what the source gives, or that it gives nothing.
fn is_told(from: &Source, page: &Document) -> bool {
    match from {
        // A page that was fetched tells nothing of what its scripts know.
        Source::Product { .. } => !page.product().is_empty(),
        Source::ElementText | Source::Attribute { .. } | Source::Element { .. } => true,
        _ => false,
    }
}
