//! An audit of a shop that nobody here wrote, after two of its releases: django-oscar tagged in 2.2, audited in 4.2.1. What
//! the audit says of every event on every page is held against the truth that was written by hand, element by element,
//! before there was an audit.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Html;
use axum::routing::get;
use waymark_audit::discover::{Sample, SampleSize};
use waymark_audit::fetch::{Fetcher, Manners};
use waymark_audit::install::Loaders;
use waymark_audit::record::{PageRecord, Record};
use waymark_audit::render::Worker;
use waymark_audit::run::{Journal, Order, Progress, Watch, Wish, run};
use waymark_drift::corpus::{Shop, folder, read};
use waymark_identify::{NodeId, count, describe};
use waymark_model::{Event, EventId, Plan, Scope, ShopSlug, Trigger, Verdict};

const TAGGED: &str = "2.2";
const AUDITED: &str = "4.2.1";

#[derive(Default)]
struct Pages(Vec<PageRecord>);

impl Journal for Pages {
    type Error = Infallible;

    fn sample(&mut self) -> Result<Option<Sample>, Infallible> {
        Ok(None)
    }

    fn keep_sample(&mut self, _: &Sample) -> Result<(), Infallible> {
        Ok(())
    }

    fn records(&mut self, _: &mut dyn FnMut(Record)) -> Result<(), Infallible> {
        Ok(())
    }

    fn keep(&mut self, record: &Record) -> Result<(), Infallible> {
        if let Record::Page(page) = record {
            self.0.push(page.clone());
        }
        Ok(())
    }
}

struct Patient;

impl Watch for Patient {
    fn progress(&self, _: Progress) {}

    fn wish(&self) -> Wish {
        Wish::Go
    }
}

type Open = State<Arc<BTreeMap<String, String>>>;

/// The pages of the audited release, each at `/TYPE/NAME`, all in a sitemap.
async fn served(shop: &Shop) -> String {
    let here = |(name, kind): (&String, &str)| format!("/{kind}/{name}");
    let there = shop.truth.pages.iter().filter(|(name, _)| shop.page(AUDITED, name).is_some());
    let pages: BTreeMap<String, String> = there
        .map(|(name, page)| {
            let html = std::fs::read_to_string(shop.path(AUDITED, name)).unwrap();
            (here((name, &page.kind)), html)
        })
        .collect();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let locations: Vec<String> =
        pages.keys().map(|path| format!("<url><loc>http://{address}{path}</loc></url>")).collect();
    let sitemap = format!(
        r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>"#,
        locations.concat()
    );
    let page = async |State(pages): Open, Path((kind, name)): Path<(String, String)>| {
        pages.get(&format!("/{kind}/{name}")).cloned().map(Html).ok_or(axum::http::StatusCode::NOT_FOUND)
    };
    let routes = Router::new()
        .route("/", get(|| async { Html("<!doctype html><title>Shop</title><h1>Shop</h1>") }))
        .route("/sitemap.xml", get(|| async { sitemap }))
        .route("/{kind}/{name}", get(page))
        .with_state(Arc::new(pages));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    format!("http://{address}/")
}

/// Every element of the tagged release as an event that may fire on all pages of its type.
fn tagged(shop: &Shop, url: &str) -> Plan {
    let mut plan = Plan::empty(waymark_model::Shop {
        slug: ShopSlug("oscar".into()),
        url: url.into(),
        name: "Oscar".into(),
    });
    for (name, element) in &shop.truth.elements {
        let picked = shop.element(name, TAGGED, &element.page).unwrap();
        let Some([node]) = picked.as_deref().filter(|_| !element.multiple) else { continue };
        let described = describe(shop.page(TAGGED, &element.page).unwrap(), *node).unwrap();
        if let Some(id) = &described.target.scene {
            plan.scenes.insert(id.clone(), described.scene);
        }
        let kind = &shop.truth.pages[&element.page].kind;
        let event = Event::new(EventId(name.clone()), name.clone(), Trigger::Click);
        plan.events.push(Event {
            scope: Scope { url: Some(format!("/{kind}/*")), ..Scope::default() },
            target: Some(described.target),
            ..event
        });
    }
    plan
}

/// What the element is on a page by the truth: several names may stand for the same page; nothing where the truth is silent.
fn truth(shop: &Shop, name: &str, page: &str) -> Option<Vec<NodeId>> {
    let element = &shop.truth.elements[name];
    if element.absent.iter().any(|absent| absent == page) || element.css(AUDITED).is_none() {
        return Some(Vec::new());
    }
    element
        .pages()
        .any(|known| known == page)
        .then(|| shop.element(name, AUDITED, page).unwrap().unwrap_or_default())
}

#[tokio::test]
async fn an_audit_two_releases_later_points_at_no_wrong_element() {
    let shops = read(&folder()).unwrap();
    let shop = shops.iter().find(|shop| shop.truth.shop == "oscar").unwrap();
    let url = served(shop).await;
    let plan = Arc::new(tagged(shop, &url));
    assert!(plan.events.len() >= 25, "{} events", plan.events.len());
    let order = Order {
        plan: Arc::clone(&plan),
        sample: SampleSize::Full,
        before: Vec::new(),
        seed: 1,
        preview_theme: None,
        submits: false,
        signed: Vec::new(),
        loaders: |_| Loaders::default(),
    };
    let manners = Manners { pause: Duration::ZERO, ..Manners::default() };
    let fetcher = Arc::new(Fetcher::new(manners).unwrap());
    let mut pages = Pages::default();
    run(&order, &fetcher, None::<&Worker>, &mut pages, &Patient).await.unwrap();

    let (mut told, mut right, mut there) = (0, 0, 0);
    let mut wrong = Vec::new();
    for page in &pages.0 {
        let name = page.url.rsplit('/').next().unwrap();
        let Some(document) = shop.page(AUDITED, name) else { continue };
        for on_page in &page.events {
            let Some(truth) = truth(shop, &on_page.id.0, name) else { continue };
            let event = plan.events.iter().find(|event| event.id == on_page.id).unwrap();
            let own = &event.target.as_ref().unwrap().selectors;
            let found = match (on_page.verdict, &on_page.repair) {
                (Verdict::Intact, _) => count(document, own).nodes().to_vec(),
                (Verdict::Moved, Some(repair)) => count(document, &repair.target.selectors).nodes().to_vec(),
                _ => Vec::new(),
            };
            told += 1;
            there += usize::from(!truth.is_empty());
            right += usize::from(!truth.is_empty() && found == truth);
            if !found.is_empty() && found != truth {
                wrong.push(format!("{} on {name}: {:?}, {:?}", on_page.id.0, on_page.verdict, on_page.found));
            }
        }
    }
    println!("{told} told, {there} there, {right} found, {} wrong", wrong.len());
    assert!(told > 100, "{told} events on pages were told");
    assert_eq!(wrong, Vec::<String>::new());
    // An audit that finds nothing again is never wrong either.
    assert!(right * 3 > there * 2, "{right} of {there} found again");
}
