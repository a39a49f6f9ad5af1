//! Whether the right element was meant, judged in the page by `judging.js`, which is not the product's matcher.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::{App, Pane};
use crate::error::{Error, Result};
use crate::page;

/// What the page says about a saved rule.
#[derive(Clone, Debug, Deserialize)]
pub struct Verdict {
    /// It means the named element or its clickable ancestor, and nothing else.
    pub right: bool,
    /// How many elements it matches.
    pub matches: u64,
    /// CSS of a control that has nothing to do with the element.
    pub stranger: Option<String>,
}

/// Judges the selectors of a saved rule for the element that a CSS names.
pub async fn judge(app: &App, css: &str, selectors: &[Value]) -> Result<Verdict> {
    app.to(Pane::Shop).await?;
    let script = concat!(include_str!("judging.js"), "\nreturn judge(arguments[0], arguments[1]);");
    let said = page::run(app.session()?, script, vec![json!(css), json!(selectors)]).await?;
    serde_json::from_value(said).map_err(Error::json("a verdict"))
}
