//! Drafts: what a pick or a page becomes before it is saved, and saving it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use url::Url;
use waymark_identify::{
    Document, IdentifyError, NodeId, Samples, alike, count, describe_among, describe_set,
};
use waymark_model::naming::destinations::name_at;
use waymark_model::{
    Destination, DestinationKind, Event, EventId, Plan, Scene, SceneId, Target, Trigger, Weight,
    suggest_name, suggest_page_name, suggest_value,
};
use waymark_store::SaveEvent;

use crate::error::AppError;
use crate::findings;
use crate::meaning;
use crate::pane::Report;
use crate::parameters;
use crate::pending::{Page, Pending, Pick, Seen};
use crate::state::App;
use crate::suggesting;
use crate::triggers;
use crate::values;
use crate::view::{Draft, Meaning, Overview};

impl App {
    /// Turns a pick into a draft. The report was checked by [`crate::parse_report`].
    pub fn picked(&mut self, report: Report) -> Result<Draft, AppError> {
        let (snapshot, took) = match report {
            Report::Picked { snapshot, took, .. } => (snapshot, took),
            Report::Refused { reason, host } => return Err(AppError::PickRefused { reason, host }),
            _ => return Err(AppError::Report("it is not a pick")),
        };
        let url =
            Url::parse(&snapshot.url).map_err(|_| AppError::Report("the address is not a web address"))?;
        let document = Document::from_snapshot(&snapshot)?;
        let element = document.picked().ok_or(IdentifyError::NotAnElement)?;
        let seen = Seen { document: Arc::new(document), url, truncated: snapshot.truncated };
        let draft = self.draft_for(&seen, &[element], false)?;
        let mut draft = self.as_meant(draft)?;
        draft.took = Some(took);
        Ok(draft)
    }

    /// A draft for an element of a page that was seen, or for all like it as a set, of which a page may show but one.
    pub(crate) fn draft_for(
        &mut self,
        seen: &Seen,
        elements: &[NodeId],
        is_set: bool,
    ) -> Result<Draft, AppError> {
        let plan = self.open_plan()?;
        let Seen { document, url, truncated } = seen;
        let page = Page::at(url, &plan);
        let &element = elements.first().ok_or(IdentifyError::NotAnElement)?;
        let description = match elements {
            [one] if !is_set => describe_among(document, *one, &Samples::new(self.shown.others(&page)))?,
            set => describe_set(document, set)?,
        };
        self.shown.keep(&page, seen);

        let trigger = suggesting::trigger(&description.facts);
        let taken = names(&plan);
        let fingerprint = description.target.fingerprint.clone().unwrap_or_default();
        let name = suggest_name(&fingerprint, &trigger, plan.naming, &taken);
        let mut event = new_event(name, trigger, &page, &plan);
        let offered = parameters::of_element(&description.facts, url, page.kind.as_deref(), &event.trigger);
        let here = (&**document, Some(element));
        let offered = values::on_pages(offered, here, &description.target.selectors, &self.others(&page));
        event.parameters = parameters::preselected(&description.facts, &offered);
        event.parameters.extend(parameters::usual(&event, &offered));
        event.target = Some(description.target);

        let pick = Pick {
            selectors: event.target.as_ref().map(|target| target.selectors.clone()).unwrap_or_default(),
            document: document.clone(),
            picked: element,
            element,
            alike: alike(document, element),
            scene: description.scene,
            quality: description.quality,
            truncated: *truncated,
        };
        let mut draft = draft(event, false, description.label, &page, &plan);
        draft.parameters = offered;
        self.drafts.begin(Pending::new(draft.event.id.clone(), false, page, Some(pick)));
        self.judged(draft)
    }

    /// A draft for "this kind of page was opened", made on the page that the pane shows.
    pub fn draft_page_view(&mut self, page: &Url) -> Result<Draft, AppError> {
        let plan = self.open_plan()?;
        let page = Page::at(page, &plan);
        let kind = page.kind.as_deref();
        let name = suggest_page_name(&Trigger::PageView, kind, plan.naming, &names(&plan));
        let event = new_event(name, Trigger::PageView, &page, &plan);
        let mut draft = draft(event, false, String::new(), &page, &plan);
        let offered = parameters::of_page(page.kind.as_deref(), &draft.event.trigger);
        draft.parameters = self.with_seen_values(offered, &page, &[]);
        draft.event.parameters = parameters::usual(&draft.event, &draft.parameters);
        let id = draft.event.id.clone();
        self.drafts.begin(Pending::new(id, false, page, None));
        self.judged(draft)
    }

