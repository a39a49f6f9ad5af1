//! A trial: what a visitor does is done, and what the runtime under test says of it is told.

use std::time::Duration;

use gtk::glib;
use url::Url;
use waymark_app::pane::{Command, Control, Report};
use waymark_audit::render::{Act, Acted, Action, Outcome, Picture, Trial, Tried};
use waymark_audit::submittable;
use webkit2gtk::WebViewExt;

use super::gathering::Gathering;
use super::log::Holding;
use super::view::{View, within};
use super::{filter, gesture, page, pictures, sending, whole_page};

/// An act takes no longer, in milliseconds.
const LIMIT: u32 = 8_000;
/// So long an event may take to follow its act, in milliseconds: a runtime waits for what bounces and for answers.
const FOLLOWS: u32 = 1_500;
/// Beacons and calls that belong to an event leave right after it.
const AFTERWARDS: Duration = Duration::from_millis(250);
/// How often it is looked.
const STEP: Duration = Duration::from_millis(30);
/// Frames and scrolling that follow a gesture.
const DRAWN: Duration = Duration::from_millis(80);
/// So long a drawer or a dialog takes to go away.
const CLOSES: Duration = Duration::from_millis(400);
/// Why nothing is really sent from such a page, as the end of a sentence.
const UNREADABLE: &str = "the page could not be read when it was to be sent";
/// Why nothing is really sent where the checkout cannot be kept out of reach.
const UNHELD: &str = "the shop's checkout could not be kept out of reach";
/// What is typed where nobody says what.
const TYPED: &str = "1";

/// Does everything that is to be tried, and takes pictures before the page is changed by it: what is looked at only comes
/// first.
pub async fn try_out(view: &mut View, trial: &Trial, wanted: &[Picture]) -> (Tried, Vec<Option<Vec<u8>>>) {
    let mut tried = Tried { opening: view.log().take_fired(), acts: Vec::new() };
    if let Err(error) = hold(view, trial.submits).await {
        // Nothing is done that might buy something.
        tracing::error!(%error, "the page's own requests cannot be held back");
        // What left so far is the load's.
        let so_far = view.log().sent_so_far();
        // Where something would really be sent, it is known that it was not.
        let outcome =
            if trial.submits { Outcome::Withheld { reason: UNHELD.to_owned() } } else { Outcome::Silent };
        let silent = Acted {
            outcome,
            fired: Vec::new(),
            requests: [so_far, so_far],
            held: Vec::new(),
            is_whole: false,
        };
        tried.acts = trial.acts.iter().map(|_| silent.clone()).collect();
        return (tried, pictures::all(view, wanted).await);
    }
    let mut gathering = Gathering::new(trial.late);
    let gentle = trial.acts.iter().take_while(|act| is_gentle(&act.action)).count();
    let mut taken = None;
    if gentle == 0 {
        taken = Some(pictures::all(view, wanted).await);
    }
    // What the page gathered while it loaded is not the first act's.
    gathering.send(view).await;
    for (number, act) in trial.acts.iter().enumerate() {
        if number == gentle && taken.is_none() {
            taken = Some(pictures::all(view, wanted).await);
            gathering.send(view).await;
        }
        let mut acted = do_one(view, act, trial, &mut gathering).await;
        if act.action == Action::PageView {
            acted.fired = tried.opening.iter().filter(|fired| fired.event == act.event).cloned().collect();
        }
        tried.acts.push(acted);
        if view.log().failure().is_some() {
            break;
        }
    }
    let taken = match taken {
        Some(taken) => taken,
        None => pictures::all(view, wanted).await,
    };
    (tried, taken)
}

/// Keeps what is done from reaching the shop or, where it may, the shop's checkout.
async fn hold(view: &View, submits: bool) -> Result<(), glib::Error> {
    if submits {
        view.log().hold(Holding::Checkout);
        return filter::hold_checkout(view.scripts()).await;
    }
    view.log().hold(Holding::Everything);
    let address = view.webkit().uri().and_then(|address| Url::parse(&address).ok());
    match address.as_ref().and_then(Url::host_str) {
        Some(host) => filter::hold_shop(view.scripts(), host).await,
        None => Ok(()),
    }
}

/// Leaves the page as it was, but for how far it is scrolled.
fn is_gentle(action: &Action) -> bool {
    matches!(action, Action::PageView | Action::Stay { .. } | Action::Visible { .. } | Action::Scroll { .. })
}

