//! NOT RUN YET: written to the documented API of WebView2 and type-checked from Linux only.
//!
//! The shop's pane on Windows: the picker's isolated world, its message handler and pictures go through the
//! DevTools protocol, because WebView2 has no API of its own for worlds.
#![allow(unsafe_code, reason = "WebView2 is reached through COM")]

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tauri::webview::PlatformWebview;
use tauri::{Webview, Window};
use waymark_audit::render::Device;
use webview2_com::Microsoft::Web::WebView2::Win32::{
    COREWEBVIEW2_WEB_ERROR_STATUS, COREWEBVIEW2_WEB_ERROR_STATUS_CANNOT_CONNECT,
    COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_COMMON_NAME_IS_INCORRECT,
    COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_EXPIRED, COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_IS_INVALID,
    COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_REVOKED, COREWEBVIEW2_WEB_ERROR_STATUS_HOST_NAME_NOT_RESOLVED,
    COREWEBVIEW2_WEB_ERROR_STATUS_OPERATION_CANCELED, COREWEBVIEW2_WEB_ERROR_STATUS_TIMEOUT, ICoreWebView2,
};
use webview2_com::{
    CallDevToolsProtocolMethodCompletedHandler, DevToolsProtocolEventReceivedEventHandler,
    HistoryChangedEventHandler, NavigationCompletedEventHandler, ProcessFailedEventHandler, take_pwstr,
};
use windows_core::{BOOL, HSTRING, PWSTR};

use super::{
    Deed, EventSink, HANDLER, KeySink, LoadProblem, PageEvent, PageState, PaneOptions, PictureSink,
    PlatformError, ShopPane, Step, WORLD, World, beside,
};

/// Space left around an element's picture, in CSS pixels.
const MARGIN: f64 = 12.0;
/// Gives the picker the message handler it knows from WebKit, out of the protocol's binding.
const BINDING: &str = "globalThis.webkit={messageHandlers:{picker:{postMessage:text=>picker(text)}}};";

/// A shop pane.
#[derive(Clone)]
pub struct Pane {
    view: Webview,
    known: Arc<Mutex<Known>>,
}

/// What the protocol told so far.
#[derive(Default)]
struct Known {
    /// Execution contexts of the picker's world, one for each frame.
    contexts: BTreeSet<i64>,
    /// The script that runs at the start of every document, by the protocol's name.
    document_script: Option<String>,
}

impl ShopPane for Pane {
    fn lay_out(window: &Window, _panel: &Webview, _keys: KeySink) -> Result<(), PlatformError> {
        beside::lay_out(window)
    }

    fn open(
        window: &Window,
        _panel: &Webview,
        options: &PaneOptions,
        events: EventSink,
    ) -> Result<Self, PlatformError> {
        let data = options.data.clone();
        let view = beside::add_shop(
            window,
            |builder| match data {
                Some(data) => builder.data_directory(data),
                None => builder,
            },
            state,
            &events,
        )?;
        let pane = Self { view, known: Arc::default() };
        let (picker, known) = (options.picker, pane.known.clone());
        pane.with(move |native| {
            if let Err(error) = listen(native, &known, &events) {
                tracing::error!(%error, "the shop's page cannot be listened to");
            }
            call(native, "Page.enable", &json!({}), |_| {});
            call(native, "Runtime.enable", &json!({}), |_| {});
            call(
                native,
                "Runtime.addBinding",
                &json!({ "name": HANDLER, "executionContextName": WORLD }),
                |_| {},
            );
            call(
                native,
                "Page.addScriptToEvaluateOnNewDocument",
                &json!({ "source": format!("{BINDING}{picker}"), "worldName": WORLD }),
                |_| {},
            );
        });
        Ok(pane)
    }

    fn close(&self) {
        beside::close(&self.view);
    }

    fn go(&self, step: &Step) {
        let step = step.clone();
        self.with(move |native| {
            let gone = unsafe {
                match step {
                    Step::Back => native.GoBack(),
                    Step::Forward => native.GoForward(),
                    Step::Reload => native.Reload(),
                    Step::Stop => native.Stop(),
                    Step::Address(address) => native.Navigate(&HSTRING::from(address)),
                }
            };
            if let Err(error) = gone {
                tracing::warn!(%error, "the page could not be left");
            }
        });
    }

    fn evaluate(&self, world: World, script: &str) {
        let (script, known) = (script.to_owned(), self.known.clone());
        self.with(move |native| match world {
            World::Page => call(native, "Runtime.evaluate", &json!({ "expression": script }), |_| {}),
            World::Isolated => {
                // Every frame has such a context; only the top one is meant.
                let expression = format!("if(window===window.top){{{script}}}");
                for context in &lock(&known).contexts {
                    let parameters = json!({ "expression": expression, "contextId": context });
                    call(native, "Runtime.evaluate", &parameters, |_| {});
                }
            }
        });
    }

