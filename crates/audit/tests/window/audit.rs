//! A whole audit with a browser: what left the pages is in its report, and what changed is found.

use std::convert::Infallible;
use std::sync::Arc;

use waymark_audit::discover::{Sample, SampleSize};
use waymark_audit::fetch::{Fetcher, Manners};
use waymark_audit::install::{Loaders, Vendor};
use waymark_audit::record::Record;
use waymark_audit::render::Worker;
use waymark_audit::report::{Circumstances, Ending, FindingKind, Fires, Pictures, Proven, Report, Tally};
use waymark_audit::run::{Journal, Order, Progress, Watch, Wish, run};
use waymark_model::page_type::defaults;
use waymark_model::{EventId, Outcome, Plan, Shop as Site, ShopSlug, Trigger, Verdict};

use super::shop::Shop;
use super::trial::event;
use super::with_worker;

/// A shop whose theme and tag manager both count page views, and whose button tells Google and Meta.
macro_rules! shop {
    ($on_click:literal) => {
        concat!(
            "<!doctype html><title>Shop</title><button id=buy>Add to cart</button><script>
                const count = (number, said) =>
                    navigator.sendBeacon(`/g/collect?v=2&tid=G-TEST1&_p=1&_s=${number}`, said);
                // As Google's script gathers what it is told.
                const late = (number, said) => setTimeout(count, 4_000, number, said);
                count(1, 'en=page_view'); count(2, 'en=page_view&ep.by=theme');
                buy.onclick = () => {",
            $on_click,
            "};
            </script>"
        )
    };
}

const BEFORE: &str = shop!(
    "late(3, 'en=add_to_cart&cu=EUR&epn.value=12&pr1=idA~nmMug');
     new Image().src = 'https://www.facebook.com/tr/?id=123456789&ev=AddToCart&cd[value]=12';"
);
/// The pixel is gone, the value is empty, and somebody's address goes along.
const NOW: &str =
    shop!("late(3, 'en=add_to_cart&cu=EUR&epn.value=&pr1=idA~nmMug&ep.who=ada%40mail.example');");

/// Keeps nothing but pictures.
#[derive(Default)]
struct Nowhere(Pictures);

impl Journal for Nowhere {
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
        self.0.extend(record.pictures().cloned().unwrap_or_default());
        Ok(())
    }
}

struct Nobody;

impl Watch for Nobody {
    fn progress(&self, _: Progress) {}

    fn wish(&self) -> Wish {
        Wish::Go
    }
}

/// A plan of clicks for a shop, and an audit of it.
fn order(shop: &Shop, sample: SampleSize, clicked: &[&str]) -> Order {
    let site = Site { slug: ShopSlug("s".into()), url: shop.url("/"), name: "S".into() };
    let events = clicked.iter().map(|id| event(id, Trigger::Click, &format!("#{id}"))).collect();
    Order {
        plan: Arc::new(Plan { page_types: defaults(), events, ..Plan::empty(site) }),
        sample,
        before: Vec::new(),
        seed: 1,
        preview_theme: None,
        submits: false,
        signed: Vec::new(),
        loaders: |_| Loaders::default(),
    }
}

async fn ran(order: &Order, worker: &Worker, journal: &mut Nowhere) -> (Tally, Ending) {
    let fetcher = Arc::new(Fetcher::new(Manners::default()).unwrap());
    run(order, &fetcher, Some(worker), journal, &Nobody).await.unwrap()
}

async fn audited(worker: &Worker, page: &'static str, before: Option<&Report>) -> (Report, Vec<String>) {
    let shop = Shop::start(&[("/", page)]).await;
    let order = order(&shop, SampleSize::Quick, &["buy"]);
    let (tally, ending) = ran(&order, worker, &mut Nowhere::default()).await;
    assert_eq!(ending, Ending::Complete);
    let collected = shop.collected.lock().unwrap().clone();
    (tally.report(&order.plan, circumstances(order.sample, ending, before)), collected)
}

fn circumstances(sample: SampleSize, ending: Ending, before: Option<&Report>) -> Circumstances<'_> {
    Circumstances {
        started_at: 0,
        finished_at: 1,
        sample,
        ending,
        is_live: true,
        theme: None,
        is_published: false,
        revisions: None,
        served: None,
        undelivered: None,
        no_browser: None,
        notes: Vec::new(),
        proven: Proven::new(),
        before,
    }
}

