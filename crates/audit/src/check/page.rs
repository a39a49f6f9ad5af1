//! The plan's events held against one page after the other. Old pages and rules are read once for all of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_identify::{Comparison, Count, Document, NewPage, OldPage, Rules};
use waymark_model::page_path::base_of;
use waymark_model::{Event, EventId, PagePath, Plan, Scene, SceneId, Target, Verdict};

use super::carried::{Carried, Lesson};
use super::judge::{Judged, judge};
use super::parameters;

/// What became of one event on one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EventOnPage {
    /// The event.
    pub id: EventId,
    /// What became of its element.
    pub verdict: Verdict,
    /// Why, as sentences, the most telling first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub reasons: Vec<String>,
    /// How sure it is that what was found is the event's, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub confidence: Option<f64>,
    /// What was found, in words: "Button: Add to bag".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub found: String,
    /// What the event can be moved to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub repair: Option<Repair>,
    /// Parameters that are read of an element that the page does not have, where it has the event's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub lost: Vec<String>,
}

/// A proposal where an event's element is now. It takes a person's yes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "AuditRepair")]
pub struct Repair {
    /// The target to put in the place of the event's.
    pub target: Target,
    /// How sure it is that this is the event's element, 0 to 1; absent for a set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub confidence: Option<f64>,
}

/// A plan, read for checking many pages.
pub struct Checker {
    plan: Arc<Plan>,
    base: String,
    scenes: BTreeMap<SceneId, OldPage>,
    /// Old pages of events that have a fingerprint, but no scene.
    lonely: BTreeMap<EventId, OldPage>,
    rules: Rules,
    /// The numbers of the events' rules.
    numbers: BTreeMap<EventId, usize>,
    nothing: OldPage,
}

impl Checker {
    /// Reads the plan, which carries its scenes.
    #[must_use]
    pub fn new(plan: Arc<Plan>) -> Self {
        let lonely = plan.events.iter().filter_map(|event| {
            let target = event.target.as_ref()?;
            let has_scene = target.scene.as_ref().is_some_and(|scene| plan.scenes.contains_key(scene));
            let fingerprint = target.fingerprint.as_ref().filter(|_| !has_scene)?;
            Some((event.id.clone(), OldPage::of_one(fingerprint)))
        });
        let targets = plan.events.iter().filter_map(|event| Some((&event.id, event.target.as_ref()?)));
        Self {
            rules: Rules::usable(targets.clone().map(|(_, target)| target.selectors.as_slice())),
            numbers: targets.zip(0..).map(|((event, _), number)| (event.clone(), number)).collect(),
            base: base_of(&plan.shop.url),
            scenes: plan.scenes.iter().map(|(id, scene)| (id.clone(), OldPage::new(scene))).collect(),
            lonely: lonely.collect(),
            nothing: OldPage::new(&Scene::default()),
            plan,
        }
    }

    /// Where the page stands in the shop, as patterns see it.
    #[must_use]
    pub fn path(&self, address: &url::Url) -> PagePath {
        PagePath::of_url(address, &self.base)
    }

    /// Events that may fire on this page and have an element to find there.
    pub fn expected(&self, path: &PagePath) -> impl Iterator<Item = (&Event, &Target)> {
        self.plan
            .events
            .iter()
            .filter(|event| event.runs_on_web() && event.trigger.needs_target())
            .filter(|event| event.scope.covers(path, &self.plan.page_types))
            .filter_map(|event| Some((event, event.target.as_ref()?)))
    }

    /// Events that may fire on this page and need no element.
    pub fn by_itself(&self, path: &PagePath) -> impl Iterator<Item = &Event> {
        self.plan
            .events
            .iter()
            .filter(|event| event.runs_on_web() && !event.trigger.needs_target())
            .filter(|event| event.scope.covers(path, &self.plan.page_types))
    }

    /// Looks for the element of every event that may fire on the page.
    #[must_use]
    pub fn check(&self, path: &PagePath, document: &Document) -> Vec<EventOnPage> {
        self.check_after(path, document, &Carried::default()).0
    }

