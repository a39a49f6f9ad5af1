//! The shop's pane on Linux: a WebKitGTK view of its own beside Tauri's, in a GTK splitter.
//!
//! It is not a Tauri webview on purpose. Tauri would give it the invoke handler, its scripts and its
//! `tauri:` and `ipc:` schemes, all of which would have to be taken away again; this view has never had
//! them. (Under test automation it shares the panel's web context, where the schemes exist; there
//! `loading` refuses to go there and the capabilities, which name the panel only, refuse the rest.)

mod deeds;
mod frame;
pub mod loading;
pub mod notification;
pub mod picture;

use std::sync::PoisonError;

use gtk::gdk::{self, keys::constants as key};
use gtk::gio::Cancellable;
use gtk::glib::{self, Propagation};
use gtk::prelude::*;
use tauri::{Webview, Window};
use waymark_audit::render::Device;
use webkit2gtk::{
    CookieManagerExt, CookiePersistentStorage, DownloadExt, PermissionRequestExt, SettingsExt,
    UserContentInjectedFrames, UserContentManager, UserContentManagerExt, UserScript,
    UserScriptInjectionTime, WebContext, WebContextExt, WebView, WebViewExt, WebsiteDataManager,
    WebsiteDataManagerExt,
};

use super::{
    Deed, Denied, EventSink, HANDLER, KeySink, PANEL_WIDTH, PageEvent, PageState, PaneOptions, PictureSink,
    PlatformError, ShopPane, Shortcut, Step, WORLD, World,
};

/// A shop pane. The splitter owns the view; this only points at it.
#[derive(Clone)]
pub struct Pane {
    view: glib::SendWeakRef<WebView>,
    size: frame::Size,
    picker: &'static str,
    /// The next list that opens is answered without being shown.
    chooses: deeds::Chooses,
}

impl ShopPane for Pane {
    fn lay_out(window: &Window, _panel: &Webview, keys: KeySink) -> Result<(), PlatformError> {
        let column = window.default_vbox()?;
        let panel = column.children().pop().ok_or(PlatformError::View("the panel has no widget"))?;
        column.remove(&panel);
        panel.set_size_request(PANEL_WIDTH.1, -1);
        let split = gtk::Paned::new(gtk::Orientation::Horizontal);
        split.pack1(&panel, false, false);
        split.set_position(PANEL_WIDTH.0);
        column.pack_start(&split, true, true, 0);
        column.show_all();
        // Lost by moving it.
        panel.grab_focus();
        window.gtk_window()?.connect_key_press_event(move |_, event| match shortcut(event) {
            Some(shortcut) if keys(shortcut) => Propagation::Stop,
            _ => Propagation::Proceed,
        });
        Ok(())
    }

    fn open(
        window: &Window,
        _panel: &Webview,
        options: &PaneOptions,
        events: EventSink,
    ) -> Result<Self, PlatformError> {
        let split = splitter(window)?;
        let automated = options.data.is_none();
        let context = match &options.data {
            Some(data) => {
                let data = data.to_string_lossy();
                let store = WebsiteDataManager::builder()
                    .base_data_directory(data.as_ref())
                    .base_cache_directory(data.as_ref())
                    .build();
                let cookies = store.cookie_manager().ok_or(PlatformError::View("no cookie store"))?;
                cookies.set_persistent_storage(&format!("{data}/cookies"), CookiePersistentStorage::Text);
                WebContext::builder().website_data_manager(&store).build()
            }
            None => split
                .child1()
                .and_then(|panel| panel.downcast::<WebView>().ok())
                .and_then(|panel| panel.context())
                .ok_or(PlatformError::View("the panel has no web context"))?,
        };
        let scripts = UserContentManager::new();
        let view = WebView::builder()
            .web_context(&context)
            .user_content_manager(&scripts)
            .is_controlled_by_automation(automated && context.is_automation_allowed())
            .build();
        if let Some(settings) = WebViewExt::settings(&view) {
            settings.set_enable_developer_extras(cfg!(debug_assertions));
            settings.set_enable_back_forward_navigation_gestures(true);
            // A page that comes back as it was left would run what a test had put in or taken out since.
            settings.set_enable_page_cache(false);
        }
        listen(&view, &scripts, &context, &events)?;
        let size = frame::Size::default();
        let room = frame::around(&view, &size);
        let chooses = deeds::answer_lists(&view);
        let pane = Self { view: view.downgrade().into(), size, picker: options.picker, chooses };
        pane.set_document_script(None);
        split.pack2(&room, true, false);
        room.show_all();
        Ok(pane)
    }

    fn close(&self) {
        if let Some(view) = self.view.upgrade()
            && let Some(room) = view.parent()
            && let Some(split) = room.parent().and_then(|parent| parent.downcast::<gtk::Paned>().ok())
        {
            split.remove(&room);
        }
    }

    fn go(&self, step: &Step) {
        let Some(view) = self.view.upgrade() else { return };
        match step {
            Step::Back => view.go_back(),
            Step::Forward => view.go_forward(),
            Step::Reload => view.reload(),
            Step::Stop => view.stop_loading(),
            Step::Address(address) => view.load_uri(address),
        }
    }

