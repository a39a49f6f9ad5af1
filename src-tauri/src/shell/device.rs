//! The device that a shop is looked at with by hand, remembered for each shop as long as the program runs.

use std::collections::HashMap;

use waymark_app::Failure;
use waymark_app::view::PaneDevice;
use waymark_model::ShopSlug;

use super::Shell;
use crate::pane::lock;
use crate::platform::Step;

/// Devices by shop; none is the pane as it is.
pub(super) type Devices = HashMap<ShopSlug, PaneDevice>;

impl Shell {
    /// Looks at the open shop with this device, or with the pane as it is. The page is loaded again, because a shop may
    /// send a device another page.
    pub fn set_device(&self, device: Option<PaneDevice>) -> Result<(), Failure> {
        let shop = self.app(|app| app.open_slug())?;
        match device {
            Some(device) => lock(&self.devices).insert(shop, device),
            None => lock(&self.devices).remove(&shop),
        };
        if self.shop.view().device != device {
            self.shop.set_device(device);
            self.shop.go(Step::Reload);
            self.shop.tell();
        }
        Ok(())
    }

    /// What a shop was looked at with last.
    pub(super) fn device_of(&self, shop: &ShopSlug) -> Option<PaneDevice> {
        lock(&self.devices).get(shop).copied()
    }
}
