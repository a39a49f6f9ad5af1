//! The triggers on offer for a draft, in a marketer's words, and what else of a draft follows when another is
//! chosen. What triggers are lies in the model.

use waymark_model::{Event, Plan, TargetUse, Trigger, suggest_name, suggest_page_name};

use crate::drafting::names;
use crate::error::AppError;
use crate::parameters;
use crate::state::App;
use crate::suggesting;
use crate::view::{Draft, TriggerChoice};
use crate::words::{self, Words};

impl App {
    /// The draft with another trigger. Its name, where it may fire and the parameters that go with a trigger follow,
    /// as long as the person left them as they were suggested.
    pub fn change_trigger(&mut self, mut draft: Draft, trigger: Trigger) -> Result<Draft, AppError> {
        self.drafts.work_on(&draft.event.id);
        let plan = self.open_plan()?;
        let kind = draft.page_type.clone();
        let before = draft.event.clone();
        draft.event.trigger = trigger;
        if suggested_names(&before, kind.as_deref(), &plan).contains(&before.name)
            && let Some(name) = suggested_names(&draft.event, kind.as_deref(), &plan).into_iter().next()
        {
            draft.event.name = name;
        }
        let page = &self.pending_for(&draft)?.page;
        if before.scope == suggesting::scope(&before.trigger, page, &plan) {
            draft.event.scope = suggesting::scope(&draft.event.trigger, page, &plan);
        }
        let was_usual = parameters::usual(&before, &draft.parameters);
        draft.event.parameters.retain(|parameter| !was_usual.contains(parameter));
        let offered = parameters::of_event(&draft.event, kind.as_deref());
        draft.parameters = parameters::with_values(offered, &draft.parameters);
        let usual = parameters::usual(&draft.event, &draft.parameters);
        draft.event.parameters.extend(usual);
        self.check_draft(draft)
    }
}

/// Names that would be suggested for the event: as if it were new, and with its own name out of the way.
fn suggested_names(event: &Event, page_kind: Option<&str>, plan: &Plan) -> Vec<String> {
    let all = names(plan);
    let others: Vec<&str> =
        plan.events.iter().filter(|other| other.id != event.id).map(|other| other.name.as_str()).collect();
    let fingerprint = event.target.as_ref().and_then(|target| target.fingerprint.as_ref());
    let named = |taken: &[&str]| match fingerprint {
        Some(element) => suggest_name(element, &event.trigger, plan.naming, taken),
        None => suggest_page_name(&event.trigger, page_kind, plan.naming, taken),
    };
    vec![named(&others), named(&all)]
}

/// Triggers that the event can have: with an element what visitors do to one, without what needs none.
pub(crate) fn offered(event: &Event) -> Vec<TriggerChoice> {
    let element = event.target.as_ref().and_then(|target| target.fingerprint.as_ref());
    let unwanted = if event.target.is_some() { TargetUse::None } else { TargetUse::Needed };
    let mut triggers: Vec<Trigger> = Trigger::kinds()
        .into_iter()
        .filter(|trigger| trigger.target_use() != unwanted)
        .filter(|trigger| element.is_none_or(|element| element.can_be(trigger)))
        .collect();
    match triggers.iter_mut().find(|trigger| trigger.kind() == event.trigger.kind()) {
        Some(own) => *own = event.trigger.clone(),
        None => triggers.insert(0, event.trigger.clone()),
    }
    triggers
        .into_iter()
        .map(|trigger| {
            let Words { label, hint } = words::of_trigger(&trigger);
            TriggerChoice { trigger, label: label.to_owned(), hint: hint.to_owned() }
        })
        .collect()
}
