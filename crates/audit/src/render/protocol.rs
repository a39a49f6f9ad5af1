//! What is said between whoever wants pages rendered and the worker that renders them: JSON, one value a line. The worker
//! greets once; from then on every [`Ask`] is answered by one [`Answer`] with its number, in whatever order.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use waymark_identify::Snapshot;
use waymark_model::Selector;

use super::{Device, RenderError, Trial, Tried};

/// Version of the lines. A worker of another one is not talked to.
pub const PROTOCOL: u32 = 4;
/// The argument that makes the desktop program a worker.
pub const ARGUMENT: &str = "--render-worker";
/// Bytes of an element's picture at most, PNG.
pub const MOST_OF_ELEMENT: usize = 40 << 10;
/// So many pages are rendered side by side.
pub const SEATS: usize = 2;

/// The worker's first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Greeting {
    /// It waits for requests.
    Ready {
        /// Its [`PROTOCOL`].
        protocol: u32,
        /// Name and version of what renders.
        engine: String,
    },
    /// It cannot render here, and ends.
    Unavailable {
        /// Why, in plain words.
        reason: String,
    },
}

/// One page wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// Number to answer with.
    pub id: u64,
    /// What is wanted.
    pub request: RenderRequest,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The number asked with.
    pub id: u64,
    /// The page, or why there is none.
    pub result: Result<Rendered, RenderError>,
}

/// A page to render, as a visitor who was never there before. Its `Debug` form names the headers only.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RenderRequest {
    /// Address, `http` or `https`.
    pub url: String,
    /// What it is looked at with.
    pub device: Device,
    /// Sent along with the first request only, such as a signature that lets crawlers in.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// How long the page may take to come to rest, in milliseconds; what is there by then is told.
    pub patience: u32,
    /// Pictures to take, before anything is clicked or typed.
    #[serde(default)]
    pub pictures: Vec<Picture>,
    /// Whether events fire, tried after everything else was told.
    #[serde(default)]
    pub trial: Option<Trial>,
    /// Tools that count visitors really get what the page tells them. Otherwise it is told here and kept from them.
    #[serde(default)]
    pub counts: bool,
}

impl RenderRequest {
    /// How long a page may take to come to rest where nobody says otherwise, in milliseconds.
    pub const PATIENCE: u32 = 15_000;

    /// A page on a device, and nothing besides.
    #[must_use]
    pub fn new(url: impl Into<String>, device: Device) -> Self {
        Self {
            url: url.into(),
            device,
            headers: Vec::new(),
            patience: Self::PATIENCE,
            pictures: Vec::new(),
            trial: None,
            counts: false,
        }
    }
}

impl fmt::Debug for RenderRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { url, device, headers, patience, pictures, trial, counts } = self;
        let names: Vec<&str> = headers.iter().map(|(name, _)| name.as_str()).collect();
        formatter
            .debug_struct("RenderRequest")
            .field("url", url)
            .field("device", device)
            .field("headers", &names)
            .field("patience", patience)
            .field("pictures", pictures)
            .field("trial", trial)
            .field("counts", counts)
            .finish()
    }
}

/// A picture to take once the page has come to rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Picture {
    /// All of the page, from top to bottom.
    Page,
    /// The first visible element that a rule matches, with some room around it: within 360 x 240 pixels, smaller where that
    /// takes more than [`MOST_OF_ELEMENT`] bytes.
    Element {
        /// Ordered selectors of the rule.
        selectors: Vec<Selector>,
    },
}

/// A page as it was when it had come to rest, or when patience ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rendered {
    /// Address in the end.
    pub url: String,
    /// HTTP status of the page, where the engine knows it.
    pub status: Option<u16>,
    /// The page, as the picker tells it.
    pub snapshot: Snapshot,
    /// What still went on when patience ended; absent when the page had come to rest.
    pub busy: Option<Busy>,
    /// What left the page, in order, its own documents first.
    pub requests: Vec<Sent>,
    /// There were more requests than are told.
    pub requests_cut: bool,
    /// Frames that could not be asked what they send to tools that count visitors, most at a time, and one more where
    /// what was said got lost: what leaves there is not told.
    #[serde(default)]
    pub unasked: u32,
    /// What scripts of the page did not catch.
    pub script_errors: ScriptErrors,
    /// What the runtime under test costs the page; absent where there is none, or nobody could say.
    #[serde(default)]
    pub cost: Option<Cost>,
    /// What the page wanted and was denied.
    pub denied: Denied,
    /// How long it took.
    pub timing: Timing,
    /// One for each that was asked for, in that order: PNG, or nothing where there was nothing to see.
    #[serde(default, serialize_with = "to_base64", deserialize_with = "from_base64")]
    pub pictures: Vec<Option<Vec<u8>>>,
    /// What came of the trial, where there was one.
    #[serde(default)]
    pub tried: Option<Tried>,
}

