//! Event packs: from the demo shop as it is to its redesign, served, and to pages of django-oscar, saved. What is right was
//! written down by hand before: `crates/demo/TRUTH.json` and `tests/catalogue/truth/oscar.json`.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use url::Url;
use waymark_app::AppError;
use waymark_app::packs::{Guesses, Looked, Relocation, relocated};
use waymark_app::view::{PackEvent, PackOutcome};
use waymark_audit::fetch::{Fetcher, Manners};
use waymark_demo::{DemoShop, Edition, serve};
use waymark_identify::{Document, NodeId, count};
use waymark_model::page_type::defaults;
use waymark_model::{
    EventId, Plan, Selector, Severity, Shop, ShopSlug, Span, Status, Trigger, validate_plan,
};

use crate::support::{self, Fixture, arrival, report};

const PRODUCT: &str = "products/tarn-crew-jumper";

/// Event, its page, its element today, and in the redesign; by `TRUTH.json`. Of the cart a visitor who comes for the first
/// time sees nothing to pay.
const EVENTS: [(&str, &str, &str, Option<&str>); 12] = [
    ("add_to_cart", PRODUCT, ".product-form__submit", Some(".buy__go")),
    ("size_chart_open", PRODUCT, ".product__size-chart", Some(".buy__guide")),
    ("add_to_wishlist", PRODUCT, ".product__wish", Some(".buy__keep")),
    ("buy_now_click", PRODUCT, ".shopify-payment-button", Some(".buy__express")),
    ("share", PRODUCT, ".product__actions .share-button", None),
    ("quantity_change", PRODUCT, ".product-form .quantity__button[name=plus]", None),
    ("questions_open", PRODUCT, "#tab-questions", None),
    ("newsletter_signup", "", ".newsletter-form__button", Some(".pop__join")),
    ("cart_open", "", "#cart-icon-bubble", Some(".bar__tool--bag")),
    ("sort_use", "collections/all", "#SortBy", Some(".sift__sort select")),
    ("filter_use", "collections/all", "#Filter-type", None),
    ("search_again", "search", ".search__button", Some(".again__go")),
];

struct Pages {
    fetcher: Fetcher,
    base: Url,
    read: BTreeMap<String, String>,
}

impl Pages {
    fn of(shop: &DemoShop) -> Self {
        let fetcher = Fetcher::new(Manners::default()).unwrap();
        Self { fetcher, base: Url::parse(&shop.url()).unwrap(), read: BTreeMap::new() }
    }

    async fn html(&mut self, path: &str) -> (Url, String) {
        let url = self.base.join(path).unwrap();
        if !self.read.contains_key(path) {
            let page = self.fetcher.page(&url).await;
            self.read.insert(path.to_owned(), page.text().unwrap().to_owned());
        }
        (url, self.read[path].clone())
    }
}

/// A shop that was tagged as it is today.
async fn tagged(shop: &DemoShop) -> Fixture {
    let mut fixture = Fixture::empty();
    fixture.app.open_shop(&arrival(&shop.url())).unwrap();
    let mut pages = Pages::of(shop);
    for (name, path, css, _) in EVENTS {
        let (url, html) = pages.html(path).await;
        let mut draft = fixture.app.picked(report(&html, url.as_str(), css)).unwrap();
        name.clone_into(&mut draft.event.name);
        fixture.app.save_draft(draft).unwrap();
    }
    fixture
}

fn quiet() -> Arc<dyn Fn(String) + Send + Sync> {
    Arc::new(|_| ())
}

/// What became of each, by name.
fn by_name(relocation: &Relocation) -> BTreeMap<&str, &PackEvent> {
    relocation.view.events.iter().map(|event| (event.name.as_str(), event)).collect()
}

fn one(document: &Document, css: &str) -> NodeId {
    let counted = count(document, &[Selector::new(css)]);
    let [node] = counted.nodes() else { panic!("{css}: {counted:?}") };
    *node
}

