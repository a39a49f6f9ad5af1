//! The file of elements: what to tag, how to get there, what to do with it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::outside::{Act, Step};

/// One element of the file.
#[derive(Clone, Debug, Deserialize)]
pub struct Element {
    /// Path of the page it is on.
    pub page: String,
    /// What a person calls it.
    pub name: String,
    /// Matches exactly one visible element; ` >>> ` hops into an open shadow root or a same-origin frame.
    pub css: String,
    /// What a visitor does with it.
    #[serde(rename = "do", default)]
    pub act: Act,
    /// What it is changed to.
    #[serde(default)]
    pub value: Option<String>,
    /// What is typed elsewhere first: value by CSS.
    #[serde(default)]
    pub fill: BTreeMap<String, String>,
    /// What is done on the page before it is there.
    #[serde(default)]
    pub before: Vec<Step>,
    /// How wide the page is.
    #[serde(default)]
    pub viewport: Viewport,
}

/// Width of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Viewport {
    /// 390 pixels.
    Phone,
    /// 768 pixels.
    Tablet,
    /// 1280 pixels.
    #[default]
    Desktop,
}

impl Viewport {
    /// Width in CSS pixels.
    #[must_use]
    pub fn width(self) -> i32 {
        match self {
            Self::Phone => 390,
            Self::Tablet => 768,
            Self::Desktop => 1280,
        }
    }
}

impl Element {
    /// Reads the file.
    pub fn read(file: &Path) -> Result<Vec<Self>> {
        let text = std::fs::read_to_string(file).map_err(Error::file(file))?;
        serde_json::from_str(&text).map_err(Error::json(&file.to_string_lossy()))
    }

    /// Address of its page in a shop.
    #[must_use]
    pub fn address(&self, shop: &str) -> String {
        if self.page.starts_with("http") {
            self.page.clone()
        } else {
            format!("{}{}", shop.trim_end_matches('/'), self.page)
        }
    }

    /// Its name for a file.
    #[must_use]
    pub fn slug(&self) -> String {
        self.name
            .chars()
            .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
            .collect()
    }
}