    fn set_document_script(&self, script: Option<&str>) {
        let (script, known) = (script.map(str::to_owned), self.known.clone());
        self.with(move |native| {
            if let Some(identifier) = lock(&known).document_script.take() {
                let parameters = json!({ "identifier": identifier });
                call(native, "Page.removeScriptToEvaluateOnNewDocument", &parameters, |_| {});
            }
            if let Some(script) = script {
                call(
                    native,
                    "Page.addScriptToEvaluateOnNewDocument",
                    &json!({ "source": script }),
                    move |answer| {
                        lock(&known).document_script = answer["identifier"].as_str().map(str::to_owned);
                    },
                );
            }
        });
    }

    fn set_device(&self, device: Option<&Device>) {
        beside::set_width(&self.view, device.map(|device| device.width));
        // An empty name is the web view's own.
        let name = device.map(|device| device.user_agent.to_string()).unwrap_or_default();
        self.with(move |native| {
            call(native, "Emulation.setUserAgentOverride", &json!({ "userAgent": name }), |_| {});
        });
    }

    fn capture(&self, [x, y, width, height]: [f64; 4], done: PictureSink) {
        self.with(move |native| {
            let view = native.clone();
            call(native, "Page.getLayoutMetrics", &json!({}), move |metrics| {
                let seen = &metrics["cssVisualViewport"];
                let scrolled = |axis: &str| seen[axis].as_f64().unwrap_or_default();
                let clip = json!({
                    "x": (x - MARGIN).max(0.0) + scrolled("pageX"),
                    "y": (y - MARGIN).max(0.0) + scrolled("pageY"),
                    "width": width + 2.0 * MARGIN,
                    "height": height + 2.0 * MARGIN,
                    "scale": 1,
                });
                call(&view, "Page.captureScreenshot", &json!({ "format": "png", "clip": clip }), |picture| {
                    let png = STANDARD.decode(picture["data"].as_str().unwrap_or_default());
                    done(png.map_err(|error| PlatformError::Picture(error.to_string())));
                });
            });
        });
    }

    fn portray(&self, bounds: [f64; 4], covers: Vec<[f64; 4]>, done: PictureSink) {
        if covers.is_empty() {
            return self.capture(bounds, done);
        }
        done(Err(PlatformError::Picture("what is in fields cannot be covered on this system".into())));
    }

    fn focus(&self) {
        if let Err(error) = self.view.set_focus() {
            tracing::warn!(%error, "the shop's page did not get the keyboard");
        }
    }

    const PLAYS: bool = false;

    fn perform(&self, _: Deed) {}
}

impl Pane {
    fn with(&self, act: impl FnOnce(&ICoreWebView2) + Send + 'static) {
        let asked = self.view.with_webview(move |view| match unsafe { view.controller().CoreWebView2() } {
            Ok(native) => act(&native),
            Err(error) => tracing::warn!(%error, "the shop's pane has no web view"),
        });
        if let Err(error) = asked {
            tracing::warn!(%error, "the shop's pane is gone");
        }
    }
}

/// Listens to the picker, to failed loads, to the history and to a dying process.
fn listen(native: &ICoreWebView2, known: &Arc<Mutex<Known>>, events: &EventSink) -> windows_core::Result<()> {
    let sink = events.clone();
    on_protocol_event(native, "Runtime.bindingCalled", move |event| {
        if event["name"] == HANDLER
            && let Some(text) = event["payload"].as_str()
        {
            sink(PageEvent::Report(text.to_owned()));
        }
    })?;
    let contexts = known.clone();
    on_protocol_event(native, "Runtime.executionContextCreated", move |event| {
        if event["context"]["name"] == WORLD
            && let Some(id) = event["context"]["id"].as_i64()
        {
            lock(&contexts).contexts.insert(id);
        }
    })?;
    let contexts = known.clone();
    on_protocol_event(native, "Runtime.executionContextDestroyed", move |event| {
        if let Some(id) = event["executionContextId"].as_i64() {
            lock(&contexts).contexts.remove(&id);
        }
    })?;
    let contexts = known.clone();
    on_protocol_event(native, "Runtime.executionContextsCleared", move |_| lock(&contexts).contexts.clear())?;

    let mut token = 0;
    let (failed, moved, crashed) = (events.clone(), events.clone(), events.clone());
    unsafe {
        native.add_NavigationCompleted(
            &NavigationCompletedEventHandler::create(Box::new(move |view, arguments| {
                let (Some(view), Some(arguments)) = (view, arguments) else { return Ok(()) };
                let mut succeeded = BOOL::default();
                arguments.IsSuccess(&mut succeeded)?;
                let mut status = COREWEBVIEW2_WEB_ERROR_STATUS::default();
                arguments.WebErrorStatus(&mut status)?;
                if !succeeded.as_bool()
                    && let Some(problem) = problem(status)
                {
                    failed(PageEvent::Failed(read_state(&view).url, problem));
                }
                Ok(())
            })),
            &mut token,
        )?;
        native.add_HistoryChanged(
            &HistoryChangedEventHandler::create(Box::new(move |view, _| {
                if let Some(view) = view {
                    moved(PageEvent::State(read_state(&view)));
                }
                Ok(())
            })),
            &mut token,
        )?;
        native.add_ProcessFailed(
            &ProcessFailedEventHandler::create(Box::new(move |_, _| {
                crashed(PageEvent::Crashed);
                Ok(())
            })),
            &mut token,
        )
    }
}

