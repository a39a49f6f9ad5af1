//! Where an event should exist: on the web, which Waymark sees to, or in apps, whose developers read the plan.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One of the places where a shop meets its visitors.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Platform {
    /// The shop's pages.
    Web,
    /// The app for iPhone and iPad.
    Ios,
    /// The app for Android.
    Android,
}

impl Platform {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Web, Self::Ios, Self::Android];

    /// Its name as people write it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Web => "Web",
            Self::Ios => "iOS",
            Self::Android => "Android",
        }
    }
}

/// What an event is for unless somebody says otherwise.
pub(crate) fn web_only() -> BTreeSet<Platform> {
    [Platform::Web].into()
}

pub(crate) fn is_web_only(platforms: &BTreeSet<Platform>) -> bool {
    platforms.iter().eq([Platform::Web].iter())
}
