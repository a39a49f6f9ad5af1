//! `current.json`, the one small file that says what is live: its format, read strictly where it decides
//! something and with room for fields that others add.

use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use waymark_compile::Release;

use crate::PublishError;

/// What is live. Unknown fields are ignored, and not kept by the next publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Pointer {
    /// Version of this format: 1.
    pub schema: u32,
    /// The config's revision, 16 hex digits.
    pub revision: String,
    /// SHA-256 of the config's bytes, 64 hex digits; its file is `{sha256}.json`.
    pub sha256: String,
    /// SHA-256 of the config that was live before.
    pub previous: Option<String>,
    /// What else is known of that, so that another computer finds the way back; older Waymarks do not say.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "as_far_as_understood")]
    pub before: Option<Before>,
    /// File name of the runtime beside it, `{sha256}.js`.
    pub runtime: String,
    /// When it was published, RFC 3339 in UTC; read as far as it is short and can be shown.
    pub published_at: String,
    /// Who published it, as that person's Waymark calls them; read in the same way.
    pub by: String,
}

/// What was live before, apart from its config.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Before {
    /// File name of its runtime, `{sha256}.js`.
    pub runtime: String,
    /// When it was published, RFC 3339 in UTC.
    pub published_at: String,
    /// Who published it.
    pub by: String,
}

impl Before {
    fn of(pointer: &Pointer) -> Self {
        Self {
            runtime: pointer.runtime.clone(),
            published_at: pointer.published_at.clone(),
            by: pointer.by.clone(),
        }
    }

    /// SHA-256 of the runtime's bytes, 64 hex digits.
    #[must_use]
    pub fn runtime_sha256(&self) -> &str {
        file_stem(&self.runtime)
    }
}

/// Who publishes, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// A name to show to others.
    pub by: String,
    /// RFC 3339 in UTC, such as `2026-11-26T07:15:39Z`.
    pub at: String,
}

impl Pointer {
    /// Version of the format.
    pub const SCHEMA: u32 = 1;
    /// Largest pointer that is read, in bytes.
    pub const LARGEST: usize = 16 * 1024;

    pub(crate) fn to(release: &Release, stamp: &Stamp, previous: Option<&Self>) -> Self {
        Self {
            schema: Self::SCHEMA,
            revision: release.revision.clone(),
            sha256: release.sha256.clone(),
            previous: previous.map(|pointer| pointer.sha256.clone()),
            before: previous.map(Before::of),
            runtime: format!("{}.js", release.runtime_sha256),
            // As they will be read.
            published_at: plain(&stamp.at, MOST_TIME),
            by: plain(&stamp.by, MOST_NAME),
        }
    }

    /// Whether this very config with this very runtime is live.
    #[must_use]
    pub fn is_to(&self, release: &Release) -> bool {
        self.sha256 == release.sha256 && self.runtime.strip_suffix(".js") == Some(&release.runtime_sha256)
    }

    /// SHA-256 of the runtime's bytes, 64 hex digits.
    #[must_use]
    pub fn runtime_sha256(&self) -> &str {
        file_stem(&self.runtime)
    }

    pub(crate) fn to_json(&self) -> Vec<u8> {
        // Strings, a number and an option: there is nothing in it that can fail.
        let mut json = serde_json::to_vec(self).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// Reads one, or says by its hash what lies there instead.
    pub(crate) fn from_json(json: &[u8]) -> Result<Self, PublishError> {
        let bad = || PublishError::Foreign { sha256: format!("{:x}", Sha256::digest(json)) };
        if json.len() > Self::LARGEST {
            return Err(bad());
        }
        let pointer: Self = serde_json::from_slice(json).map_err(|_| bad())?;
        let names_files = is_sha256(&pointer.sha256)
            && is_sha256(pointer.runtime_sha256())
            && pointer.previous.as_deref().is_none_or(is_sha256);
        if pointer.schema != Self::SCHEMA || !names_files || !is_revision(&pointer.revision) {
            return Err(bad());
        }
        let before = pointer.before.filter(|before| is_sha256(before.runtime_sha256()));
        Ok(Self {
            published_at: plain(&pointer.published_at, MOST_TIME),
            by: plain(&pointer.by, MOST_NAME),
            before: before.map(|before| Before {
                published_at: plain(&before.published_at, MOST_TIME),
                by: plain(&before.by, MOST_NAME),
                ..before
            }),
            ..pointer
        })
    }
}

/// Most characters of a name and of a time that are taken from a pointer.
const MOST_NAME: usize = 100;
const MOST_TIME: usize = 40;

/// A revision's marker: 16 hex digits.
#[must_use]
pub fn is_revision(text: &str) -> bool {
    text.len() == 16 && is_hex(text)
}

/// Somebody else's text as a line that can be shown anywhere: nothing in it moves a cursor, colours a terminal or turns
/// the direction of what stands beside it.
fn plain(text: &str, most: usize) -> String {
    let turns = |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|&letter| !letter.is_control() && !turns(letter)).take(most).collect()
}

