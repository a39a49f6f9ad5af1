//! The protocol between the shell and the scripts in the shop's page. `Report` comes from a hostile
//! place: the shell caps its size before parsing and everything in it is only believed after validation.
//! `Command` goes the other way and is evaluated in the picker's isolated world.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_identify::Snapshot;
pub use waymark_model::Delivery;
use waymark_model::{Config, EventId, Selector};

/// What the picker reports, one JSON text a message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum Report {
    /// The picker runs in a new document.
    Ready {
        /// Address of the document.
        url: String,
        /// Its title.
        title: String,
    },
    /// The address or title changed without a new document (SPA route).
    Moved {
        /// New address.
        url: String,
        /// New title.
        title: String,
    },
    /// Picking was switched on or off, or frozen, inside the page (Esc, the freeze key).
    Mode {
        /// Picking is on.
        picking: bool,
        /// Hover state is held.
        frozen: bool,
    },
    /// What the mouse is over while picking, in words: "Button: Add to cart".
    Hover {
        /// The words, at most 120 characters; empty when over nothing.
        label: String,
    },
    /// An element was picked.
    Picked {
        /// The page at that moment.
        snapshot: Snapshot,
        /// Visible box of the element in CSS pixels of the viewport `[x, y, width, height]`, for its picture.
        bounds: [f64; 4],
        /// Milliseconds from the click to this report being ready.
        took: f64,
    },
    /// Answer to `Command::Snapshot`: the page as it is, nothing picked.
    Page {
        /// The number given with the command.
        request: u32,
        /// The page.
        snapshot: Snapshot,
    },
    /// The other answer to `Command::Snapshot`: the page cannot be reported.
    Unseen {
        /// The number given with the command.
        request: u32,
        /// Why.
        reason: Refusal,
    },
    /// A pick was not possible.
    Refused {
        /// Why.
        reason: Refusal,
        /// Host of the frame, where that is the reason.
        #[serde(default)]
        host: String,
    },
    /// Answer to `Command::Outline` and `Command::Watch`, again whenever the number changes.
    Matches {
        /// The number given with the command.
        request: u32,
        /// How many elements match, as the page's own engine counts them.
        count: u32,
        /// How many of them are visible.
        visible: u32,
        /// Position in `selectors` of the one that counts; absent when none matches.
        #[serde(default)]
        selector: Option<u32>,
        /// Box of the first visible match in CSS pixels of the viewport `[x, y, width, height]`.
        #[serde(default)]
        bounds: Option<[f64; 4]>,
    },
    /// Answer to `Command::Aim`.
    Aimed {
        /// The number given with the command.
        request: u32,
        /// How many elements match.
        count: u32,
        /// How many of them are visible.
        visible: u32,
        /// Where one of them can be hit, in CSS pixels of the viewport `[x, y]`; absent where something covers all.
        #[serde(default)]
        point: Option<[f64; 2]>,
        /// What it takes, where it is a control.
        #[serde(default)]
        control: Option<Control>,
        /// What covers them, in words of at most 120 characters.
        #[serde(default)]
        cover: String,
        /// Those that could be hit are switched off: nothing comes of it.
        #[serde(default)]
        disabled: bool,
    },
    /// While a walk is recorded: a person did something with an element, the one that the snapshot marks.
    Acted {
        /// What.
        gesture: Gesture,
        /// The page at that moment.
        snapshot: Snapshot,
        /// What was typed, where it was words to search for or a number of pieces.
        #[serde(default)]
        value: Option<String>,
        /// The document was all there.
        #[serde(default)]
        loaded: bool,
    },
    /// While a walk is recorded: a person made the gestures of these events on their elements.
    Meant {
        /// The events.
        events: Vec<EventId>,
    },
    /// The element of events under test, right before or when they fire, for a picture; answered with `Command::Still`.
    Framed {
        /// Number of the frame, unlike any other.
        frame: u32,
        /// The events.
        events: Vec<EventId>,
        /// Its box in CSS pixels of the viewport `[x, y, width, height]`.
        bounds: [f64; 4],
        /// Boxes in and around it that no picture may show: fields, and texts that look personal.
        covers: Vec<[f64; 4]>,
    },
    /// Answer to `Command::Still`: all is where the frame said.
    Still {
        /// Number of the frame.
        frame: u32,
    },
    /// The runtime under test fired an event.
    Hit {
        /// The event's id.
        id: EventId,
        /// The event's name.
        name: String,
        /// Revision the runtime runs.
        revision: String,
        /// Parameters as sent; at most 25, names and values at most 100 characters.
        parameters: std::collections::BTreeMap<String, serde_json::Value>,
        /// A trusted gesture on an element that this event's rule matches was seen by the isolated world
        /// within the last second (for a page view: this document's load was).
        proven: bool,
        /// Address at that moment.
        url: String,
        /// What its destinations were to get; at most one for each.
        #[serde(default)]
        #[ts(optional, as = "Option<Vec<Delivery>>")]
        deliveries: Vec<Delivery>,
    },
}

