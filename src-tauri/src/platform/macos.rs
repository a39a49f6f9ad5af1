//! NOT RUN YET: written to the documented API of WKWebView and type-checked from Linux only.
//!
//! The shop's pane on macOS: a `WKContentWorld` for the picker, a script message handler that exists only
//! there, and snapshots of the view. Failed loads are not told apart yet, because the navigation delegate
//! belongs to wry.
#![allow(unsafe_code, reason = "WKWebView is reached through Objective-C messages")]

use std::sync::{Arc, Mutex, PoisonError};

use block2::RcBlock;
use objc2::rc::Retained;
use objc2::runtime::{AnyObject, ProtocolObject};
use objc2::{AnyThread, DefinedClass, MainThreadMarker, MainThreadOnly, define_class, msg_send};
use objc2_app_kit::{NSBitmapImageFileType, NSBitmapImageRep, NSImage};
use objc2_foundation::{
    NSDictionary, NSError, NSObject, NSObjectProtocol, NSPoint, NSRect, NSSize, NSString, NSURL, NSURLRequest,
};
use objc2_web_kit::{
    WKContentWorld, WKScriptMessage, WKScriptMessageHandler, WKSnapshotConfiguration,
    WKUserContentController, WKUserScript, WKUserScriptInjectionTime, WKWebView,
};
use tauri::webview::PlatformWebview;
use tauri::{Webview, Window};
use waymark_audit::render::Device;

use super::{
    Deed, EventSink, HANDLER, KeySink, PageEvent, PageState, PaneOptions, PictureSink, PlatformError,
    ShopPane, Step, WORLD, World, beside,
};

/// Space left around an element's picture, in CSS pixels.
const MARGIN: f64 = 12.0;

/// A shop pane.
#[derive(Clone)]
pub struct Pane {
    view: Webview,
    picker: &'static str,
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
        let store = options.data.as_ref().map(|path| identifier(&path.to_string_lossy()));
        let view = beside::add_shop(
            window,
            |builder| match store {
                Some(store) => builder.data_store_identifier(store),
                None => builder,
            },
            state,
            &events,
        )?;
        let pane = Self { view, picker: options.picker };
        pane.with(move |native, main| {
            let content = unsafe { native.configuration().userContentController() };
            let handler = Listener::new(main, events);
            unsafe {
                content.removeAllScriptMessageHandlers();
                content.addScriptMessageHandler_contentWorld_name(
                    ProtocolObject::from_ref(&*handler),
                    &WKContentWorld::worldWithName(&NSString::from_str(WORLD), main),
                    &NSString::from_str(HANDLER),
                );
            }
        });
        pane.set_document_script(None);
        Ok(pane)
    }

    fn close(&self) {
        beside::close(&self.view);
    }

    fn go(&self, step: &Step) {
        let step = step.clone();
        self.with(move |native, _| unsafe {
            match step {
                Step::Back => drop(native.goBack()),
                Step::Forward => drop(native.goForward()),
                Step::Reload => drop(native.reload()),
                Step::Stop => native.stopLoading(),
                Step::Address(address) => {
                    if let Some(url) = NSURL::URLWithString(&NSString::from_str(&address)) {
                        native.loadRequest(&NSURLRequest::requestWithURL(&url));
                    }
                }
            }
        });
    }

    fn evaluate(&self, world: World, script: &str) {
        let script = script.to_owned();
        self.with(move |native, main| unsafe {
            let world = match world {
                World::Isolated => WKContentWorld::worldWithName(&NSString::from_str(WORLD), main),
                World::Page => WKContentWorld::pageWorld(main),
            };
            native.evaluateJavaScript_inFrame_inContentWorld_completionHandler(
                &NSString::from_str(&script),
                None,
                &world,
                None,
            );
        });
    }

    fn set_document_script(&self, script: Option<&str>) {
        let (picker, script) = (self.picker, script.map(str::to_owned));
        self.with(move |native, main| unsafe {
            let content = native.configuration().userContentController();
            content.removeAllUserScripts();
            let isolated = WKContentWorld::worldWithName(&NSString::from_str(WORLD), main);
            content.addUserScript(&user_script(picker, &isolated, main));
            if let Some(script) = script {
                content.addUserScript(&user_script(&script, &WKContentWorld::pageWorld(main), main));
            }
        });
    }

    fn set_device(&self, device: Option<&Device>) {
        beside::set_width(&self.view, device.map(|device| device.width));
        let name = device.map(|device| device.user_agent.to_string());
        self.with(move |native, _| unsafe {
            native.setCustomUserAgent(name.as_deref().map(NSString::from_str).as_deref());
        });
    }

    fn capture(&self, [x, y, width, height]: [f64; 4], done: PictureSink) {
        let done = Arc::new(Mutex::new(Some(done)));
        let at_once = done.clone();
        let asked = self.view.with_webview(move |view| {
            let Some((native, main)) = native(&view) else { return };
            let configuration = unsafe { WKSnapshotConfiguration::new(main) };
            let origin = NSPoint::new((x - MARGIN).max(0.0), (y - MARGIN).max(0.0));
            let size = NSSize::new(width + 2.0 * MARGIN, height + 2.0 * MARGIN);
            unsafe { configuration.setRect(NSRect::new(origin, size)) };
            let answer = RcBlock::new(move |image: *mut NSImage, _error: *mut NSError| {
                let png = unsafe { image.as_ref() }.and_then(png);
                let png = png.ok_or_else(|| PlatformError::Picture("the snapshot is empty".into()));
                if let Some(done) = done.lock().unwrap_or_else(PoisonError::into_inner).take() {
                    done(png);
                }
            });
            unsafe { native.takeSnapshotWithConfiguration_completionHandler(Some(&configuration), &answer) };
        });
        if let Err(error) = asked
            && let Some(done) = at_once.lock().unwrap_or_else(PoisonError::into_inner).take()
        {
            done(Err(error.into()));
        }
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
    fn with(&self, act: impl FnOnce(&WKWebView, MainThreadMarker) + Send + 'static) {
        let asked = self.view.with_webview(move |view| {
            if let Some((native, main)) = native(&view) {
                act(native, main);
            }
        });
        if let Err(error) = asked {
            tracing::warn!(%error, "the shop's pane is gone");
        }
    }
}

