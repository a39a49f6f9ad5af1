//! What shortcuts do that work in both panes. Which keys they are is the platform's.

use std::sync::Arc;

use crate::notices;
use crate::platform::{KeySink, Shortcut, Step};
use crate::shell::Shell;

/// Acts on shortcuts; answers whether one was used. Called on the main thread, so whatever takes time is done
/// elsewhere.
pub fn sink(shell: Arc<Shell>) -> KeySink {
    Arc::new(move |shortcut| {
        let view = shell.shop.view();
        if view.url.is_empty() {
            return false;
        }
        match shortcut {
            Shortcut::Picking => shell.set_picking(!view.picking),
            Shortcut::Escape if view.picking => shell.set_picking(false),
            Shortcut::Escape => return false,
            Shortcut::Testing => test(&shell, !view.testing),
            Shortcut::Reload => shell.shop.go(Step::Reload),
            Shortcut::Back => shell.shop.go(Step::Back),
            Shortcut::Forward => shell.shop.go(Step::Forward),
            Shortcut::Address => {
                // With the keyboard the panel gets the key as well, and knows what to do with it.
                shell.focus_panel();
                return false;
            }
        }
        true
    })
}

fn test(shell: &Arc<Shell>, on: bool) {
    let shell = shell.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if let Err(failure) = shell.set_testing(on) {
            notices::tell_failure(&shell.handle, failure);
        }
    });
}
