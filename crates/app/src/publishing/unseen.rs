//! Places whose theme visitors do not see: kept among the settings as the shop said when it was last asked, so that
//! what lies there counts as live nowhere, also where nobody asks the shop.

use std::collections::BTreeMap;

use waymark_model::{ShopSlug, TargetId};

use crate::error::AppError;
use crate::state::App;

/// Names of themes by place.
type Unseen = BTreeMap<TargetId, String>;

impl App {
    /// Places whose theme visitors do not see, with its name.
    pub(crate) fn unseen(&self, shop: &ShopSlug) -> Result<Unseen, AppError> {
        let kept = self.store.setting(&key(shop))?;
        kept.map_or_else(|| Ok(Unseen::new()), |kept| serde_json::from_str(&kept).map_err(AppError::Json))
    }

    pub(super) fn keep_unseen(
        &mut self,
        shop: &ShopSlug,
        target: &TargetId,
        theme: Option<&str>,
    ) -> Result<(), AppError> {
        let mut unseen = self.unseen(shop)?;
        if unseen.get(target).map(String::as_str) == theme {
            return Ok(());
        }
        match theme {
            Some(theme) => unseen.insert(target.clone(), theme.to_owned()),
            None => unseen.remove(target),
        };
        let text = serde_json::to_string(&unseen).map_err(AppError::Json)?;
        Ok(self.store.set_setting(&key(shop), &text)?)
    }
}

fn key(shop: &ShopSlug) -> String {
    format!("unseen/{}", shop.0)
}
