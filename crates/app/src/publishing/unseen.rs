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
        self.kept(&key(shop))
    }

    /// True if that is news.
    pub(super) fn keep_unseen(
        &mut self,
        shop: &ShopSlug,
        target: &TargetId,
        theme: Option<&str>,
    ) -> Result<bool, AppError> {
        let mut unseen = self.unseen(shop)?;
        if unseen.get(target).map(String::as_str) == theme {
            return Ok(false);
        }
        match theme {
            Some(theme) => unseen.insert(target.clone(), theme.to_owned()),
            None => unseen.remove(target),
        };
        self.keep(&key(shop), &unseen)?;
        Ok(true)
    }
}

fn key(shop: &ShopSlug) -> String {
    format!("unseen/{}", shop.0)
}
