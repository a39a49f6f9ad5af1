//! What the tests of use cases share: an app on a folder of its own with a clock that ticks by itself, and
//! picker reports made from HTML the way the picker makes them from a page.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "every test binary uses its own part; what a test prepares must work"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use serde_json::json;
use tempfile::TempDir;
use url::Url;
use waymark_app::pane::Report;
use waymark_app::publishing::{Errand, Progress, Unwatched};
use waymark_app::view::{Draft, EventView, Finding, LiveId, Overview, Review, TargetTest};
use waymark_app::{App, AppError, Arrival, Clock, Prober};
use waymark_identify::{Document, NodeId, Snapshot, SnapshotNode, count};
use waymark_model::{EventId, Selector, ShopSlug};

pub const SHOP: &str = "https://kiln.example/";
pub const PRODUCT: &str = "https://kiln.example/products/mug";

pub const PRODUCT_PAGE: &str = r#"<!doctype html><html><head><title>Mug</title></head><body>
  <header><nav aria-label="Main"><a href="/collections/all?x=1">Shop all</a></nav></header>
  <main><h1>Mug</h1>
    <form action="/cart/add" method="post">
      <select name="glaze"><option>Moss<option>Sand</select>
      <button type="submit" name="add"><span>Add to cart</span></button>
    </form>
    <ul><li><a class="tile" href="/products/bowl">Bowl</a></li><li><a class="tile" href="/products/vase">Vase</a></li></ul>
  </main>
  <footer><form action="/contact" method="post" id="newsletter"><input type="email" name="contact[email]"><button>Sign up</button></form></footer>
</body></html>"#;

/// An app on a folder of its own.
pub struct Fixture {
    pub app: App,
    pub folder: TempDir,
    clock: Clock,
    ticks: Arc<AtomicI64>,
}

/// Starts at this many milliseconds and ticks by one each time it is asked.
pub const START: i64 = 1_800_000_000_000;

