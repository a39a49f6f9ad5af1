//! Pages that do what no page should: each ends in an error that says what it did, and the next page is rendered by the
//! same worker.

use std::time::{Duration, Instant};

use waymark_audit::render::{Busy, Device, LoadProblem, RenderError, RenderRequest, Renderer, Worker};

use super::processes::{descendants, kill, name};
use super::shop::Shop;
use super::{render, with_worker, words};

const PAGES: &[(&str, &str)] = &[
    ("/", "<!doctype html><p>Good page.</p>"),
    ("/onward", "<!doctype html><p>On</p><script>setTimeout(() => location.replace('/onward?' + Math.random()), 50)</script>"),
    ("/alerts", "<!doctype html><p>Hey</p><script>for (;;) alert('Hey!')</script>"),
    ("/asks", "<!doctype html><p id=said></p><script>
        said.textContent = [alert('a'), confirm('b'), prompt('c')].join(' ');
        open('/'); open('/'); location = 'mailto:a@b.example'; navigator.geolocation.getCurrentPosition(() => {});
        </script><a id=file download href=/file.pdf></a><script>file.click()</script>"),
    ("/hangs", "<!doctype html><p>Still</p><script>onload = () => setTimeout(() => { for (;;); })</script>"),
    ("/poll", "<!doctype html><p>Polls</p><script>fetch('/endless')</script>"),
];

fn asked(shop: &Shop, path: &str, patience: u32) -> RenderRequest {
    RenderRequest { patience, ..RenderRequest::new(shop.url(path), Device::PHONE) }
}

#[test]
fn whatever_a_page_does_ends_in_a_word_and_the_worker_lives_on() {
    with_worker(async |worker| {
        let shop = Shop::start(PAGES).await;
        worker.start().await.unwrap();
        let process = worker.process().await;
        let not_html = LoadProblem::NotHtml("application/pdf".into());
        for (path, expected) in [
            ("/alerts", RenderError::EndlessDialogs { dialogs: 20 }),
            ("/hangs", RenderError::Hung),
            ("/login", RenderError::Login),
            ("/file.pdf", RenderError::Load { problem: not_html }),
        ] {
            let error = worker.render(&asked(&shop, path, 6_000)).await.unwrap_err();
            assert_eq!(error, expected, "{path}");
            still_good(worker, &shop).await;
        }
        let error = render(worker, shop.url("/onward"), Device::PHONE).await.unwrap_err();
        assert!(
            matches!(error, RenderError::EndlessNavigation { navigations } if navigations > 10),
            "{error}"
        );
        still_good(worker, &shop).await;
        assert_eq!(worker.process().await, process, "no page made the worker start again");
    });
}

#[test]
fn a_page_that_never_finishes_is_told_as_far_as_it_came() {
    with_worker(async |worker| {
        let shop = Shop::start(PAGES).await;
        let begun = Instant::now();
        let page = worker.render(&asked(&shop, "/endless", 2_500)).await.unwrap();
        assert_eq!(page.busy, Some(Busy::Loading));
        assert!(words(&page).contains("Paragraph 0. Paragraph 1."), "{}", words(&page));
        assert!(begun.elapsed() < Duration::from_secs(20));
        // A request that stays open is a stream; nobody waits for its end.
        let page = render(worker, shop.url("/poll"), Device::PHONE).await.unwrap();
        assert_eq!((page.busy, words(&page).as_str()), (None, "Polls"));
        still_good(worker, &shop).await;
    });
}

#[test]
fn what_a_page_asks_of_a_person_is_denied_and_counted() {
    with_worker(async |worker| {
        let shop = Shop::start(PAGES).await;
        let page = render(worker, shop.url("/asks"), Device::PHONE).await.unwrap();
        assert_eq!(words(&page), "false");
        let denied = page.denied;
        assert_eq!((denied.dialogs, denied.windows, denied.schemes), (3, 2, 1), "{denied:?}");
    });
}

#[test]
fn a_page_whose_process_dies_is_told_and_a_worker_that_dies_is_started_again() {
    with_worker(async |worker| {
        let shop = Shop::start(&[
            ("/", "<!doctype html><p>Good page.</p>"),
            ("/slow", "<p>Slow</p><script src=/slow.js></script>"),
        ])
        .await;
        worker.start().await.unwrap();
        let process = worker.process().await.unwrap();
        let slow = render(worker, shop.url("/slow"), Device::PHONE);
        let crash = async {
            let page = wait_for(|| {
                descendants(process).into_iter().find(|id| name(*id).contains("WebKitWebProces"))
            })
            .await;
            kill(page);
        };
        let (error, ()) = tokio::join!(slow, crash);
        assert_eq!(error.unwrap_err(), RenderError::Crashed);
        still_good(worker, &shop).await;
        assert_eq!(worker.process().await, Some(process));

        let slow = render(worker, shop.url("/slow"), Device::PHONE);
        let (page, ()) = tokio::join!(slow, async {
            tokio::time::sleep(Duration::from_millis(700)).await;
            kill(process);
        });
        assert!(words(&page.unwrap()).contains("slow is here"));
        assert_ne!(worker.process().await, Some(process));
    });
}

async fn still_good(worker: &Worker, shop: &Shop) {
    assert_eq!(words(&render(worker, shop.url("/"), Device::PHONE).await.unwrap()), "Good page.");
}

async fn wait_for<T>(look: impl Fn() -> Option<T>) -> T {
    for _ in 0..200 {
        if let Some(found) = look() {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("waited in vain")
}