fn titles(report: &Report, kind: FindingKind) -> Vec<&str> {
    report
        .findings
        .iter()
        .filter(|finding| finding.kind == kind)
        .map(|finding| finding.title.as_str())
        .collect()
}

#[test]
fn an_audit_tells_what_leaves_and_what_of_it_changed_and_is_counted_nowhere() {
    with_worker(async |worker| {
        let (before, collected) = audited(worker, BEFORE, None).await;
        assert_eq!(collected, Vec::<String>::new(), "counted nowhere");
        let buy = &before.events[0];
        assert!(matches!(buy.fires, Some(Fires::Yes { .. })), "{:?}", buy.fires);
        let told = buy.told.as_ref().unwrap();
        let left: Vec<_> =
            told.iter().map(|told| (told.vendor, &*told.account, &*told.event, told.times)).collect();
        let expected = [
            (Vendor::GoogleAnalytics, "G-TEST1", "add_to_cart", 1),
            (Vendor::Meta, "123456789", "AddToCart", 1),
        ];
        assert_eq!(left, expected, "on the desktop, where it was waited for");
        let tool = before.tools.iter().find(|tool| tool.vendor == Vendor::GoogleAnalytics).unwrap();
        assert_eq!((tool.showings, before.totals.rendered, tool.events["add_to_cart"]), (2, 2, 1));
        assert_eq!(told[0].parameters["value"], "12");
        assert_eq!(
            titles(&before, FindingKind::ToldTwice),
            ["Google Analytics 4 G-TEST1 counts \"page_view\" 2 times at once"]
        );

        let (now, collected) = audited(worker, NOW, Some(&before)).await;
        assert_eq!(collected, Vec::<String>::new());
        assert_eq!(
            titles(&now, FindingKind::ToldNoMore),
            ["Meta Pixel AddToCart no longer leaves when \"tried_buy\" is done"]
        );
        assert_eq!(
            titles(&now, FindingKind::ParameterEmpty),
            ["Google Analytics 4 add_to_cart lacks the parameter `value` when \"tried_buy\" is done"]
        );
        assert_eq!(
            titles(&now, FindingKind::PersonalData),
            ["Personal data leaves the page to Google Analytics 4"]
        );
        assert_eq!(
            titles(&now, FindingKind::TagsChanged),
            ["Meta Pixel 123456789 gets nothing from the shop any more"]
        );
        assert!(!serde_json::to_string(&now).unwrap().contains("mail.example"));
    });
}

/// What may be sent and what may not, and a form whose script goes to the checkout.
const SENDING: &str = "<!doctype html><title>Mug</title><h1>Mug</h1>
    <form action=/cart/add method=post><input type=hidden name=id value=1><button name=add>Add to cart</button></form>
    <form id=mail action=/newsletter method=post><input type=email name=email required><button>Sign up</button></form>
    <form id=ask action=/find method=post><label>Size <input name=size value=40></label><button>Find my size</button></form>
    <script>ask.onsubmit = (event) => {
        event.preventDefault();
        fetch('/checkout/pay', { method: 'POST', body: 'x' }).catch(() => {});
        fetch('/find', { method: 'POST', body: 'size=1' }).then(() => { ask.innerHTML = '<p role=status>Thank you!</p>' });
        setTimeout(() => { location.href = '/checkout' }, 100);
    }</script>";

