//! Saying what is meant: something wider than what was picked, only where it has a certain text, only where the address
//! contains a word; and the whole rule in words. What an event is made of a pick lies in `drafting`.

use url::Url;
use waymark_identify::mask::is_impersonal;
use waymark_identify::{Document, NodeId, Samples, alike, describe_among, label, text};
use waymark_model::{Event, EventId, Scope, Selector, Target};

use crate::error::AppError;
use crate::parameters;
use crate::pending::{Pending, Pick};
use crate::state::App;
use crate::triggers;
use crate::view::{Draft, Meaning, MeaningChange};
use crate::words;

/// Parts of an element that are offered.
const MOST_PARTS: usize = 12;
/// Longest text that an event is bound to, in characters: longer ones are of whole parts of a page.
const LONGEST: usize = 200;

impl App {
    /// The draft as it is meant now.
    pub fn change_meaning(&mut self, mut draft: Draft, change: MeaningChange) -> Result<Draft, AppError> {
        self.drafts.work_on(&draft.event.id);
        match change {
            MeaningChange::Wider => return self.mean(draft, |pick| wider(&pick.document, pick.element)),
            MeaningChange::Narrower => return self.mean(draft, narrower),
            MeaningChange::Inner { part } => {
                return self
                    .mean(draft, |pick| parts(&pick.document, pick.element).get(part as usize).copied());
            }
            MeaningChange::Text { text } => {
                let pending = self.pending_for(&draft)?;
                if let Some(target) = &mut draft.event.target {
                    bind(target, pending.made(), text.as_deref());
                }
            }
            MeaningChange::Contained { part } => draft.event.scope = Scope::containing(&part),
        }
        self.judged(draft)
    }

    /// Where an outlined event counts; nothing where what is outlined is not its rule but what a check found.
    pub fn outlined_scope(&self, id: &EventId) -> Result<Option<Scope>, AppError> {
        if self.checked.as_ref().is_some_and(|checked| checked.outline(id).is_some()) {
            return Ok(None);
        }
        Ok(Some(self.store.event(&self.open_slug()?, id)?.scope))
    }

    /// Makes another element of the picked page the draft's. What the person typed stays.
    fn mean(
        &mut self,
        mut draft: Draft,
        choose: impl Fn(&Pick) -> Option<NodeId>,
    ) -> Result<Draft, AppError> {
        let pending = self.drafts.of_mut(&draft.event.id).ok_or(AppError::DraftGone)?;
        let pick = pending.pick.as_mut().ok_or(AppError::DraftGone)?;
        let Some(element) = choose(pick) else { return self.judged(draft) };
        let samples = Samples::new(self.shown.others(&pending.page));
        let description = describe_among(&pick.document, element, &samples)?;
        if description.target.selectors.is_empty() {
            let message = "Nothing tells this part of the page from others. Stay with what you have, or pick something near it.";
            return Err(AppError::Invalid { message: message.to_owned(), faults: Vec::new() });
        }
        pick.element = element;
        pick.alike = alike(&pick.document, element);
        pick.selectors.clone_from(&description.target.selectors);
        pick.quality = description.quality;
        // The one that was taken shows something else.
        pending.picture = None;
        if let Ok(page) = Url::parse(pick.document.url()) {
            let kind = pending.page.kind.as_deref();
            let offered = parameters::of_element(&description.facts, &page, kind, &draft.event.trigger);
            draft.parameters = parameters::with_own(offered, &draft.event.parameters);
        }
        draft.target_label = description.label;
        draft.event.target = Some(description.target);
        draft.triggers = triggers::offered(&draft.event);
        self.judged(draft)
    }
}

/// What a draft's rule means.
pub(crate) fn of_draft(draft: &Draft, pending: &Pending) -> Meaning {
    let Event { target, scope, trigger, .. } = &draft.event;
    let target = target.as_ref().filter(|_| trigger.takes_target());
    let bound = target.and_then(condition);
    let listens = if target.is_some() && !draft.target_label.is_empty() {
        draft.target_label.clone()
    } else {
        words::of_trigger(trigger).label.to_owned()
    };
    let only = bound.as_ref().map(|text| format!("only with the text “{text}”"));
    let place = scope.label();
    let parts: Vec<String> = [Some(listens), only, Some(place.clone())].into_iter().flatten().collect();
    let pick = pending.pick.as_ref().filter(|_| target.is_some());
    let named = |node: NodeId, pick: &Pick| label(&pick.document, node);
    Meaning {
        rule: parts.join(" · "),
        place,
        wider: pick.and_then(|pick| Some(named(wider(&pick.document, pick.element)?, pick))),
        narrower: pick.and_then(|pick| Some(named(narrower(pick)?, pick))),
        inner: pick.map(|pick| parts_in_words(&pick.document, pick.element)).unwrap_or_default(),
        words: target.map(|target| own_words(target, pick)).unwrap_or_default(),
        text: bound,
        contained: scope.contained().map(str::to_owned),
    }
}

