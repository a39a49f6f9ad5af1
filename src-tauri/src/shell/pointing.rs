//! Picking in the pane, and pointing at a value there: that is picked like an element, and kept until the panel asks what
//! of it can be sent.

use waymark_app::Failure;
use waymark_app::pane::{Command, Report};
use waymark_app::view::{Draft, Notice, Pointed};

use super::Shell;
use crate::notices;

impl Shell {
    /// Switches picking on or off.
    pub fn set_picking(&self, on: bool) {
        self.mean_no_entry();
        self.pick(on, false);
    }

    /// What is picked next is an event of its own.
    pub fn mean_no_entry(&self) {
        let _ = self.app(|app| app.pick_entry(None));
    }

    /// Begins to pick, or ends it. Pointing is picking the very element under the mouse, to read a value of it.
    pub(super) fn pick(&self, on: bool, pointing: bool) {
        self.turn_picking(on, pointing);
        if on {
            self.shop.focus();
        }
        self.shop.tell();
    }

    /// Ends picking; the panel is told with what comes next.
    pub fn end_picking(&self) {
        self.turn_picking(false, false);
    }

    fn turn_picking(&self, on: bool, pointing: bool) {
        self.shop.change(|view| {
            view.picking = on;
            view.pointing = on && pointing;
            view.frozen = false;
            view.hover.clear();
        });
        self.shop.command(&Command::Pick { on, exact: pointing });
    }

    /// Holds hover menus open, or lets go.
    pub fn set_frozen(&self, on: bool) {
        self.shop.change(|view| view.frozen = on);
        self.shop.command(&Command::Freeze { on });
        self.shop.tell();
    }

    /// Lets the person point at a value for the open draft, or ends that.
    pub fn set_pointing(&self, on: bool) {
        self.pick(on, true);
    }

    /// Something was pointed at.
    pub fn pointed_at(&self, report: Report) {
        match self.app(|app| app.keep_pointed(report)) {
            Ok(()) => {
                self.pick(false, false);
                notices::tell(&self.handle, &Notice::Pointed);
                // What comes next is choosing what of it is sent.
                self.focus_panel();
            }
            Err(failure) => notices::tell_failure(&self.handle, failure),
        }
    }

    /// What of it the draft's event can send.
    pub fn pointed_value(&self, draft: &Draft) -> Result<Pointed, Failure> {
        self.app(|app| app.pointed_value(draft))
    }
}
