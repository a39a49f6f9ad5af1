//! What makes an event fire. One variant a trigger; its options live inside it, so that a trigger that does not
//! know an option cannot carry it. What the options may be lies in `validate`, what happens in the page in
//! `ui/page/runtime`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{EventId, Selector};

/// What makes an event fire.
///
/// JSON: `{"type":"click"}`, `{"type":"scroll","percents":[50,90]}`; options that are left out have their defaults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum Trigger {
    /// A click (mouse, touch, Enter or Space) on the target or something inside it.
    Click,
    /// The target form is submitted.
    Submit {
        /// Whether trying is enough.
        #[serde(default, skip_serializing_if = "is_default")]
        #[ts(optional, as = "Option<Outcome>")]
        outcome: Outcome,
        /// What the page shows when it worked; empty: told by what pages usually do.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[ts(optional, as = "Option<Vec<Selector>>")]
        success: Vec<Selector>,
    },
    /// The value of the target control changed.
    Change,
    /// A page in scope was opened; has no target.
    PageView,
    /// The target came into view and stayed.
    Visible {
        /// Share of the element that has to be in view, in percent, 1 to 100.
        #[serde(default = "half")]
        percent: u8,
        /// How long without a break, in milliseconds.
        #[serde(default = "one_second")]
        millis: u32,
        /// Whether each matching element counts, or only the first on a page.
        #[serde(default, skip_serializing_if = "is_default")]
        #[ts(optional, as = "Option<Per>")]
        per: Per,
    },
    /// The visitor scrolled this far down the page, or through the target where there is one.
    Scroll {
        /// Depths in percent, rising, 1 to 100; each fires once a page.
        #[serde(default = "scroll_depths")]
        percents: Vec<u8>,
    },
    /// The visitor spent this long on the page: in view, and active within the last half minute.
    Time {
        /// Engaged seconds, rising; each fires once a page.
        #[serde(default = "half_minute")]
        seconds: Vec<u32>,
    },
    /// A video was played: HTML5, YouTube or Vimeo; the target one, or any on the page.
    Video {
        /// Fires when it starts.
        #[serde(default = "yes")]
        start: bool,
        /// Played shares in percent, rising, 1 to 99.
        #[serde(default)]
        percents: Vec<u8>,
        /// Fires at the end.
        #[serde(default)]
        complete: bool,
    },
    /// Another picture of the target gallery came up by swipe, arrow or thumbnail.
    Gallery,
    /// The mouse rested on the target.
    Hover {
        /// How long, in milliseconds.
        #[serde(default = "one_second")]
        millis: u32,
    },
    /// Text was copied from the target, or from anywhere on the page.
    Copy,
    /// Something was put into the cart, by a form or by a script; has no target.
    AddToCart,
    /// The visitor is about to leave: the mouse leaves upwards, or on a phone a fast scroll up; has no target.
    Exit,
    /// The same spot was clicked again and again in anger: on the target, or anywhere.
    RageClick {
        /// Clicks that make it one, 2 to 20.
        #[serde(default = "three")]
        clicks: u32,
        /// Within how many milliseconds.
        #[serde(default = "one_second")]
        millis: u32,
    },
    /// Other events fired this many times; fires once when the number is reached.
    Count {
        /// The events counted; any of them.
        events: Vec<EventId>,
        /// How many.
        #[serde(default = "three")]
        times: u32,
        /// Only what was about different elements or pages counts.
        #[serde(default, skip_serializing_if = "is_default")]
        #[ts(optional, as = "Option<bool>")]
        different: bool,
        /// Within what.
        #[serde(default)]
        within: Span,
    },
    /// Other events fired in this order, with anything between them.
    Sequence {
        /// The events in order, two at least.
        events: Vec<EventId>,
        /// Within what.
        #[serde(default)]
        within: Span,
    },
    /// The weights of what fired add up to this.
    Score {
        /// Sum that has to be reached.
        threshold: u32,
        /// The events whose weights count; empty: all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[ts(optional, as = "Option<Vec<EventId>>")]
        events: Vec<EventId>,
        /// Within what.
        #[serde(default)]
        within: Span,
        /// Fires only if so many minutes later there was still no purchase. Where purchases cannot be known, never.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        unbought_minutes: Option<u32>,
    },
    /// So many events within so many minutes.
    Velocity {
        /// The events counted; empty: all.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        #[ts(optional, as = "Option<Vec<EventId>>")]
        events: Vec<EventId>,
        /// How many.
        times: u32,
        /// Within how many minutes.
        minutes: u32,
    },
}

/// Whether trying is enough, or it has to have worked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Outcome {
    /// The visitor tried.
    #[default]
    Attempt,
    /// The page showed that it worked.
    Success,
}

/// What is counted apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Per {
    /// Once a page, whichever element was first.
    #[default]
    Page,
    /// Once for each element.
    Element,
}

/// How long something is remembered.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Span {
    /// One page view.
    Page,
    /// One visit: until half an hour passes without anything.
    #[default]
    Session,
    /// As long as the visitor is remembered.
    Visitor,
}

/// What a trigger has to do with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetUse {
    /// It listens to one.
    Needed,
    /// It may be about one; without, it is about the whole page.
    Possible,
    /// It has none.
    None,
}

impl Trigger {
    /// A submit as it is first offered.
    pub const SUBMIT: Self = Self::Submit { outcome: Outcome::Attempt, success: Vec::new() };

