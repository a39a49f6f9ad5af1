//! What a draft needs beside itself until it is saved or dropped: the page it was made on, as it was then.

use std::sync::Arc;

use url::Url;
use waymark_identify::{Document, NodeId, Quality};
use waymark_model::page_path::base_of;
use waymark_model::page_type::recognise;
use waymark_model::{EventId, PagePath, Plan, Scene, Selector};

/// The drafts within reach: the one that was worked on, and the last one that was offered. A pick may arrive
/// while somebody still has unsaved changes in another draft, and they decide which of the two they go on with.
#[derive(Default)]
pub(crate) struct Drafts {
    open: Option<Pending>,
    offered: Option<Pending>,
    /// The last pick that became the element of another draft, and that draft: what still comes of the pick, its
    /// picture, belongs there.
    handed_over: Option<(EventId, EventId)>,
    /// Those that were dropped last: what still comes of them is nobody's, though an event may have the same id.
    dropped: Vec<EventId>,
}

impl Drafts {
    /// Offers a draft. The one offered before it stays within reach, unless an older one is being worked on.
    pub fn begin(&mut self, draft: Pending) {
        self.forget(&draft.id);
        self.dropped.retain(|dropped| *dropped != draft.id);
        let before = self.offered.replace(draft);
        if before.is_some() && !self.open.as_ref().is_some_and(|open| open.is_worked_on) {
            self.open = before;
        }
    }

    /// Notes that somebody works on a draft, which keeps it within reach whatever is picked.
    pub fn work_on(&mut self, id: &EventId) {
        if self.offered.as_ref().is_some_and(|draft| draft.id == *id) {
            self.open = self.offered.take();
        }
        if let Some(draft) = self.of_mut(id) {
            draft.is_worked_on = true;
        }
    }

    /// Circumstances of a draft, as long as it is within reach.
    pub fn of(&self, id: &EventId) -> Option<&Pending> {
        self.offered.iter().chain(&self.open).find(|draft| draft.id == *id)
    }

    /// The same, to be added to.
    pub fn of_mut(&mut self, id: &EventId) -> Option<&mut Pending> {
        self.offered.iter_mut().chain(&mut self.open).find(|draft| draft.id == *id)
    }

    /// Makes what was picked for one draft the element of another, which uses the first up. `None` where one of
    /// them is out of reach or nothing was picked.
    pub fn hand_over(&mut self, pick: &EventId, to: &EventId) -> Option<&Pending> {
        if pick == to || self.of(to).is_none() || self.of(pick)?.pick.is_none() {
            return None;
        }
        let picked = self.take(pick)?;
        self.work_on(to);
        let draft = self.of_mut(to)?;
        draft.page = picked.page;
        draft.pick = picked.pick;
        draft.picture = picked.picture;
        draft.has_other_element = true;
        self.handed_over = Some((pick.clone(), to.clone()));
        self.of(to)
    }

    /// The draft or event that a pick ended up in.
    pub fn home_of<'id>(&'id self, pick: &'id EventId) -> &'id EventId {
        match &self.handed_over {
            Some((from, to)) if from == pick => to,
            _ => pick,
        }
    }

    /// Drops one draft.
    pub fn forget(&mut self, id: &EventId) {
        drop(self.take(id));
    }

    /// Drops all.
    pub fn clear(&mut self) {
        let dropped = self.offered.iter().chain(&self.open).map(|draft| draft.id.clone()).collect();
        *self = Self { dropped, ..Self::default() };
    }

    /// Whether the draft was dropped and not opened again.
    pub fn was_dropped(&self, id: &EventId) -> bool {
        self.dropped.contains(id)
    }

    fn take(&mut self, id: &EventId) -> Option<Pending> {
        let is_it = |draft: &mut Pending| draft.id == *id;
        self.offered.take_if(is_it).or_else(|| self.open.take_if(is_it))
    }
}

/// A draft's circumstances.
pub(crate) struct Pending {
    /// The draft's event.
    pub id: EventId,
    /// It replaces an event of the plan.
    pub editing: bool,
    /// The page it belongs to.
    pub page: Page,
    /// What was picked, where something was.
    pub pick: Option<Pick>,
    /// The selectors of an event of the plan, as it was opened.
    pub opened: Vec<Selector>,
    /// A picture of the element, PNG.
    pub picture: Option<Vec<u8>>,
    /// The element is not the one the event had when the draft was opened.
    pub has_other_element: bool,
    /// Somebody changed something in it.
    pub is_worked_on: bool,
}

impl Pending {
    /// A draft as it is opened.
    pub fn new(id: EventId, editing: bool, page: Page, pick: Option<Pick>) -> Self {
        Self {
            id,
            editing,
            page,
            pick,
            opened: Vec::new(),
            picture: None,
            has_other_element: false,
            is_worked_on: false,
        }
    }

    /// The selectors as they were made, before somebody bound them to a text.
    pub fn made(&self) -> &[Selector] {
        self.pick.as_ref().map_or(&self.opened, |pick| &pick.selectors)
    }
}

/// The page a draft belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub path: PagePath,
    /// Id of the page type that recognises it.
    pub kind: Option<String>,
    /// It is on the shop's own host; true where nobody knows.
    pub within_shop: bool,
}

/// A page as it was seen in the pane.
pub(crate) struct Seen {
    pub document: Arc<Document>,
    pub url: Url,
    /// The page was too large to be seen whole.
    pub truncated: bool,
}

/// A picked element with its page.
pub(crate) struct Pick {
    pub document: Arc<Document>,
    /// What was picked; of a set, its first.
    pub picked: NodeId,
    /// What is meant: the same, or what is around it.
    pub element: NodeId,
    /// The elements like it, itself included.
    pub alike: Vec<NodeId>,
    pub scene: Scene,
    pub quality: Quality,
    /// The selectors that the quality is about.
    pub selectors: Vec<Selector>,
    /// The page was too large to be seen whole.
    pub truncated: bool,
}

impl Page {
    /// A page of the open shop by its address.
    pub fn at(url: &Url, plan: &Plan) -> Self {
        let within_shop = Url::parse(&plan.shop.url).is_ok_and(|base| crate::address::same_host(&base, url));
        Self { within_shop, ..Self::of(PagePath::of_url(url, &base_of(&plan.shop.url)), plan) }
    }

    /// A page by its path relative to the shop's base.
    pub fn of(path: PagePath, plan: &Plan) -> Self {
        let kind = recognise(&path, &plan.page_types).map(|kind| kind.id.clone());
        Self { path, kind, within_shop: true }
    }
}
