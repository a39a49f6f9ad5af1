//! A view that nobody sees and WebKit takes for visible: in an off-screen window, where timers, animation frames and
//! observers run as on a screen. It has a visitor's empty memory, which ends with it, the picker in its isolated world, and
//! a device's size and name.

use std::rc::Rc;
use std::time::Duration;

use gtk::gio::Cancellable;
use gtk::glib;
use gtk::prelude::*;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use waymark_app::pane::{Command, Report};
use waymark_app::parse_report;
use waymark_audit::render::{Fired, RenderError, RenderRequest, Trial};
use webkit2gtk::{
    HardwareAccelerationPolicy, SettingsExt, URIRequest, URIRequestExt, UserContentInjectedFrames,
    UserContentManager, UserContentManagerExt, UserScript, UserScriptInjectionTime, WebContext, WebView,
    WebViewExt,
};

use super::cost::Meter;
use super::log::Log;
use super::sending::Channel;
use super::{gesture, watch};
use crate::device;
use crate::pane::PICKER;
use crate::platform::{HANDLER, WORLD};

/// Tells whether the page has come to rest, built by `npm run build:page`.
const REST: &str = include_str!("../../../ui/page/dist/rest.js");

/// What the page is told when its visitor turns away for good. That they do so for a moment only is none of its business:
/// `pageshow` would have some pages load themselves again.
const LEAVING: &str = "dispatchEvent(new PageTransitionEvent('pagehide')),''";
/// How often it is looked whether the page knows, and how long, in milliseconds.
const STEP: Duration = Duration::from_millis(10);
const KNOWN: u32 = 500;

/// An answer of the picker; nothing where it cannot be believed.
type Said = Option<Report>;

/// The view of one page. Its process ends with this value.
pub struct View {
    webkit: WebView,
    scripts: UserContentManager,
    window: gtk::OffscreenWindow,
    log: Rc<Log>,
    reports: UnboundedReceiver<Said>,
    meter: Meter,
    asked: u32,
}

