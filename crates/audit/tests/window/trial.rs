//! Events of a real runtime, made to fire without a person.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use waymark_audit::render::{
    Act, Acted, Action, Device, Held, Outcome, RenderRequest, Rendered, Renderer, Trial, Worker,
};
use waymark_compile::{TestSettings, compile};
use waymark_demo::{Edition, serve};
use waymark_model::page_type::defaults;
use waymark_model::{
    Event, EventId, Outcome as Submitted, Per, Plan, Selector, Shop as Site, ShopSlug, Target, Trigger,
};

use super::shop::Shop;
use super::with_worker;

const PAGE: &str = "<!doctype html><title>All kinds</title>
    <style>body { margin: 0 } div { height: 150vh } button, a, input, select { font-size: 20px }</style>
    <button id=click>Click</button> <a id=link href=/elsewhere>Link</a>
    <button id=script onclick=\"location.href='/elsewhere'\">Script</button>
    <button id=cart onclick=\"fetch('/order?id=1'); fetch('/order', { method: 'POST', body: 'x' }); navigator.sendBeacon('/order', 'x')\">Cart</button>
    <button id=hidden hidden>Hidden</button> <button id=off disabled>Off</button>
    <span style='position: relative'><button id=covered>Covered</button>
      <button style='position: absolute; inset: -9px; background: #fff'>Accept all</button></span>
    <form action=/order method=post><input name=mail type=email required><input name=terms type=checkbox required>
      <button>Sign up</button></form>
    <input id=text value=old><select id=list><option>S<option>M<option>L</select><input id=tick type=checkbox>
    <div></div><p id=seen>Far down</p><div></div>
    <p id=trust></p>
    <script>
      const seen = new Set();
      for (const type of ['click', 'pointerdown', 'mousemove', 'keydown', 'wheel', 'submit', 'change'])
        addEventListener(type, (event) => { seen.add(`${type} ${event.isTrusted}`); trust.textContent = [...seen].sort(); }, true);
    </script>";

pub fn event(id: &str, trigger: Trigger, css: &str) -> Event {
    let selectors = vec![Selector::new(css)];
    let target = trigger.needs_target().then(|| Target { selectors, ..Target::default() });
    Event { target, ..Event::new(EventId(id.into()), format!("tried_{id}"), trigger) }
}

/// The events, tried in this order.
pub fn trial(url: &str, events: Vec<(Event, Action)>, submits: bool) -> Trial {
    let site = Site { slug: ShopSlug("127.0.0.1".into()), url: url.into(), name: "Shop".into() };
    let acts = events
        .iter()
        .map(|(event, action)| Act {
            event: event.id.clone(),
            selectors: event.target.as_ref().map(|target| target.selectors.clone()).unwrap_or_default(),
            action: action.clone(),
            sends: None,
        })
        .collect();
    let events = events.into_iter().map(|(event, _)| event).collect();
    let plan = Plan { page_types: defaults(), events, ..Plan::empty(site) };
    let compiled = compile(&plan).unwrap();
    let script = compiled.test_js(&TestSettings::default()).unwrap();
    Trial { config: compiled.config, script, acts, submits, late: 0 }
}

async fn tried(worker: &Worker, url: &str, trial: Trial) -> Rendered {
    let request = RenderRequest { trial: Some(trial), ..RenderRequest::new(url, Device::PHONE) };
    worker.render(&request).await.unwrap()
}

/// It was done, and its own event, and no other, fired for a reason that the isolated world saw.
fn proven(act: &Act, acted: &Acted) {
    assert_eq!(acted.outcome, Outcome::Done, "{act:?}");
    let fired: Vec<_> = acted.fired.iter().map(|fired| (&fired.event, fired.proven)).collect();
    assert_eq!(fired, [(&act.event, true)], "{act:?}: {acted:?}");
}

