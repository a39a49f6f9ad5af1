//! The theme that a Shopify page names in its own script: `Shopify.theme = {...}`.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A shop's theme.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, rename = "SeenTheme")]
pub struct Theme {
    /// Its number.
    pub id: String,
    /// What the merchant calls it.
    pub name: String,
    /// What it was made from, with version: "Dawn 15.2.0".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub version: Option<String>,
    /// Whether it is the one that visitors see.
    pub is_live: bool,
}

/// Characters of a name that are kept.
const LONGEST: usize = 100;
const ASSIGNMENT: &str = "Shopify.theme";

#[derive(Deserialize)]
struct Written {
    id: serde_json::Value,
    #[serde(default)]
    name: String,
    #[serde(default)]
    schema_name: Option<String>,
    #[serde(default)]
    schema_version: Option<String>,
    #[serde(default)]
    role: Option<String>,
}

/// The theme that a script names.
pub(super) fn theme(script: &str) -> Option<Theme> {
    let after = &script[script.find(ASSIGNMENT)? + ASSIGNMENT.len()..];
    let object = after.trim_start().strip_prefix('=')?.trim_start();
    // The object is followed by more script, which is not read.
    let written = serde_json::Deserializer::from_str(object).into_iter::<Written>().next()?.ok()?;
    let id = match written.id {
        serde_json::Value::Number(number) => number.to_string(),
        serde_json::Value::String(text) => text,
        _ => return None,
    };
    let version = written.schema_name.map(|name| match written.schema_version {
        Some(version) => format!("{name} {version}"),
        None => name,
    });
    let short = |text: String| text.chars().take(LONGEST).collect::<String>();
    let (id, name, version) = (short(id), short(written.name), version.map(short));
    Some(Theme { id, name, version, is_live: written.role.is_none_or(|role| role == "main") })
}

/// The theme that a page names, told from its text alone.
#[must_use]
pub fn theme_in(html: &str) -> Option<Theme> {
    html.match_indices(ASSIGNMENT).find_map(|(at, _)| theme(&html[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_theme_is_none() {
        for script in
            ["", "Shopify.theme", "Shopify.theme = null;", "Shopify.theme = {", "Shopify.themes = {}"]
        {
            assert_eq!(theme(script), None, "{script}");
        }
        let found =
            theme(r#"var Shopify={};Shopify.theme={"id":"9","name":"x","role":"unpublished"};more()"#);
        let page = r#"<script>if (Shopify.theme) go()</script><script>Shopify.theme = {"id":9,"name":"x","role":"unpublished"};</script>"#;
        assert_eq!(theme_in(page), found);
        assert_eq!(found, Some(Theme { id: "9".into(), name: "x".into(), version: None, is_live: false }));
    }
}
