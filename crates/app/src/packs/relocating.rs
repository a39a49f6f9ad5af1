//! Where the events of a pack are on the pages of another shop. Found is what identity finds again on at least half of the
//! pages of a type, with nothing that speaks against it; guessed what the catalogue's detectors propose, or what somebody
//! should look at; missing is the rest. Pure: pages in, answers out.

use std::collections::BTreeMap;

use waymark_audit::check::judge;
use waymark_identify::{
    Comparison, Description, NewPage, OldPage, Samples, count, describe_among, describe_set,
};
use waymark_model::page_type::{learn, recognise};
use waymark_model::validate::EventChecks;
use waymark_model::{
    Event, EventId, PageType, Plan, Scene, SceneId, Severity, Status, Target, Trigger, Verdict, pattern,
};

use super::Relocated;
use super::looking::Relocation;
use super::opinion::{Opinion, agrees, entry_of};
use super::page::Looked;
use super::reading::keep_readable;
use super::spot::{Spot, best};
use crate::view::{PackEvent, PackOutcome, PackPage, PackView};
use crate::{findings, labels, words};

/// Pages on which one event is looked for.
const MOST_PAGES: usize = 6;

/// Holds a pack against the pages of a shop.
#[must_use]
pub fn relocated(pack: &Plan, shop: &Plan, pages: &[Looked], unread: Vec<PackPage>) -> Relocation {
    let search = Search::new(pack, shop, pages);
    let mut events = Vec::new();
    let mut views = Vec::new();
    for event in &pack.events {
        let (view, event) = search.event(event);
        views.push(view);
        events.push(event);
    }
    search.refuse(&mut views, &events);
    Relocation {
        shop: shop.shop.slug.clone(),
        view: PackView {
            from: pack.shop.name.clone(),
            events: views,
            pages: pages.iter().map(page_view).collect(),
            notes: search.notes(),
            unread,
        },
        events,
    }
}

fn page_view(page: &Looked) -> PackPage {
    PackPage { url: page.url.to_string(), words: page.kind().unwrap_or("of no known type").to_owned() }
}

struct Search<'a> {
    pack: &'a Plan,
    shop: &'a Plan,
    pages: &'a [Looked],
    new: Vec<NewPage<'a>>,
    opinions: Vec<Opinion>,
    scenes: BTreeMap<&'a SceneId, OldPage>,
    /// The shop's page types with what its pages taught.
    rules: Vec<PageType>,
}

impl<'a> Search<'a> {
    fn new(pack: &'a Plan, shop: &'a Plan, pages: &'a [Looked]) -> Self {
        let mut rules = shop.page_types.clone();
        for lesson in pages.iter().filter_map(|page| page.lesson.as_ref()) {
            for pattern in &lesson.patterns {
                learn(&mut rules, &lesson.id, pattern);
            }
        }
        Self {
            pack,
            shop,
            new: pages.iter().map(|page| NewPage::new(&page.document)).collect(),
            opinions: pages.iter().map(|page| Opinion::of(&page.document, page.kind())).collect(),
            scenes: pack.scenes.iter().map(|(id, scene)| (id, OldPage::new(scene))).collect(),
            rules,
            pages,
        }
    }

    fn event(&self, event: &Event) -> (PackEvent, Relocated) {
        let mut kept = self.adapted(event);
        let mut view = PackEvent {
            id: event.id.clone(),
            name: event.name.clone(),
            trigger: words::of_trigger(&event.trigger).label.to_owned(),
            place: event.scope.label(),
            outcome: PackOutcome::Found,
            was: labels::target(event),
            now: String::new(),
            page: None,
            confidence: None,
            reasons: Vec::new(),
        };
        let mut scene = None;
        if let Some(twin) = self.there(event) {
            view.outcome = PackOutcome::There;
            view.reasons.push(if twin.id == event.id {
                "It came here before, and stays as it is.".to_owned()
            } else {
                "The shop has an event of this name, which stays as it is.".to_owned()
            });
        } else if !event.is_for_web() {
            view.reasons.push("It is for apps only, so there is nothing to look for on the web.".to_owned());
        } else if event.trigger.is_composed() {
            view.reasons.push("It is made of other events, which are looked for by themselves.".to_owned());
        } else {
            scene = self.look_for(event, &mut kept, &mut view);
        }
        if view.outcome != PackOutcome::There && event.is_for_web() {
            let pages = self.pages_for(event).into_iter().map(|page| &self.pages[page].document);
            let gone = keep_readable(&mut kept, event, pages);
            if view.outcome == PackOutcome::Found && !gone.is_empty() {
                view.outcome = PackOutcome::Guessed;
            }
            view.reasons.extend(gone);
        }
        let rules = self.lessons().filter(|kind| kept.scope.page_types.contains(&kind.id)).collect();
        (view, Relocated { event: kept, scene, rules })
    }

