//! Looking for the events of a pack on the open shop's pages: one search at a time, told as it goes on, and stopped by the
//! next one or by the person.

use std::path::Path;
use std::sync::{Arc, Mutex};

use tokio::sync::oneshot;
use waymark_app::view::{Notice, PackView};
use waymark_app::{AppError, Failure};

use super::Shell;
use crate::notices;
use crate::pane::lock;

/// What stops the search that is under way, by being dropped.
#[derive(Default)]
pub struct Packs(Mutex<Option<oneshot::Sender<()>>>);

impl Shell {
    /// Looks for the events of a pack and keeps what was found until somebody chooses.
    pub async fn read_pack(&self, file: &Path) -> Result<PackView, Failure> {
        let errand = self.app(|app| app.open_pack(file))?;
        let (stop, stopped) = oneshot::channel::<()>();
        *lock(&self.packs.0) = Some(stop);
        let handle = self.handle.clone();
        let tell = Arc::new(move |words| notices::tell(&handle, &Notice::Pack(words)));
        let relocation = tokio::select! {
            found = errand.look(tell) => found?,
            _ = stopped => return Err(AppError::PackStopped.into()),
        };
        self.app(|app| app.keep_pack(relocation))
    }

    /// Stops the search.
    pub fn stop_pack(&self) {
        *lock(&self.packs.0) = None;
    }
}
