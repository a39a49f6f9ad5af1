//! Where the shop's page may go on Linux, and what is said when a page cannot be loaded.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use gtk::gio;
use gtk::glib;
use gtk::prelude::*;
use webkit2gtk::{
    LoadEvent, NavigationAction, NavigationPolicyDecision, NavigationPolicyDecisionExt, NetworkError,
    PluginError, PolicyDecision, PolicyDecisionExt, PolicyDecisionType, PolicyError, ResponsePolicyDecision,
    ResponsePolicyDecisionExt, URIRequestExt, URIResponseExt, WebView, WebViewExt,
};

use super::{Denied, EventSink, PageEvent};
use crate::platform::{LoadProblem, may_visit};

/// A page that has not begun to arrive by then counts as timed out.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// Connects the view's navigation decisions, failures and time limit.
pub fn watch(view: &WebView, events: &EventSink) {
    let sink = events.clone();
    view.connect_decide_policy(move |view, decision, kind| match kind {
        PolicyDecisionType::NavigationAction => refuse_foreign_scheme(decision, &sink),
        PolicyDecisionType::NewWindowAction => {
            let decided = decision.downcast_ref::<NavigationPolicyDecision>();
            stay_in_the_pane(view, decided.and_then(NavigationPolicyDecisionExt::navigation_action).as_ref());
            decision.ignore();
            true
        }
        PolicyDecisionType::Response => refuse_other_media(view, decision, &sink),
        _ => false,
    });

    // A script's `window.open` does not ask the policy first.
    view.connect_create(|view, action| {
        stay_in_the_pane(view, Some(action));
        None
    });

    let sink = events.clone();
    view.connect_load_failed(move |_, _, address, error| {
        if let Some(problem) = problem(error) {
            sink(PageEvent::Failed(address.to_owned(), problem));
        }
        true
    });
    let sink = events.clone();
    view.connect_load_failed_with_tls_errors(move |_, address, _, _| {
        sink(PageEvent::Failed(address.to_owned(), LoadProblem::CertificateInvalid));
        true
    });
    limit_time(view, events);
}

/// Keeps the page to the web; this is asked for frames too.
fn refuse_foreign_scheme(decision: &PolicyDecision, events: &EventSink) -> bool {
    let action = decision
        .downcast_ref::<NavigationPolicyDecision>()
        .and_then(NavigationPolicyDecisionExt::navigation_action);
    let Some(action) = action else { return false };
    let address = action.request().and_then(|request| request.uri()).unwrap_or_default();
    if may_visit(&address) {
        return false;
    }
    tracing::debug!(%address, "the page was denied an address");
    decision.ignore();
    if action.is_user_gesture() {
        events(PageEvent::Denied(Denied::Scheme));
    }
    true
}

/// What wants a window of its own gets the pane.
fn stay_in_the_pane(view: &WebView, action: Option<&NavigationAction>) {
    if let Some(request) = action.and_then(NavigationAction::request)
        && request.uri().is_some_and(|address| address.starts_with("http") && may_visit(&address))
    {
        view.load_request(&request);
    }
}

/// Only web pages fill the pane: anything else would be downloaded, or shown where nothing can be picked.
fn refuse_other_media(view: &WebView, decision: &PolicyDecision, events: &EventSink) -> bool {
    let Some(decision) = decision.downcast_ref::<ResponsePolicyDecision>() else { return false };
    if !decision.is_main_frame_main_resource() {
        return false;
    }
    let media = decision.response().and_then(|response| response.mime_type()).unwrap_or_default();
    if matches!(media.as_str(), "" | "text/html" | "application/xhtml+xml") {
        return false;
    }
    let address = decision.response().and_then(|response| response.uri()).or_else(|| view.uri());
    decision.ignore();
    events(PageEvent::Failed(
        address.map(Into::into).unwrap_or_default(),
        LoadProblem::NotHtml(media.to_string()),
    ));
    true
}

/// Stops a page that has not begun to arrive in time.
fn limit_time(view: &WebView, events: &EventSink) {
    let timer: Rc<RefCell<Option<glib::SourceId>>> = Rc::default();
    let events = events.clone();
    view.connect_load_changed(move |view, event| {
        if event == LoadEvent::Redirected {
            return;
        }
        if let Some(running) = timer.take() {
            running.remove();
        }
        if event == LoadEvent::Started {
            let (weak, events, own) = (view.downgrade(), events.clone(), timer.clone());
            *timer.borrow_mut() = Some(glib::timeout_add_local_once(TIME_LIMIT, move || {
                own.take();
                if let Some(view) = weak.upgrade() {
                    let address = view.uri().map(Into::into).unwrap_or_default();
                    view.stop_loading();
                    events(PageEvent::Failed(address, LoadProblem::Timeout));
                }
            }));
        }
    });
}

/// What a failed load means; nothing when it was stopped or taken over on purpose.
pub fn problem(error: &glib::Error) -> Option<LoadProblem> {
    if error.matches(NetworkError::Cancelled)
        || error.matches(PolicyError::FrameLoadInterruptedByPolicyChange)
        || error.matches(PluginError::WillHandleLoad)
    {
        return None;
    }
    if error.kind::<gio::ResolverError>().is_some() {
        return Some(LoadProblem::HostUnknown);
    }
    if error.kind::<gio::TlsError>().is_some() {
        return Some(LoadProblem::CertificateInvalid);
    }
    Some(match error.kind::<gio::IOErrorEnum>() {
        Some(gio::IOErrorEnum::HostNotFound) => LoadProblem::HostUnknown,
        Some(gio::IOErrorEnum::ConnectionRefused) => LoadProblem::ConnectionRefused,
        Some(gio::IOErrorEnum::TimedOut) => LoadProblem::Timeout,
        _ => LoadProblem::Other(error.message().to_owned()),
    })
}
