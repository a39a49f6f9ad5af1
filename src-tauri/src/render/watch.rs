//! What a view's signals say: into the log with it. Whatever a page asks of a person or of the computer is denied here.

use std::rc::Rc;

use gtk::glib::{self, GString};
use gtk::prelude::*;
use waymark_audit::render::{LoadProblem, RenderError};
use webkit2gtk::{
    AuthenticationRequestExt, DownloadExt, FileChooserRequestExt, LoadEvent, NavigationPolicyDecision,
    NavigationPolicyDecisionExt, OptionMenuExt, PermissionRequestExt, PolicyDecision, PolicyDecisionExt,
    PolicyDecisionType, ResponsePolicyDecision, ResponsePolicyDecisionExt, URIRequest, URIRequestExt,
    URIResponseExt, WebContext, WebContextExt, WebResource, WebResourceExt, WebView, WebViewExt,
};

use super::log::Log;
use crate::platform::linux::loading::problem;
use crate::platform::may_visit;

/// Connects everything.
pub fn watch(view: &WebView, context: &WebContext, log: &Rc<Log>) {
    loading(view, log);
    requests(view, log);
    denials(view, log);
    files(view, context, log);
}

fn loading(view: &WebView, log: &Rc<Log>) {
    let seen = log.clone();
    view.connect_load_changed(move |view, event| match event {
        LoadEvent::Started if !seen.navigates() => view.stop_loading(),
        LoadEvent::Committed => seen.commits(view.main_resource().as_ref().and_then(status)),
        LoadEvent::Finished if seen.is_committed() => seen.loads(),
        _ => {}
    });
    let seen = log.clone();
    view.connect_load_failed(move |_, _, _, error| {
        if let Some(problem) = problem(error) {
            seen.fail(RenderError::Load { problem });
        }
        true
    });
    let seen = log.clone();
    view.connect_load_failed_with_tls_errors(move |_, _, _, _| {
        seen.fail(RenderError::Load { problem: LoadProblem::CertificateInvalid });
        true
    });
    let seen = log.clone();
    view.connect_web_process_terminated(move |_, _| seen.fail(RenderError::Crashed));
}

/// Every request, from whatever frame. `sent-request` would tell of redirects, but connecting it aborts the process.
fn requests(view: &WebView, log: &Rc<Log>) {
    let log = log.clone();
    view.connect_resource_load_started(move |_, resource, request| {
        let url = request.uri().unwrap_or_default();
        let Some(number) = log.sent(&url, &method(Some(request))) else { return };
        let seen = log.clone();
        resource.connect_failed(move |_, _| seen.failed(number));
        let seen = log.clone();
        // Comes after a failure, too.
        resource.connect_finished(move |resource| seen.ended(number, status(resource)));
    });
}

fn status(resource: &WebResource) -> Option<u16> {
    let code = resource.response()?.status_code();
    u16::try_from(code).ok().filter(|code| *code > 0)
}

fn denials(view: &WebView, log: &Rc<Log>) {
    let seen = log.clone();
    view.connect_decide_policy(move |view, decision, kind| match kind {
        PolicyDecisionType::NavigationAction => keep_to_the_web(view, decision, &seen),
        PolicyDecisionType::NewWindowAction => {
            seen.denies(|denied| &mut denied.windows);
            decision.ignore();
            true
        }
        PolicyDecisionType::Response => keep_to_pages(decision, &seen),
        _ => false,
    });
    let seen = log.clone();
    // A script's `window.open` does not ask the policy first.
    view.connect_create(move |_, _| {
        seen.denies(|denied| &mut denied.windows);
        None
    });
    let seen = log.clone();
    view.connect_script_dialog(move |view, _| {
        // Answered as by somebody who closes it: an alert is over, anything else is a no.
        if !seen.shows_dialog() {
            view.terminate_web_process();
        }
        true
    });
    let seen = log.clone();
    view.connect_permission_request(move |_, request| {
        seen.denies(|denied| &mut denied.permissions);
        request.deny();
        true
    });
    let seen = log.clone();
    view.connect_authenticate(move |_, request| {
        if seen.is_committed() {
            seen.denies(|denied| &mut denied.logins);
        } else {
            seen.fail(RenderError::Login);
        }
        request.cancel();
        true
    });
    let seen = log.clone();
    view.connect_show_option_menu(move |_, menu, _, _| {
        let chosen = (0..menu.n_items()).find(|at| {
            menu.item(*at).is_some_and(|mut item| {
                item.is_enabled()
                    && !item.is_group_label()
                    && seen.is_choice(&item.label().unwrap_or_default(), item.is_selected())
            })
        });
        if let Some(at) = chosen {
            menu.activate_item(at);
        }
        menu.close();
        true
    });
    view.connect_enter_fullscreen(|_| true);
    view.connect_print(|_, _| true);
    view.connect_show_notification(|_, _| true);
}

fn keep_to_the_web(view: &WebView, decision: &PolicyDecision, log: &Log) -> bool {
    let action = decision
        .downcast_ref::<NavigationPolicyDecision>()
        .and_then(NavigationPolicyDecisionExt::navigation_action);
    let mut action = action;
    let is_redirect = action.as_mut().is_some_and(webkit2gtk::NavigationAction::is_redirect);
    let request = action.and_then(|action| action.request());
    let address = request.as_ref().and_then(URIRequestExt::uri).unwrap_or_default();
    if !may_visit(&address) {
        log.denies(|denied| &mut denied.schemes);
    } else if is_redirect && log.is_signed_for_another(&address) {
        // The engine would send the shop's headers along.
        let problem = LoadProblem::Other("it leads to another host, which must not see the headers".into());
        log.fail(RenderError::Load { problem });
    } else if is_within(&address, view) || !log.holds(&address, &method(request.as_ref())) {
        return false;
    }
    decision.ignore();
    true
}

/// Leads to a place in the page that is there.
fn is_within(address: &str, view: &WebView) -> bool {
    let own = view.uri().unwrap_or_default();
    address.split_once('#').is_some_and(|(page, _)| Some(page) == own.split('#').next())
}

fn method(request: Option<&URIRequest>) -> GString {
    request.and_then(URIRequestExt::http_method).unwrap_or_else(|| "GET".into())
}

fn keep_to_pages(decision: &PolicyDecision, log: &Log) -> bool {
    let Some(decision) = decision.downcast_ref::<ResponsePolicyDecision>() else { return false };
    let media = decision.response().and_then(|response| response.mime_type()).unwrap_or_default();
    if !decision.is_main_frame_main_resource()
        || matches!(media.as_str(), "" | "text/html" | "application/xhtml+xml")
    {
        return false;
    }
    decision.ignore();
    log.fail(RenderError::Load { problem: LoadProblem::NotHtml(media.to_string()) });
    true
}

fn files(view: &WebView, context: &WebContext, log: &Rc<Log>) {
    view.connect_run_file_chooser(|_, request| {
        request.cancel();
        true
    });
    let (log, own): (_, glib::WeakRef<WebView>) = (log.clone(), view.downgrade());
    context.connect_download_started(move |_, download| {
        if download.web_view() == own.upgrade() {
            download.cancel();
            log.denies(|denied| &mut denied.downloads);
            if !log.is_committed() {
                log.fail(RenderError::Load { problem: LoadProblem::NotHtml("a file to save".into()) });
            }
        }
    });
}
