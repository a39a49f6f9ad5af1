//! Remarks about events, and the name they are signed with.

use waymark_model::note::LONGEST_NOTE;
use waymark_model::{EventId, Note};

use crate::error::AppError;
use crate::state::App;
use crate::view::Overview;

/// Longest name of a person, in characters.
const LONGEST_NAME: usize = 80;

impl App {
    /// Adds a remark to an event of the open shop. It changes neither what visitors get nor what was proven.
    pub fn add_note(&mut self, id: &EventId, text: &str) -> Result<Overview, AppError> {
        let text = text.trim();
        let refusal = if text.is_empty() {
            Some("Write something first.".to_owned())
        } else if text.chars().count() > LONGEST_NOTE {
            Some(format!("A note has {LONGEST_NOTE} characters at most. Write two."))
        } else {
            None
        };
        if let Some(message) = refusal {
            return Err(AppError::Invalid { message, faults: Vec::new() });
        }
        let (slug, now) = (self.open_slug()?, self.now());
        let note = Note { at: now, author: self.author()?, text: text.to_owned() };
        self.store.add_note(&slug, id, note, now)?;
        self.overview()
    }

    /// Sets the name that this person's changes, notes and publications are signed with.
    pub fn sign_as(&mut self, name: &str) -> Result<Overview, AppError> {
        let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.chars().count() > LONGEST_NAME {
            let message = format!("A name has {LONGEST_NAME} characters at most.");
            return Err(AppError::Invalid { message, faults: Vec::new() });
        }
        self.set_author(&name)?;
        self.overview()
    }
}