    /// The shop's event that is the same: by its identity, else by its name.
    fn there(&self, event: &Event) -> Option<&Event> {
        let events = || self.shop.events.iter();
        events().find(|own| own.id == event.id).or_else(|| events().find(|own| own.name == event.name))
    }

    /// The event without what belongs to the shop it comes from.
    fn adapted(&self, event: &Event) -> Event {
        let mut kept = Event { notes: Vec::new(), target: None, status: Status::Draft, ..event.clone() };
        kept.scope.page_types.retain(|id| self.rules.iter().any(|kind| kind.id == *id));
        if let Trigger::Submit { success, .. } = &mut kept.trigger {
            success.clear();
        }
        for id in events_of(&mut kept.trigger) {
            let part = self.pack.events.iter().find(|part| part.id == *id);
            if let Some(own) = part.and_then(|part| self.there(part)) {
                id.clone_from(&own.id);
            }
        }
        kept
    }

    /// Looks for an event's element, and fills in what is told of it. Returns the scene it is on.
    fn look_for(&self, event: &Event, kept: &mut Event, view: &mut PackEvent) -> Option<(SceneId, Scene)> {
        let pages = self.pages_for(event);
        if pages.is_empty()
            || kept.scope.page_types.len() < event.scope.page_types.len() && kept.scope.page_types.is_empty()
        {
            view.outcome = PackOutcome::Missing;
            view.reasons.push(match (event.scope.page_types.first(), &event.scope.url) {
                (Some(kind), _) => format!("No page of the type \"{kind}\" was found in this shop."),
                (None, Some(url)) => format!("No page was found with an address like {url}."),
                (None, None) => "No page of the shop could be read.".to_owned(),
            });
            if event.trigger.needs_target() {
                return None;
            }
        }
        let unruled = pages.iter().any(|&page| !self.is_ruled(page));
        let Some(target) = event.target.as_ref().filter(|_| event.trigger.takes_target()) else {
            if view.outcome == PackOutcome::Found {
                view.reasons.push("It is about the whole page and needs no element.".to_owned());
            }
            return None;
        };
        if view.outcome == PackOutcome::Missing {
            return None;
        }
        let (spots, why_not) = self.spots(event, target, &pages);
        let entry = entry_of(event);
        let doubts = entry.and_then(|entry| {
            let other = |spot: &&Spot| {
                self.opinions[spot.page]
                    .on(entry)
                    .is_some_and(|seen| !agrees(seen, &spot.nodes, &self.pages[spot.page].document))
            };
            spots
                .iter()
                .find(other)
                .map(|_| format!("The catalogue takes another element for \"{}\".", entry.name))
        });
        let spot = self.enough(&spots, &pages).then(|| best(&spots)).flatten();
        let guess = || {
            let entry = entry?;
            pages.iter().find_map(|&page| {
                let seen = self.opinions[page].on(entry)?;
                let reason = format!("The catalogue takes this for \"{}\": it {}.", entry.name, seen.reason);
                Some(Spot {
                    page,
                    nodes: seen.nodes.clone(),
                    confidence: Some(f64::from(seen.confidence)),
                    reasons: vec![reason],
                })
            })
        };
        let (outcome, mut spot) = match spot {
            Some(spot) if doubts.is_none() => (PackOutcome::Found, spot),
            Some(spot) => (PackOutcome::Guessed, spot),
            None => {
                let Some(guess) = guess() else {
                    view.outcome = PackOutcome::Missing;
                    view.reasons = why_not;
                    return None;
                };
                (PackOutcome::Guessed, guess)
            }
        };
        view.outcome = outcome;
        view.reasons = std::mem::take(&mut spot.reasons);
        view.reasons.extend(doubts);
        let Some(description) = self.described(&spot, target.multiple, &pages) else {
            view.outcome = PackOutcome::Missing;
            view.reasons = vec!["What was found is told from others by nothing that lasts.".to_owned()];
            return None;
        };
        self.tell_holding(&description.target, &spots, &pages, view);
        if unruled {
            view.outcome = PackOutcome::Guessed;
            view.reasons.push(
                "The shop's rules do not know the page that it is on: name its type under Page types."
                    .to_owned(),
            );
        }
        if description.target.fingerprint.as_ref().is_some_and(|element| !element.can_be(&event.trigger)) {
            view.outcome = PackOutcome::Guessed;
            view.reasons.push("Its trigger does not go with what was found.".to_owned());
        }
        if !event.trigger.success().is_empty() {
            view.reasons.push("What appears when it worked has to be shown again.".to_owned());
        }
        view.now = description.label;
        view.page = Some(self.pages[spot.page].url.to_string());
        view.confidence = spot.confidence;
        let scene = description.target.scene.clone().map(|id| (id, description.scene));
        kept.target = Some(description.target);
        scene
    }

