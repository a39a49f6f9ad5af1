//! What was found again on some pages of a type, carried to the next ones: there the element is first looked for where it
//! was found, with the proof that an element needs which never moved, and searched for only where that does not hold.
//! Which page knows of which is decided in `passing`.
//!
//! A find is carried only if it is sure, and if a search on a second page, which knew nothing of it, found the very same
//! element. Where a search ever says something else than what is carried, that event is searched for from then on.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_identify::{Document, Located, NewPage, NodeId, Refound, Rules, RulesOn};
use waymark_model::{EventId, PagePath, Target, Verdict};

use super::judge::Judged;
use super::page::Repair;
use super::words;

/// How sure a find has to be that is carried.
const SURE: f64 = 0.9;
/// Its least lead over the next best.
const LEAD: f64 = 0.5;
/// Finds of one event that are kept: a type may have several templates, and languages.
const FINDS: usize = 4;

/// What pages before know of where events' elements are.
#[derive(Clone, Debug, Default)]
pub struct Carried {
    events: BTreeMap<EventId, Known>,
    /// The rules of all finds.
    rules: Rules,
}

/// What is known of one event.
#[derive(Clone, Debug)]
enum Known {
    /// Where it was found, on different pages at different places.
    Found(Vec<Arc<Find>>),
    /// Pages do not agree, so each has to be searched.
    Unclear,
}

/// One place.
#[derive(Clone, Debug)]
struct Find {
    refound: Refound,
    /// Path of the page.
    page: String,
    /// How sure the least sure of the searches was.
    confidence: f64,
    is_confirmed: bool,
    /// The number of its rule.
    rule: usize,
}

/// What one page says of an event, for the pages behind it.
#[derive(Clone, Debug)]
pub struct Lesson {
    event: EventId,
    says: Says,
}

#[derive(Clone, Debug)]
enum Says {
    Found {
        refound: Box<Refound>,
        page: String,
        confidence: f64,
    },
    /// The search found what was known from before, by its place among the finds.
    Agrees {
        find: usize,
        confidence: f64,
    },
    Differs,
}

impl Carried {
    /// With what further pages say, in their order; nothing where that changes nothing.
    #[must_use]
    pub fn and(&self, lessons: Vec<Lesson>) -> Option<Self> {
        let mut events = self.events.clone();
        let mut is_new = false;
        for Lesson { event, says } in lessons {
            let known = events.entry(event).or_insert_with(|| Known::Found(Vec::new()));
            let Known::Found(finds) = known else { continue };
            match says {
                Says::Differs => *known = Known::Unclear,
                Says::Found { refound, page, confidence } if finds.len() < FINDS => {
                    let refound = *refound;
                    let find = Find { refound, page, confidence, is_confirmed: false, rule: 0 };
                    finds.push(Arc::new(find));
                }
                Says::Agrees { find, confidence } => {
                    let Some(found) = finds.get_mut(find).filter(|find| !find.is_confirmed) else { continue };
                    let confidence = confidence.min(found.confidence);
                    *found = Arc::new(Find { confidence, is_confirmed: true, ..Find::clone(found) });
                }
                Says::Found { .. } => continue,
            }
            is_new = true;
        }
        is_new.then(|| Self::of(events))
    }

    fn of(mut events: BTreeMap<EventId, Known>) -> Self {
        let finds = events.values_mut().flat_map(|known| match known {
            Known::Found(finds) => finds.as_mut_slice(),
            Known::Unclear => &mut [],
        });
        let mut targets = Vec::new();
        for (rule, find) in finds.enumerate() {
            *find = Arc::new(Find { rule, ..Find::clone(find) });
            targets.push(Arc::clone(find));
        }
        let rules = Rules::usable(targets.iter().map(|find| find.refound.target().selectors.as_slice()));
        Self { events, rules }
    }

    /// On one page.
    pub(super) fn on<'a>(&'a self, page: &'a NewPage<'a>, document: &'a Document) -> CarriedOn<'a> {
        CarriedOn { carried: self, page, rules: self.rules.on(document) }
    }
}

/// What is known from before, held against one page.
pub(super) struct CarriedOn<'a> {
    carried: &'a Carried,
    page: &'a NewPage<'a>,
    rules: RulesOn<'a>,
}

/// Finds of one event that hold on a page, by their places, each with its element there.
pub(super) struct Held<'a>(Vec<(usize, &'a Find, NodeId)>);

impl<'a> CarriedOn<'a> {
    /// What holds of an event whose own rule matches nothing.
    pub fn held(&self, event: &EventId) -> Held<'a> {
        let Some(Known::Found(finds)) = self.carried.events.get(event) else { return Held(Vec::new()) };
        let held = finds.iter().enumerate().filter_map(|(place, find)| {
            Some((place, &**find, find.refound.on(self.page, &self.rules, find.rule)?))
        });
        Held(held.collect())
    }
}