/// What kept a page from coming to rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Busy {
    /// It was still loading.
    Loading,
    /// Requests went out or had no answer yet.
    Network,
    /// Its elements kept changing.
    Changing,
}

/// A request that left the page, or tried to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    /// Address, at most 8,192 characters.
    pub url: String,
    /// Method, upper case.
    pub method: String,
    /// When, in milliseconds since the page was asked for.
    pub at: u32,
    /// Whose document it is of, counted from 1: a page that loads itself again, or goes on, begins another one. 0 is what
    /// asked for the first.
    #[serde(default, skip_serializing_if = "is_none")]
    pub document: u32,
    /// HTTP status of the answer; absent without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// It failed, was blocked or called off. A beacon sent while its page goes away is said to fail and arrives.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub failed: bool,
    /// It was kept from leaving, because it is for a tool that counts visitors. Told by the page's own world, which could
    /// make it up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    /// The page's own security policy refused it, so it does not leave a visitor's browser either. Told by the engine.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub refused: bool,
    /// Its body, of requests to tools that count visitors only, at most 65,536 characters; absent where it has none that
    /// can be shown. Told by the page's own world.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands references")]
fn is_none(number: &u32) -> bool {
    *number == 0
}

/// What scripts of the page did not catch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScriptErrors {
    /// How many.
    pub count: u32,
    /// The first few, at most 200 characters each.
    pub first: Vec<String>,
}

/// What the runtime under test costs a page, as its main document's own world tells, which could make it up. The browser
/// counts whole milliseconds: of many short calls the sum is about right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    /// Milliseconds until it runs.
    pub starting: u32,
    /// Milliseconds in all calls of it since: listeners, timers, observers, and what the page does inside them.
    pub handling: u32,
    /// Number of these calls.
    pub calls: u32,
    /// What it threw.
    pub thrown: ScriptErrors,
}

/// How often a page wanted what a rendered page does not get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denied {
    /// To show a dialog (`alert`, `confirm`, `prompt`, or asking whether to leave).
    pub dialogs: u32,
    /// To open a window.
    pub windows: u32,
    /// To save a file.
    pub downloads: u32,
    /// To go somewhere that is not the web.
    pub schemes: u32,
    /// A name and a password, for a part of the page.
    pub logins: u32,
    /// The camera, the place and the like.
    pub permissions: u32,
}

/// How long a page took, in milliseconds since it was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// Until its load event; absent without one.
    pub loaded: Option<u32>,
    /// Until it had come to rest or patience ended.
    pub settled: u32,
    /// Until everything that was asked for was there.
    pub done: u32,
}

fn to_base64<S: Serializer>(pictures: &[Option<Vec<u8>>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(pictures.iter().map(|png| png.as_ref().map(|png| BASE64_STANDARD.encode(png))))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Option<Vec<u8>>>, D::Error> {
    let texts = Vec::<Option<String>>::deserialize(deserializer)?;
    let read = |text: String| BASE64_STANDARD.decode(text).map_err(serde::de::Error::custom);
    texts.into_iter().map(|text| text.map(read).transpose()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_let_a_crawler_in_are_named_and_not_told() {
        let mut request = RenderRequest::new("https://shop.example/", Device::DESKTOP);
        request.headers = vec![("signature".into(), "sig1=:c2VjcmV0:".into())];
        let told = format!("{:?}", Ask { id: 1, request });
        assert!(told.contains("signature") && !told.contains("c2VjcmV0"), "{told}");
    }
}