    /// Pages on which an event may fire, by number.
    fn pages_for(&self, event: &Event) -> Vec<usize> {
        let fits = |page: &Looked| {
            let kinds = &event.scope.page_types;
            let kind_fits =
                kinds.is_empty() || page.kind().is_some_and(|kind| kinds.iter().any(|own| own == kind));
            kind_fits && event.scope.url.as_deref().is_none_or(|url| pattern::matches(url, &page.path))
        };
        (0..self.pages.len()).filter(|&page| fits(&self.pages[page])).take(MOST_PAGES).collect()
    }

    /// The shop's rules know the page, with what they learn here.
    fn is_ruled(&self, page: usize) -> bool {
        let page = &self.pages[page];
        page.is_ruled || recognise(&page.path, &self.rules).map(|kind| kind.id.as_str()) == page.kind()
    }

    /// Where identity finds the element again, and why not where it does not.
    fn spots(&self, event: &Event, target: &Target, pages: &[usize]) -> (Vec<Spot>, Vec<String>) {
        let nothing = match &target.fingerprint {
            Some(fingerprint) => OldPage::of_one(fingerprint),
            None => OldPage::new(&Scene::default()),
        };
        let old = target.scene.as_ref().and_then(|scene| self.scenes.get(scene)).unwrap_or(&nothing);
        let (mut spots, mut why_not) = (Vec::new(), Vec::new());
        for &page in pages {
            let located = Comparison::new(old, &self.new[page]).locate(target);
            let judged = judge(target, &located, &self.new[page]);
            let is_there = matches!(judged.verdict, Verdict::Intact | Verdict::Moved | Verdict::Hidden);
            // A rule that somebody wrote for another shop says nothing of this one.
            if is_there && !located.nodes.is_empty() && target.fingerprint.is_some() {
                spots.push(Spot {
                    page,
                    nodes: located.nodes,
                    confidence: judged.confidence,
                    reasons: judged.reasons,
                });
            } else {
                why_not.extend(judged.reasons.into_iter().filter(|_| !is_there));
            }
        }
        why_not.dedup();
        why_not.truncate(2);
        if target.fingerprint.is_none() {
            why_not = vec!["Its selectors were written by hand for another shop.".to_owned()];
        } else if why_not.is_empty() {
            why_not.push(format!(
                "\"{}\" is on too few of the pages that were looked at.",
                labels::target(event)
            ));
        }
        (spots, why_not)
    }

