//! Whether events fire: a runtime under test in the page, what is done there to make its events fire, and what came of
//! it. What should have come of it is not decided here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use waymark_model::{Config, Delivery, Event, EventId, Selector};

/// A runtime under test, and what is to be done on the page. Its destinations are told, not served; links lead nowhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Trial {
    /// What the runtime runs.
    pub config: Config,
    /// The runtime with it, as test mode injects it (`waymark_compile::Compiled::test_js`).
    pub script: String,
    /// What is done, one after the other, on one page: what an act opens lies over what the next one is about.
    pub acts: Vec<Act>,
    /// Forms really are submitted, carts really are filled. Otherwise neither leaves the browser.
    #[serde(default)]
    pub submits: bool,
    /// How long tools that gather what they are told get after each act, in milliseconds, where the page has one that does
    /// not send when the visitor turns away: five seconds at Google Analytics and Mixpanel. 0 for no waiting.
    #[serde(default)]
    pub late: u32,
}

/// One thing that a visitor does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Act {
    /// The event that should come of it.
    pub event: EventId,
    /// Ordered selectors of its rule; none for what has no element.
    #[serde(default)]
    pub selectors: Vec<Selector>,
    /// What is done.
    pub action: Action,
    /// The event as it is in the plan, where the act really sends something: right before it, the page as it is then is
    /// asked whether that is harmless, and what exactly is to be done (`submittable`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sends: Option<Box<Event>>,
}

/// What a visitor does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Action {
    /// Clicks the element.
    Click,
    /// Fills in what the form insists on and clicks its button.
    Submit,
    /// Types, ticks or chooses something else.
    Change {
        /// What is typed, or the entry of the list; anything that is not there yet where absent.
        #[serde(default)]
        value: Option<String>,
    },
    /// Scrolls down with the wheel until so much of the page was seen.
    Scroll {
        /// Percent.
        percent: u8,
    },
    /// Has the element in view.
    Visible {
        /// For how long, in milliseconds.
        millis: u32,
    },
    /// Opens the page, and nothing besides.
    PageView,
    /// Stays on the page, looking at it and moving now and then.
    Stay {
        /// For how long, in seconds.
        seconds: u32,
    },
    /// Rests the mouse on the element.
    Hover {
        /// For how long, in milliseconds.
        millis: u32,
    },
    /// Clicks the same spot again and again: of the element or, without one, of whatever stands still.
    Rage {
        /// How often.
        clicks: u32,
        /// Within how many milliseconds.
        millis: u32,
    },
    /// Leaves the page with the mouse by its upper edge.
    Exit,
}

/// Sooner than this nobody leaves, for a runtime; with some time to spare, in milliseconds.
const ARRIVES: u32 = 3_500;
/// No act takes longer than it has to by this, in milliseconds.
const SPARE: u32 = 1_000;
/// Longest time that is spent on one act, in milliseconds.
const MOST: u32 = 61_000;

impl Action {
    /// How long it takes by its nature, in milliseconds.
    #[must_use]
    pub fn dwell(&self) -> u32 {
        let dwell = match self {
            Self::Visible { millis } => *millis,
            Self::Hover { millis } | Self::Rage { millis, .. } => millis.saturating_add(SPARE),
            Self::Stay { seconds } => seconds.saturating_mul(1_000).saturating_add(SPARE),
            Self::Exit => ARRIVES,
            Self::Click | Self::Submit | Self::Change { .. } | Self::Scroll { .. } | Self::PageView => 0,
        };
        dwell.min(MOST)
    }
}

/// What came of a trial.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tried {
    /// Events that fired before anything was done.
    pub opening: Vec<Fired>,
    /// What came of each act, in order.
    pub acts: Vec<Acted>,
}

/// What came of an act.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Acted {
    /// Whether it was done.
    pub outcome: Outcome,
    /// Events that fired from its beginning until the next one's, in order.
    pub fired: Vec<Fired>,
    /// First and first no more of the page's requests that belong to it, by their place in `Rendered::requests`.
    pub requests: [usize; 2],
    /// Where the page would have gone.
    pub held: Vec<Held>,
    /// Tools that gather what they are told had the time for it, or the page has none: what left is all that leaves, and
    /// of this act.
    #[serde(default)]
    pub is_whole: bool,
}

/// Whether an act was done. Whatever was done, was done with a mouse and a keyboard that the page takes for real ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Outcome {
    /// It was.
    Done,
    /// Nothing matches.
    Missing,
    /// What matches cannot be seen.
    Invisible,
    /// Something else lies over it.
    Covered {
        /// What, in words: "Button: Accept all".
        by: String,
    },
    /// It is switched off, so that a browser tells nobody of what is done with it.
    Disabled,
    /// It cannot be done with such an element.
    Unfit,
    /// There is nothing to scroll: all of the page is in view.
    Short,
    /// The page did not answer.
    Silent,
    /// What it would really send may not be sent, as the page is now.
    Withheld {
        /// Why, as the end of a sentence.
        reason: String,
    },
}

/// A navigation that was called off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Where to.
    pub url: String,
    /// Method, upper case.
    pub method: String,
}

/// An event of the runtime under test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fired {
    /// The event.
    pub event: EventId,
    /// Its name.
    pub name: String,
    /// Revision that the runtime runs.
    pub revision: String,
    /// Parameters as sent.
    pub parameters: BTreeMap<String, serde_json::Value>,
    /// The isolated world saw the reason for it; the page could not have made this up.
    pub proven: bool,
    /// Address at that moment.
    pub url: String,
    /// What its destinations were to get.
    pub deliveries: Vec<Delivery>,
    /// When, in milliseconds since the page was asked for.
    pub at: u32,
}