#[test]
fn every_kind_of_event_fires_by_a_gesture_that_is_trusted_and_nothing_reaches_the_shop() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", PAGE), ("/elsewhere", "<p>Elsewhere</p>")]).await;
        let visible = Trigger::Visible { percent: 50, millis: 300, per: Per::default() };
        let trial = trial(
            &shop.url("/"),
            vec![
                (event("view", Trigger::PageView, ""), Action::PageView),
                (event("click", Trigger::Click, "#click"), Action::Click),
                (event("link", Trigger::Click, "#link"), Action::Click),
                (event("script", Trigger::Click, "#script"), Action::Click),
                (event("cart", Trigger::Click, "#cart"), Action::Click),
                (
                    event("submit", Trigger::Submit { outcome: Submitted::Attempt, success: vec![] }, "form"),
                    Action::Submit,
                ),
                (event("text", Trigger::Change, "#text"), Action::Change { value: Some("new".into()) }),
                (event("list", Trigger::Change, "#list"), Action::Change { value: Some("L".into()) }),
                (event("tick", Trigger::Change, "#tick"), Action::Change { value: None }),
                (event("seen", visible, "#seen"), Action::Visible { millis: 600 }),
                (event("depth", Trigger::Scroll { percents: vec![90] }, ""), Action::Scroll { percent: 95 }),
            ],
            false,
        );
        let acts = trial.acts.clone();
        let page = tried(worker, &shop.url("/"), trial).await;
        let result = page.tried.as_ref().unwrap();
        assert_eq!(result.acts.len(), acts.len());
        for (act, acted) in acts.iter().zip(&result.acts) {
            proven(act, acted);
        }
        let held = |at: usize| result.acts[at].held.clone();
        let to = |path: &str, method: &str| vec![Held { url: shop.url(path), method: method.into() }];
        assert_eq!((held(1), held(2), held(3)), (vec![], to("/elsewhere", "GET"), to("/elsewhere", "GET")));
        assert_eq!(held(5), to("/order", "POST"));
        assert_eq!(page.url, shop.url("/"), "it stayed");
        assert_eq!(shop.orders.load(Ordering::SeqCst), 0, "neither the form nor the script ordered anything");
    });
}

#[test]
fn a_visitor_stays_rests_the_mouse_is_angry_and_leaves() {
    const LONG: &str = "<title>Long</title><h1>Words that could be selected</h1><p id=more>More</p>
        <div style='height: 300vh'></div><footer><a href=/elsewhere>Imprint</a></footer>";
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", LONG)]).await;
        let (rage, hover) = (Trigger::RageClick { clicks: 3, millis: 1000 }, Trigger::Hover { millis: 500 });
        let trial = trial(
            &shop.url("/"),
            vec![
                (event("time", Trigger::Time { seconds: vec![6, 60] }, ""), Action::Stay { seconds: 6 }),
                (event("hover", hover, "#more"), Action::Hover { millis: 500 }),
                (event("rage", rage, ""), Action::Rage { clicks: 3, millis: 1000 }),
                (event("exit", Trigger::Exit, ""), Action::Exit),
            ],
            false,
        );
        let acts = trial.acts.clone();
        let page = tried(worker, &shop.url("/"), trial).await;
        for (act, acted) in acts.iter().zip(&page.tried.unwrap().acts) {
            proven(act, acted);
        }
        assert_eq!(page.url, shop.url("/"), "the link that was clicked led nowhere");
    });
}

#[test]
fn a_page_that_is_all_in_view_cannot_be_scrolled_and_one_that_scrolls_inside_can() {
    const SHORT: &str = "<title>Short</title><p>All there is.</p>";
    const INSIDE: &str =
        "<title>Inside</title><style>body { margin: 0 } main { height: 100vh; overflow: auto }
        div { height: 400vh }</style><main><div>Long</div></main>";
    with_worker(async |worker| {
        let shop = Shop::start(&[("/short", SHORT), ("/inside", INSIDE)]).await;
        let depth = || {
            (event("depth", Trigger::Scroll { percents: vec![50, 90] }, ""), Action::Scroll { percent: 90 })
        };
        let short = tried(worker, &shop.url("/short"), trial(&shop.url("/"), vec![depth()], false)).await;
        let acted = &short.tried.unwrap().acts[0];
        assert_eq!((&acted.outcome, acted.fired.len()), (&Outcome::Short, 0));
        let inside = tried(worker, &shop.url("/inside"), trial(&shop.url("/"), vec![depth()], false)).await;
        let acted = &inside.tried.unwrap().acts[0];
        assert_eq!(acted.outcome, Outcome::Done);
        let reached: Vec<_> = acted.fired.iter().map(|fired| (&fired.parameters, fired.proven)).collect();
        assert_eq!(reached.len(), 2, "50 and 90 percent: {reached:?}");
    });
}

