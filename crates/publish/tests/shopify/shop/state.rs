//! What the shop has, and what is done to it by whom.

use std::collections::BTreeMap;
use std::time::Instant;

use md5::{Digest, Md5};

use super::trouble::{Seen, Trouble};

/// How file bodies are answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    Text,
    Base64,
    Url,
}

#[derive(Clone, Debug)]
pub struct FakeTheme {
    pub id: u64,
    pub name: String,
    pub role: &'static str,
    pub files: BTreeMap<String, String>,
    /// Still so many looks until Shopify has made it.
    pub looks_left: u32,
    pub failed: bool,
}

pub type Plan = Box<dyn FnMut(&Seen) -> Option<Trouble> + Send>;

pub struct State {
    pub themes: Vec<FakeTheme>,
    /// A copy takes so many looks.
    pub copying: u32,
    pub copies_fail: bool,
    /// Root fields that the token may not use.
    pub denied: Vec<&'static str>,
    /// What every write is refused with.
    pub refuses: Option<&'static str>,
    pub body: Body,
    /// Answers an upsert with a job that is done after so many looks, and without the files.
    pub jobs: Option<u32>,
    /// Answers other checksums than the texts have.
    pub lies: bool,
    /// Says it wrote and does not.
    pub forgets: bool,
    pub points: f64,
    pub most_points: f64,
    /// Points a second.
    pub restore: f64,
    pub refilled: Instant,
    /// What goes wrong with the next requests.
    pub plan: Plan,
    /// What arrived, in order.
    pub seen: Vec<Seen>,
    /// Operations that Shopify would not have understood.
    pub invalid: Vec<String>,
    /// What must never happen.
    pub violations: Vec<String>,
    /// Tokens that are good now.
    pub tokens: Vec<String>,
    pub exchanges: u32,
    /// Seconds that an exchanged token is good for, as answered.
    pub token_life: u64,
    /// Fetches of file bodies by address.
    pub fetched: u32,
    /// Somebody else's asset that was read by us: writing over it now would be knowing better.
    pub foreign_read: Option<String>,
    pub foreign: Option<String>,
    next_id: u64,
}

pub const LAYOUT: &str = "<!doctype html>\n<html>\n  <head>\n    <title>{{ page_title }}</title>\n    \
    {{ content_for_header }}\n  </head>\n  <body>{{ content_for_layout }}</body>\n</html>\n";

impl State {
    pub fn new() -> Self {
        let theme = |id, name: &str, role| FakeTheme {
            id,
            name: name.to_owned(),
            role,
            files: [
                ("layout/theme.liquid".to_owned(), LAYOUT.to_owned()),
                ("assets/base.css".to_owned(), "a{}".to_owned()),
            ]
            .into(),
            looks_left: 0,
            failed: false,
        };
        Self {
            themes: vec![
                theme(1, "Old", "UNPUBLISHED"),
                theme(2, "Live", "MAIN"),
                theme(3, "Dev", "DEVELOPMENT"),
            ],
            copying: 0,
            copies_fail: false,
            denied: Vec::new(),
            refuses: None,
            body: Body::Text,
            jobs: None,
            lies: false,
            forgets: false,
            points: 2000.0,
            most_points: 2000.0,
            restore: 100_000.0,
            refilled: Instant::now(),
            plan: Box::new(|_| None),
            seen: Vec::new(),
            invalid: Vec::new(),
            violations: Vec::new(),
            tokens: Vec::new(),
            exchanges: 0,
            token_life: 86_399,
            fetched: 0,
            foreign_read: None,
            foreign: None,
            next_id: 100,
        }
    }

    pub fn theme(&self, id: u64) -> Option<&FakeTheme> {
        self.themes.iter().find(|theme| theme.id == id)
    }

    pub fn theme_mut(&mut self, id: u64) -> Option<&mut FakeTheme> {
        self.themes.iter_mut().find(|theme| theme.id == id)
    }

    /// Text of a file of the live theme.
    pub fn live(&self, file: &str) -> Option<&str> {
        self.themes.iter().find(|theme| theme.role == "MAIN")?.files.get(file).map(String::as_str)
    }

    /// Somebody else writes a file of the live theme.
    pub fn edit(&mut self, file: &str, text: &str) {
        if file == "assets/waymark.js" {
            self.foreign = Some(text.to_owned());
        }
        let theme = self.themes.iter_mut().find(|theme| theme.role == "MAIN").unwrap();
        theme.files.insert(file.to_owned(), text.to_owned());
    }

    pub fn copy(&mut self, id: u64, name: &str) -> Option<u64> {
        let mut copy = self.theme(id)?.clone();
        self.next_id += 1;
        copy.id = self.next_id;
        name.clone_into(&mut copy.name);
        copy.role = "UNPUBLISHED";
        copy.looks_left = self.copying;
        copy.failed = self.copies_fail;
        self.themes.push(copy);
        Some(self.next_id)
    }

    /// Takes points out of the bucket, or says that there are too few.
    pub fn pay(&mut self, cost: f64) -> bool {
        let now = Instant::now();
        let restored = now.duration_since(self.refilled).as_secs_f64() * self.restore;
        self.points = (self.points + restored).min(self.most_points);
        self.refilled = now;
        let enough = self.points >= cost;
        if enough {
            self.points -= cost;
        }
        enough
    }
}

/// MD5 of a text with LF line ends, in hex.
pub fn checksum(text: &str) -> String {
    format!("{:032x}", u128::from_be_bytes(Md5::digest(text.replace("\r\n", "\n")).into()))
}
