//! Looking at a page through WebDriver: where an element is, so that a real mouse can go there.
//!
//! Elements are named by CSS; ` >>> ` hops into an open shadow root or a same-origin frame.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::error::{Error, Result};
use crate::session::Session;
use crate::wait;

/// Functions that the scripts below share: `all(css)` follows the hops, `visible(element)` says what a person
/// would say, `place(element)` is its box in the top window's viewport.
const LOOKING: &str = include_str!("page/looking.js");

/// Where an element lies in the viewport, and where to point at so that the mouse is over it.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Spot {
    /// CSS pixels from the left edge of the viewport.
    pub x: f64,
    /// CSS pixels from its top.
    pub y: f64,
    /// Width of the viewport.
    pub width: f64,
    /// Height of the viewport.
    pub height: f64,
    /// How many parents above what a click there means the element is.
    #[serde(default)]
    pub up: u32,
}

/// Runs the body of a function in the page, with [`LOOKING`] in reach.
pub async fn run(session: &Session, body: &str, arguments: Vec<Value>) -> Result<Value> {
    let script = format!(
        "{LOOKING}\ntry {{ return {{ok: (function () {{ {body} }}).apply(null, arguments) ?? null}}; }} \
         catch (error) {{ return {{error: String(error)}}; }}"
    );
    let mut answer = session.client().execute(&script, arguments).await?;
    if let Some(error) = answer.get("error").and_then(Value::as_str) {
        return Err(Error::Page(error.to_owned()));
    }
    Ok(answer.get_mut("ok").map(Value::take).unwrap_or_default())
}

/// How many visible elements a CSS matches.
pub async fn count(session: &Session, css: &str) -> Result<u64> {
    let found = run(session, "return all(arguments[0]).filter(visible).length;", vec![json!(css)]).await?;
    Ok(found.as_u64().unwrap_or_default())
}

/// Text of the first element a CSS matches, if there is one.
pub async fn text(session: &Session, css: &str) -> Result<Option<String>> {
    let found = run(session, "return all(arguments[0])[0]?.textContent;", vec![json!(css)]).await?;
    Ok(found.as_str().map(str::to_owned))
}

/// Waits until a CSS matches exactly one visible element that stands still, brings it into view, and says
/// where to point at.
pub async fn spot(session: &Session, css: &str) -> Result<Spot> {
    let mut before = None;
    wait::until(&format!("exactly one visible element \"{css}\" that can be pointed at"), async || {
        let found = run(session, "return point(arguments[0]);", vec![json!(css)]).await?;
        let now: Option<Spot> = serde_json::from_value(found).map_err(Error::json("a place in the page"))?;
        let settled = now.is_some() && now == before;
        before = now;
        Ok(now.filter(|_| settled))
    })
    .await
}