#[test]
fn what_cannot_be_done_says_why_and_what_does_not_fire_is_not_said_to() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", PAGE)]).await;
        let mut elsewhere = event("elsewhere", Trigger::Click, "#click");
        elsewhere.scope.url = Some("/other/*".into());
        let trial = trial(
            &shop.url("/"),
            vec![
                (event("gone", Trigger::Click, "#gone"), Action::Click),
                (event("hidden", Trigger::Click, "#hidden"), Action::Click),
                (event("covered", Trigger::Click, "#covered"), Action::Click),
                (event("off", Trigger::Click, "#off"), Action::Click),
                (event("unfit", Trigger::Change, "#seen"), Action::Change { value: None }),
                (elsewhere, Action::Click),
            ],
            false,
        );
        let page = tried(worker, &shop.url("/"), trial).await;
        let result = page.tried.unwrap();
        let outcomes: Vec<_> = result.acts.iter().map(|acted| acted.outcome.clone()).collect();
        let by = "Button: Accept all".to_owned();
        let expected = [
            Outcome::Missing,
            Outcome::Invisible,
            Outcome::Covered { by },
            Outcome::Disabled,
            Outcome::Unfit,
            Outcome::Done,
        ];
        assert_eq!(outcomes, expected);
        assert!(result.acts.iter().all(|acted| acted.fired.is_empty()), "{:?}", result.acts);
    });
}

#[test]
fn the_shop_gets_it_where_that_is_allowed() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", PAGE)]).await;
        let cart = vec![(event("cart", Trigger::Click, "#cart"), Action::Click)];
        let page = tried(worker, &shop.url("/"), trial(&shop.url("/"), cart, true)).await;
        assert_eq!(shop.orders.load(Ordering::SeqCst), 3);
        let [from, to] = page.tried.unwrap().acts[0].requests;
        let sent: Vec<_> = page.requests[from..to].iter().map(|sent| (&*sent.method, &*sent.url)).collect();
        let (asked, told) = (shop.url("/order?id=1"), shop.url("/order"));
        assert_eq!(sent, [("GET", &*asked), ("POST", &*told), ("POST", &*told)]);
    });
}

/// A form that is harmless when the page is asked for, and asks for an address by the time that it is sent.
const CHANGING: &str = "<!doctype html><title>Shop</title>
    <form id=mail action=/newsletter method=post><input name=it><button>Send</button></form>
    <form id=find action=/find method=post><button>Find</button></form>
    <script>mail.it.type = 'email'</script>";

#[test]
fn what_is_really_sent_is_judged_as_the_page_shows_it_then() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", CHANGING)]).await;
        for (form, reason) in [("#mail", Some("its form asks for an e-mail address")), ("#find", None)] {
            let sent = event("sent", Trigger::SUBMIT, form);
            let mut trial = trial(&shop.url("/"), vec![(sent.clone(), Action::Submit)], true);
            trial.acts[0].sends = Some(Box::new(sent));
            let page = tried(worker, &shop.url("/"), trial).await;
            let outcome = page.tried.unwrap().acts[0].outcome.clone();
            let expected = reason.map_or(Outcome::Done, |reason| Outcome::Withheld { reason: reason.into() });
            assert_eq!(outcome, expected, "{form}");
        }
        assert_eq!(*shop.received.lock().unwrap(), ["/find"], "the other form was not sent");
    });
}

#[test]
fn the_demo_shop_s_add_to_cart_fires_on_every_device_and_nothing_is_in_the_cart() {
    with_worker(async |worker| {
        let shop = serve(None, Edition::Today).await.unwrap();
        let url = format!("{}/products/tarn-crew-jumper", shop.url().trim_end_matches('/'));
        for device in Device::ALL {
            let add = event("add", Trigger::Click, ".product-form__submit");
            let trial = trial(&shop.url(), vec![(add, Action::Click)], false);
            let act = trial.acts[0].clone();
            let request = RenderRequest { trial: Some(trial), ..RenderRequest::new(url.as_str(), device) };
            let page = worker.render(&request).await.unwrap();
            let acted = &page.tried.unwrap().acts[0];
            proven(&act, acted);
            let names: BTreeSet<_> = acted.fired.iter().map(|fired| &*fired.name).collect();
            assert_eq!(names, BTreeSet::from(["tried_add"]));
            let [from, to] = acted.requests;
            let reached =
                page.requests[from..to].iter().filter(|sent| sent.method == "POST" && sent.status.is_some());
            assert_eq!(reached.count(), 0, "{:?}", page.requests);
        }
        shop.stop().await;
    });
}
