//! A draft that is meant otherwise: its new rule is outlined, and a new element is shown and pictured.

use waymark_app::Failure;
use waymark_app::view::{Draft, MeaningChange};

use super::Shell;
use super::outlining::of_draft;

impl Shell {
    /// Changes what a draft means.
    pub fn change_meaning(&self, draft: Draft, change: MeaningChange) -> Result<Draft, Failure> {
        let has_other_element =
            matches!(change, MeaningChange::Wider | MeaningChange::Narrower | MeaningChange::Inner { .. });
        let draft = self.app(|app| app.change_meaning(draft, change))?;
        if has_other_element {
            self.tell_page(|page| page.reveal_draft(of_draft(&draft)));
        } else {
            self.set_draft(Some(&draft));
        }
        Ok(draft)
    }
}
