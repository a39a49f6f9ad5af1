//! From what happens in the shop's page to what the panel is told. Reads the queue on a thread of its own, so
//! that a large page never holds up the window; every report passes `waymark_app::parse_report` before a word
//! of it is believed.

use std::sync::Arc;

use waymark_app::Failure;
use waymark_app::pane::Report;
use waymark_app::parse_report;
use waymark_app::view::Notice;

use crate::error::crashed;
use crate::inbox::{Arrived, Outlet};
use crate::notices;
use crate::platform::PageEvent;
use crate::shell::Shell;

/// The panel is told of the pane's state at the latest after this many events in a row.
const BATCH: usize = 64;

/// Works until every pane and the app are gone.
pub fn run(shell: &Arc<Shell>, outlet: &Outlet) {
    while let Some(first) = outlet.next() {
        let mut waiting = Some(first);
        for _ in 0..BATCH {
            let Some(arrived) = waiting else { break };
            if shell.shop.is_open(arrived.pane) {
                happened(shell, arrived);
            }
            waiting = outlet.next_waiting();
        }
        if let Some(arrived) = waiting
            && shell.shop.is_open(arrived.pane)
        {
            happened(shell, arrived);
        }
        shell.tell_pane();
    }
}

fn happened(shell: &Arc<Shell>, arrived: Arrived) {
    let Arrived { event, at, .. } = arrived;
    match event {
        PageEvent::Report(text) => match parse_report(&text) {
            Ok(report) => reported(shell, report, at.elapsed().as_secs_f64() * 1000.0),
            Err(error) => refused(shell, error.into()),
        },
        PageEvent::State(state) => watching_page(shell, || shell.shop.shows(state)),
        PageEvent::Failed(address, problem) => shell.load_failed(address, &problem),
        PageEvent::Denied(what) => shell.denied(what),
        PageEvent::Crashed => shell.shop.change(|view| {
            view.error = Some(crashed());
            view.loading = false;
            view.picking = false;
            view.pointing = false;
        }),
    }
}

/// Does what may bring another page; an address that differs behind the `#` only is the same.
fn watching_page(shell: &Shell, act: impl FnOnce()) {
    let page = |url: String| url.split('#').next().map(str::to_owned);
    let before = page(shell.shop.view().url);
    act();
    if page(shell.shop.view().url) != before {
        shell.page_changed();
    }
}

/// A report that makes no sense is only worth a word when somebody waits for a pick.
fn refused(shell: &Shell, failure: Failure) {
    tracing::warn!(?failure, "a report from the page was refused");
    if shell.shop.view().picking {
        notices::tell_failure(&shell.handle, failure);
    }
}

/// `waited` is how long the report took to get here, in milliseconds.
fn reported(shell: &Arc<Shell>, report: Report, waited: f64) {
    match report {
        Report::Ready { url, .. } => {
            shell.page_changed();
            shell.tell_document_again();
            shell.walked_to(&url, true);
        }
        Report::Moved { url, title } => {
            shell.walked_to(&url, false);
            let before = shell.shop.view().url;
            watching_page(shell, || {
                shell.shop.change(|view| {
                    if view.error.is_none() {
                        view.url = url;
                        view.title = title;
                    }
                });
            });
            if shell.shop.view().url != before {
                shell.outline_again();
            }
        }
        Report::Mode { picking, frozen } => {
            if !picking {
                shell.mean_no_entry();
            }
            shell.shop.change(|view| {
                view.picking = picking;
                view.pointing &= picking;
                view.frozen = frozen;
                view.hover.clear();
            });
        }
        Report::Hover { label } => shell.shop.change(|view| view.hover = label),
        Report::Picked { .. } if shell.shop.view().pointing => shell.pointed_at(report),
        Report::Picked { bounds, .. } => picked(shell, report, bounds, waited),
        Report::Refused { .. } => {
            if let Err(failure) = shell.app(|app| app.picked(report)) {
                notices::tell_failure(&shell.handle, failure);
            }
        }
        Report::Page { request, .. } | Report::Unseen { request, .. } | Report::Aimed { request, .. } => {
            shell.surveyed(request, report);
        }
        Report::Matches { request, count, visible, selector, bounds } => {
            let matches = shell.page().matches(request, count, visible, selector);
            let pictured = shell.page().takes_picture(request);
            if let Some((id, bounds)) = pictured.zip(bounds) {
                shell.capture(id, bounds);
            }
            if let Some(matches) = matches {
                notices::tell(&shell.handle, &Notice::Matches(matches));
            }
        }
        Report::Acted { .. } => shell.walked(report),
        Report::Meant { events } => drop(shell.app(|app| {
            app.walk_meant(&events);
            Ok(())
        })),
        Report::Framed { frame, events, bounds, covers } => shell.portray(frame, events, bounds, covers),
        Report::Still { frame } => shell.portrait_holds(frame),
        Report::Hit { proven, .. } => match shell.app(|app| app.record_hit(report)) {
            Ok(hit) => {
                notices::tell(&shell.handle, &Notice::Hit(hit));
                shell.tell_walk();
                if proven {
                    shell.tell_overview();
                }
            }
            Err(failure) => tracing::warn!(?failure, "a hit was not believed"),
        },
    }
}

/// A pick becomes a draft, and what its rule matches is outlined; then its picture follows.
fn picked(shell: &Arc<Shell>, report: Report, bounds: [f64; 4], waited: f64) {
    let started = std::time::Instant::now();
    match shell.app(|app| app.picked(report)) {
        Ok(mut draft) => {
            let here = waited + started.elapsed().as_secs_f64() * 1000.0;
            draft.took = draft.took.map(|in_page| in_page + here);
            tracing::info!(milliseconds = draft.took, "a pick became a draft");
            // Before the panel is told: it may answer at once by giving the element to another draft, or by pointing.
            shell.set_draft(Some(&draft));
            shell.end_picking();
            notices::tell(&shell.handle, &Notice::Draft(Box::new(draft.clone())));
            // What comes next is naming the event.
            shell.focus_panel();
            shell.capture(draft.event.id, bounds);
        }
        Err(failure) => notices::tell_failure(&shell.handle, failure),
    }
}
