//! Tools that gather what they are told before they send it: what belongs to which action is known at once where they send
//! when a visitor turns away, and waited for where they do not.

use std::path::Path;

use waymark_audit::render::{Acted, Action, Device, RenderRequest, Rendered, Renderer, Worker};
use waymark_audit::requests::Hit;
use waymark_model::Trigger;

use super::sending::{events, hits};
use super::shop::Shop;
use super::trial::{event, trial};
use super::with_worker;

/// Three buttons, each of which tells a tool, if there is one, its own name.
macro_rules! page {
    ($tool:literal) => {
        concat!(
            "<!doctype html><title>Gathers</title><button>one</button><button>two</button><button>three</button>
            <script>let told = () => {};</script>",
            $tool,
            "<script>
              for (const button of document.querySelectorAll('button')) button.onclick = () => told(button.textContent);
            </script>"
        )
    };
}

const PLAIN: &str = page!("");
/// As Google's script does: a batch leaves after five seconds, or when the page is left.
const GOOGLE: &str = page!(
    "<script>{
      let batch = [], timer = 0;
      const flush = () => {
        clearTimeout(timer);
        if (batch.length) navigator.sendBeacon('/g/collect?v=2&tid=G-TEST1&_p=7', batch.join('\\n'));
        batch = [];
      };
      told = (name) => {
        if (batch.push(`en=${name}`) === 1) timer = setTimeout(flush, 5_000);
      };
      const focused = document.hasFocus(), begun = performance.now();
      addEventListener('pagehide', () => {
        if (focused && performance.now() - begun > 1_000) batch.push('en=user_engagement');
        flush();
      });
      navigator.sendBeacon('/g/collect?v=2&tid=G-TEST1&_p=7', 'en=page_view');
      told('view_item');
    }</script>"
);
/// Sends when it is time, and only then.
const STUBBORN: &str = page!(
    "<script>
      told = (name) => setTimeout(() => navigator.sendBeacon('/g/collect?v=2&tid=G-TEST1&_p=7', `en=${name}`), 4_000);
      navigator.sendBeacon('/g/collect?v=2&tid=G-TEST1&_p=7', 'en=page_view');
      told('view_item');
    </script>"
);
/// Is told nothing of what is done.
const SILENT: &str =
    page!("<script>navigator.sendBeacon('/g/collect?v=2&tid=G-TEST1&_p=7', 'en=page_view')</script>");
/// Tells what its visitor did to it so far.
const WATCHING: &str = page!(
    "<script>
      const seen = [];
      onload = () => setTimeout(() => {
        for (const type of ['visibilitychange', 'pagehide', 'pageshow', 'resize', 'beforeunload'])
          addEventListener(type, () => seen.push(type.slice(0, 5)));
      });
      told = () => {
        const now = `${document.visibilityState}_${document.hasFocus()}`;
        navigator.sendBeacon('/g/collect?v=2&tid=G-TEST1&_p=7', `en=${[now, ...seen].join('_')}`);
      };
      navigator.sendBeacon('/g/collect?v=2&tid=G-TEST1&_p=7', 'en=page_view');
    </script>"
);
const MIXPANEL: &str = page!(
    "<script src=/mixpanel.js></script><script>
      mixpanel.init('0123456789abcdef', { api_transport: 'XHR' });
      mixpanel.track('view_item');
      told = (name) => mixpanel.track(name);
    </script>"
);

async fn shown(worker: &Worker, page: &'static str, device: Device) -> Rendered {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../node_modules/mixpanel-browser/dist");
    let mixpanel = std::fs::read_to_string(folder.join("mixpanel.cjs.js")).unwrap();
    // Lives as long as the test.
    let mixpanel: &'static str = Box::leak(format!("var module = {{}};{mixpanel}").into());
    let shop = Shop::start(&[("/", page), ("/mixpanel.js", mixpanel)]).await;
    let acts = ["one", "two", "three"].into_iter().enumerate();
    let acts = acts.map(|(at, id)| {
        (event(id, Trigger::Click, &format!("button:nth-of-type({})", at + 1)), Action::Click)
    });
    let mut trial = trial(&shop.url("/"), acts.collect(), false);
    trial.late = 5_500;
    let request = RenderRequest { trial: Some(trial), ..RenderRequest::new(shop.url("/"), device) };
    let page = worker.render(&request).await.unwrap();
    assert_eq!(*shop.collected.lock().unwrap(), Vec::<String>::new());
    page
}

/// What was told after each act, and whether that is all.
fn after(page: &Rendered) -> Vec<(Vec<String>, bool)> {
    let acts = &page.tried.as_ref().unwrap().acts;
    let opened = hits(&page.requests[..acts[0].requests[0]]);
    let marks =
        |hits: &[Hit]| hits.iter().map(|hit| hit.mark.clone()).filter(|mark| !mark.is_empty()).collect();
    let mut known: Vec<String> = marks(&opened);
    let told = |acted: &Acted| {
        let [from, to] = acted.requests;
        let mut told = hits(&page.requests[from..to]);
        // Mixpanel sends what it has no answer to again.
        told.retain(|hit| hit.event != "user_engagement" && !known.contains(&hit.mark));
        known.extend(marks(&told));
        (told.into_iter().map(|hit| hit.event).collect(), acted.is_whole)
    };
    acts.iter().map(told).collect()
}

fn each_its_own() -> Vec<(Vec<String>, bool)> {
    ["one", "two", "three"].map(|event| (vec![event.to_owned()], true)).into()
}

fn trying(page: &Rendered) -> u32 {
    page.timing.done - page.timing.settled
}

#[test]
fn what_is_gathered_leaves_when_the_visitor_turns_away_and_is_not_waited_for() {
    with_worker(async |worker| {
        let plain = shown(worker, PLAIN, Device::DESKTOP).await;
        for (name, page) in [("Google", GOOGLE), ("Mixpanel", MIXPANEL)] {
            for device in [Device::DESKTOP, Device::PHONE] {
                let page = shown(worker, page, device).await;
                assert_eq!(after(&page), each_its_own(), "{name}: {:?}", page.requests);
                let [from, _] = page.tried.as_ref().unwrap().acts[0].requests;
                assert!(events(&page.requests[..from]).contains(&"view_item".to_owned()), "{name}");
                let more = trying(&page).saturating_sub(trying(&plain));
                println!("{name}: {more} ms more than without, {} in all", trying(&page));
                assert!(more < 1_500, "{name}: {more} ms");
            }
        }
    });
}

#[test]
fn what_leaves_only_in_its_time_is_waited_for() {
    with_worker(async |worker| {
        let page = shown(worker, STUBBORN, Device::DESKTOP).await;
        assert_eq!(after(&page), each_its_own(), "{:?}", page.requests);
    });
}

#[test]
fn a_tool_that_is_told_nothing_is_not_waited_for_again_and_again() {
    with_worker(async |worker| {
        let page = shown(worker, SILENT, Device::DESKTOP).await;
        assert_eq!(after(&page), vec![(Vec::new(), true); 3]);
        assert!(trying(&page) < 2 * 5_500 + 5_000, "{} ms", trying(&page));
    });
}

#[test]
fn a_page_that_is_turned_away_from_sees_what_it_would_see_of_a_visitor() {
    with_worker(async |worker| {
        let page = shown(worker, WATCHING, Device::DESKTOP).await;
        let away = "_visib_pageh_visib";
        // Once before the first act, and once after each.
        let expected = [1, 2, 3].map(|times| (vec![format!("visible_true{}", away.repeat(times))], true));
        assert_eq!(after(&page), expected);
    });
}
