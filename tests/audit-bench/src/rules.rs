//! Events to be looked for: elements of the pages, described as if somebody had picked them.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_identify::surroundings::Surroundings;
use waymark_identify::{Comparison, CompiledRule, Document, NewPage, OldPage, describe};
use waymark_model::{Event, EventId, Plan, Selector, Shop, ShopSlug, Target, Trigger};

use crate::error::Result;

/// Where the pages seem to be.
pub const SHOP: &str = "https://shop.example/";

/// Pages that have what an event is for, the first one included.
const OTHERS: usize = 6;

/// A page, parsed, at its address.
pub fn document(pages: &[String], number: usize) -> Result<Document> {
    let document = Document::from_html(&pages[number])?;
    Ok(document.at(&format!("{SHOP}products/{number}")))
}

/// Targets of so many elements, spread evenly over as many of the pages as that takes.
pub fn targets(pages: &[String], number: usize) -> Result<Vec<Target>> {
    let mut found = Vec::with_capacity(number);
    for at in 0..pages.len() {
        let document = document(pages, at)?;
        let interactive = Surroundings::of(&document).interactive;
        let left = number - found.len();
        let step = (interactive.len() / left.max(1)).max(1);
        for &element in interactive.iter().step_by(step).take(left) {
            let target = describe(&document, element)?.target;
            if !target.selectors.is_empty() {
                found.push(target);
            }
        }
        if found.len() == number {
            break;
        }
    }
    Ok(found)
}

/// A plan of events picked on the first page, with the scene that belongs to them: all the ways of a visitor through a
/// product page, each twentieth element or so. They are of the template: other products' pages have them, and a search finds
/// them there. So many of them are gone from the other pages instead.
pub fn plan(pages: &[String], number: usize, gone: usize) -> Result<Plan> {
    let document = document(pages, 0)?;
    let others = (1..pages.len().min(OTHERS)).map(|at| self::document(pages, at));
    let others: Vec<Document> = others.collect::<Result<_>>()?;
    let news: Vec<NewPage<'_>> = others.iter().map(NewPage::new).collect();
    let (mut lasting, mut passing) = (Vec::new(), Vec::new());
    let mut old = None;
    for element in Surroundings::of(&document).interactive {
        let described = describe(&document, element)?;
        let old = old.get_or_insert_with(|| OldPage::new(&described.scene));
        let lost = Target { selectors: Vec::new(), ..described.target.clone() };
        let is_found = |new: &NewPage<'_>| !Comparison::new(old, new).locate(&lost).nodes.is_empty();
        let rule = CompiledRule::usable(&described.target.selectors);
        if others.iter().all(|other| rule.count(other).nodes().len() == 1) && news.iter().all(is_found) {
            lasting.push(described);
        } else if !news.iter().any(is_found) {
            passing.push(described);
        }
    }
    let mut scenes = BTreeMap::new();
    let mut events = Vec::new();
    for (found, number) in [(lasting, number - gone), (passing, gone)] {
        let step = (found.len() / number.max(1)).max(1);
        for described in found.into_iter().step_by(step).take(number) {
            if let Some(scene) = &described.target.scene {
                scenes.insert(scene.clone(), described.scene);
            }
            let at = events.len();
            let event = Event::new(EventId(format!("e{at}")), format!("event_{at}"), Trigger::Click);
            events.push(Event { target: Some(described.target), ..event });
        }
    }
    let shop = Shop { slug: ShopSlug("shop".into()), url: SHOP.into(), name: "Shop".into() };
    Ok(Plan { scenes, events, ..Plan::empty(shop) })
}

/// The same plan after a change that made every rule find nothing, so that every event has to be looked for.
#[must_use]
pub fn moved(plan: &Plan) -> Arc<Plan> {
    let mut plan = plan.clone();
    for (at, event) in plan.events.iter_mut().enumerate() {
        if let Some(target) = &mut event.target {
            target.selectors = vec![Selector::new(format!("#it-was-here-{at}"))];
        }
    }
    Arc::new(plan)
}
