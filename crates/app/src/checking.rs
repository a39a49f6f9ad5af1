//! "Check this page": whether each event of the plan still finds its element on the page that the pane shows,
//! and moving an event to where its element stands now. Nothing is changed here without a draft that somebody
//! saves.

mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;
use waymark_audit::check::{Judged, judge, verdict_words};
use waymark_identify::selectors::path;
use waymark_identify::{
    Comparison, Document, Located, NewPage, NodeId, OldPage, count, describe, describe_set,
};
use waymark_model::{Event, EventId, Plan, Scene, SceneId, Selector, Target, Verdict};

use crate::error::AppError;
use crate::pane::Report;
use crate::pending::{Page, Seen};
use crate::state::App;
use crate::view::{Draft, EventCheck, PageCheck};

/// A candidate that is so much less like the element than the best one is not what makes it ambiguous.
const CLOSE: f64 = 0.1;

/// A page that was checked.
pub(crate) struct Checked {
    number: u32,
    /// Whose events were looked for.
    plan: Plan,
    seen: Seen,
    places: BTreeMap<EventId, Place>,
}

/// Where the element of an event is on the checked page.
struct Place {
    /// What the event can be moved to: an element, or all of a set; nothing where it cannot.
    repair: Vec<NodeId>,
    /// Match what is to be outlined.
    outline: Vec<Selector>,
}

impl Checked {
    /// Selectors that match the event's element, or what could be it, on the checked page.
    pub fn outline(&self, id: &EventId) -> Option<&[Selector]> {
        self.places.get(id).map(|place| place.outline.as_slice()).filter(|outline| !outline.is_empty())
    }
}

impl App {
    /// Looks for the element of every event that may fire on the page. The report was checked by
    /// [`crate::parse_report`].
    pub fn check_page(&mut self, report: Report) -> Result<PageCheck, AppError> {
        self.checked = None;
        let plan = self.open_plan()?;
        let (page, seen) = self.surveyed(report, &plan)?;

        let new = NewPage::new(&seen.document);
        let mut located = self.locate_all(&plan, &page, &new)?;
        let mut places = BTreeMap::new();
        let events = plan.events.iter().map(|event| match (located.remove(&event.id), &event.target) {
            (Some(located), Some(target)) => {
                let (check, place) = judged(event, target, &located, &new);
                places.insert(event.id.clone(), place);
                check
            }
            _ => not_run(event, &page, &plan),
        });
        let events: Vec<EventCheck> = events.collect();
        let notes = words::notes(seen.truncated, page.within_shop);
        self.checks += 1;
        let number = self.checks;
        let check = PageCheck { number, summary: words::summary(&events), notes, events };
        self.checked = Some(Checked { number, plan, seen, places });
        Ok(check)
    }

    /// The page that the pane shows, as it told of itself; kept among those that were shown lately.
    pub(crate) fn surveyed(&mut self, report: Report, plan: &Plan) -> Result<(Page, Seen), AppError> {
        let snapshot = match report {
            Report::Page { snapshot, .. } => snapshot,
            Report::Unseen { reason, .. } => return Err(AppError::PageUnseen { reason }),
            _ => return Err(AppError::Report("it is not a page")),
        };
        let url =
            Url::parse(&snapshot.url).map_err(|_| AppError::Report("the address is not a web address"))?;
        let document = Arc::new(Document::from_snapshot(&snapshot)?);
        let seen = Seen { document, url, truncated: snapshot.truncated };
        let page = Page::at(&seen.url, plan);
        self.shown.keep(&page, &seen);
        Ok((page, seen))
    }

    /// What the last check found does not hold any more. Returns that check's number, if there was one.
    pub fn end_check(&mut self) -> Option<u32> {
        self.checked.take().map(|checked| checked.number)
    }

    /// The same where the plan is another than the one that was checked; a check of this very plan goes on.
    pub fn end_check_of_another_plan(&mut self) -> Option<u32> {
        let checked = self.checked.as_ref()?;
        if self.open_plan().is_ok_and(|plan| plan == checked.plan) { None } else { self.end_check() }
    }