async fn do_one(view: &mut View, act: &Act, trial: &Trial, gathering: &mut Gathering) -> Acted {
    // What is late belongs to the act before, and is dropped rather than told of the wrong one.
    view.log().take_fired();
    view.log().take_held();
    sending::read(view).await;
    let first = view.log().sent_so_far();
    let mut outcome = within(LIMIT + act.action.dwell(), perform(view, act, trial.submits))
        .await
        .unwrap_or(Outcome::Silent);
    if matches!(outcome, Outcome::Covered { .. }) {
        // What an earlier act opened closes as it would for a visitor, if it does.
        gesture::escape(view.webkit());
        glib::timeout_future(CLOSES).await;
        outcome = within(LIMIT + act.action.dwell(), perform(view, act, trial.submits))
            .await
            .unwrap_or(Outcome::Silent);
    }
    if outcome == Outcome::Done && act.action != Action::PageView {
        let until = view.log().now() + FOLLOWS;
        while !view.log().has_fired(&act.event) && view.log().now() < until {
            glib::timeout_future(STEP).await;
        }
        glib::timeout_future(AFTERWARDS).await;
    }
    if outcome == Outcome::Done {
        gathering.send(view).await;
    }
    let log = view.log();
    Acted {
        outcome,
        fired: log.take_fired(),
        requests: [first, log.sent_so_far()],
        held: log.take_held(),
        is_whole: gathering.is_whole(),
    }
}

async fn perform(view: &mut View, act: &Act, submits: bool) -> Outcome {
    let as_shown;
    let act = if submits && act.sends.is_some() {
        let shown = page::snapshot(view).await.map_err(|_| UNREADABLE.to_owned());
        let address = view.webkit().uri().unwrap_or_default();
        match shown.and_then(|shown| submittable::as_shown(act, &shown, &address)) {
            Ok(act) => {
                as_shown = act;
                &as_shown
            }
            Err(reason) => return Outcome::Withheld { reason },
        }
    } else {
        act
    };
    match &act.action {
        Action::PageView => Outcome::Done,
        Action::Click => hit(view, act, false).await.map_or_else(|outcome| outcome, |_| Outcome::Done),
        Action::Submit => hit(view, act, true).await.map_or_else(|outcome| outcome, |_| Outcome::Done),
        Action::Change { value } => change(view, act, value.as_deref()).await,
        Action::Scroll { percent } => whole_page::scroll(view, *percent).await,
        Action::Stay { .. } => whole_page::stay(view, act.action.dwell()).await,
        Action::Exit => whole_page::leave(view, act.action.dwell()).await,
        Action::Rage { clicks, millis } => whole_page::rage(view, act, *clicks, *millis).await,
        Action::Hover { .. } => match aim(view, act, false).await {
            Ok((point, _)) => {
                gesture::move_to(view.webkit(), point);
                glib::timeout_future(Duration::from_millis(act.action.dwell().into())).await;
                Outcome::Done
            }
            Err(outcome) => outcome,
        },
        Action::Visible { .. } => match aim(view, act, false).await {
            // Covered or switched off, it is in view.
            Ok(_) | Err(Outcome::Covered { .. } | Outcome::Disabled) => {
                glib::timeout_future(Duration::from_millis(act.action.dwell().into())).await;
                Outcome::Done
            }
            Err(outcome) => outcome,
        },
    }
}

/// Where the element can be hit, and what it takes.
pub(super) async fn aim(
    view: &mut View,
    act: &Act,
    submits: bool,
) -> Result<([f64; 2], Option<Control>), Outcome> {
    let request = view.number();
    view.command(&Command::Aim { request, selectors: act.selectors.clone(), submits });
    loop {
        match view.report().await {
            Some(Report::Aimed { request: asked, count, visible, point, control, cover, disabled })
                if asked == request =>
            {
                return match point {
                    Some(point) => Ok((point, control)),
                    None if count == 0 => Err(Outcome::Missing),
                    None if visible == 0 => Err(Outcome::Invisible),
                    None if disabled => Err(Outcome::Disabled),
                    None => Err(Outcome::Covered { by: cover }),
                };
            }
            Some(_) => {}
            None => return Err(Outcome::Silent),
        }
    }
}

async fn hit(view: &mut View, act: &Act, submits: bool) -> Result<Option<Control>, Outcome> {
    let (_, control) = aim(view, act, submits).await?;
    glib::timeout_future(DRAWN).await;
    // Again: what came into view may have moved the page.
    let (point, _) = aim(view, act, submits).await?;
    gesture::click(view.webkit(), point);
    Ok(control)
}

async fn change(view: &mut View, act: &Act, value: Option<&str>) -> Outcome {
    view.log().choose(value);
    let control = match hit(view, act, false).await {
        Ok(control) => control,
        Err(outcome) => return outcome,
    };
    match control {
        // The list is answered when it opens (`watch`).
        Some(Control::Choice | Control::List) => {}
        Some(Control::Text) => {
            glib::timeout_future(DRAWN).await;
            gesture::type_text(view.webkit(), value.unwrap_or(TYPED));
            glib::timeout_future(DRAWN).await;
            gesture::leave_field(view.webkit());
        }
        None => return Outcome::Unfit,
    }
    Outcome::Done
}
