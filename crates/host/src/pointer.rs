//! `current.json`, as far as the host has to understand it: that it is one, and what it needs to be stored already.
//! The bytes are kept as they came.

use serde::Deserialize;

use crate::name::{ObjectName, Sha256, is_lower_hex};
use crate::refusal::Refusal;

/// The one schema there is.
const SCHEMA: u64 = 1;
/// Characters of a name.
const LONGEST_BY: usize = 200;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    schema: u64,
    revision: String,
    sha256: String,
    previous: Option<String>,
    runtime: String,
    published_at: String,
    by: String,
}

/// What a sound pointer needs beside it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Needs {
    pub config: ObjectName,
    pub runtime: ObjectName,
}

/// Reads a pointer; the refusal says in words what is wrong with it.
pub(crate) fn needs(bytes: &[u8]) -> Result<Needs, Refusal> {
    let wrong = |what: &str| Err(Refusal::NoPointer(what.to_owned()));
    let document: Document =
        serde_json::from_slice(bytes).map_err(|error| Refusal::NoPointer(error.to_string()))?;
    if document.schema != SCHEMA {
        return wrong("its schema is not the one that is known, 1");
    }
    if !is_lower_hex(&document.revision, 16) {
        return wrong("revision is not 16 hexadecimal digits");
    }
    if document.previous.is_some_and(|previous| Sha256::parse(&previous).is_none()) {
        return wrong("previous is neither null nor a SHA-256");
    }
    if !is_utc_time(&document.published_at) {
        return wrong("publishedAt is no time like 2026-11-26T07:15:39Z");
    }
    if document.by.chars().count() > LONGEST_BY {
        return wrong("by is longer than 200 characters");
    }
    match (Sha256::parse(&document.sha256), ObjectName::parse(&document.runtime)) {
        (None, _) => wrong("sha256 is not 64 hexadecimal digits"),
        (Some(config), Some(runtime @ ObjectName::Runtime(_))) => {
            Ok(Needs { config: ObjectName::Config(config), runtime })
        }
        _ => wrong("runtime is not the name of a runtime, {sha256}.js"),
    }
}

/// `YYYY-MM-DDThh:mm:ssZ`, maybe with a fraction of the second.
fn is_utc_time(text: &str) -> bool {
    let Some((seconds, rest)) = text.split_at_checked(19) else { return false };
    let is_fraction =
        |digits: &str| (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let ends = rest == "Z"
        || rest.strip_prefix('.').and_then(|rest| rest.strip_suffix('Z')).is_some_and(is_fraction);
    ends && seconds.bytes().zip(b"0000-00-00T00:00:00".iter()).all(|(byte, like)| match like {
        b'0' => byte.is_ascii_digit(),
        _ => byte == *like,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::needs;

    fn pointer() -> Value {
        json!({
            "schema": 1, "revision": "0123456789abcdef", "sha256": "a".repeat(64), "previous": null,
            "runtime": format!("{}.js", "b".repeat(64)), "publishedAt": "2026-11-26T07:15:39Z", "by": "Ada",
        })
    }

    #[test]
    fn a_pointer_needs_its_config_and_runtime() {
        let mut document = pointer();
        document["later"] = json!("unknown keys do not matter");
        document["publishedAt"] = json!("2026-11-26T07:15:39.123Z");
        let needs = needs(document.to_string().as_bytes()).unwrap();
        assert_eq!(needs.config.to_string(), format!("{}.json", "a".repeat(64)));
        assert_eq!(needs.runtime.to_string(), format!("{}.js", "b".repeat(64)));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (key, value, says) in [
            ("schema", json!(2), "schema"),
            ("revision", json!("xyz"), "revision"),
            ("sha256", json!("A".repeat(64)), "sha256"),
            ("previous", json!("0"), "previous"),
            ("runtime", json!("waymark.js"), "runtime"),
            ("runtime", json!(format!("../{}.js", "b".repeat(64))), "runtime"),
            ("publishedAt", json!("yesterday"), "publishedAt"),
            ("publishedAt", json!("2026-11-26T07:15:39+01:00"), "publishedAt"),
            ("by", json!("x".repeat(201)), "by"),
            ("by", json!(7), "string"),
        ] {
            let mut document = pointer();
            document[key] = value;
            let said = needs(document.to_string().as_bytes()).unwrap_err().to_string();
            assert!(said.contains(says), "{key}: {said}");
        }
        assert!(needs(b"not json").is_err());
    }
}