impl Held<'_> {
    /// The event on the page, where a find that was confirmed holds and no other says something else.
    pub fn judged(&self, document: &Document) -> Option<(Judged, Repair)> {
        let (_, find, node) = self.0.iter().find(|(_, find, _)| find.is_confirmed)?;
        if self.0.iter().any(|(_, _, other)| other != node) {
            return None;
        }
        let reasons = vec![
            format!(
                "It is the element that was found on {}: it says, does and looks the same here, in the same place.",
                find.page
            ),
            words::UNMATCHED.to_owned(),
        ];
        let judged = Judged {
            verdict: Verdict::Moved,
            reasons,
            confidence: Some(find.confidence),
            found: words::found(document, &[*node]),
            repair: vec![*node],
        };
        let target = find.refound.target().clone();
        Some((judged, Repair { target, confidence: Some(find.confidence) }))
    }

    /// What a search that was made all the same says of what held.
    pub fn lessons(
        &self,
        event: &EventId,
        located: &Located,
        repair: Option<&Target>,
        page: &NewPage<'_>,
        path: &PagePath,
    ) -> Vec<Lesson> {
        let is_sure =
            located.verdict == Verdict::Moved && located.confidence >= SURE && located.margin >= LEAD;
        let says: Vec<Says> = match (self.0.as_slice(), located.nodes.as_slice(), repair) {
            ([], [node], Some(target)) if is_sure => vec![Says::Found {
                refound: Box::new(page.refound(*node, target.clone())),
                page: path.path().to_owned(),
                confidence: located.confidence,
            }],
            ([], ..) => Vec::new(),
            (held, found, _) if held.iter().all(|(_, _, node)| found == [*node]) => {
                let agrees = |(find, ..): &(usize, &Find, NodeId)| Says::Agrees {
                    find: *find,
                    confidence: located.confidence,
                };
                if is_sure { held.iter().map(agrees).collect() } else { Vec::new() }
            }
            _ => vec![Says::Differs],
        };
        says.into_iter().map(|says| Lesson { event: event.clone(), says }).collect()
    }
}

#[cfg(test)]
mod tests {
    use waymark_identify::{Comparison, OldPage, count};
    use waymark_model::{Scene, Selector};

    use super::*;

    const EVENT: &str = "add";
    const HTML: &str = "<main><button id=a>Add</button><button id=b>Add</button></main>";

    fn event() -> EventId {
        EventId(EVENT.into())
    }

    fn buttons(document: &Document) -> Vec<NodeId> {
        count(document, &[Selector::new("button")]).nodes().to_vec()
    }

    /// What a search may say: the first button, or the second, so surely and with this lead.
    fn located(page: &NewPage<'_>, button: usize, confidence: f64, margin: f64) -> (Located, Target) {
        let buttons = buttons(page.document());
        let target = page.target(&buttons[button..=button], false).unwrap_or_default();
        let found = Comparison::new(&OldPage::new(&Scene::default()), page).locate(&Target::default());
        let nodes = vec![buttons[button]];
        (Located { verdict: Verdict::Moved, nodes, confidence, margin, ..found }, target)
    }

    /// What is known after pages of which searches say this.
    fn after(document: &Document, said: &[(usize, f64, f64)]) -> Carried {
        let page = NewPage::new(document);
        let mut known = Carried::default();
        for &(button, confidence, margin) in said {
            let (located, target) = located(&page, button, confidence, margin);
            let path = PagePath::parse("/products/a", "/");
            let held = known.on(&page, document).held(&event());
            let lessons = held.lessons(&event(), &located, Some(&target), &page, &path);
            known = known.and(lessons).unwrap_or(known);
        }
        known
    }

    fn confidence(said: &[(usize, f64, f64)]) -> Option<f64> {
        let document = Document::from_html(HTML).ok()?;
        let (known, page) = (after(&document, said), NewPage::new(&document));
        let held = known.on(&page, &document).held(&event());
        held.judged(&document)?.0.confidence
    }

    #[test]
    fn only_what_two_sure_searches_found_is_carried() {
        assert_eq!(confidence(&[]), None);
        assert_eq!(confidence(&[(0, 0.95, 0.9)]), None, "one is not enough");
        assert_eq!(confidence(&[(0, 0.95, 0.9), (0, 0.92, 0.9)]), Some(0.92));
        assert_eq!(confidence(&[(0, 0.89, 0.9), (0, 0.95, 0.9)]), None, "the first was not sure");
        assert_eq!(confidence(&[(0, 0.95, 0.9), (0, 0.89, 0.9)]), None, "the second was not sure");
        assert_eq!(confidence(&[(0, 0.95, 0.4), (0, 0.95, 0.4)]), None, "another came close");
        assert_eq!(confidence(&[(0, 0.95, 0.9), (0, 0.89, 0.9), (0, 0.93, 0.9)]), Some(0.93));
    }

    #[test]
    fn where_a_search_ever_finds_something_else_every_page_is_searched() {
        let sure = (0, 0.95, 0.9);
        assert_eq!(confidence(&[sure, (1, 0.95, 0.9), sure, sure, sure]), None);
        assert_eq!(confidence(&[sure, sure, (1, 0.95, 0.9), sure, sure]), None);
    }

    #[test]
    fn where_two_finds_hold_at_different_elements_the_page_is_searched() {
        let Ok(document) = Document::from_html(HTML) else { return };
        let known = after(&document, &[(0, 0.95, 0.9), (0, 0.95, 0.9)]);
        let Some(Known::Found(finds)) = known.events.get(&event()) else { panic!("{known:?}") };
        let buttons = buttons(&document);
        let held = |nodes: &[NodeId]| Held(nodes.iter().map(|&node| (0, &*finds[0], node)).collect());
        assert!(held(&[buttons[0], buttons[0]]).judged(&document).is_some());
        assert!(held(&[buttons[0], buttons[1]]).judged(&document).is_none());
    }
}
