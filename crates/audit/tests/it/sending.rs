//! What is really sent to a shop, from a page that a pretended browser shows: written down before it leaves, once at most
//! whatever ends in the middle, and told.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use waymark_audit::discover::{Sample, SampleSize};
use waymark_audit::record::Record;
use waymark_audit::render::{RenderError, RenderRequest, Rendered, Renderer};
use waymark_audit::report::{Ending, Report};
use waymark_audit::run::{Journal, Order, Progress, Watch, Wish, run};
use waymark_demo::{DemoShop, Edition, serve};
use waymark_model::{Event, EventId, Scope, Trigger};

use crate::circumstances::quiet;
use crate::whole::{Memory, fetcher, order};

/// What happens when something is really sent.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ends {
    /// The shop has it, and the event fires.
    Well,
    /// The browser dies.
    Died,
    /// The browser says nothing, until somebody stops the audit.
    Never,
    /// The page has another form by then.
    Withheld,
}

/// Where everything that is kept can be seen by all.
#[derive(Clone, Default)]
struct Book(Arc<Mutex<Memory>>);

impl Book {
    fn announced(&self) -> usize {
        let memory = self.0.lock().unwrap();
        memory.records.iter().filter(|record| matches!(record, Record::Sending(_))).count()
    }
}

impl Journal for Book {
    type Error = Infallible;

    fn sample(&mut self) -> Result<Option<Sample>, Infallible> {
        self.0.lock().unwrap().sample()
    }

    fn keep_sample(&mut self, sample: &Sample) -> Result<(), Infallible> {
        self.0.lock().unwrap().keep_sample(sample)
    }

    fn records(&mut self, each: &mut dyn FnMut(Record)) -> Result<(), Infallible> {
        // As the store has them, which keeps no order but that of their keys.
        let mut memory = self.0.lock().unwrap().clone();
        memory.records.sort_by_key(Record::key);
        memory.records(each)
    }

    fn keep(&mut self, record: &Record) -> Result<(), Infallible> {
        self.0.lock().unwrap().keep(record)
    }
}

/// A browser whose pages all have a form that puts a product into the cart.
struct Browser {
    book: Book,
    ends: Ends,
    sent: AtomicUsize,
}

impl Renderer for Browser {
    async fn render(&self, request: &RenderRequest) -> Result<Rendered, RenderError> {
        let Some(trial) = request.trial.as_ref().filter(|trial| trial.submits) else {
            return Ok(shown(&request.url, &Value::Null));
        };
        let sent = self.sent.fetch_add(1, Ordering::Relaxed) + 1;
        assert_eq!(self.book.announced(), sent, "it is written down before");
        let act = &trial.acts[0];
        assert!(act.sends.as_ref().is_some_and(|event| event.id == act.event), "the page is asked once more");
        let (outcome, fired) = match self.ends {
            Ends::Died => return Err(RenderError::WorkerDied),
            Ends::Never => return std::future::pending().await,
            Ends::Withheld => {
                (json!({ "kind": "withheld", "reason": "its form asks for a password" }), json!([]))
            }
            Ends::Well => (
                json!({ "kind": "done" }),
                json!([{
                    "event": act.event, "name": "", "revision": trial.config.revision, "parameters": {}, "proven": true,
                    "url": request.url, "deliveries": [], "at": 1,
                }]),
            ),
        };
        let acts = json!([{ "outcome": outcome, "fired": fired, "requests": [0, 0], "held": [] }]);
        Ok(shown(&request.url, &json!({ "opening": [], "acts": acts })))
    }
}

fn shown(url: &str, tried: &Value) -> Rendered {
    let nodes = json!([
        { "p": -1, "t": "html" },
        { "p": 0, "t": "form", "a": ["action", "/cart/add", "method", "post"], "b": [0, 0, 99, 99] },
        { "p": 1, "t": "button", "a": ["name", "add"], "b": [0, 0, 99, 40] },
        { "p": 2, "x": "Add to cart" },
    ]);
    let shown = json!({
        "url": url, "status": 200, "busy": null, "requests": [], "requestsCut": false, "pictures": [], "tried": tried,
        "snapshot": { "url": url, "title": "", "viewport": [100, 100], "scroll": [0, 0], "nodes": nodes },
        "scriptErrors": { "count": 0, "first": [] },
        "denied": { "dialogs": 0, "windows": 0, "downloads": 0, "schemes": 0, "logins": 0, "permissions": 0 },
        "timing": { "loaded": 1, "settled": 2, "done": 3 },
    });
    serde_json::from_value(shown).unwrap()
}