/// What a person does with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Gesture {
    /// Clicks it.
    Click,
    /// Types into it.
    Type,
    /// Chooses from its list.
    Choose,
    /// Sends its form with the Enter key.
    Enter,
}

/// What a control takes from its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Control {
    /// Something typed.
    Text,
    /// A click: a box, a radio button.
    Choice,
    /// One entry of a list.
    List,
}

/// Why a pick was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Refusal {
    /// The element lies in a frame of another site.
    CrossOriginFrame,
    /// The element lies in a closed shadow root: its host was reached, not the element.
    ClosedShadowRoot,
    /// The page has more nodes than can be reported even in part.
    TooLarge,
    /// The page's own code broke the picker.
    Broken,
}

/// What the shell asks of the scripts in the page. Given to `__waymark(command)` in the isolated world.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum Command {
    /// Switch picking on or off.
    Pick {
        /// On.
        on: bool,
        /// The very element under the mouse is meant, not the control that it belongs to.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        exact: bool,
    },
    /// Hold the hover state (menus stay open), or let go.
    Freeze {
        /// Hold.
        on: bool,
    },
    /// Outline what a rule matches, count it and keep both up to date; answers with `Report::Matches`.
    Outline {
        /// Number to answer with.
        request: u32,
        /// Ordered selectors of the rule.
        selectors: Vec<Selector>,
        /// Scroll the first visible match into view.
        reveal: bool,
    },
    /// Report the page as it is; answers with `Report::Page` or `Report::Unseen`.
    Snapshot {
        /// Number to answer with.
        request: u32,
    },
    /// Bring an element that a rule matches to where a mouse can hit it; answers with `Report::Aimed`.
    Aim {
        /// Number to answer with.
        request: u32,
        /// Ordered selectors of the rule.
        selectors: Vec<Selector>,
        /// What submits the form that matches is meant, and what the form insists on is filled in.
        submits: bool,
    },
    /// Remove all outlines.
    Clear,
    /// Hide (or show again) everything the picker draws, for a picture.
    Conceal {
        /// Hide.
        on: bool,
    },
    /// Test mode: know this config, so that gestures can be held against its rules; `null` ends it.
    Watch {
        /// Config the runtime under test runs.
        config: Option<Config>,
    },
    /// A picture of a frame was taken: answers with `Report::Still` if the page is as it was when it was framed.
    Still {
        /// Number of the frame.
        frame: u32,
    },
    /// Record a walk: report what a person does; answers with `Report::Acted` and `Report::Meant`.
    Record {
        /// On.
        on: bool,
    },
    /// Pick the element at a point of the viewport without a mouse (keyboard picking, bench).
    PickAt {
        /// CSS pixels from the left.
        x: f64,
        /// CSS pixels from the top.
        y: f64,
    },
}