/// What decides nothing makes a pointer no foreign file.
fn as_far_as_understood<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Before>, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).ok())
}

fn file_stem(script: &str) -> &str {
    script.strip_suffix(".js").unwrap_or_default()
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && is_hex(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointer() -> Pointer {
        Pointer {
            schema: 1,
            revision: "0123456789abcdef".to_owned(),
            sha256: "a".repeat(64),
            previous: None,
            before: None,
            runtime: format!("{}.js", "b".repeat(64)),
            published_at: "2026-11-26T07:15:39Z".to_owned(),
            by: "Ada".to_owned(),
        }
    }

    #[test]
    fn it_is_one_line_in_a_fixed_order() {
        let json = String::from_utf8(pointer().to_json()).unwrap();
        let expected = format!(
            r#"{{"schema":1,"revision":"0123456789abcdef","sha256":"{}","previous":null,"runtime":"{}.js","publishedAt":"2026-11-26T07:15:39Z","by":"Ada"}}"#,
            "a".repeat(64),
            "b".repeat(64)
        );
        assert_eq!(json, expected + "\n");
        assert_eq!(Pointer::from_json(json.as_bytes()).unwrap(), pointer());
    }

    #[test]
    fn unknown_fields_are_ignored_and_nonsense_is_refused() {
        let json = String::from_utf8(pointer().to_json()).unwrap();
        let more = json.replacen('{', r#"{"extra":[1],"#, 1);
        assert_eq!(Pointer::from_json(more.as_bytes()).unwrap(), pointer());
        for bad in [
            "",
            "{}",
            "<html>",
            &json[..40],
            &json.replace(r#""schema":1"#, r#""schema":2"#),
            &json.replace("aaaa", "../a"),
            &json.replace(".js", ".exe"),
            &json.replace("0123456789abcdef", "\\u001b[2J123456789ab"),
            &json.replace("0123456789abcdef", "0123456789abcde"),
            &format!("{json}{}", " ".repeat(Pointer::LARGEST)),
        ] {
            assert!(matches!(Pointer::from_json(bad.as_bytes()), Err(PublishError::Foreign { .. })), "{bad}");
        }
    }

    #[test]
    fn what_was_live_before_is_told_as_far_as_it_is_understood() {
        let next =
            Pointer { previous: Some("a".repeat(64)), before: Some(Before::of(&pointer())), ..pointer() };
        let json = String::from_utf8(next.to_json()).unwrap();
        assert_eq!(Pointer::from_json(json.as_bytes()).unwrap(), next);
        let bytes = format!("{}.js", "b".repeat(64));
        for nonsense in [
            json.replacen(&format!("{{\"runtime\":\"{bytes}\""), "{\"runtime\":\"../x.js\"", 1),
            json.replacen("\"before\":{", "\"before\":5,\"after\":{", 1),
        ] {
            assert_ne!(nonsense, json);
            let read = Pointer::from_json(nonsense.as_bytes()).unwrap();
            assert_eq!((read.before, read.previous), (None, next.previous.clone()));
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_left_out_of_names_and_times() {
        let theirs = Pointer {
            published_at: "2026\u{9b}31m".to_owned() + &"0".repeat(MOST_TIME),
            by: "\u{1b}]0;gotcha\u{7}Ada\n\u{202e}Lovelace ".to_owned() + &"é".repeat(MOST_NAME),
            ..pointer()
        };
        let read = Pointer::from_json(&theirs.to_json()).unwrap();
        assert!(read.by.starts_with("]0;gotchaAdaLovelace é"), "{}", read.by);
        assert!(read.published_at.starts_with("202631m0"), "{}", read.published_at);
        assert_eq!((read.by.chars().count(), read.published_at.chars().count()), (MOST_NAME, MOST_TIME));
    }
}
