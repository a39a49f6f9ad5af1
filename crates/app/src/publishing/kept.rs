//! What is kept of a shop's places among the settings, as JSON: what looks and errands told of them. What was published
//! has tables of its own.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::AppError;
use crate::state::App;

impl App {
    pub(super) fn kept<T: Default + DeserializeOwned>(&self, key: &str) -> Result<T, AppError> {
        let kept = self.store.setting(key)?;
        kept.map_or_else(|| Ok(T::default()), |kept| serde_json::from_str(&kept).map_err(AppError::Json))
    }

    pub(super) fn keep<T: Serialize + ?Sized>(&mut self, key: &str, what: &T) -> Result<(), AppError> {
        let text = serde_json::to_string(what).map_err(AppError::Json)?;
        Ok(self.store.set_setting(key, &text)?)
    }
}