    /// The same with what is known from other pages of its type, and what it says for those behind it.
    #[must_use]
    pub fn check_after(
        &self,
        path: &PagePath,
        document: &Document,
        carried: &Carried,
    ) -> (Vec<EventOnPage>, Vec<Lesson>) {
        let mut by_page: BTreeMap<Picked<'_>, Vec<(&Event, &Target)>> = BTreeMap::new();
        for (event, target) in self.expected(path) {
            by_page.entry(self.picked_on(event, target)).or_default().push((event, target));
        }
        if by_page.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let new = NewPage::new(document);
        let rules = self.rules.on(document);
        let carried = carried.on(&new, document);
        let mut checked = BTreeMap::new();
        let mut lessons = Vec::new();
        for (picked, events) in by_page {
            let pair = Comparison::new(self.old_page(picked), &new);
            for (event, target) in events {
                let number = self.numbers.get(&event.id).copied();
                let is_unmatched = number.is_some_and(|number| rules.count(number) == Count::Nothing);
                let held = (is_unmatched && may_be_carried(target)).then(|| carried.held(&event.id));
                if let Some((judged, repair)) = held.as_ref().and_then(|held| held.judged(document)) {
                    checked.insert(&event.id, on_page(event, judged, Some(repair), Vec::new()));
                    continue;
                }
                let located = match number {
                    Some(number) => pair.locate_on(target, &rules, number),
                    None => pair.locate(target),
                };
                let judged = judge(target, &located, &new);
                let repair = new
                    .target(&judged.repair, target.multiple)
                    .map(|target| Repair { target, confidence: judged.confidence });
                if let Some(held) = held {
                    let found = repair.as_ref().map(|repair| &repair.target);
                    lessons.extend(held.lessons(&event.id, &located, found, &new, path));
                }
                let lost = match judged.verdict {
                    Verdict::Intact => parameters::lost(event, &located.nodes, document),
                    _ => Vec::new(),
                };
                checked.insert(&event.id, on_page(event, judged, repair, lost));
            }
        }
        let checked = self.plan.events.iter().filter_map(|event| checked.remove(&event.id));
        (checked.collect(), lessons)
    }

    /// The same verdict for every event that may fire on a page that could not be looked at.
    #[must_use]
    pub fn unseen(&self, path: &PagePath, verdict: Verdict, reason: &str) -> Vec<EventOnPage> {
        let unseen = |event: &Event| EventOnPage {
            id: event.id.clone(),
            verdict,
            reasons: vec![reason.to_owned()],
            confidence: None,
            found: String::new(),
            repair: None,
            lost: Vec::new(),
        };
        self.expected(path).map(|(event, _)| unseen(event)).collect()
    }

    fn picked_on<'a>(&self, event: &'a Event, target: &'a Target) -> Picked<'a> {
        match target.scene.as_ref().filter(|scene| self.scenes.contains_key(scene)) {
            Some(scene) => Picked::Scene(scene),
            None if self.lonely.contains_key(&event.id) => Picked::Alone(&event.id),
            None => Picked::ByHand,
        }
    }

    fn old_page(&self, picked: Picked<'_>) -> &OldPage {
        let known = match picked {
            Picked::Scene(scene) => self.scenes.get(scene),
            Picked::Alone(event) => self.lonely.get(event),
            Picked::ByHand => None,
        };
        known.unwrap_or(&self.nothing)
    }
}

fn on_page(event: &Event, judged: Judged, repair: Option<Repair>, lost: Vec<String>) -> EventOnPage {
    let Judged { verdict, reasons, confidence, found, .. } = judged;
    EventOnPage { id: event.id.clone(), verdict, reasons, confidence, found, repair, lost }
}

/// One element of the page itself, known by more than a rule.
fn may_be_carried(target: &Target) -> bool {
    !target.multiple && target.fingerprint.as_ref().is_some_and(|known| known.within.is_empty())
}

/// What is known of the page that an event's element was picked on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Picked<'a> {
    /// All of its elements.
    Scene(&'a SceneId),
    /// The element of this event only.
    Alone(&'a EventId),
    /// Nothing: the rule was written by hand.
    ByHand,
}
