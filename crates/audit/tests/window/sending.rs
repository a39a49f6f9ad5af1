//! What a page sends to tools that count visitors: told with its bodies, and kept from them.

use std::sync::atomic::Ordering;

use waymark_audit::render::{Action, Device, RenderRequest, Rendered, Renderer, Sent, Worker};
use waymark_audit::requests::{BodyState, Hit, Request, decode};
use waymark_model::Trigger;

use super::shop::Shop;
use super::trial::{event, trial};
use super::with_worker;

/// Sends by every means there is to the shop's own relay of Google Analytics, and to a host that cannot be reached.
const PAGE: &str = "<!doctype html><title>Counts</title><button id=cart>Cart</button><p id=said></p>
    <iframe src=/frame></iframe>
    <script>
      const to = '/g/collect?v=2&tid=G-TEST1&_p=7';
      fetch(to + '&_s=1', { method: 'POST', body: 'en=page_view', keepalive: true })
        .then(({ status }) => said.append(`fetch ${status}, `));
      said.append(`${/\\[native code\\]/.test(fetch)} ${fetch.name} ${fetch.length}, `);
      cart.onclick = () => {
        const taken = navigator.sendBeacon(to + '&_s=2', new Blob(['en=add_to_cart&epn.value=12&pr1=idA~nmMug']));
        const xhr = new XMLHttpRequest();
        xhr.open('POST', to + '&_s=3');
        xhr.send('en=first&ep.a=1\\nen=second&ep.b=ada%40mail.example');
        fetch(new Request(to + '&_s=4', { method: 'POST', body: new URLSearchParams({ en: 'by_request' }) }));
        new Image().src = 'https://www.facebook.com/tr/?id=123456789&ev=AddToCart&cd[value]=12';
        document.title = `taken ${taken}`;
        fetch('/order', { method: 'POST' }).catch(() => {});
      };
    </script>";
const FRAME: &str =
    "<script>navigator.sendBeacon('/g/collect?v=2&tid=G-TEST1&_p=8&_s=1', 'en=framed')</script>";

async fn shown(worker: &Worker, shop: &Shop, counts: bool) -> Rendered {
    let acts = vec![(event("cart", Trigger::Click, "#cart"), Action::Click)];
    let trial = Some(trial(&shop.url("/"), acts, false));
    let request = RenderRequest { trial, counts, ..RenderRequest::new(shop.url("/"), Device::DESKTOP) };
    worker.render(&request).await.unwrap()
}

pub fn hits(sent: &[Sent]) -> Vec<Hit> {
    let decoded = sent.iter().map(|sent| {
        let body = sent.body.as_deref().map(str::as_bytes);
        decode(&Request { url: &sent.url, method: &sent.method, body }, "127.0.0.1")
    });
    decoded.flat_map(|decoded| decoded.hits).collect()
}

pub fn events(sent: &[Sent]) -> Vec<String> {
    let mut events: Vec<String> = hits(sent).into_iter().map(|hit| hit.event).collect();
    events.sort();
    events
}

#[test]
fn what_counts_visitors_is_told_with_its_body_and_gets_nothing() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", PAGE), ("/frame", FRAME)]).await;
        let page = shown(worker, &shop, false).await;
        let [from, to] = page.tried.as_ref().unwrap().acts[0].requests;
        assert_eq!(events(&page.requests[..from]), ["framed", "page_view"]);
        assert_eq!(
            events(&page.requests[from..to]),
            ["AddToCart", "add_to_cart", "by_request", "first", "second"]
        );
        let cart = hits(&page.requests).into_iter().find(|hit| hit.event == "add_to_cart").unwrap();
        assert_eq!((cart.parameters["value"].as_str(), cart.body), ("12", BodyState::Read));
        assert_eq!(cart.parameters["items.item_name"], "Mug");
        assert!(page.requests.iter().filter(|sent| sent.url.contains("collect")).all(|sent| sent.held));
        assert_eq!(*shop.collected.lock().unwrap(), Vec::<String>::new(), "nothing reached the tool");
        assert_eq!(shop.orders.load(Ordering::SeqCst), 0);
        // The page was told that it went, and sees a browser as it is.
        let said = super::words(&page);
        assert!(said.contains("fetch 204") && said.contains("true fetch 1"), "{said}");
    });
}

