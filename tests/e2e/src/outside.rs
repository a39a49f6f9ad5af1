//! The exported or published files where visitors meet them: a plain Chromium, no app anywhere. `outside.mjs` drives it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{Error, Result};
use crate::process;

/// One visit: a page, and what the visitor does there.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Visit {
    /// Address of the page.
    pub url: String,
    /// The exported script, which is put on the page; without one the page is as the shop serves it.
    pub script: Option<PathBuf>,
    /// What the visitor does, in order. The CSS of each matches one visible element; ` >>> ` hops.
    pub steps: Vec<Step>,
    /// Width of the window in CSS pixels.
    pub width: i32,
}

/// One thing that a visitor does.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Step {
    /// Which element.
    pub css: String,
    /// `click`, `submit` or `change`.
    #[serde(rename = "do")]
    pub act: Act,
    /// What to change it to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// What is done to an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Clicking it.
    #[default]
    Click,
    /// Sending its form.
    Submit,
    /// Giving it another value.
    Change,
    /// Typing a value into it, on the way to something else.
    Fill,
}

/// What a visit saw.
#[derive(Clone, Debug, Deserialize)]
pub struct Seen {
    /// Everything pushed to `window.dataLayer`, with the number of steps done before.
    #[serde(rename = "dataLayer")]
    pub data_layer: Vec<Pushed>,
    /// Details of every `waymark:event`.
    pub events: Vec<Pushed>,
    /// Errors of the page.
    pub errors: Vec<String>,
}

/// One push.
#[derive(Clone, Debug, Deserialize)]
pub struct Pushed {
    /// Steps done before it came; the step that made it come counts.
    pub step: usize,
    /// What was pushed.
    pub data: Value,
}

impl Seen {
    /// Whether an event of this id came with this step or later.
    #[must_use]
    pub fn fired(&self, id: &str, from: usize) -> bool {
        self.data_layer.iter().any(|push| {
            push.step >= from && push.data.pointer("/waymark/id").and_then(Value::as_str) == Some(id)
        })
    }
}

/// Makes several visits, each in a fresh browser profile.
pub fn visit(visits: &[Visit]) -> Result<Vec<Seen>> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("outside.mjs");
    let plan = tempfile::NamedTempFile::new().map_err(Error::file("a temporary file"))?;
    let json = serde_json::to_vec(visits).map_err(Error::json("a visit"))?;
    std::fs::write(plan.path(), json).map_err(Error::file(plan.path()))?;
    let said = process::output(Command::new("node").arg(script).arg(plan.path()))?;
    serde_json::from_str(&said).map_err(Error::json("what Chromium saw"))
}