#[tokio::test]
async fn a_pack_finds_its_elements_in_a_redesign_and_takes_no_other() {
    let today = serve(None, Edition::Today).await.unwrap();
    let redesign = serve(None, Edition::Redesign).await.unwrap();
    let from = tagged(&today).await;
    let names: Vec<String> = EVENTS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let pack = from.app.pack_document(&from.slug(), &names).unwrap();

    let mut to = Fixture::empty();
    to.app.open_shop(&arrival(&redesign.url())).unwrap();
    let errand = to.app.pack_errand(&to.slug(), &pack).unwrap();
    let relocation = errand.look(quiet()).await.unwrap();
    assert!(relocation.view.unread.is_empty(), "{:?}", relocation.view.unread);
    assert!(relocation.view.pages.len() >= 6, "{:?}", relocation.view.pages);
    assert!(to.events().is_empty(), "nothing is kept before somebody chooses");

    let told = by_name(&relocation);
    let mut pages = Pages::of(&redesign);
    let mut found = 0;
    for (name, path, _, truth) in EVENTS {
        let view = told[name];
        let kept = relocation.events.iter().find(|event| event.event.name == name).unwrap();
        let Some(truth) = truth else {
            assert_ne!(view.outcome, PackOutcome::Found, "{view:?}");
            continue;
        };
        if view.outcome == PackOutcome::Missing {
            assert!(kept.event.target.is_none() && !view.reasons.is_empty(), "{view:?}");
            continue;
        }
        let (_, html) = pages.html(path).await;
        let document = Document::from_html(&html).unwrap();
        let selectors = &kept.event.target.as_ref().unwrap().selectors;
        let counted = count(&document, selectors);
        assert_eq!(counted.nodes(), [one(&document, truth)], "{name}: {selectors:?} {view:?}");
        assert!(kept.scene.is_some(), "{name} is found again by this shop's own scene");
        found += u32::from(view.outcome == PackOutcome::Found);
    }
    assert!(found >= 5, "{told:#?}");

    let chosen: Vec<EventId> = relocation.view.events.iter().map(|event| event.id.clone()).collect();
    to.app.keep_pack(relocation.clone()).unwrap();
    let overview = to.app.take_pack(&chosen).unwrap();
    let open = overview.open.unwrap();
    assert_eq!(open.events.len(), EVENTS.len());
    assert_eq!(open.undo.as_deref(), Some("Import an event pack"));
    for view in &open.events {
        let outcome = told[view.event.name.as_str()].outcome;
        let is_missing = outcome == PackOutcome::Missing;
        let status = if is_missing { Status::Paused } else { Status::Draft };
        assert_eq!(
            (view.event.status, view.event.notes.len()),
            (status, usize::from(is_missing)),
            "{outcome:?}"
        );
    }
    assert!(matches!(to.app.take_pack(&chosen), Err(AppError::PackGone)));
    let again = to.app.pack_errand(&to.slug(), &pack).unwrap().look(quiet()).await.unwrap();
    assert!(again.view.events.iter().all(|event| event.outcome == PackOutcome::There));
    assert!(to.app.undo().unwrap().open.unwrap().events.is_empty());
}

#[tokio::test]
async fn a_pack_takes_along_what_its_events_are_made_of_and_leaves_remarks_at_home() {
    let today = serve(None, Edition::Today).await.unwrap();
    let mut from = tagged(&today).await;
    let slug = from.slug();
    let part = from.events()[0].event.clone();
    from.app.add_note(&part.id, "Only for us").unwrap();
    let mut plan = serde_json::from_str::<Plan>(&from.app.export_plan_document(&slug).unwrap()).unwrap();
    let mut composed = part.clone();
    composed.id = EventId("composed".into());
    composed.name = "added_twice".into();
    composed.trigger =
        Trigger::Count { events: vec![part.id.clone()], times: 2, different: false, within: Span::Session };
    composed.target = None;
    composed.scope = waymark_model::Scope::default();
    composed.parameters.clear();
    plan.events.push(composed);
    from.app.import_plan(&slug, plan, waymark_app::plans::Import::Merge).unwrap();

    let pack = from.app.pack(&slug, &["added_twice".to_owned()]).unwrap();
    let names: Vec<&str> = pack.events.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["add_to_cart", "added_twice"]);
    assert!(pack.events.iter().all(|event| event.notes.is_empty()));
    assert_eq!(pack.scenes.len(), 1);
    assert!(validate_plan(&pack).iter().all(|finding| finding.severity != Severity::Error));
    assert!(matches!(from.app.pack(&slug, &["nope".to_owned()]), Err(AppError::NoSuchEvent(_))));

    // A shop that has the part already: the composed event counts on the shop's own.
    let mut shop = Plan::empty(Shop {
        slug: ShopSlug("other".into()),
        url: "https://other.example/".into(),
        name: "Other".into(),
    });
    shop.page_types = defaults();
    let mut own = part.clone();
    own.id = EventId("own".into());
    shop.events = vec![own];
    let relocation = relocated(&pack, &shop, &[], vec![]);
    let outcomes: Vec<PackOutcome> = relocation.view.events.iter().map(|event| event.outcome).collect();
    assert_eq!(outcomes, [PackOutcome::There, PackOutcome::Found]);
    assert_eq!(relocation.events[1].event.trigger.events(), [EventId("own".into())]);
}

