//! Mouse and keyboard in the shop's pane for a person who has a walk done again: the window system's own events, as the
//! render worker sends them, so that the page and its proofs see a visitor.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use gtk::glib;
use gtk::prelude::*;
use webkit2gtk::{OptionMenuExt, WebView, WebViewExt};

use crate::platform::Deed;
use crate::render::gesture;

/// What a click into a field takes before it can be typed into, and what was typed before the field is left.
const TAKES: Duration = Duration::from_millis(120);
/// Longest that a list may take to open.
const OPENS: Duration = Duration::from_secs(2);

/// Whether the next list that opens is answered without being shown.
pub type Chooses = Arc<AtomicBool>;

/// Has lists answered while that is wanted: with the next entry that can be taken and is not.
pub fn answer_lists(view: &WebView) -> Chooses {
    let chooses = Chooses::default();
    let wanted = chooses.clone();
    view.connect_show_option_menu(move |_, menu, _, _| {
        if !wanted.swap(false, Ordering::AcqRel) {
            return false;
        }
        let other = (0..menu.n_items()).find(|at| {
            menu.item(*at)
                .is_some_and(|mut item| item.is_enabled() && !item.is_group_label() && !item.is_selected())
        });
        if let Some(at) = other {
            menu.activate_item(at);
        }
        menu.close();
        true
    });
    chooses
}

/// Does it.
pub fn perform(view: &WebView, chooses: &Chooses, deed: Deed) {
    view.grab_focus();
    gesture::focus(view);
    match deed {
        Deed::Click { at } => gesture::click(view, at),
        Deed::Choose { at } => {
            chooses.store(true, Ordering::Release);
            let over = chooses.clone();
            glib::timeout_add_local_once(OPENS, move || over.store(false, Ordering::Release));
            gesture::click(view, at);
        }
        Deed::Type { at, text } => {
            gesture::click(view, at);
            later(view, TAKES, move |view| {
                gesture::type_text(view, &text);
                later(view, TAKES, gesture::leave_field);
            });
        }
        Deed::Enter { at } => {
            gesture::click(view, at);
            later(view, TAKES, gesture::press_enter);
        }
    }
}

/// Does something a little later, if the pane is still there.
fn later(view: &WebView, after: Duration, act: impl FnOnce(&WebView) + 'static) {
    let view = view.downgrade();
    glib::timeout_add_local_once(after, move || {
        if let Some(view) = view.upgrade() {
            act(&view);
        }
    });
}
