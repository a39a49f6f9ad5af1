//! What a visitor does with a page as a whole: scrolls it, stays on it, clicks it angrily, is about to leave it. What is
//! done with one element lies in `acting`.

use std::time::Duration;

use gtk::glib;
use gtk::prelude::WidgetExt;
use waymark_audit::render::{Act, Outcome};
use waymark_model::Selector;

use super::acting::aim;
use super::gesture;
use super::view::View;

/// How often it is looked.
const STEP: Duration = Duration::from_millis(30);
/// Notches of the wheel before a page counts as endless.
const MOST_NOTCHES: u32 = 400;
/// Notches without any way before a page counts as scrolled to its end: some scroll smoothly.
const MOST_STILL: u32 = 10;
/// Somebody who reads moves this often.
const STIRS: Duration = Duration::from_secs(5);
/// What stands still under a finger, the steadiest first: the first click opens nothing over it, and no words are selected
/// by the third.
const STEADY: [&str; 4] = ["footer a[href]", "a[href]", "img", "button"];
/// Between two angry clicks, at most; sooner than the least they would pass for a label's echo.
const ANGRY: [u32; 2] = [70, 150];
/// Just below the upper edge, in pixels.
const EDGE: f64 = 8.0;
/// Moves arrive one by one.
const DRAWN: Duration = Duration::from_millis(80);

/// Turns the wheel until so much of the page was seen, or there is no more.
pub async fn scroll(view: &View, percent: u8) -> Outcome {
    let middle = middle(view);
    gesture::move_to(view.webkit(), middle);
    let Some(start) = place(view).await else { return Outcome::Silent };
    let (mut at, mut still) = (start, 0);
    for _ in 0..MOST_NOTCHES {
        gesture::wheel(view.webkit(), middle);
        glib::timeout_future(STEP).await;
        let Some(now) = place(view).await else { return Outcome::Silent };
        still = if now.gone > at.gone { 0 } else { still + 1 };
        at = now;
        let has_moved = (at.gone - start.gone).abs() > 0.0;
        if has_moved && at.seen >= f64::from(percent) {
            break;
        }
        if still > MOST_STILL {
            return match (has_moved, at.seen + NEARLY >= f64::from(percent)) {
                (false, _) => Outcome::Short,
                (true, true) => Outcome::Done,
                // What scrolled was a dialog that holds the page still.
                (true, false) => Outcome::Covered { by: "something that scrolls in its place".to_owned() },
            };
        }
    }
    Outcome::Done
}

/// Pages end a little before or after what they say, in percent.
const NEARLY: f64 = 1.0;

/// Where a page stands.
#[derive(Clone, Copy)]
struct Place {
    /// How much of it was seen, in percent.
    seen: f64,
    /// How far it, and what lies under the mouse, is scrolled, in pixels.
    gone: f64,
}

async fn place(view: &View) -> Option<Place> {
    // Where the page as a whole cannot be scrolled, what fills it may be.
    let script = "(() => {
        const page = document.scrollingElement || document.documentElement;
        let gone = scrollY;
        let seen = (scrollY + innerHeight) / Math.max(1, page.scrollHeight);
        const isWhole = page.scrollHeight > innerHeight + 1;
        for (let at = document.elementFromPoint(innerWidth / 2, innerHeight / 2); at; at = at.parentElement) {
            if (at === page || at.scrollHeight <= at.clientHeight + 1) continue;
            gone += at.scrollTop;
            if (!isWhole) seen = Math.min(seen, (at.scrollTop + at.clientHeight) / at.scrollHeight);
        }
        return `${seen * 100} ${gone}`;
    })()";
    let told = view.ask(script).await?;
    let (seen, gone) = told.split_once(' ')?;
    Some(Place { seen: seen.parse().ok()?, gone: gone.parse().ok()? })
}

/// Stays, and moves now and then.
pub async fn stay(view: &View, millis: u32) -> Outcome {
    let all = Duration::from_millis(millis.into());
    let [across, down] = middle(view);
    let (mut spent, mut side) = (Duration::ZERO, 1.0);
    while spent < all {
        gesture::move_to(view.webkit(), [across + 20.0 * side, down]);
        gesture::touch_key(view.webkit());
        let step = STIRS.min(all.saturating_sub(spent));
        glib::timeout_future(step).await;
        (spent, side) = (spent + step, -side);
    }
    Outcome::Done
}

/// Waits as long as whoever came to stay, and goes out by the upper edge.
pub async fn leave(view: &View, millis: u32) -> Outcome {
    glib::timeout_future(Duration::from_millis(millis.into())).await;
    let [across, down] = middle(view);
    for height in [down, down / 2.0, EDGE] {
        gesture::move_to(view.webkit(), [across, height]);
        glib::timeout_future(DRAWN).await;
    }
    gesture::leave_by_top(view.webkit(), across);
    Outcome::Done
}

/// Clicks one spot so often, so fast.
pub async fn rage(view: &mut View, act: &Act, clicks: u32, millis: u32) -> Outcome {
    let mut found = Err(Outcome::Unfit);
    if act.selectors.is_empty() {
        for css in STEADY {
            let act = Act { selectors: vec![Selector::new(css)], ..act.clone() };
            found = aim(view, &act, false).await;
            if !matches!(
                found,
                Err(Outcome::Missing | Outcome::Invisible | Outcome::Covered { .. } | Outcome::Disabled)
            ) {
                break;
            }
        }
    } else {
        found = aim(view, act, false).await;
    }
    let point = match found {
        Ok((point, _)) => point,
        Err(Outcome::Missing) if act.selectors.is_empty() => return Outcome::Unfit,
        Err(outcome) => return outcome,
    };
    glib::timeout_future(DRAWN).await;
    let pause = (millis / clicks.max(1)).clamp(ANGRY[0], ANGRY[1]);
    for _ in 0..clicks {
        gesture::click(view.webkit(), point);
        glib::timeout_future(Duration::from_millis(pause.into())).await;
    }
    Outcome::Done
}

fn middle(view: &View) -> [f64; 2] {
    let (width, height) = (view.webkit().allocated_width(), view.webkit().allocated_height());
    [f64::from(width) / 2.0, f64::from(height) / 2.0]
}