/// Calls a method of the DevTools protocol; `done` gets the answer, `null` when it failed.
fn call(
    native: &ICoreWebView2,
    method: &'static str,
    parameters: &Value,
    done: impl FnOnce(Value) + 'static,
) {
    let handler = CallDevToolsProtocolMethodCompletedHandler::create(Box::new(move |result, answer| {
        if let Err(error) = result {
            tracing::debug!(%error, method, "the web view refused");
        }
        done(serde_json::from_str(&answer).unwrap_or_default());
        Ok(())
    }));
    let parameters = HSTRING::from(parameters.to_string());
    let called = unsafe { native.CallDevToolsProtocolMethod(&HSTRING::from(method), &parameters, &handler) };
    if let Err(error) = called {
        tracing::warn!(%error, method, "the web view could not be asked");
    }
}

fn on_protocol_event(
    native: &ICoreWebView2,
    name: &str,
    act: impl Fn(Value) + 'static,
) -> windows_core::Result<()> {
    let handler = DevToolsProtocolEventReceivedEventHandler::create(Box::new(move |_, arguments| {
        if let Some(arguments) = arguments {
            let mut text = PWSTR::null();
            unsafe { arguments.ParameterObjectAsJson(&mut text)? };
            act(serde_json::from_str(&take_pwstr(text)).unwrap_or_default());
        }
        Ok(())
    }));
    let mut token = 0;
    unsafe {
        native
            .GetDevToolsProtocolEventReceiver(&HSTRING::from(name))?
            .add_DevToolsProtocolEventReceived(&handler, &mut token)
    }
}

fn state(view: &PlatformWebview) -> PageState {
    unsafe { view.controller().CoreWebView2() }.map(|native| read_state(&native)).unwrap_or_default()
}

fn read_state(native: &ICoreWebView2) -> PageState {
    let (mut url, mut title) = (PWSTR::null(), PWSTR::null());
    let (mut back, mut forward) = (BOOL::default(), BOOL::default());
    // What cannot be read stays empty.
    unsafe {
        drop(native.Source(&mut url));
        drop(native.DocumentTitle(&mut title));
        drop(native.CanGoBack(&mut back));
        drop(native.CanGoForward(&mut forward));
    }
    PageState {
        url: take_pwstr(url),
        title: take_pwstr(title),
        loading: false,
        can_back: back.as_bool(),
        can_forward: forward.as_bool(),
    }
}

/// What a failed load means; nothing when it was stopped on purpose.
fn problem(status: COREWEBVIEW2_WEB_ERROR_STATUS) -> Option<LoadProblem> {
    Some(match status {
        COREWEBVIEW2_WEB_ERROR_STATUS_OPERATION_CANCELED => return None,
        COREWEBVIEW2_WEB_ERROR_STATUS_HOST_NAME_NOT_RESOLVED => LoadProblem::HostUnknown,
        COREWEBVIEW2_WEB_ERROR_STATUS_CANNOT_CONNECT => LoadProblem::ConnectionRefused,
        COREWEBVIEW2_WEB_ERROR_STATUS_TIMEOUT => LoadProblem::Timeout,
        COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_COMMON_NAME_IS_INCORRECT
        | COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_EXPIRED
        | COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_IS_INVALID
        | COREWEBVIEW2_WEB_ERROR_STATUS_CERTIFICATE_REVOKED => LoadProblem::CertificateInvalid,
        other => LoadProblem::Other(format!("error {}", other.0)),
    })
}

fn lock(known: &Mutex<Known>) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}