/// The text that a person wants the element to have; none where the selectors are as they were made.
pub(crate) fn wanted_text(pick: &Pick, target: &Target) -> Option<String> {
    condition(target).filter(|_| pick.selectors != target.selectors)
}

/// Binds a target to a text, or frees it: then its selectors ask for what they asked when they were `made`.
pub(crate) fn bind(target: &mut Target, made: &[Selector], wanted: Option<&str>) {
    let wanted: Option<String> = wanted
        .map(|wanted| text::collapse(wanted).chars().take(LONGEST).collect())
        .filter(|wanted: &String| !wanted.is_empty());
    let is_bound_anyway = common_text(made).is_some();
    for selector in &mut target.selectors {
        let as_made = made.iter().filter(|_| !is_bound_anyway).find(|made| is_same_way(made, selector));
        selector.text = wanted.clone().or_else(|| as_made.and_then(|made| made.text.clone()));
    }
}

/// The same element, whatever text it is to have.
pub(crate) fn is_same_way(one: &Selector, other: &Selector) -> bool {
    one.css == other.css && one.within == other.within
}

/// The text that the element must have, whichever selector finds it.
fn condition(target: &Target) -> Option<String> {
    common_text(&target.selectors)
}

fn common_text(selectors: &[Selector]) -> Option<String> {
    let first = selectors.first()?.text.as_deref().filter(|text| !text.is_empty())?;
    let normalised = text::normalise(first);
    let is_same = |selector: &Selector| {
        selector.text.as_deref().is_some_and(|other| text::normalise(other) == normalised)
    };
    selectors.iter().all(is_same).then(|| first.to_owned())
}

/// The words of the element, or of the first of a set, that an event can be bound to.
fn own_words(target: &Target, pick: Option<&Pick>) -> String {
    let words = match (pick, &target.fingerprint) {
        (Some(pick), _) => text::readable(&pick.document, pick.element),
        (None, Some(fingerprint)) => fingerprint.text.clone(),
        (None, None) => String::new(),
    };
    let is_whole = words.chars().count() <= LONGEST && !words.contains('…');
    if is_whole && is_impersonal(&words) { words } else { String::new() }
}

/// The part of the page around an element. What is nothing but a box around it alone is no other thing.
fn wider(document: &Document, element: NodeId) -> Option<NodeId> {
    let mut around = document.parent_element(element)?;
    while is_wrapper(document, around) {
        around = document.parent_element(around)?;
    }
    (!matches!(document.tag(around), "body" | "html")).then_some(around)
}

/// What is in an element and could be meant by itself: the nearest parts that can be seen, through boxes that are around one
/// thing alone.
fn parts(document: &Document, element: NodeId) -> Vec<NodeId> {
    // What is in these is drawn or offered by the browser, and nobody points at it.
    if matches!(document.tag(element), "select" | "svg" | "video" | "audio" | "picture") {
        return Vec::new();
    }
    let is_part = |node: &NodeId| {
        let is_code = matches!(
            document.tag(*node),
            "script" | "style" | "template" | "noscript" | "link" | "meta" | "br" | "hr" | "wbr"
        );
        let is_unseen = document.tag(*node) == "input" && document.input_type(*node) == "hidden";
        !is_code && !is_unseen && !document.is_hidden(*node)
    };
    let inside = |mut node: NodeId| {
        while is_wrapper(document, node)
            && let Some(only) = document.child_elements(node).next().filter(is_part)
        {
            node = only;
        }
        node
    };
    document.child_elements(element).filter(is_part).map(inside).take(MOST_PARTS).collect()
}

/// The same in words; those of the same words are told apart by a number.
fn parts_in_words(document: &Document, element: NodeId) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    for part in parts(document, element) {
        let words = label(document, part);
        let alike = |number: usize| if number == 1 { words.clone() } else { format!("{words} ({number})") };
        let name = (1..=MOST_PARTS).map(alike).find(|name| !said.contains(name)).unwrap_or(words.clone());
        said.push(name);
    }
    said
}

/// One step back on the way from what was picked.
fn narrower(pick: &Pick) -> Option<NodeId> {
    let mut inner = pick.picked;
    loop {
        let outer = wider(&pick.document, inner)?;
        if outer == pick.element {
            return Some(inner);
        }
        inner = outer;
    }
}

fn is_wrapper(document: &Document, node: NodeId) -> bool {
    matches!(document.tag(node), "div" | "span") && document.child_elements(node).take(2).count() == 1
}
