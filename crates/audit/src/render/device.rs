//! What a page is looked at with.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A kind of visitor's device: the room a page has, and what it is told about its visitor.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// What a person calls it.
    pub name: Cow<'static, str>,
    /// Width of the viewport in CSS pixels.
    pub width: u16,
    /// Height of the viewport in CSS pixels.
    pub height: u16,
    /// `User-Agent` of requests and of `navigator`.
    pub user_agent: Cow<'static, str>,
    /// It is used with a finger: told to scripts (`maxTouchPoints`, `matchMedia('(pointer:coarse)')`); style sheets
    /// see the real pointer.
    pub touch: bool,
}

impl Device {
    /// iPhone 12 to 14: 390 x 844 points (Apple, Human Interface Guidelines, "Layout"); the user agent is Safari 18's.
    pub const PHONE: Self = Self {
        name: Cow::Borrowed("phone"),
        width: 390,
        height: 844,
        user_agent: Cow::Borrowed(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
             Version/18.5 Mobile/15E148 Safari/604.1",
        ),
        touch: true,
    };
    /// iPad Air 4 and 5: 820 x 1180 points (same source). An iPad calls itself a Mac since iPadOS 13, and is told from one
    /// by its touch screen.
    pub const TABLET: Self = Self {
        name: Cow::Borrowed("tablet"),
        width: 820,
        height: 1180,
        user_agent: Cow::Borrowed(
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
             Version/18.5 Safari/605.1.15",
        ),
        touch: true,
    };
    /// A laptop's 1366 x 768 screen was the most frequent for a decade (StatCounter, "Desktop Screen Resolution Stats");
    /// higher, so that what lies below the first screen is laid out as on larger ones. The user agent is Safari 18's.
    pub const DESKTOP: Self = Self {
        name: Cow::Borrowed("desktop"),
        width: 1366,
        height: 900,
        user_agent: Cow::Borrowed(
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) \
             Version/18.5 Safari/605.1.15",
        ),
        touch: false,
    };
    /// All of them.
    pub const ALL: [Self; 3] = [Self::PHONE, Self::TABLET, Self::DESKTOP];
}