#[test]
fn where_it_is_allowed_the_tool_gets_the_same() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/frame", FRAME), ("/", PAGE)]).await;
        let acts = vec![(event("cart", Trigger::Click, "#cart"), Action::Click)];
        let trial = Some(trial(&shop.url("/"), acts, true));
        let request =
            RenderRequest { trial, counts: true, ..RenderRequest::new(shop.url("/"), Device::DESKTOP) };
        let page = worker.render(&request).await.unwrap();
        let expected = ["AddToCart", "add_to_cart", "by_request", "first", "framed", "page_view", "second"];
        assert_eq!(events(&page.requests), expected);
        assert!(page.requests.iter().all(|sent| !sent.held));
        let mut collected = shop.collected.lock().unwrap().clone();
        collected.sort();
        let bodies: Vec<&str> =
            collected.iter().filter_map(|told| told.split_once(' ')).map(|(_, body)| body).collect();
        let expected = [
            "en=page_view",
            "en=add_to_cart&epn.value=12&pr1=idA~nmMug",
            "en=first&ep.a=1\nen=second&ep.b=ada%40mail.example",
            "en=by_request",
            "en=framed",
        ];
        assert_eq!(bodies, expected);
    });
}

/// Loads itself again once it knows the visitor's currency, as shops do that ask where a visitor is.
const AGAIN: &str = "<!doctype html><title>Again</title>
    <script async src='https://www.googletagmanager.com/gtm.js?id=GTM-TEST1'></script>
    <script>
      if (!document.cookie.includes('currency')) {
        document.cookie = 'currency=EUR';
        setTimeout(() => location.reload(), 100);
      }
    </script>";

#[test]
fn what_a_page_sends_before_and_after_it_loads_itself_again_is_told_apart() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", AGAIN)]).await;
        let page = worker.render(&RenderRequest::new(shop.url("/"), Device::DESKTOP)).await.unwrap();
        let loads = page.requests.iter().filter(|sent| sent.url.contains("gtm.js"));
        assert_eq!(loads.map(|sent| sent.document).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(page.unasked, 0);
    });
}

/// Changes what lists and records do, as old libraries did, and has a frame that nobody can look into.
const CHANGED: &str = "<!doctype html><title>Changed</title>
    <script>
      Array.prototype.toJSON = Object.prototype.toJSON = () => '';
      Array.prototype.map = () => [];
      Array.prototype.push = Array.prototype.at = () => undefined;
      const to = '/g/collect?v=2&tid=G-TEST1&_p=7';
      fetch(to + '&_s=1', { method: 'POST', body: 'en=page_view' });
      fetch(new Request(to + '&_s=2', { method: 'POST', body: 'en=by_request' }));
    </script>
    <iframe sandbox=allow-scripts srcdoc='<p>Pixel</p>'></iframe><iframe src=about:blank></iframe>";

#[test]
fn what_a_page_changes_loses_nothing_and_what_cannot_be_asked_is_told() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", CHANGED)]).await;
        let page = worker.render(&RenderRequest::new(shop.url("/"), Device::DESKTOP)).await.unwrap();
        assert_eq!(events(&page.requests), ["by_request", "page_view"]);
        assert_eq!(page.unasked, 1);
    });
}

/// Its policy lets requests go to its own host only; a second policy only reports.
const REFUSING: &str = "<!doctype html><title>Strict</title>
    <meta http-equiv=Content-Security-Policy content=\"connect-src 'self'; img-src 'self'\">
    <script>
      const google = 'https://www.google-analytics.com/g/collect?v=2&tid=G-TEST1&_p=7&en=';
      navigator.sendBeacon(google + 'beacon', 'x');
      fetch(google + 'fetch', { method: 'POST', body: 'x' }).catch(() => {});
      const call = new XMLHttpRequest();
      call.open('POST', google + 'call');
      call.send('x');
      new Image().src = 'https://www.facebook.com/tr/?id=123456789&ev=Image';
      fetch('/g/collect?v=2&tid=G-TEST1&_p=7&en=allowed', { method: 'POST', body: 'x' });
      // A page cannot make a refusal up.
      document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', {
        blockedURI: location.origin + '/g/collect?v=2&tid=G-TEST1&_p=7&en=allowed', disposition: 'enforce', bubbles: true,
        violatedDirective: 'connect-src', effectiveDirective: 'connect-src', documentURI: location.href,
        originalPolicy: '', statusCode: 200,
      }));
    </script>";

#[test]
fn what_the_page_s_own_policy_refuses_is_told_apart_from_what_leaves() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", REFUSING)]).await;
        let page = worker.render(&RenderRequest::new(shop.url("/"), Device::DESKTOP)).await.unwrap();
        let of_tools =
            page.requests.iter().filter(|sent| sent.url.contains("en=") || sent.url.contains("ev="));
        let mut told: Vec<(&str, bool)> =
            of_tools.map(|sent| (sent.url.rsplit('=').next().unwrap_or_default(), sent.refused)).collect();
        told.sort_unstable();
        assert_eq!(
            told,
            [("Image", true), ("allowed", false), ("beacon", true), ("call", true), ("fetch", true)],
            "{:?}",
            page.requests
        );
        assert_eq!(shop.collected.lock().unwrap().len(), 0, "nothing left all the same");
    });
}