    /// A draft of the event with the element that the check found in another place. Saving it is the yes.
    pub fn use_new_place(&mut self, id: &EventId) -> Result<Draft, AppError> {
        let checked = self.checked.take().ok_or(AppError::NotChecked)?;
        let repair = checked.places.get(id).map(|place| &place.repair).filter(|nodes| !nodes.is_empty());
        let draft = repair.ok_or(AppError::NotChecked).and_then(|nodes| {
            let draft = self.edit_event(id)?;
            self.drafts.work_on(id);
            let pick = self.draft_for(&checked.seen, nodes, nodes.len() > 1)?;
            self.change_element(draft, pick)
        });
        self.checked = Some(checked);
        draft
    }

    /// Looks for the elements of all events that may fire on the page. Each old page is read once.
    fn locate_all(
        &self,
        plan: &Plan,
        page: &Page,
        new: &NewPage<'_>,
    ) -> Result<BTreeMap<EventId, Located>, AppError> {
        let mut by_scene: BTreeMap<Option<&SceneId>, Vec<(&EventId, &Target)>> = BTreeMap::new();
        for event in plan.events.iter().filter(|event| has_element_on(event, page, plan)) {
            let Some(target) = &event.target else { continue };
            by_scene.entry(target.scene.as_ref()).or_default().push((&event.id, target));
        }
        let mut located = BTreeMap::new();
        for (id, targets) in by_scene {
            let scene = id.map(|id| self.store.scene(&plan.shop.slug, id)).transpose()?.flatten();
            if let Some(scene) = scene {
                let old = OldPage::new(&scene);
                let pair = Comparison::new(&old, new);
                located.extend(targets.into_iter().map(|(id, target)| (id.clone(), pair.locate(target))));
            } else {
                for (id, target) in targets {
                    let old = target
                        .fingerprint
                        .as_ref()
                        .map_or_else(|| OldPage::new(&Scene::default()), OldPage::of_one);
                    located.insert(id.clone(), Comparison::new(&old, new).locate(target));
                }
            }
        }
        Ok(located)
    }
}

/// The event may fire on the page, and not just because the page is opened.
fn has_element_on(event: &Event, page: &Page, plan: &Plan) -> bool {
    event.runs_on_web() && event.trigger.needs_target() && event.scope.covers(&page.path, &plan.page_types)
}

fn judged(event: &Event, target: &Target, located: &Located, page: &NewPage<'_>) -> (EventCheck, Place) {
    let document = page.document();
    let Judged { verdict, reasons, confidence, found, repair } = judge(target, located, page);
    let outline = match verdict {
        Verdict::Intact => target.selectors.clone(),
        Verdict::Ambiguous => outline(document, &close(located)),
        _ => outline(document, &located.nodes),
    };
    let check = EventCheck {
        id: event.id.clone(),
        verdict,
        words: verdict_words(verdict).to_owned(),
        reasons,
        confidence,
        found_label: found,
        outlined: !outline.is_empty(),
        repairable: !repair.is_empty(),
    };
    (check, Place { repair, outline })
}

fn not_run(event: &Event, page: &Page, plan: &Plan) -> EventCheck {
    let (words, reason) = words::not_run(event, event.scope.covers(&page.path, &plan.page_types));
    EventCheck {
        id: event.id.clone(),
        verdict: Verdict::NotRun,
        words: words.to_owned(),
        reasons: vec![reason],
        confidence: None,
        found_label: String::new(),
        outlined: false,
        repairable: false,
    }
}

/// The candidates that nothing tells apart from the best one.
fn close(located: &Located) -> Vec<NodeId> {
    let best = located.candidates.first().map_or(0.0, |candidate| candidate.likeness);
    let close = located.candidates.iter().filter(|candidate| best - candidate.likeness <= CLOSE);
    close.map(|candidate| candidate.node).collect()
}

/// Selectors that match these elements and nothing else on the page as it is now. Only for looking at: what a
/// plan keeps is made by [`describe`].
pub(crate) fn outline(document: &Document, nodes: &[NodeId]) -> Vec<Selector> {
    let paths: Vec<String> = nodes.iter().map(|&node| path(document, node)).collect();
    let all = [Selector::new(paths.join(", "))];
    let mut wanted = nodes.to_vec();
    wanted.sort_unstable();
    if !nodes.is_empty() && count(document, &all).nodes() == wanted {
        return all.into();
    }
    // In a shadow root or a frame a way down is not CSS.
    match nodes {
        [] => Vec::new(),
        [one] => describe(document, *one).map(|described| described.target.selectors).unwrap_or_default(),
        set => describe_set(document, set).map(|described| described.target.selectors).unwrap_or_default(),
    }
}