impl View {
    /// An empty view for a page: with its device, and with a runtime under test where one is to be tried.
    pub fn open(request: &RenderRequest) -> Result<Self, RenderError> {
        let (device, trial) = (&request.device, request.trial.as_ref());
        let scripts = UserContentManager::new();
        let context = WebContext::new_ephemeral();
        let view = WebView::builder().web_context(&context).user_content_manager(&scripts).build();
        if let Some(settings) = WebViewExt::settings(&view) {
            settings.set_user_agent(Some(&device.user_agent));
            settings.set_enable_page_cache(false);
            // Asked for and denied, so that it is told.
            settings.set_javascript_can_open_windows_automatically(true);
            // A virtual screen has nothing to accelerate with.
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
        view.set_is_muted(true);
        let meter = Meter::new();
        inject(&scripts, request, &meter);

        let log = Rc::new(Log::new());
        let reports = listen(&view, &scripts, &log, trial)?;
        watch::watch(&view, &context, &log);
        let window = gtk::OffscreenWindow::new();
        let (width, height) = (device.width.into(), device.height.into());
        window.set_default_size(width, height);
        view.set_size_request(width, height);
        window.add(&view);
        window.show_all();
        gesture::focus(&view);
        Ok(Self { webkit: view, scripts, window, log, reports, meter, asked: 0 })
    }

    /// Goes to the page.
    pub fn load(&self, request: &RenderRequest) {
        let wanted = URIRequest::new(&request.url);
        if let Some(headers) = wanted.http_headers() {
            for (name, value) in &request.headers {
                headers.replace(name, value);
            }
        }
        if !request.headers.is_empty() {
            self.log.signs_for(&request.url);
        }
        self.webkit.load_request(&wanted);
    }

    /// The WebKit view.
    pub fn webkit(&self) -> &WebView {
        &self.webkit
    }

    /// What decides about the page's scripts.
    pub fn scripts(&self) -> &UserContentManager {
        &self.scripts
    }

    /// What measures the runtime under test.
    pub fn meter(&self) -> &Meter {
        &self.meter
    }

    /// What was seen of the page.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// What a script of the isolated world returns, as text.
    pub async fn ask(&self, script: &str) -> Option<String> {
        let answer = self.webkit.evaluate_javascript_future(script, Some(WORLD), None).await;
        answer.ok().filter(javascriptcore::ValueExt::is_string).map(|value| value.to_string())
    }

    /// Turns away from the page and back, as somebody does who has another window to look at: what tools gathered is sent
    /// then. Really hidden, so that the page sees what it would see of a visitor.
    pub async fn look_away(&self) {
        self.webkit.hide();
        within(KNOWN, self.knows("hidden")).await;
        within(KNOWN, self.ask(LEAVING)).await;
        self.webkit.show();
        within(KNOWN, self.knows("visible")).await;
        gesture::focus(&self.webkit);
    }

    async fn knows(&self, visibility: &str) {
        while self.ask("document.visibilityState").await.is_some_and(|state| state != visibility) {
            glib::timeout_future(STEP).await;
        }
    }

    /// Gives a command to the picker.
    pub fn command(&self, command: &Command) {
        tell(&self.webkit, command);
    }

    /// A number for the next command that is answered.
    pub fn number(&mut self) -> u32 {
        self.asked += 1;
        self.asked
    }

    /// The next answer of the picker; nothing where it cannot be believed.
    pub async fn report(&mut self) -> Option<Report> {
        self.reports.recv().await.flatten()
    }

    /// Ends the process of a page that does not end by itself.
    pub fn kill(&self) {
        self.webkit.terminate_web_process();
    }
}

impl Drop for View {
    fn drop(&mut self) {
        self.webkit.terminate_web_process();
        self.window.remove(&self.webkit);
        self.window.close();
    }
}

fn tell(view: &WebView, command: &Command) {
    match serde_json::to_string(command) {
        Ok(json) => {
            let script = format!("__waymark({json})");
            view.evaluate_javascript(&script, Some(WORLD), None, None::<&Cancellable>, |_| {});
        }
        Err(error) => tracing::error!(%error, "a command cannot be written"),
    }
}

/// The device and the runtime under test for the page's own world, and the picker and its companion where the page cannot reach them.
fn inject(scripts: &UserContentManager, request: &RenderRequest, meter: &Meter) {
    let (all, top) = (UserContentInjectedFrames::AllFrames, UserContentInjectedFrames::TopFrame);
    let start = UserScriptInjectionTime::Start;
    scripts.add_script(&UserScript::new(&device::script(&request.device), all, start, &[], &[]));
    scripts.add_script(&UserScript::for_world(PICKER, all, start, WORLD, &[], &[]));
    scripts.add_script(&UserScript::for_world(REST, top, start, WORLD, &[], &[]));
    let channel = Channel::new();
    scripts.add_script(&UserScript::new(&channel.in_page(!request.counts), all, start, &[], &[]));
    scripts.add_script(&UserScript::for_world(&channel.outside(), top, start, WORLD, &[], &[]));
    if let Some(trial) = &request.trial {
        scripts.add_script(&UserScript::new(&meter.around(&trial.script), all, start, &[], &[]));
    }
}

/// Takes the picker's reports, those that can be believed, and has it watch the runtime under test in every document.
fn listen(
    view: &WebView,
    scripts: &UserContentManager,
    log: &Rc<Log>,
    trial: Option<&Trial>,
) -> Result<UnboundedReceiver<Said>, RenderError> {
    let (sender, receiver) = unbounded_channel();
    let watch = trial.map(|trial| Command::Watch { config: Some(trial.config.clone()) });
    let (log, view) = (log.clone(), view.downgrade());
    scripts.connect_script_message_received(Some(HANDLER), move |_, message| {
        let Some(text) = message.js_value().map(|value| value.to_string()) else { return };
        match parse_report(&text) {
            Ok(Report::Ready { .. }) => {
                if let Some((view, watch)) = view.upgrade().zip(watch.as_ref()) {
                    tell(&view, watch);
                }
            }
            Ok(Report::Hit { id, name, revision, parameters, proven, url, deliveries }) => {
                let at = log.now();
                log.fires(Fired { event: id, name, revision, parameters, proven, url, deliveries, at });
            }
            Ok(report) if is_answer(&report) => drop(sender.send(Some(report))),
            // For whoever sits at the pane.
            Ok(_) => {}
            Err(error) => {
                tracing::debug!(%error, "a report was refused");
                drop(sender.send(None));
            }
        }
    });
    if !scripts.register_script_message_handler_in_world(HANDLER, WORLD) {
        let reason = "the picker's message handler could not be registered".to_owned();
        return Err(RenderError::NotAvailable { reason });
    }
    Ok(receiver)
}

fn is_answer(report: &Report) -> bool {
    matches!(
        report,
        Report::Page { .. } | Report::Unseen { .. } | Report::Matches { .. } | Report::Aimed { .. }
    )
}

/// What a future gives within so many milliseconds.
pub async fn within<T>(millis: u32, future: impl Future<Output = T>) -> Option<T> {
    use futures_util::future::{Either, select};
    let late = glib::timeout_future(Duration::from_millis(millis.into()));
    match select(std::pin::pin!(future), late).await {
        Either::Left((value, _)) => Some(value),
        Either::Right(_) => None,
    }
}