impl Fixture {
    /// Nothing in the store.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ticks = Arc::new(AtomicI64::new(START));
        let clock: Clock = {
            let ticks = Arc::clone(&ticks);
            Arc::new(move || ticks.fetch_add(1, Ordering::Relaxed))
        };
        let app = App::open(folder.path(), clock.clone()).unwrap();
        Self { app, folder, clock, ticks }
    }

    /// Lets time pass, in milliseconds.
    pub fn advance(&self, millis: i64) {
        self.ticks.fetch_add(millis, Ordering::Relaxed);
    }

    /// One shop, open.
    pub fn with_shop() -> Self {
        let mut fixture = Self::empty();
        fixture.app.open_shop(&arrival(SHOP)).unwrap();
        fixture
    }

    /// Closes the app and opens it again on the same folder, as after a restart.
    pub fn restart(mut self) -> Self {
        let app = App::open(self.folder.path(), self.clock.clone()).unwrap();
        self.app = app;
        self
    }

    /// Picks an element of the product page.
    pub fn pick(&mut self, css: &str) -> Draft {
        self.app.picked(report(PRODUCT_PAGE, PRODUCT, css)).unwrap()
    }

    /// Picks, saves, and returns the saved event.
    pub fn tag(&mut self, css: &str) -> EventView {
        let draft = self.pick(css);
        let id = draft.event.id.clone();
        let overview = self.app.save_draft(draft).unwrap();
        events(&overview).into_iter().find(|view| view.event.id == id).unwrap()
    }

    pub fn events(&self) -> Vec<EventView> {
        events(&self.app.overview().unwrap())
    }

    pub fn slug(&self) -> ShopSlug {
        self.app.overview().unwrap().open.unwrap().shop.slug
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

pub fn events(overview: &Overview) -> Vec<EventView> {
    overview.open.clone().map(|open| open.events).unwrap_or_default()
}

/// A shop that answered at its base.
pub fn arrival(page: &str) -> Arrival {
    let page = Url::parse(page).unwrap();
    Arrival { base: waymark_app::address::base(&page), page }
}

/// The report of a pick of the one element that the CSS matches.
pub fn report(html: &str, url: &str, css: &str) -> Report {
    Report::Picked { snapshot: snapshot(html, url, css), bounds: [10.0, 20.0, 100.0, 40.0], took: 12.5 }
}

pub fn snapshot(html: &str, url: &str, css: &str) -> Snapshot {
    let document = Document::from_html(html).unwrap();
    let selector = Selector::new(css);
    let counted = count(&document, &[selector]);
    let [picked] = counted.nodes() else { panic!("{css} does not match exactly one element: {counted:?}") };
    let nodes: Vec<NodeId> = document
        .descendants(document.root())
        .filter(|&node| document.is_element(node) || document.characters(node).is_some())
        .collect();
    let number = |node: NodeId| nodes.iter().position(|&other| other == node);
    Snapshot {
        url: url.to_owned(),
        title: "A page".to_owned(),
        viewport: [1280, 800],
        scroll: [0, 0],
        picked: Some(number(*picked).unwrap() as u32),
        nodes: nodes.iter().map(|&node| snapshot_node(&document, node, number)).collect(),
        truncated: false,
        product: BTreeMap::new(),
    }
}

fn snapshot_node(
    document: &Document,
    node: NodeId,
    number: impl Fn(NodeId) -> Option<usize>,
) -> SnapshotNode {
    let parent = document.parent(node).and_then(number);
    let p = parent.map_or(-1, |parent| i32::try_from(parent).unwrap());
    if let Some(characters) = document.characters(node) {
        return SnapshotNode { p, x: Some(characters.to_owned()), ..SnapshotNode::default() };
    }
    let attributes = document.attributes(node).flat_map(|(name, value)| [name.to_owned(), value.to_owned()]);
    SnapshotNode {
        p,
        t: Some(document.tag(node).to_owned()),
        a: attributes.collect(),
        b: Some([0, 0, 100, 40]),
        ..SnapshotNode::default()
    }
}

/// What the runtime under test reports of an event that it fired on the product page.
pub fn hit(id: &EventId, name: &str, revision: &str, proven: bool) -> Report {
    Report::Hit {
        id: id.clone(),
        name: name.to_owned(),
        revision: revision.to_owned(),
        parameters: BTreeMap::from([("element_text".to_owned(), json!("Add to cart"))]),
        proven,
        url: PRODUCT.to_owned(),
        deliveries: Vec::new(),
    }
}

/// What a review says of a place as it is now.
pub async fn review(fixture: &Fixture, errand: &Errand) -> Review {
    fixture.app.review(&fixture.slug(), &errand.look().await.unwrap()).unwrap()
}

/// Publishes the plan as it is now in place of what was seen. True if something had to change for it.
/// "Test connection", with the shop's first page for what browsers get.
pub async fn tried_out(errand: &Errand) -> Result<TargetTest, AppError> {
    errand.test(&Prober::new().unwrap(), &Url::parse("https://kiln.example/").unwrap()).await
}

pub async fn publish(fixture: &mut Fixture, errand: &Errand, seen: Option<&str>) -> Result<bool, AppError> {
    let order = fixture.app.order(&fixture.slug())?;
    fixture.app.sending(&fixture.slug(), &order, &errand.target.id)?;
    let done = errand.publish(&order, seen.map(LiveId::from).as_ref(), &Unwatched).await?;
    fixture.app.went_live(&fixture.slug(), &order, &done)?;
    Ok(done.moved)
}

pub fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

/// Stops an errand once it has told this many steps.
pub struct StopAt {
    steps: usize,
    told: AtomicUsize,
}

impl StopAt {
    pub fn after(steps: usize) -> Self {
        Self { steps, told: AtomicUsize::default() }
    }
}

impl Progress for StopAt {
    fn step(&self, _words: &'static str) {
        self.told.fetch_add(1, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.told.load(Ordering::Relaxed) > self.steps
    }
}
