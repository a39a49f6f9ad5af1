//! The device that the pane looks at the shop with, chosen by hand. What each is lies in `waymark_audit::render`, so that
//! a person sees what an audit sees.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_audit::render::Device;

/// One of the audit's devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PaneDevice {
    /// A phone.
    Phone,
    /// A tablet.
    Tablet,
    /// A laptop's screen.
    Desktop,
}

impl PaneDevice {
    /// All of them, from small to large.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Tablet, Self::Desktop];

    /// What it is.
    #[must_use]
    pub fn device(self) -> Device {
        match self {
            Self::Phone => Device::PHONE,
            Self::Tablet => Device::TABLET,
            Self::Desktop => Device::DESKTOP,
        }
    }
}
