//! A mouse and a keyboard for one view: GDK events on the view's own window, as the window system would send them, so
//! that the page takes what follows for a visitor's doing (`isTrusted`). No real pointer moves.
#![allow(unsafe_code, reason = "GDK's events are structures that have to be filled in by hand")]

use gtk::gdk::{self, EventType, ScrollDirection, ffi, keys};
use gtk::glib::translate::{IntoGlib, ToGlibPtr, ToGlibPtrMut};
use gtk::prelude::*;
use webkit2gtk::WebView;

/// Moves the mouse there and clicks.
pub fn click(view: &WebView, at: [f64; 2]) {
    move_to(view, at);
    for kind in [EventType::ButtonPress, EventType::ButtonRelease] {
        pointer(view, kind, |event: &mut ffi::GdkEventButton, time| {
            (event.time, event.button) = (time, 1);
            (event.x, event.y, event.x_root, event.y_root) = (at[0], at[1], at[0], at[1]);
            if kind == EventType::ButtonRelease {
                event.state = ffi::GDK_BUTTON1_MASK;
            }
        });
    }
}

/// Moves the mouse there.
pub fn move_to(view: &WebView, at: [f64; 2]) {
    // In two steps: a page sees a movement, not only an arrival.
    for back in [3.0, 0.0] {
        pointer(view, EventType::MotionNotify, |event: &mut ffi::GdkEventMotion, time| {
            event.time = time;
            (event.x, event.y) = (at[0] - back, at[1] - back);
            (event.x_root, event.y_root) = (event.x, event.y);
        });
    }
}

/// Moves the mouse out of the page by its upper edge.
pub fn leave_by_top(view: &WebView, across: f64) {
    pointer(view, EventType::LeaveNotify, |event: &mut ffi::GdkEventCrossing, time| {
        event.time = time;
        (event.x, event.y, event.x_root, event.y_root) = (across, -1.0, across, -1.0);
        (event.mode, event.detail) = (ffi::GDK_CROSSING_NORMAL, ffi::GDK_NOTIFY_NONLINEAR);
    });
}

/// Presses a key that means nothing by itself.
pub fn touch_key(view: &WebView) {
    key(view, *keys::constants::Shift_L, 0);
}

/// Turns the wheel down there, by one notch.
pub fn wheel(view: &WebView, at: [f64; 2]) {
    pointer(view, EventType::Scroll, |event: &mut ffi::GdkEventScroll, time| {
        (event.time, event.direction) = (time, ScrollDirection::Down.into_glib());
        (event.x, event.y, event.x_root, event.y_root) = (at[0], at[1], at[0], at[1]);
    });
}

/// Types a text where the focus is, instead of what is there.
pub fn type_text(view: &WebView, text: &str) {
    key(view, *keys::constants::a, ffi::GDK_CONTROL_MASK);
    for character in text.chars() {
        key(view, *keys::Key::from_unicode(character), 0);
    }
}

/// Leaves a field for the next one.
pub fn leave_field(view: &WebView) {
    key(view, *keys::constants::Tab, 0);
}

/// Presses Enter where the focus is.
pub fn press_enter(view: &WebView) {
    key(view, *keys::constants::Return, 0);
}

/// What lies over the page is closed, where the page closes it so.
pub fn escape(view: &WebView) {
    key(view, *keys::constants::Escape, 0);
}

/// The window is the one that somebody works in: pages tell a tab that is looked at from one that is not.
pub fn focus(view: &WebView) {
    send(view, EventType::FocusChange, None, |event: &mut ffi::GdkEventFocus, _| event.in_ = 1);
}

fn key(view: &WebView, keyval: u32, held: ffi::GdkModifierType) {
    for kind in [EventType::KeyPress, EventType::KeyRelease] {
        let device = seat().and_then(|seat| seat.keyboard());
        send(view, kind, device.as_ref(), |event: &mut ffi::GdkEventKey, time| {
            (event.time, event.keyval, event.state) = (time, keyval, held);
        });
    }
}

fn pointer<Event>(view: &WebView, kind: EventType, fill: impl FnOnce(&mut Event, u32)) {
    let device = seat().and_then(|seat| seat.pointer());
    send(view, kind, device.as_ref(), fill);
}

fn seat() -> Option<gdk::Seat> {
    gdk::Display::default()?.default_seat()
}

/// `Event` is the structure of this kind of event.
fn send<Event>(
    view: &WebView,
    kind: EventType,
    device: Option<&gdk::Device>,
    fill: impl FnOnce(&mut Event, u32),
) {
    let Some(window) = view.window() else { return };
    // Milliseconds that wrap around, as X counts.
    let time = (gtk::glib::monotonic_time() / 1000) as u32;
    let mut event = gdk::Event::new(kind);
    if let Some(device) = device {
        event.set_device(Some(device));
        event.set_source_device(Some(device));
    }
    let raw: *mut ffi::GdkEvent = event.to_glib_none_mut().0;
    // SAFETY: `gdk_event_new` gives zeroed room for the largest kind of event; all kinds begin with their type, window and
    // `send_event`; the window that is set here is given a reference, which freeing the event gives back.
    unsafe {
        (*raw.cast::<ffi::GdkEventAny>()).window = window.to_glib_full();
        fill(&mut *raw.cast::<Event>(), time);
    }
    gtk::main_do_event(&mut event);
}