#[test]
fn what_is_harmless_is_really_sent_only_where_that_is_allowed() {
    with_worker(async |worker| {
        for submits in [false, true] {
            let shop = Shop::start(&[("/", SENDING)]).await;
            let mut order = order(&shop, SampleSize::Quick, &[]);
            let worked = Trigger::Submit { outcome: Outcome::Success, success: vec![] };
            let events = vec![
                event("cart", Trigger::AddToCart, ""),
                event("add", Trigger::Click, "[name=add]"),
                event("mail", Trigger::SUBMIT, "#mail"),
                event("ask", worked, "#ask"),
            ];
            order.plan = Arc::new(Plan { events, ..(*order.plan).clone() });
            order.submits = submits;
            let (tally, _) = ran(&order, worker, &mut Nowhere::default()).await;
            let report = tally.report(&order.plan, circumstances(order.sample, Ending::Complete, None));
            let received = shop.received.lock().unwrap().clone();
            let times = |path: &str| received.iter().filter(|it| *it == path).count();
            let fires = |id: &str| {
                let event = report.events.iter().find(|event| event.id.0 == id).unwrap();
                matches!(event.fires, Some(Fires::Yes { .. }))
            };
            let notes = report.notes.join(" ");
            // A click and the newsletter's attempt need nothing to be sent.
            assert_eq!([fires("add"), fires("mail")], [true, true], "{report:#?}");
            assert_eq!([fires("cart"), fires("ask")], [submits, submits], "{:#?}", report.events);
            if submits {
                assert_eq!((times("/cart/add"), times("/find")), (2, 1), "{received:?}");
                assert_eq!(received.len(), 3, "no newsletter, no checkout: {received:?}");
                assert!(notes.contains("Really tried"), "{notes}");
                for name in [
                    "tried_cart on ",
                    "tried_add on ",
                    "tried_ask on ",
                    "tried_mail (its form asks for an e-mail address)",
                ] {
                    assert!(notes.contains(name), "{name}: {notes}");
                }
            } else {
                assert_eq!(received, Vec::<String>::new());
                assert!(!notes.contains("submitted"), "{notes}");
            }
        }
    });
}

/// Two buttons, the second of which scripts make.
const PICTURED: &str = "<!doctype html><title>Shop</title><style>body { margin: 0 } p { height: 200vh }</style>
    <h1>Shop</h1><p>Far up</p><button id=buy style='width: 200px; height: 50px; background: #176'>Add to cart</button>
    <script>document.body.insertAdjacentHTML('beforeend', '<button id=late>Late</button>')</script>";

#[test]
fn every_event_is_pictured_on_every_device_as_it_is_when_it_fires() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", PICTURED)]).await;
        let order = order(&shop, SampleSize::Normal, &["buy", "late", "gone"]);
        let mut journal = Nowhere::default();
        let (tally, _) = ran(&order, worker, &mut journal).await;
        let report = tally.report(&order.plan, circumstances(SampleSize::Normal, Ending::Complete, None));
        for (id, expected) in [("buy", 3), ("late", 3), ("gone", 0)] {
            let event = report.events.iter().find(|event| event.id == EventId(id.into())).unwrap();
            let shots: Vec<_> = event.shots.iter().map(|shot| (&*shot.device, shot.verdict)).collect();
            assert_eq!(shots.len(), expected, "{id}: {shots:?}");
            assert!(shots.iter().all(|(_, verdict)| *verdict == Verdict::Intact), "{shots:?}");
            for shot in &event.shots {
                assert!(journal.0.get(&shot.picture).is_some_and(|png| png.starts_with(b"\x89PNG")));
            }
        }
    });
}

/// Opening the cart lies over the page: one drawer goes away when Escape is pressed, the other only when the page is left.
macro_rules! drawer {
    ($closes:literal) => {
        concat!(
            "<!doctype html><title>Shop</title><style>body { margin: 0 } button { display: block; width: 300px; height: 60px }
                 #drawer { position: fixed; inset: 0; background: #fff }</style>
             <button id=cart>Open the cart</button><button id=wish>Remember it</button><aside id=drawer hidden>Your cart</aside>
             <script>cart.onclick = () => { drawer.hidden = false }; ",
            $closes,
            "</script>"
        )
    };
}

const CLOSES: &str =
    drawer!("addEventListener('keydown', ({ key }) => { if (key === 'Escape') drawer.hidden = true });");
const STAYS: &str = drawer!("");

#[test]
fn what_an_earlier_event_left_open_keeps_no_later_one_from_being_tried() {
    with_worker(async |worker| {
        for page in [CLOSES, STAYS] {
            let shop = Shop::start(&[("/", page)]).await;
            let order = order(&shop, SampleSize::Quick, &["cart", "wish"]);
            let (tally, _) = ran(&order, worker, &mut Nowhere::default()).await;
            let report = tally.report(&order.plan, circumstances(order.sample, Ending::Complete, None));
            for event in &report.events {
                assert!(matches!(event.fires, Some(Fires::Yes { .. })), "{}: {:?}", event.name, event.fires);
            }
        }
    });
}
