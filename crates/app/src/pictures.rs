//! Pictures of tagged elements: kept with the draft until it is saved, then with the event.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use waymark_model::EventId;

use crate::error::AppError;
use crate::state::App;

/// Largest picture that is kept, in bytes.
const MAX_PICTURE: usize = 4 << 20;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

impl App {
    /// Takes a picture (PNG) of the open draft's element, or of an event's when the draft was saved meanwhile.
    /// Returns it as the panel shows it.
    pub fn take_picture(&mut self, id: &EventId, png: Vec<u8>) -> Result<String, AppError> {
        if !png.starts_with(PNG) || png.len() > MAX_PICTURE {
            return Err(AppError::Report("the picture is no PNG or too large"));
        }
        let shown = data_url(&png);
        if let Some(pending) = self.drafts.of_mut(id) {
            pending.picture = Some(png);
        } else {
            let slug = self.open_slug()?;
            self.store.event(&slug, id)?;
            let now = self.now();
            self.store.save_picture(&slug, id, &png, now)?;
        }
        Ok(shown)
    }

    /// Picture of the draft's or event's element as a data address.
    pub fn picture(&self, id: &EventId) -> Result<Option<String>, AppError> {
        let drafted = self.drafts.of(id);
        if let Some(png) = drafted.and_then(|pending| pending.picture.as_ref()) {
            return Ok(Some(data_url(png)));
        }
        Ok(self.store.picture(&self.open_slug()?, id)?.map(|png| data_url(&png)))
    }
}

fn data_url(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(png))
}