    /// Opens an event of the plan for editing.
    pub fn edit_event(&mut self, id: &EventId) -> Result<Draft, AppError> {
        let plan = self.open_plan()?;
        let event = self.store.event(&plan.shop.slug, id)?;
        let scene = match event.target.as_ref().and_then(|target| target.scene.as_ref()) {
            Some(id) => self.store.scene(&plan.shop.slug, id)?,
            None => None,
        };
        let page = suggesting::page_of(&event, scene.as_ref(), &plan);
        let label = crate::labels::target(&event);
        let offered = parameters::of_event(&event, page.kind.as_deref());
        let selectors = event.target.as_ref().map_or(&[][..], |target| &target.selectors);
        let offered = self.with_seen_values(offered, &page, selectors);
        let mut draft = draft(event, true, label, &page, &plan);
        draft.parameters = offered;
        let mut pending = Pending::new(id.clone(), true, page, None);
        pending.opened = draft.event.target.iter().flat_map(|target| target.selectors.clone()).collect();
        self.drafts.begin(pending);
        self.judged(draft)
    }

    /// Gives a draft the element of another, `pick`, which is used up by this. The rest of the event stays, even
    /// what does not go with the new element: findings say so, and the person decides.
    pub fn change_element(&mut self, mut draft: Draft, pick: Draft) -> Result<Draft, AppError> {
        let plan = self.open_plan()?;
        let Some(pending) = self.drafts.hand_over(&pick.event.id, &draft.event.id) else {
            return Err(AppError::DraftGone);
        };
        draft.scopes = suggesting::scopes(&draft.event, &pending.page, &plan);
        draft.parameters = parameters::with_own(pick.parameters, &draft.event.parameters);
        draft.event.target = pick.event.target;
        draft.triggers = triggers::offered(&draft.event);
        draft.target_label = pick.target_label;
        draft.path = pick.path;
        draft.page_type = pick.page_type;
        draft.took = pick.took;
        self.judged(draft)
    }

    /// Makes all elements like the picked one the draft's, or that one alone again.
    pub fn choose_alike(&mut self, draft: Draft, all: bool) -> Result<Draft, AppError> {
        self.drafts.work_on(&draft.event.id);
        self.with_alike(draft, all)
    }

    /// The same, before anybody works on the draft.
    pub(crate) fn with_alike(&mut self, mut draft: Draft, all: bool) -> Result<Draft, AppError> {
        let Some(pending) = self.drafts.of_mut(&draft.event.id) else { return Err(AppError::DraftGone) };
        let Some(pick) = &mut pending.pick else { return Err(AppError::DraftGone) };
        let text = draft.event.target.as_ref().and_then(|target| meaning::wanted_text(pick, target));
        let description = if all {
            describe_set(&pick.document, &pick.alike)?
        } else {
            let samples = Samples::new(self.shown.others(&pending.page));
            describe_among(&pick.document, pick.element, &samples)?
        };
        if description.target.selectors.is_empty() {
            let message =
                "What these elements have in common does not tell them from others. Pick them one by one.";
            return Err(AppError::Invalid { message: message.to_owned(), faults: Vec::new() });
        }
        pick.selectors.clone_from(&description.target.selectors);
        pick.quality = description.quality;
        draft.target_label = description.label;
        let mut target = description.target;
        if text.is_some() {
            meaning::bind(&mut target, &pick.selectors, text.as_deref());
        }
        draft.event.target = Some(target);
        self.judged(draft)
    }

    /// The draft as the person left it, with findings and count made anew.
    pub fn check_draft(&mut self, draft: Draft) -> Result<Draft, AppError> {
        self.drafts.work_on(&draft.event.id);
        self.judged(draft)
    }

    pub(crate) fn judged(&self, mut draft: Draft) -> Result<Draft, AppError> {
        if let Some(target) = draft.event.target.as_mut().filter(|target| target.multiple) {
            // All are meant, however many match.
            target.selectors.iter_mut().for_each(|selector| selector.alone = false);
        }
        let pending = self.pending_for(&draft)?;
        let plan = self.open_plan()?;
        let (found, matches) = findings::of_draft(&draft.event, &plan, pending);
        draft.quality = findings::quality(&draft.event, pending);
        draft.findings = found;
        draft.matches = matches;
        draft.alike = pending.pick.as_ref().map_or(0, |pick| pick.alike.len() as u32);
        draft.editing = pending.editing;
        draft.names = names_there(&draft.event.name, &plan);
        draft.meaning = meaning::of_draft(&draft, pending);
        draft.usual_weight = suggest_value(&draft.event.name, pending.page.kind.as_deref()).weight;
        Ok(draft)
    }

