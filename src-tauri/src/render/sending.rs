//! What the page sends to tools that count visitors, with its bodies, as the page's own world notes it: WebKit tells of
//! neither bodies nor of what is held. Bounded and looked at here, and proof of nothing: a page could make it up.

use std::hash::{BuildHasher, RandomState};

use serde::Deserialize;
use waymark_audit::render::Sent;
use waymark_audit::requests::collecting;

use super::rest::HANGS;
use super::view::{View, within};

/// Notes, in the page's own world. Built by `npm run build:page`.
const SENDING: &str = include_str!("../../../ui/page/dist/sending.js");
/// Asks for what was noted, in the isolated world. Built by `npm run build:page`.
const SENT: &str = include_str!("../../../ui/page/dist/sent.js");

/// Things noted that are read at a time.
const MOST: usize = 600;
/// Bytes of an address.
const LONGEST_ADDRESS: usize = 64 << 10;
/// Bytes of a body: 65,536 characters.
const LONGEST_BODY: usize = 256 << 10;

/// A name by which the two scripts find each other, and which no page knows.
pub struct Channel(String);

impl Channel {
    /// One that nobody used before.
    pub fn new() -> Self {
        Self(format!("w{:016x}", RandomState::new().hash_one(0)))
    }

    /// The script for the page's own world.
    pub fn in_page(&self, holds: bool) -> String {
        let told = serde_json::json!({ "channel": self.0, "tools": collecting(), "holds": holds });
        format!("{{const waymarkSending={told};{SENDING}}}")
    }

    /// The script for the isolated world.
    pub fn outside(&self) -> String {
        format!("{{const waymarkChannel={:?};{SENT}}}", self.0)
    }
}

/// What a frame that answers says.
#[derive(Deserialize)]
struct Frame {
    told: Vec<Noted>,
    /// Something was sent that there was no room for.
    lost: bool,
}

/// One thing noted, as the page's world tells it.
#[derive(Deserialize)]
struct Noted {
    url: String,
    method: String,
    body: Option<String>,
    /// Milliseconds ago.
    age: f64,
    held: bool,
}

/// Takes what was noted since the last time into the view's log. A page that does not answer is not told: that it sent
/// nothing is not known.
pub async fn read(view: &View) {
    let answer = within(HANGS, view.ask("__waymarkSent()")).await.flatten();
    let log = view.log();
    let (sent, unasked) = noted(&answer.unwrap_or_default(), log.now());
    log.could_not_ask(unasked);
    for sent in sent {
        log.noted(sent);
    }
    let refused = within(HANGS, view.ask("__waymarkRefused()")).await.flatten();
    for address in refused_in(&refused.unwrap_or_default()) {
        log.refuses(&address);
    }
}

/// Addresses that the page's policy refused.
fn refused_in(answer: &str) -> Vec<String> {
    let addresses = serde_json::from_str::<Vec<String>>(answer).unwrap_or_default();
    addresses.into_iter().filter(|address| address.len() <= LONGEST_ADDRESS).take(MOST).collect()
}

/// What was noted, and how many frames could not be asked or understood.
fn noted(answer: &str, now: u32) -> (Vec<Sent>, u32) {
    let Ok(frames) = serde_json::from_str::<Vec<Option<String>>>(answer) else { return (Vec::new(), 1) };
    let mut all = Vec::new();
    let mut unasked = 0;
    for frame in frames {
        match frame.and_then(|frame| serde_json::from_str::<Frame>(&frame).ok()) {
            Some(Frame { told, lost }) => {
                unasked += u32::from(lost);
                all.extend(told);
            }
            None => unasked += 1,
        }
    }
    let usable = all.into_iter().filter(|noted| {
        let is_sized = noted.url.len() <= LONGEST_ADDRESS
            && noted.body.as_ref().is_none_or(|body| body.len() <= LONGEST_BODY);
        let is_method =
            noted.method.len() <= 10 && noted.method.bytes().all(|byte| byte.is_ascii_uppercase());
        noted.url.starts_with("http") && is_sized && is_method
    });
    let sent = usable.take(MOST).map(|noted| Sent {
        url: noted.url.split('#').next().unwrap_or_default().to_owned(),
        method: noted.method,
        at: now.saturating_sub(noted.age.clamp(0.0, f64::from(u32::MAX)) as u32),
        held: noted.held,
        body: noted.body,
        ..Sent::default()
    });
    (sent.collect(), unasked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_believed_is_left_out() {
        let one = |url: &str, method: &str, body: &str| serde_json::json!({ "url": url, "method": method, "body": body, "age": 5, "held": true });
        let frame = serde_json::json!([
            one("https://tool.example/g/collect#x", "POST", "en=a"),
            one("javascript:alert(1)", "GET", ""),
            one("https://tool.example/", "po st", ""),
            one("https://tool.example/", "POST", &"x".repeat(LONGEST_BODY + 1)),
        ]);
        let frame = serde_json::json!({ "told": frame, "lost": false }).to_string();
        let answer = serde_json::json!([frame]).to_string();
        let (told, unasked) = noted(&answer, 100);
        assert_eq!((told.len(), unasked), (1, 0));
        assert_eq!((told[0].url.as_str(), told[0].at), ("https://tool.example/g/collect", 95));
    }

    #[test]
    fn what_cannot_be_understood_is_not_nothing() {
        let lost = "{\"told\":[],\"lost\":true}";
        let answer =
            serde_json::json!([null, "nonsense", "", "{\"told\":[{\"url\":1}],\"lost\":false}", lost])
                .to_string();
        assert_eq!(noted(&answer, 0), (Vec::new(), 5));
        assert_eq!(noted("nonsense", 0), (Vec::new(), 1));
        assert_eq!(noted("[]", 0), (Vec::new(), 0));
    }
}
