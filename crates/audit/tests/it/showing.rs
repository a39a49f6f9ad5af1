//! Pages shown in a browser, by one that is pretended: two at a time and never fewer while there are any, whatever one
//! page takes, until somebody wants it to stop or to wait.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use tokio::sync::Notify;
use waymark_audit::discover::{Sample, SampleSize};
use waymark_audit::record::{Firing, Record, RenderRecord};
use waymark_audit::render::{Act, Device, RenderError, RenderRequest, Rendered, Renderer, SEATS};
use waymark_audit::report::{Ending, Standing};
use waymark_audit::run::{Journal, Order, Progress, Watch, Wish, run};
use waymark_demo::{DemoShop, Edition, serve};
use waymark_model::{Event, EventId, Scope, Selector, Target, Trigger};

use crate::circumstances::quiet;
use crate::whole::{fetcher, order};

/// Page types that have an event, each shown on a desktop and a phone.
const TYPES: [&str; 3] = ["home", "product", "collection"];
/// Whoever waits for the slow page waits for ever; a busy machine takes a while.
const PATIENCE: Duration = Duration::from_secs(90);
const SHOWINGS: usize = TYPES.len() * 2;

/// What was shown, and its keys.
#[derive(Default)]
struct Shown(Vec<String>, Vec<RenderRecord>);

impl Journal for Shown {
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
        if let Record::Rendered(page) = record {
            self.0.push(record.key());
            self.1.push(page.clone());
        }
        Ok(())
    }
}

/// Counts showings, and wants what it is told to once there were so many.
struct Counting {
    shown: AtomicUsize,
    wants: fn(usize) -> Wish,
}

impl Watch for Counting {
    fn progress(&self, progress: Progress) {
        if let Progress::Rendered { done, all, .. } = progress {
            assert_eq!(all, SHOWINGS);
            self.shown.store(done, Ordering::Relaxed);
        }
    }

    fn wish(&self) -> Wish {
        (self.wants)(self.shown.load(Ordering::Relaxed))
    }
}

fn watching(wants: fn(usize) -> Wish) -> Counting {
    Counting { shown: AtomicUsize::new(0), wants }
}

/// A browser in which one page takes until so many others were shown, and which shows nothing in the end.
struct Slow {
    page: &'static str,
    until: usize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
    others: AtomicUsize,
    other: Notify,
}

fn slow(page: &'static str, until: usize) -> Slow {
    let [at_once, most_at_once, others] = [0, 0, 0].map(AtomicUsize::new);
    Slow { page, until, at_once, most_at_once, others, other: Notify::new() }
}

impl Renderer for Slow {
    async fn render(&self, request: &RenderRequest) -> Result<Rendered, RenderError> {
        let at_once = self.at_once.fetch_add(1, Ordering::Relaxed) + 1;
        self.most_at_once.fetch_max(at_once, Ordering::Relaxed);
        let path = request.url.split('/').skip(3).collect::<Vec<_>>().join("/");
        if path == self.page && request.device == Device::DESKTOP {
            while self.others.load(Ordering::Relaxed) < self.until {
                self.other.notified().await;
            }
        } else {
            tokio::time::sleep(Duration::from_millis(20)).await;
            self.others.fetch_add(1, Ordering::Relaxed);
            self.other.notify_one();
        }
        self.at_once.fetch_sub(1, Ordering::Relaxed);
        Err(RenderError::Timeout { millis: 1 })
    }
}

async fn shop() -> (DemoShop, Order) {
    let demo = serve(None, Edition::Today).await.unwrap();
    let events = TYPES.map(|page_type| {
        let scope = Scope { page_types: vec![page_type.into()], url: None };
        let target = Some(Target { selectors: vec![Selector::new("h1")], ..Target::default() });
        let event = Event::new(EventId(page_type.into()), page_type.to_owned(), Trigger::Click);
        Event { scope, target, ..event }
    });
    let order = order(&demo.url(), events.into(), SampleSize::Quick);
    (demo, order)
}

async fn show(order: &Order, browser: &Slow, watch: &Counting) -> (Vec<String>, Ending) {
    let fetcher = fetcher();
    let mut journal = Shown::default();
    let run = run(order, &fetcher, Some(browser), &mut journal, watch);
    let (_, ending) = tokio::time::timeout(PATIENCE, run).await.unwrap().unwrap();
    (journal.0, ending)
}

#[tokio::test]
async fn a_slow_page_holds_its_own_seat_only() {
    let (_demo, order) = shop().await;
    let browser = slow("", SHOWINGS - 1);
    let (shown, ending) = show(&order, &browser, &watching(|_| Wish::Go)).await;
    assert_eq!((shown.len(), ending), (SHOWINGS, Ending::Complete));
    assert!(shown.last().unwrap().ends_with("/ on a desktop"), "{shown:?}");
    assert_eq!(browser.most_at_once.load(Ordering::Relaxed), SEATS);
}

#[tokio::test]
async fn nobody_waits_for_a_slow_page_to_stop() {
    let (_demo, order) = shop().await;
    let browser = slow("", usize::MAX);
    let stopping = watching(|shown| if shown < SHOWINGS - 1 { Wish::Go } else { Wish::Stop });
    let (shown, ending) = show(&order, &browser, &stopping).await;
    assert_eq!((shown.len(), ending), (SHOWINGS - 1, Ending::Cancelled), "what was shown is kept");
}

