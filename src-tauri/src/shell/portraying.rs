//! Pictures of proofs in the pane: taken when the page frames an element under test, kept when it says that nothing moved.

use std::sync::Arc;

use waymark_app::pane::Command;
use waymark_model::EventId;

use super::Shell;

impl Shell {
    /// Takes the picture of a frame and asks the page whether it still stands.
    pub fn portray(
        self: &Arc<Self>,
        frame: u32,
        events: Vec<EventId>,
        bounds: [f64; 4],
        covers: Vec<[f64; 4]>,
    ) {
        let keeper = self.clone();
        self.shop.portray(bounds, covers, move |png| match png {
            Ok(png) => drop(tauri::async_runtime::spawn_blocking(move || {
                match keeper.app(|app| app.portrait_taken(frame, events, png)) {
                    Ok(()) => keeper.shop.command(&Command::Still { frame }),
                    Err(failure) => tracing::info!(?failure, "a proof's picture was not taken"),
                }
            })),
            Err(error) => tracing::info!(%error, "a proof has no picture"),
        });
    }

    /// The page is as it was when it was framed.
    pub fn portrait_holds(&self, frame: u32) {
        match self.app(|app| app.portrait_holds(frame)) {
            Ok(true) => self.tell_overview(),
            Ok(false) => {}
            Err(failure) => tracing::warn!(?failure, "a proof's picture was not kept"),
        }
    }
}