fn native(view: &PlatformWebview) -> Option<(&WKWebView, MainThreadMarker)> {
    // Tauri hands out the pointer of the view it owns, on the main thread.
    Some((unsafe { view.inner().cast::<WKWebView>().as_ref() }?, MainThreadMarker::new()?))
}

fn state(view: &PlatformWebview) -> PageState {
    let Some((native, _)) = native(view) else { return PageState::default() };
    unsafe {
        PageState {
            url: native
                .URL()
                .and_then(|url| url.absoluteString())
                .map(|url| url.to_string())
                .unwrap_or_default(),
            title: native.title().map(|title| title.to_string()).unwrap_or_default(),
            loading: native.isLoading(),
            can_back: native.canGoBack(),
            can_forward: native.canGoForward(),
        }
    }
}

/// A script for all frames.
fn user_script(source: &str, world: &WKContentWorld, main: MainThreadMarker) -> Retained<WKUserScript> {
    unsafe {
        WKUserScript::initWithSource_injectionTime_forMainFrameOnly_inContentWorld(
            WKUserScript::alloc(main),
            &NSString::from_str(source),
            WKUserScriptInjectionTime::AtDocumentStart,
            false,
            world,
        )
    }
}

fn png(image: &NSImage) -> Option<Vec<u8>> {
    let tiff = image.TIFFRepresentation()?;
    let bitmap = NSBitmapImageRep::initWithData(NSBitmapImageRep::alloc(), &tiff)?;
    let none = NSDictionary::<NSString, AnyObject>::new();
    let data = unsafe { bitmap.representationUsingType_properties(NSBitmapImageFileType::PNG, &none) }?;
    Some(data.to_vec())
}

/// A store's identifier, the same for the same folder: FNV-1a, 128 bits.
fn identifier(folder: &str) -> [u8; 16] {
    let (basis, prime) =
        (0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, 0x0100_0000_0000_0000_0000_013b_u128);
    let hash = folder.bytes().fold(basis, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(prime));
    hash.to_be_bytes()
}

struct ListenerIvars {
    events: EventSink,
}

define_class!(
    #[unsafe(super(NSObject))]
    #[thread_kind = MainThreadOnly]
    #[ivars = ListenerIvars]
    struct Listener;

    unsafe impl NSObjectProtocol for Listener {}

    unsafe impl WKScriptMessageHandler for Listener {
        #[unsafe(method(userContentController:didReceiveScriptMessage:))]
        fn received(&self, _content: &WKUserContentController, message: &WKScriptMessage) {
            if let Ok(text) = unsafe { message.body() }.downcast::<NSString>() {
                (self.ivars().events)(PageEvent::Report(text.to_string()));
            }
        }
    }
);

impl Listener {
    fn new(main: MainThreadMarker, events: EventSink) -> Retained<Self> {
        let this = Self::alloc(main).set_ivars(ListenerIvars { events });
        unsafe { msg_send![super(this), init] }
    }
}
