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
    /// Takes a picture (PNG) of the element that was picked for a draft, or of an event's when the draft was
    /// saved meanwhile, not when it was dropped. Returns it as the panel shows it, with the draft or event it belongs to: another one
    /// than was picked for if that took the element over.
    pub fn take_picture(&mut self, id: &EventId, png: Vec<u8>) -> Result<(EventId, String), AppError> {
        if !is_png(&png) || png.len() > MAX_PICTURE {
            return Err(AppError::Report("the picture is no PNG or too large"));
        }
        let shown = data_url(&png);
        let id = self.drafts.home_of(id).clone();
        if let Some(pending) = self.drafts.of_mut(&id) {
            pending.picture = Some(png);
        } else if self.drafts.was_dropped(&id) {
            return Err(AppError::DraftGone);
        } else {
            let slug = self.open_slug()?;
            self.store.event(&slug, &id)?;
            let now = self.now();
            self.store.save_picture(&slug, &id, &png, now)?;
        }
        Ok((id, shown))
    }

    /// Picture of the draft's or event's element as a data address.
    pub fn picture(&self, id: &EventId) -> Result<Option<String>, AppError> {
        if let Some(pending) = self.drafts.of(id)
            && (pending.picture.is_some() || pending.has_other_element)
        {
            return Ok(pending.picture.as_deref().map(data_url));
        }
        Ok(self.store.picture(&self.open_slug()?, id)?.map(|png| data_url(&png)))
    }
}

/// Whether this begins as a PNG does.
pub(crate) fn is_png(bytes: &[u8]) -> bool {
    bytes.starts_with(PNG)
}

/// A PNG as a data address.
pub(crate) fn data_url(png: &[u8]) -> String {
    format!("data:image/png;base64,{}", STANDARD.encode(png))
}