#[tokio::test]
async fn a_part_that_is_a_guess_and_that_nobody_asked_for_comes_paused() {
    let today = serve(None, Edition::Today).await.unwrap();
    let from = tagged(&today).await;
    let part = from.events()[0].event.clone();
    let mut plan =
        serde_json::from_str::<Plan>(&from.app.export_plan_document(&from.slug()).unwrap()).unwrap();
    plan.events.retain(|event| event.id == part.id);
    let trigger =
        Trigger::Count { events: vec![part.id.clone()], times: 2, different: false, within: Span::Session };
    plan.events.push(waymark_model::Event::new(EventId("composed".into()), "added_twice".into(), trigger));
    let mut shop = Plan::empty(pack_shop().shop);
    shop.page_types = defaults();
    let mut relocation = relocated(&plan, &shop, &[], vec![]);
    relocation.view.events.iter_mut().for_each(|event| event.outcome = PackOutcome::Found);
    relocation.view.events[0].outcome = PackOutcome::Guessed;
    for (asked_for, status) in
        [(vec!["composed"], Status::Paused), (vec!["composed", &part.id.0], Status::Draft)]
    {
        let mut to = Fixture::with_shop();
        let slug = to.slug();
        let is_asked_for = |id: &EventId| asked_for.contains(&&*id.0);
        let added = to.app.add_pack(&slug, &relocation, Guesses::Confirmed, is_asked_for).unwrap();
        assert_eq!(added, 2);
        let taken = to.events().into_iter().find(|view| view.event.id == part.id).unwrap();
        assert_eq!(taken.event.status, status, "{asked_for:?}");
    }
}

/// The catalogue's truth of django-oscar: what each of its entries is on each page, by hand.
#[derive(serde::Deserialize)]
struct Row {
    entry: String,
    pages: Vec<String>,
    releases: Option<Vec<String>>,
    #[serde(default)]
    one: Vec<String>,
}

/// Its pages that are looked at here, and where they are.
const OSCAR: [(&str, &str); 5] = [
    ("product", "catalogue/harbor-tee_1/"),
    ("product-b", "catalogue/trail-runner-gtx_2/"),
    ("product-c", "catalogue/enamel-mug_3/"),
    ("collection", "catalogue/"),
    ("cart", "basket/"),
];

fn tests() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

