//! What is changed beside the plan and can be taken back like it: the panel has to know what undo would take back next.

use waymark_app::view::{Notice, Overview};
use waymark_app::{App, AppError, Failure};

use super::Shell;
use crate::notices;

impl Shell {
    /// Changes something that is no part of the plan: what is muted, what begins by itself, which places there are.
    pub fn changed_beside_plan<T>(
        &self,
        act: impl FnOnce(&mut App) -> Result<T, AppError>,
    ) -> Result<T, Failure> {
        let done = self.app(act)?;
        self.tell_overview();
        Ok(done)
    }

    /// Takes a change back or makes it again. It may have been one of page types, or of what is muted.
    pub fn changed_back(
        &self,
        act: impl FnOnce(&mut App) -> Result<Overview, AppError>,
    ) -> Result<Overview, Failure> {
        let overview = self.app(act)?;
        self.recognise_again();
        notices::tell(&self.handle, &Notice::Audits);
        Ok(self.plan_changed(overview))
    }

    /// Tells the panel of all shops and the open one.
    pub fn tell_overview(&self) {
        if let Ok(overview) = self.app(|app| app.overview()) {
            notices::tell(&self.handle, &Notice::Overview(Box::new(overview)));
        }
    }
}
