//! Pages as they should be.

use std::sync::atomic::Ordering;

use waymark_audit::render::{Busy, Device, MOST_OF_ELEMENT, Picture, RenderError, RenderRequest, Renderer};
use waymark_demo::{Edition, serve};
use waymark_model::Selector;

use super::shop::Shop;
use super::{block_on, render, with_worker, words};

const SCRIPTED: &str = "<!doctype html><body><script>
    setTimeout(() => {
      document.body.innerHTML = `<h1>Made by a script</h1><button>Add to cart</button><p>wide ${innerWidth} high ${innerHeight}
        screen ${screen.width} touch ${navigator.maxTouchPoints} coarse ${matchMedia('(pointer: coarse)').matches}
        frames <i></i></p>`;
      requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector('i').append('run')));
      navigator.sendBeacon('/collect?en=view', 'x');
    }, 300);
    </script>";

#[test]
fn the_demo_shop_is_told_with_its_requests_and_pictures() {
    with_worker(async |worker| {
        let shop = serve(None, Edition::Today).await.unwrap();
        let address = format!("{}/products/tarn-crew-jumper", shop.url().trim_end_matches('/'));
        let mut request = RenderRequest::new(address.as_str(), Device::DESKTOP);
        let add = Selector::new("form[action*='/cart/add'] [type=submit], form[action*='/cart/add'] button");
        request.pictures = vec![
            Picture::Page,
            Picture::Element { selectors: vec![add] },
            Picture::Element { selectors: vec![Selector::new("#nowhere")] },
        ];
        let page = worker.render(&request).await.unwrap();
        assert_eq!((page.url.as_str(), page.status), (address.as_str(), Some(200)));
        assert_eq!(page.snapshot.url, page.url);
        assert_eq!(page.snapshot.viewport, [1366, 900]);
        assert!(words(&page).contains("Add to cart"), "{}", words(&page));
        assert_eq!(
            (page.requests[0].url.as_str(), page.requests[0].method.as_str()),
            (address.as_str(), "GET")
        );
        assert!(
            page.requests
                .iter()
                .any(|sent| sent.url.contains("/assets/theme.js") && sent.status == Some(200)),
            "{:?}",
            page.requests
        );
        let sizes: Vec<_> = page.pictures.iter().map(|png| png.as_deref().map(size)).collect();
        let [Some((width, height)), Some((part, _)), None] = sizes[..] else { panic!("{sizes:?}") };
        assert!(width == 1366 && height > 900 && part <= 360, "{sizes:?}");
        assert!(page.pictures[1].as_ref().is_some_and(|png| png.len() <= MOST_OF_ELEMENT));
        shop.stop().await;
    });
}

#[test]
fn a_page_made_by_scripts_is_told_as_the_device_sees_it() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", SCRIPTED)]).await;
        for device in Device::ALL {
            let page = render(worker, shop.url("/"), device.clone()).await.unwrap();
            let (width, touch) = (device.width, device.touch);
            let fingers = if touch { 5 } else { 0 };
            let said = format!(
                "Made by a script Add to cart wide {width} high {} screen {width} touch {fingers} coarse {touch} frames run",
                device.height
            );
            assert_eq!(words(&page), said, "{}", device.name);
            assert_eq!(page.busy, None);
            let beacon = page.requests.iter().find(|sent| sent.url.contains("/collect")).unwrap();
            assert_eq!((beacon.method.as_str(), beacon.status), ("POST", Some(404)));
        }
    });
}

#[test]
fn each_page_is_a_visitor_who_was_never_there() {
    let counted = "<!doctype html><body><script>
        const visits = 1 + Number(localStorage.visits ?? 0) + document.cookie.length;
        localStorage.visits = visits;
        document.cookie = 'known=1; Max-Age=9999';
        document.body.append(`visit ${visits}`);
        </script>";
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", counted)]).await;
        for _ in 0..2 {
            assert_eq!(words(&render(worker, shop.url("/"), Device::PHONE).await.unwrap()), "visit 1");
        }
    });
}