    /// One of each kind, as it is first offered.
    #[must_use]
    pub fn kinds() -> Vec<Self> {
        let (within, millis) = (Span::Session, one_second());
        vec![
            Self::Click,
            Self::SUBMIT,
            Self::Change,
            Self::PageView,
            Self::Visible { percent: half(), millis, per: Per::Page },
            Self::Scroll { percents: scroll_depths() },
            Self::Time { seconds: half_minute() },
            Self::Video { start: true, percents: vec![50], complete: true },
            Self::Gallery,
            Self::Hover { millis },
            Self::Copy,
            Self::AddToCart,
            Self::Exit,
            Self::RageClick { clicks: three(), millis },
            Self::Count { events: Vec::new(), times: three(), different: false, within },
            Self::Sequence { events: Vec::new(), within },
            Self::Score { threshold: 20, events: Vec::new(), within, unbought_minutes: None },
            Self::Velocity { events: Vec::new(), times: 5, minutes: 2 },
        ]
    }

    /// Whether it tells what it reached: a depth, a time, a step of a video.
    #[must_use]
    pub fn has_milestone(&self) -> bool {
        matches!(
            self,
            Self::Scroll { .. }
                | Self::Time { .. }
                | Self::Video { .. }
                | Self::Gallery
                | Self::RageClick { .. }
        )
    }

    /// What it has to do with an element.
    #[must_use]
    pub fn target_use(&self) -> TargetUse {
        match self {
            Self::Click
            | Self::Submit { .. }
            | Self::Change
            | Self::Visible { .. }
            | Self::Gallery
            | Self::Hover { .. } => TargetUse::Needed,
            Self::Scroll { .. } | Self::Video { .. } | Self::Copy | Self::RageClick { .. } => {
                TargetUse::Possible
            }
            Self::PageView
            | Self::Time { .. }
            | Self::AddToCart
            | Self::Exit
            | Self::Count { .. }
            | Self::Sequence { .. }
            | Self::Score { .. }
            | Self::Velocity { .. } => TargetUse::None,
        }
    }

    /// Whether it cannot do without an element.
    #[must_use]
    pub fn needs_target(&self) -> bool {
        self.target_use() == TargetUse::Needed
    }

    /// Whether an element means anything to it.
    #[must_use]
    pub fn takes_target(&self) -> bool {
        self.target_use() != TargetUse::None
    }

    /// The other events it is made of; empty for what happens in the page.
    #[must_use]
    pub fn events(&self) -> &[EventId] {
        match self {
            Self::Count { events, .. }
            | Self::Sequence { events, .. }
            | Self::Score { events, .. }
            | Self::Velocity { events, .. } => events,
            _ => &[],
        }
    }

    /// What the page shows when a submit worked; empty where that does not matter, or is told by what pages usually do.
    #[must_use]
    pub fn success(&self) -> &[Selector] {
        match self {
            Self::Submit { outcome: Outcome::Success, success } => success,
            _ => &[],
        }
    }

    /// Whether it is made of other events.
    #[must_use]
    pub fn is_composed(&self) -> bool {
        matches!(
            self,
            Self::Count { .. } | Self::Sequence { .. } | Self::Score { .. } | Self::Velocity { .. }
        )
    }

    /// Its `type` in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Click => "click",
            Self::Submit { .. } => "submit",
            Self::Change => "change",
            Self::PageView => "page_view",
            Self::Visible { .. } => "visible",
            Self::Scroll { .. } => "scroll",
            Self::Time { .. } => "time",
            Self::Video { .. } => "video",
            Self::Gallery => "gallery",
            Self::Hover { .. } => "hover",
            Self::Copy => "copy",
            Self::AddToCart => "add_to_cart",
            Self::Exit => "exit",
            Self::RageClick { .. } => "rage_click",
            Self::Count { .. } => "count",
            Self::Sequence { .. } => "sequence",
            Self::Score { .. } => "score",
            Self::Velocity { .. } => "velocity",
        }
    }
}

/// For fields that are left out of JSON where they say nothing.
pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn half() -> u8 {
    50
}

fn one_second() -> u32 {
    1000
}

fn three() -> u32 {
    3
}

fn yes() -> bool {
    true
}

fn scroll_depths() -> Vec<u8> {
    vec![50, 90]
}

fn half_minute() -> Vec<u32> {
    vec![30]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_left_out_have_their_defaults() {
        let read = |json: &str| serde_json::from_str::<Trigger>(json).unwrap();
        assert_eq!(read(r#"{"type":"submit"}"#), Trigger::SUBMIT);
        assert_eq!(
            read(r#"{"type":"visible"}"#),
            Trigger::Visible { percent: 50, millis: 1000, per: Per::Page }
        );
        assert_eq!(read(r#"{"type":"scroll"}"#), Trigger::Scroll { percents: vec![50, 90] });
        assert_eq!(serde_json::to_string(&Trigger::SUBMIT).unwrap(), r#"{"type":"submit"}"#);
    }

    #[test]
    fn the_kind_is_what_json_says() {
        let score = Trigger::Score {
            threshold: 20,
            events: vec![],
            within: Span::Session,
            unbought_minutes: Some(10),
        };
        for trigger in
            [Trigger::Click, Trigger::AddToCart, Trigger::RageClick { clicks: 3, millis: 800 }, score]
        {
            let json = serde_json::to_value(&trigger).unwrap();
            assert_eq!(json["type"], trigger.kind());
        }
    }
}
