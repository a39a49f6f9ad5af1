//! What a draft needs beside itself until it is saved or dropped: the page it was made on, as it was then.

use url::Url;
use waymark_identify::{Document, Quality};
use waymark_model::page_path::base_of;
use waymark_model::page_type::recognise;
use waymark_model::{EventId, PagePath, Plan, Scene, Selector};

/// The open draft and the one it came upon: a pick may arrive while somebody still has unsaved changes in
/// another draft, and they decide which of the two they go on with.
#[derive(Default)]
pub(crate) struct Drafts {
    open: Option<Pending>,
    before: Option<Pending>,
}

impl Drafts {
    /// Opens a draft; the one before it stays within reach.
    pub fn begin(&mut self, draft: Pending) {
        self.forget(&draft.id);
        if let Some(open) = self.open.replace(draft) {
            self.before = Some(open);
        }
    }

    /// Circumstances of a draft, as long as it is within reach.
    pub fn of(&self, id: &EventId) -> Option<&Pending> {
        self.open.iter().chain(&self.before).find(|draft| draft.id == *id)
    }

    /// The same, to be added to.
    pub fn of_mut(&mut self, id: &EventId) -> Option<&mut Pending> {
        self.open.iter_mut().chain(&mut self.before).find(|draft| draft.id == *id)
    }

    /// Drops one draft.
    pub fn forget(&mut self, id: &EventId) {
        self.open.take_if(|draft| draft.id == *id);
        self.before.take_if(|draft| draft.id == *id);
    }

    /// Drops all.
    pub fn clear(&mut self) {
        *self = Self::default();
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
    /// A picture of the element, PNG.
    pub picture: Option<Vec<u8>>,
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

/// A picked element with its page.
pub(crate) struct Pick {
    pub document: Document,
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