fn oscar_page(release: &str, page: &str) -> Document {
    let file = tests().join("drift/corpus/oscar").join(release).join(format!("{page}.html"));
    Document::from_html(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// Pages of one release, and a shop with the rules that every new shop has, which know none of them.
fn oscar(release: &str) -> (Plan, Vec<Looked>) {
    let shop = Plan {
        page_types: defaults(),
        ..Plan::empty(Shop {
            slug: ShopSlug("oscar.example".into()),
            url: "https://oscar.example/".into(),
            name: "Oscar".into(),
        })
    };
    let pages = OSCAR.map(|(page, path)| {
        let url = Url::parse(&shop.shop.url).unwrap().join(path).unwrap();
        Looked::new(url.clone(), oscar_page(release, page).at(url.as_str()), &shop)
    });
    (shop, pages.into())
}

#[tokio::test]
async fn on_another_platform_what_is_found_is_right_and_the_catalogue_proposes() {
    let today = serve(None, Edition::Today).await.unwrap();
    let from = tagged(&today).await;
    let names: Vec<String> = EVENTS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let pack = from.app.pack(&from.slug(), &names).unwrap();
    let truth = std::fs::read_to_string(tests().join("catalogue/truth/oscar.json")).unwrap();
    let mut truth: serde_json::Value = serde_json::from_str(&truth).unwrap();
    let truth: Vec<Row> = serde_json::from_value(truth["truth"].take()).unwrap();
    for release in ["1.6.8", "4.2.1"] {
        let (shop, pages) = oscar(release);
        let relocation = relocated(&pack, &shop, &pages, vec![]);
        let told = by_name(&relocation);
        for event in &relocation.events {
            let view = told[event.event.name.as_str()];
            if view.outcome != PackOutcome::Found {
                continue;
            }
            let url = view.page.as_deref().unwrap();
            let (page, _) = OSCAR.iter().find(|(_, path)| url.ends_with(&format!("/{path}"))).unwrap();
            let document = oscar_page(release, page);
            let is_of = |row: &&Row| {
                row.entry == view.name
                    && row.pages.iter().any(|known| known == page)
                    && row.releases.as_ref().is_none_or(|known| known.iter().any(|known| known == release))
            };
            let right: Vec<NodeId> = truth
                .iter()
                .filter(is_of)
                .flat_map(|row| &row.one)
                .flat_map(|css| count(&document, &[Selector::new(css.clone())]).nodes().to_vec())
                .collect();
            let counted = count(&document, &event.event.target.as_ref().unwrap().selectors);
            let [node] = counted.nodes() else { panic!("{release}: {counted:?} {view:?}") };
            assert!(right.contains(node), "{release}: {view:?}");
        }
        let cart = told["add_to_cart"];
        assert!(matches!(cart.outcome, PackOutcome::Found | PackOutcome::Guessed), "{release}: {cart:?}");
        let kept = relocation.events.iter().find(|event| event.event.name == "add_to_cart").unwrap();
        let document = oscar_page(release, "product-b");
        let selectors = &kept.event.target.as_ref().unwrap().selectors;
        let counted = count(&document, selectors);
        let right = one(&document, "#add_to_basket_form button[type=\"submit\"]");
        assert_eq!(counted.nodes(), [right], "{release}: {selectors:?}");
        assert!(
            kept.rules.iter().any(|rule| rule.id == "product"),
            "the shop learns its products' addresses"
        );
    }
}

#[tokio::test]
async fn what_nobody_confirmed_waits_paused_and_stops_no_export() {
    let today = serve(None, Edition::Today).await.unwrap();
    let from = tagged(&today).await;
    let pack = from.app.pack(&from.slug(), &["add_to_cart".into(), "questions_open".into()]).unwrap();
    let mut to = Fixture::with_shop();
    let slug = to.slug();
    let relocation = relocated(&pack, &Plan { page_types: defaults(), ..pack_shop() }, &[], vec![]);
    assert!(relocation.view.events.iter().all(|event| event.outcome == PackOutcome::Missing));
    assert_eq!(to.app.add_pack(&slug, &relocation, Guesses::Paused, |_| true).unwrap(), 2);
    for view in to.events() {
        assert_eq!(view.event.status, Status::Paused);
        assert!(view.event.target.is_none());
        assert!(view.event.notes[0].text.contains("was not found here"), "{:?}", view.event.notes);
    }
    let folder = tempfile::tempdir().unwrap();
    to.app.export_shop(&slug, folder.path()).unwrap();
    let mut draft = to.app.edit_event(&to.events()[0].event.id).unwrap();
    draft.event.status = Status::Ready;
    assert!(matches!(to.app.save_draft(draft), Err(AppError::Invalid { .. })), "it has no element yet");
}

fn pack_shop() -> Plan {
    Plan::empty(Shop {
        slug: ShopSlug("kiln.example".into()),
        url: support::SHOP.into(),
        name: "Kiln".into(),
    })
}