#[tokio::test]
async fn a_paused_one_begins_no_other_page() {
    let (_demo, order) = shop().await;
    let browser = slow("no/such/page", 0);
    let paused = watching(|shown| if shown == 0 { Wish::Go } else { Wish::Pause });
    let rests = async {
        while browser.others.load(Ordering::Relaxed) == 0 || browser.at_once.load(Ordering::Relaxed) > 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        // Long enough for another one to begin.
        tokio::time::sleep(Duration::from_secs(2)).await;
    };
    tokio::select! {
        ended = show(&order, &browser, &paused) => panic!("it did not wait: {ended:?}"),
        () = rests => {}
    }
    let begun = browser.others.load(Ordering::Relaxed);
    assert!((1..=SEATS).contains(&begun), "{begun} were shown, those under way included");
    assert_eq!(browser.at_once.load(Ordering::Relaxed), 0);
}

/// Nobody watches.
struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _: Progress) {}

    fn wish(&self) -> Wish {
        Wish::Go
    }
}

/// A browser in which every event stays silent the first time that it is tried on a page, and one whenever it is.
#[derive(Default)]
struct Hesitant {
    met: Mutex<BTreeSet<String>>,
}

impl Renderer for Hesitant {
    async fn render(&self, request: &RenderRequest) -> Result<Rendered, RenderError> {
        let trial = request.trial.as_ref().unwrap();
        let act = |act: &Act| {
            let is_first = self.met.lock().unwrap().insert(format!("{} {}", request.url, act.event.0));
            let fired = json!([{
                "event": act.event, "name": "", "revision": trial.config.revision, "parameters": {}, "proven": true,
                "url": request.url, "deliveries": [], "at": 1,
            }]);
            let fired = if is_first || act.event.0 == "cart" { json!([]) } else { fired };
            json!({ "outcome": { "kind": "done" }, "fired": fired, "requests": [0, 0], "held": [] })
        };
        let acts: Vec<_> = trial.acts.iter().map(act).collect();
        let snapshot = json!({ "url": "", "title": "", "viewport": [1, 1], "scroll": [0, 0], "nodes": [{ "p": -1, "t": "html" }] });
        let shown = json!({
            "url": request.url, "status": 200, "snapshot": snapshot, "busy": null, "requests": [],
            "requestsCut": false, "scriptErrors": { "count": 0, "first": [] },
            "denied": { "dialogs": 0, "windows": 0, "downloads": 0, "schemes": 0, "logins": 0, "permissions": 0 },
            "timing": { "loaded": 1, "settled": 2, "done": 3 }, "pictures": [],
            "tried": { "opening": [], "acts": acts },
        });
        Ok(serde_json::from_value(shown).unwrap())
    }
}

#[tokio::test]
async fn events_that_fire_by_themselves_are_tried_where_they_may_fire() {
    let (_demo, mut order) = shop().await;
    let plan = Arc::make_mut(&mut order.plan);
    let of = |id: &str, page_type: &str, trigger: Trigger| {
        let scope = Scope { page_types: vec![page_type.into()], url: None };
        Event { scope, ..Event::new(EventId(id.into()), id.into(), trigger) }
    };
    plan.events.push(of("viewed", "cart", Trigger::PageView));
    plan.events.push(of("left", "home", Trigger::Exit));
    plan.events.push(of("stayed", "home", Trigger::Time { seconds: vec![10] }));
    let fetcher = fetcher();
    let mut journal = Shown::default();
    let (tally, _) =
        run(&order, &fetcher, Some(&Hesitant::default()), &mut journal, &Unwatched).await.unwrap();
    let tried = |event: &str| -> Vec<(&str, &str)> {
        let of_pages = journal.1.iter().filter(|page| page.fired.contains_key(&EventId(event.into())));
        of_pages.map(|page| (page.page_type.as_deref().unwrap_or_default(), page.device.as_str())).collect()
    };
    assert_eq!(tried("viewed"), [("cart", "desktop")], "the cart has no element that layouts move");
    assert_eq!(tried("left"), [("home", "desktop")], "no finger leaves by the upper edge");
    assert_eq!(tried("stayed"), [], "nobody waits that long");
    let report = tally.report(&order.plan, quiet());
    let standing = |event: &str| report.events.iter().find(|each| each.id.0 == event).unwrap().standing;
    assert_eq!((standing("viewed"), standing("stayed")), (Standing::Works, Standing::NoElement));
}

#[tokio::test]
async fn an_event_that_did_not_fire_gets_another_try_on_an_untouched_page() {
    let (_demo, mut order) = shop().await;
    let plan = Arc::make_mut(&mut order.plan);
    let cart = Event { id: EventId("cart".into()), name: "cart".into(), ..plan.events[1].clone() };
    plan.events.push(cart);
    let fetcher = fetcher();
    let mut journal = Shown::default();
    let watch = watching(|_| Wish::Go);
    run(&order, &fetcher, Some(&Hesitant::default()), &mut journal, &watch).await.unwrap();
    let fired = |event: &str| -> Vec<bool> {
        let of_pages = journal.1.iter().filter_map(|page| page.fired.get(&EventId(event.into())));
        of_pages.map(|firing| matches!(firing, Firing::Fired { .. })).collect()
    };
    for event in TYPES {
        assert_eq!(fired(event), [true, true], "{event}: {:?}", journal.1);
    }
    assert_eq!(fired("cart"), [false, false], "what stays silent is told as that");
}