#[test]
fn two_pages_are_rendered_side_by_side_and_waited_for() {
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", "<!doctype html><body><script async src=/slow.js></script>")]).await;
        let page = || render(worker, shop.url("/"), Device::PHONE);
        let (one, other, third) = tokio::join!(page(), page(), page());
        for page in [one, other, third] {
            let page = page.unwrap();
            assert_eq!((words(&page).as_str(), page.busy), ("slow is here", None));
        }
        assert_eq!(shop.at_once.load(Ordering::SeqCst), 2);
    });
}

#[test]
fn a_page_that_never_stands_still_is_told_as_it_is() {
    let clock = "<!doctype html><p id=clock></p><script>
        setInterval(() => { clock.textContent = `now ${Math.round(performance.now())}`; }, 20);
        null.nothing;
        </script>";
    with_worker(async |worker| {
        let shop = Shop::start(&[("/", clock)]).await;
        let page = render(worker, shop.url("/"), Device::PHONE).await.unwrap();
        assert_eq!(page.busy, Some(Busy::Changing));
        assert!(words(&page).starts_with("now "));
        assert_eq!(page.script_errors.count, 1);
        assert!(page.script_errors.first[0].contains("null"), "{:?}", page.script_errors);
        assert!(page.timing.settled < RenderRequest::PATIENCE);
    });
}

#[test]
fn a_host_that_is_not_there_is_told() {
    use waymark_audit::render::{LoadProblem, RenderError};
    with_worker(async |worker| {
        let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let gone = render(worker, format!("http://{closed}/"), Device::PHONE).await.unwrap_err();
        assert_eq!(gone, RenderError::Load { problem: LoadProblem::ConnectionRefused });
        let unknown = render(worker, "http://nowhere.invalid/".into(), Device::PHONE).await.unwrap_err();
        assert_eq!(unknown, RenderError::Load { problem: LoadProblem::HostUnknown });
        // A port that browsers refuse.
        let refused = render(worker, "http://127.0.0.1:1/".into(), Device::PHONE).await.unwrap_err();
        assert!(matches!(refused, RenderError::Load { .. }), "{refused}");
        for address in ["file:///etc/passwd", "tauri://localhost/", "javascript:1", "nonsense"] {
            let refused = render(worker, address.into(), Device::PHONE).await.unwrap_err();
            assert_eq!(refused, RenderError::NotWeb { address: address.into() });
        }
    });
}

#[test]
fn where_there_is_no_worker_it_says_why() {
    use waymark_audit::render::{RenderError, Worker};
    block_on(async {
        for program in ["/nonexistent/waymark-desktop", "/bin/true"] {
            let worker = Worker::of(program.into());
            let error = render(&worker, "http://127.0.0.1:1/".into(), Device::PHONE).await.unwrap_err();
            assert!(matches!(&error, RenderError::NotAvailable { reason } if reason.len() > 20), "{error}");
        }
    });
}

/// Width and height of a PNG.
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn headers_that_let_a_crawler_in_go_to_their_own_host_and_not_on_to_another() {
    with_worker(async |worker| {
        let (shop, other) = (Shop::start(&[]).await, Shop::start(&[]).await);
        let signed = |url: String| {
            let headers = vec![("signature".to_owned(), "sig1=:c2VjcmV0:".to_owned())];
            RenderRequest { headers, ..RenderRequest::new(url, Device::DESKTOP) }
        };
        let own = worker.render(&signed(shop.url("/signed"))).await.unwrap();
        assert_eq!(words(&own), "Arrived");
        let away = format!("/to?{}", other.url("/signed"));
        let refused = worker.render(&signed(shop.url(&away))).await.unwrap_err();
        assert!(matches!(refused, RenderError::Load { .. }), "{refused:?}");
        let sent = shop.signatures.lock().unwrap().clone();
        assert!(
            sent.len() == 2 && sent.iter().all(|(_, signature)| signature.contains("c2VjcmV0")),
            "{sent:?}"
        );
        let strayed = other.signatures.lock().unwrap().clone();
        assert!(strayed.iter().all(|(_, signature)| signature.is_empty()), "{strayed:?}");
    });
}