    /// Saves the draft: a new event at the end of the plan, an edited one in its place.
    pub fn save_draft(&mut self, draft: Draft) -> Result<Overview, AppError> {
        let mut draft = self.judged(draft)?;
        findings::refuse_errors(&draft.findings)?;
        let slug = self.open_slug()?;
        let now = self.now();
        // Remarks are added by themselves, maybe while the draft was open.
        let saved = self.open_plan()?.events.into_iter().find(|event| event.id == draft.event.id);
        draft.event.notes = saved.map(|event| event.notes).unwrap_or_default();
        let Some(pending) = self.drafts.of(&draft.event.id) else { return Err(AppError::DraftGone) };
        if let (Some(target), Some(pick)) = (&mut draft.event.target, &pending.pick) {
            keep_what_is_common(target, &pick.document)?;
        }
        let target = draft.event.target.as_ref();
        let scene = target
            .and_then(|target| target.scene.as_ref())
            .zip(pending.pick.as_ref().map(|pick| &pick.scene));
        let save = SaveEvent {
            event: &draft.event,
            scene,
            picture: pending.picture.as_deref(),
            other_element: pending.has_other_element,
        };
        self.store.save_event(&slug, save, now)?;
        self.keep_sights_of(&draft)?;
        self.drafts.forget(&draft.event.id);
        self.overview()
    }

    /// A new draft's event as it would be kept, and the scene that it names.
    pub(crate) fn to_keep(&self, draft: &Draft) -> Result<(Event, Option<(SceneId, Scene)>), AppError> {
        let mut event = draft.event.clone();
        let pick = self.pending_for(draft)?.pick.as_ref();
        let (Some(target), Some(pick)) = (&mut event.target, pick) else { return Ok((event, None)) };
        keep_what_is_common(target, &pick.document)?;
        let scene = target.scene.clone().map(|id| (id, pick.scene.clone()));
        Ok((event, scene))
    }

    /// Drops the draft.
    pub fn discard_draft(&mut self) {
        self.drafts.clear();
    }

    /// A draft's circumstances, if it is within reach.
    pub(crate) fn pending_for(&self, draft: &Draft) -> Result<&Pending, AppError> {
        self.drafts.of(&draft.event.id).ok_or(AppError::DraftGone)
    }
}

/// Of a set the plan keeps what its members have in common: what one of them is like would not find the others again.
fn keep_what_is_common(target: &mut Target, page: &Document) -> Result<(), IdentifyError> {
    let matched = count(page, &target.selectors);
    if target.multiple && matched.nodes().len() > 1 {
        target.fingerprint = describe_set(page, matched.nodes())?.target.fingerprint;
    }
    Ok(())
}

fn draft(event: Event, editing: bool, target_label: String, page: &Page, plan: &Plan) -> Draft {
    Draft {
        triggers: triggers::offered(&event),
        scopes: suggesting::scopes(&event, page, plan),
        event,
        editing,
        target_label,
        meaning: Meaning::default(),
        path: page.path.path().to_owned(),
        page_type: page.kind.clone(),
        parameters: Vec::new(),
        names: BTreeMap::new(),
        usual_weight: Weight::default(),
        matches: 0,
        alike: 0,
        quality: None,
        findings: Vec::new(),
        took: None,
    }
}

fn new_event(name: String, trigger: Trigger, page: &Page, plan: &Plan) -> Event {
    let value = suggest_value(&name, page.kind.as_deref());
    Event {
        scope: suggesting::scope(&trigger, page, plan),
        stage: value.stage,
        phase: value.phase,
        weight: value.weight,
        is_macro: value.is_macro,
        ..Event::new(EventId(uuid::Uuid::now_v7().to_string()), name, trigger)
    }
}

/// The names under which the plan's destinations get an event that is given no other.
fn names_there(name: &str, plan: &Plan) -> BTreeMap<DestinationKind, String> {
    let kinds = plan.destinations.iter().map(Destination::kind);
    kinds.map(|kind| (kind, name_at(name, kind, plan.naming).into_owned())).collect()
}

/// Names that events of the plan have.
pub(crate) fn names(plan: &Plan) -> Vec<&str> {
    plan.events.iter().map(|event| event.name.as_str()).collect::<BTreeSet<_>>().into_iter().collect()
}