    /// It is on half of the pages of one type at least.
    fn enough(&self, spots: &[Spot], pages: &[usize]) -> bool {
        let kind = |page: usize| self.pages[page].kind();
        spots.iter().any(|spot| {
            let of_kind = pages.iter().filter(|&&page| kind(page) == kind(spot.page)).count();
            let there = spots.iter().filter(|other| kind(other.page) == kind(spot.page)).count();
            there * 2 >= of_kind
        })
    }

    /// The element in full, with what other pages of the type say of it.
    fn described(&self, spot: &Spot, is_set: bool, pages: &[usize]) -> Option<Description> {
        let document = &self.pages[spot.page].document;
        let others = pages
            .iter()
            .filter(|&&page| page != spot.page && self.pages[page].kind() == self.pages[spot.page].kind());
        let description = match spot.nodes.as_slice() {
            [one] if !is_set => {
                let samples = Samples::new(others.map(|&page| &self.pages[page].document));
                describe_among(document, *one, &samples)
            }
            several => describe_set(document, several),
        };
        description.ok().filter(|description| !description.target.selectors.is_empty())
    }

    /// How the new rule does on the other pages.
    fn tell_holding(&self, target: &Target, spots: &[Spot], pages: &[usize], view: &mut PackEvent) {
        let (mut holds, mut strays) = (0, 0);
        for &page in pages {
            let counted = count(&self.pages[page].document, &target.selectors);
            match spots.iter().find(|spot| spot.page == page) {
                Some(spot) if counted.nodes() == spot.nodes => holds += 1,
                Some(_) if !counted.nodes().is_empty() => strays += 1,
                None if !counted.nodes().is_empty() => holds += 1,
                _ => {}
            }
        }
        if strays > 0 {
            view.outcome = PackOutcome::Guessed;
            view.reasons
                .push(format!("On {strays} of {} pages its rule matches something else.", pages.len()));
        } else {
            view.reasons.push(format!("Its new rule matches on {holds} of {} pages.", pages.len()));
        }
    }

    /// What breaks a rule of the plan stays out, with the reason.
    fn refuse(&self, views: &mut [PackEvent], events: &[Relocated]) {
        let mut plan = Plan { page_types: self.rules.clone(), ..self.shop.clone() };
        let is_new = |id: &EventId| self.shop.events.iter().all(|own| own.id != *id);
        plan.events.extend(events.iter().map(|event| event.event.clone()).filter(|event| is_new(&event.id)));
        let checks = EventChecks::of(&plan);
        for (view, event) in views.iter_mut().zip(events) {
            if view.outcome == PackOutcome::There {
                continue;
            }
            let found = findings::of_event(&event.event, &checks);
            let is_wrong = |finding: &&crate::view::Finding| {
                finding.severity == Severity::Error && finding.code != "target_missing"
            };
            if let Some(wrong) = found.iter().find(is_wrong) {
                view.outcome = PackOutcome::Refused;
                view.reasons = vec![wrong.message.clone()];
            }
        }
    }

    fn notes(&self) -> Vec<String> {
        let words = |PageType { id, patterns }: PageType| {
            format!("With events for {id} pages the shop learns their addresses: {}.", patterns.join(", "))
        };
        self.lessons().map(words).collect()
    }

    /// What the shop's page types do not know yet.
    fn lessons(&self) -> impl Iterator<Item = PageType> {
        self.rules.iter().filter_map(|kind| {
            let own = self.shop.page_types.iter().find(|own| own.id == kind.id);
            let is_new = |pattern: &&String| own.is_none_or(|own| !own.patterns.contains(pattern));
            let patterns: Vec<String> = kind.patterns.iter().filter(is_new).cloned().collect();
            (!patterns.is_empty()).then(|| PageType { id: kind.id.clone(), patterns })
        })
    }
}

/// The events that a trigger is made of, to be renamed.
fn events_of(trigger: &mut Trigger) -> &mut [EventId] {
    match trigger {
        Trigger::Count { events, .. }
        | Trigger::Sequence { events, .. }
        | Trigger::Score { events, .. }
        | Trigger::Velocity { events, .. } => events,
        _ => &mut [],
    }
}