/// Wants it to stop once something was sent that never ends.
struct Impatient<'browser>(&'browser Browser);

impl Watch for Impatient<'_> {
    fn progress(&self, _: Progress) {}

    fn wish(&self) -> Wish {
        let stops = self.0.ends == Ends::Never && self.0.sent.load(Ordering::Relaxed) > 0;
        if stops { Wish::Stop } else { Wish::Go }
    }
}

async fn shop() -> (DemoShop, Order) {
    let demo = serve(None, Edition::Today).await.unwrap();
    let scope = Scope { page_types: vec!["product".into()], url: None };
    let cart = Event::new(EventId("cart".into()), "add_to_cart".to_owned(), Trigger::AddToCart);
    let events = vec![Event { scope, ..cart }];
    let order = Order { submits: true, ..order(&demo.url(), events, SampleSize::Quick) };
    (demo, order)
}

/// Audits with this in the book; what the report says, how often something was sent, and how the audit ended.
async fn audited(order: &Order, book: &mut Book, ends: Ends) -> (Report, usize, Ending) {
    let before = book.announced();
    // The browser counts on from what the book had.
    let browser = Browser { book: book.clone(), ends, sent: AtomicUsize::new(before) };
    let (tally, ending) = run(order, &fetcher(), Some(&browser), book, &Impatient(&browser)).await.unwrap();
    (tally.report(&order.plan, quiet()), browser.sent.load(Ordering::Relaxed) - before, ending)
}

#[tokio::test]
async fn it_is_written_down_before_it_is_sent() {
    let (_demo, order) = shop().await;
    let mut book = Book::default();
    let (report, sent, ending) = audited(&order, &mut book, Ends::Well).await;
    assert_eq!(
        (sent, book.announced(), ending),
        (1, 1, Ending::Complete),
        "{:#?}",
        book.0.lock().unwrap().records.iter().map(Record::key).collect::<Vec<_>>()
    );
    let notes = report.notes.join(" ");
    assert!(notes.contains("Really tried, as was allowed: add_to_cart on "), "{notes}");
    assert!(!notes.contains("Perhaps"), "{notes}");
    // Read back, it says the same, and nothing is sent again.
    let (again, sent, _) = audited(&order, &mut book, Ends::Well).await;
    assert_eq!((again.notes.join(" "), sent), (notes, 0));
}

#[tokio::test]
async fn what_a_stopped_audit_may_have_sent_is_told_and_not_sent_again() {
    let (_demo, order) = shop().await;
    let mut book = Book::default();
    let (report, sent, ending) = audited(&order, &mut book, Ends::Never).await;
    assert_eq!((sent, ending), (1, Ending::Cancelled), "{:#?}", book.0.lock().unwrap().records);
    let notes = report.notes.join(" ");
    assert!(notes.contains("Perhaps really sent: add_to_cart on "), "{notes}");
    let (report, sent, ending) = audited(&order, &mut book, Ends::Well).await;
    assert_eq!((sent, ending), (0, Ending::Complete));
    let notes = report.notes.join(" ");
    assert!(
        notes.contains("Perhaps really sent: add_to_cart on ") && !notes.contains("Really tried"),
        "{notes}"
    );
}

#[tokio::test]
async fn what_a_dead_browser_may_have_sent_is_told_and_not_sent_again() {
    let (_demo, order) = shop().await;
    let mut book = Book::default();
    let (report, sent, ending) = audited(&order, &mut book, Ends::Died).await;
    assert_eq!((sent, ending), (1, Ending::Complete));
    let notes = report.notes.join(" ");
    assert!(
        notes.contains("Perhaps really sent: add_to_cart on ") && !notes.contains("Really tried"),
        "{notes}"
    );
}

#[tokio::test]
async fn what_the_page_no_longer_shows_to_be_harmless_is_not_sent() {
    let (_demo, order) = shop().await;
    let mut book = Book::default();
    let (report, _, _) = audited(&order, &mut book, Ends::Withheld).await;
    let notes = report.notes.join(" ");
    assert!(notes.contains(
        "Not submitted, although submitting was allowed: add_to_cart (its form asks for a password)"
    ));
    assert!(!notes.contains("Perhaps") && !notes.contains("Really tried"), "{notes}");
}