    fn evaluate(&self, world: World, script: &str) {
        let Some(view) = self.view.upgrade() else { return };
        let world = (world == World::Isolated).then_some(WORLD);
        view.evaluate_javascript(script, world, None, None::<&Cancellable>, |result| {
            if let Err(error) = result {
                tracing::debug!(%error, "a script failed in the shop's page");
            }
        });
    }

    fn set_document_script(&self, script: Option<&str>) {
        let Some(scripts) = self.view.upgrade().and_then(|view| view.user_content_manager()) else { return };
        scripts.remove_all_scripts();
        let (all, start) = (UserContentInjectedFrames::AllFrames, UserScriptInjectionTime::Start);
        scripts.add_script(&UserScript::for_world(self.picker, all, start, WORLD, &[], &[]));
        if let Some(script) = script {
            scripts.add_script(&UserScript::new(script, all, start, &[], &[]));
        }
    }

    fn set_device(&self, device: Option<&Device>) {
        let Some(view) = self.view.upgrade() else { return };
        *self.size.lock().unwrap_or_else(PoisonError::into_inner) =
            device.map(|device| (device.width, device.height));
        if let Some(settings) = WebViewExt::settings(&view) {
            settings.set_user_agent(device.map(|device| device.user_agent.as_ref()));
        }
        frame::refit(&view);
    }

    fn capture(&self, bounds: [f64; 4], done: PictureSink) {
        let Some(view) = self.view.upgrade() else {
            return done(Err(PlatformError::Picture("the shop was closed".into())));
        };
        picture::capture(&view, bounds, &[], picture::KEPT, done);
    }

    fn portray(&self, bounds: [f64; 4], covers: Vec<[f64; 4]>, done: PictureSink) {
        let Some(view) = self.view.upgrade() else {
            return done(Err(PlatformError::Picture("the shop was closed".into())));
        };
        picture::capture(&view, bounds, &covers, picture::SMALL, done);
    }

    fn focus(&self) {
        if let Some(view) = self.view.upgrade() {
            view.grab_focus();
        }
    }

    const PLAYS: bool = true;

    fn perform(&self, deed: Deed) {
        if let Some(view) = self.view.upgrade() {
            deeds::perform(&view, &self.chooses, deed);
        }
    }
}

/// The splitter that [`ShopPane::lay_out`] put into the window.
fn splitter(window: &Window) -> Result<gtk::Paned, PlatformError> {
    let children = window.default_vbox()?.children();
    children
        .into_iter()
        .find_map(|child| child.downcast::<gtk::Paned>().ok())
        .ok_or(PlatformError::View("the window has no splitter"))
}

/// Connects everything the shell wants to hear of, and everything the page is denied.
fn listen(
    view: &WebView,
    scripts: &UserContentManager,
    context: &WebContext,
    events: &EventSink,
) -> Result<(), PlatformError> {
    let sink = events.clone();
    scripts.connect_script_message_received(Some(HANDLER), move |_, message| {
        if let Some(value) = message.js_value() {
            sink(PageEvent::Report(value.to_string()));
        }
    });
    if !scripts.register_script_message_handler_in_world(HANDLER, WORLD) {
        return Err(PlatformError::View("the picker's message handler could not be registered"));
    }

    for property in ["uri", "title", "is-loading"] {
        let sink = events.clone();
        view.connect_notify_local(Some(property), move |view, _| sink(PageEvent::State(state(view))));
    }
    if let Some(history) = view.back_forward_list() {
        let (sink, weak) = (events.clone(), view.downgrade());
        history.connect_local("changed", false, move |_| {
            if let Some(view) = weak.upgrade() {
                sink(PageEvent::State(state(&view)));
            }
            None
        });
    }
    let sink = events.clone();
    view.connect_web_process_terminated(move |_, _| sink(PageEvent::Crashed));

    view.connect_permission_request(|_, request| {
        request.deny();
        true
    });
    let (sink, weak) = (events.clone(), view.downgrade());
    context.connect_download_started(move |_, download| {
        if download.web_view() == weak.upgrade() {
            download.cancel();
            sink(PageEvent::Denied(Denied::Download));
        }
    });
    loading::watch(view, events);
    Ok(())
}

fn state(view: &WebView) -> PageState {
    PageState {
        url: view.uri().map(Into::into).unwrap_or_default(),
        title: view.title().map(Into::into).unwrap_or_default(),
        loading: view.is_loading(),
        can_back: view.can_go_back(),
        can_forward: view.can_go_forward(),
    }
}

fn shortcut(event: &gdk::EventKey) -> Option<Shortcut> {
    use gdk::ModifierType as Held;
    let held = event.state() & (Held::CONTROL_MASK | Held::SHIFT_MASK | Held::MOD1_MASK);
    let pressed = event.keyval().to_lower();
    if held == Held::CONTROL_MASK {
        match pressed {
            key::e => Some(Shortcut::Picking),
            key::t => Some(Shortcut::Testing),
            key::r => Some(Shortcut::Reload),
            key::l => Some(Shortcut::Address),
            _ => None,
        }
    } else if held == Held::MOD1_MASK {
        match pressed {
            key::Left => Some(Shortcut::Back),
            key::Right => Some(Shortcut::Forward),
            _ => None,
        }
    } else if held.is_empty() {
        match pressed {
            key::F5 => Some(Shortcut::Reload),
            key::Escape => Some(Shortcut::Escape),
            _ => None,
        }
    } else {
        None
    }
}
