//! Parameters by pointing: a value that somebody clicked in the shop becomes something that an event sends. What the
//! page says to be a fact about its product is offered as that first, because it outlives the theme; what may be about a
//! person is refused, with the reason.

mod naming;
mod readings;
pub(crate) mod refusal;

use std::sync::Arc;

use url::Url;
use waymark_identify::nearby::read;
use waymark_identify::{
    Document, Grade, IdentifyError, NodeId, Samples, alike, count, describe_among, describe_set, label,
    nearest,
};
use waymark_model::naming::unique;
use waymark_model::{Event, Parameter, ProductField, Selector, Source};

use crate::error::AppError;
use crate::pane::Report;
use crate::parameters;
use crate::pending::{Page, Seen};
use crate::state::App;
use crate::values;
use crate::view::{Draft, ParameterChoice, ParameterGroup, Pointed};

/// An element that was pointed at, with its page.
pub(crate) struct PointedAt {
    seen: Seen,
    element: NodeId,
}

/// The selectors for what is read, and what to know of them.
struct Found {
    selectors: Vec<Selector>,
    note: String,
}

impl App {
    /// Keeps what was pointed at until the panel asks for it with its draft.
    pub fn keep_pointed(&mut self, report: Report) -> Result<(), AppError> {
        let Report::Picked { snapshot, .. } = report else {
            return Err(AppError::Report("it is not a pick"));
        };
        let plan = self.open_plan()?;
        let url =
            Url::parse(&snapshot.url).map_err(|_| AppError::Report("the address is not a web address"))?;
        let document = Document::from_snapshot(&snapshot)?;
        let element = document.picked().ok_or(IdentifyError::NotAnElement)?;
        let seen = Seen { document: Arc::new(document), url, truncated: snapshot.truncated };
        self.shown.keep(&Page::at(&seen.url, &plan), &seen);
        self.pointed_at = Some(PointedAt { seen, element });
        Ok(())
    }

    /// What of the element that was pointed at the draft's event can send.
    pub fn pointed_value(&mut self, draft: &Draft) -> Result<Pointed, AppError> {
        let plan = self.open_plan()?;
        self.drafts.work_on(&draft.event.id);
        let PointedAt { seen, element } = self.pointed_at.take().ok_or(AppError::DraftGone)?;
        let page = &*seen.document;
        let label = values::shown(&label(page, element));
        let readings = readings::of(page, element);
        let of_readings =
            || readings.iter().find_map(|reading| refusal::of_reading(page, reading.element, &reading.read));
        if let Some(reason) = refusal::of(page, element).or_else(of_readings) {
            return Ok(Pointed { label, choices: Vec::new(), refused: Some(reason), note: String::new() });
        }
        let target = target_on(page, &draft.event, element);
        let place = Page::at(&seen.url, &plan);
        let samples = Samples::new(self.shown.others(&place));
        let mut choices = Vec::new();
        let mut note = String::new();
        let mut personal = None;
        for reading in readings {
            let value = read(page, reading.element, &reading.read).unwrap_or_default();
            let value = if value.is_empty() { reading.value.clone() } else { value };
            if let Some(reason) = refusal::of_value(&reading.read, &value) {
                personal.get_or_insert(reason);
                continue;
            }
            let Some(found) = selectors_for(page, &reading, target, &draft.event, &samples)? else {
                continue;
            };
            let own = naming::name_of(page, &reading);
            choices.extend(self.known_facts(draft, page, &reading, &value));
            let from = Source::Element { selectors: found.selectors, read: reading.read };
            let offered = parameters::choice(from.clone(), &value);
            choices.push(ParameterChoice { parameter: Parameter { name: own, from }, ..offered });
            if note.is_empty() {
                note = found.note;
            }
        }
        if choices.is_empty() {
            let reason = "Nothing here can be read the same way on every page. Point at the words themselves, or at something around them.";
            let refused = Some(personal.unwrap_or_else(|| reason.to_owned()));
            return Ok(Pointed { label, choices, refused, note: String::new() });
        }
        // Facts first: one of them is enough of each.
        choices.sort_by_key(|choice| choice.group != ParameterGroup::Product);
        choices.dedup_by(|next, one| next.parameter.from == one.parameter.from);
        let selectors = draft.event.target.as_ref().map_or(&[][..], |target| &target.selectors);
        let mut choices = values::on_pages(choices, (page, target), selectors, &self.others(&place));
        name_apart(&mut choices, &draft.event);
        Ok(Pointed { label, choices, refused: None, note })
    }

    /// Facts about the product that say just what was pointed at.
    fn known_facts(
        &self,
        draft: &Draft,
        page: &Document,
        reading: &readings::Found,
        value: &str,
    ) -> Vec<ParameterChoice> {
        let picked = self.drafts.of(&draft.event.id).and_then(|pending| pending.pick.as_ref());
        // Of a card the event's own one is meant, which may be another.
        let own = picked.map(|pick| &pick.document).filter(|own| own.url() == page.url());
        let agrees = |field: &ProductField, said: &String| {
            own.is_none_or(|own| own.product().is_empty() || own.product().get(field) == Some(said))
        };
        let facts = page.product().iter().filter(|(field, said)| {
            readings::says(**field, said, &reading.read, value) && agrees(field, said)
        });
        facts.map(|(field, said)| parameters::choice(Source::Product { field: *field }, said)).collect()
    }
}

/// The event's element on a page: of several the one that what was pointed at belongs to.
fn target_on(page: &Document, event: &Event, element: NodeId) -> Option<NodeId> {
    let target = event.target.as_ref().filter(|_| event.trigger.takes_target())?;
    let targets = count(page, &target.selectors);
    nearest(page, Some(element), targets.nodes()).first().copied()
}

/// Selectors that mean what is read, wherever the event's element is: of it alone, or, where the event listens to many, of
/// the same part of each item.
fn selectors_for(
    page: &Document,
    reading: &readings::Found,
    target: Option<NodeId>,
    event: &Event,
    samples: &Samples<'_>,
) -> Result<Option<Found>, IdentifyError> {
    let alone = || -> Result<Found, IdentifyError> {
        let description = describe_among(page, reading.element, samples)?;
        let is_fragile = description.quality.grade == Grade::Fragile;
        let told = || format!("{} {}", description.quality.reason, description.quality.advice);
        let note = if is_fragile { told().trim_end().to_owned() } else { String::new() };
        Ok(Found { selectors: description.target.selectors, note })
    };
    let of_each = || -> Result<Found, IdentifyError> {
        let members = alike(page, reading.element);
        Ok(Found { selectors: describe_set(page, &members)?.target.selectors, note: String::new() })
    };
    let is_set = event.target.as_ref().is_some_and(|target| target.multiple);
    let means_it = |found: &Found| {
        let all = count(page, &found.selectors);
        !found.selectors.is_empty() && nearest(page, target, all.nodes()) == [reading.element]
    };
    let first = if is_set { of_each()? } else { alone()? };
    if means_it(&first) {
        return Ok(Some(first));
    }
    let second = if is_set { alone()? } else { of_each()? };
    Ok(means_it(&second).then_some(second))
}

/// Names that the event has no parameter of yet, each once.
fn name_apart(choices: &mut [ParameterChoice], event: &Event) {
    let taken: Vec<&str> = event.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    for choice in choices.iter_mut() {
        let is_sent = event.parameters.iter().any(|sent| sent.from == choice.parameter.from);
        if !is_sent {
            choice.parameter.name = unique(&choice.parameter.name, &taken);
        }
    }
}
