//! Names and values: of a query or a form, and of JSON taken apart. Broken percent signs and characters are taken as they
//! are; how many and how deep is bounded.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;

/// Fields that are read of one query or body.
const MOST: usize = 600;
/// How deep JSON is read.
const DEEPEST: usize = 8;

/// Fields in their order. A name may come more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The first value of a name that is not empty; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        let found = self.iter().find(|(known, value)| *known == name && !value.is_empty());
        found.map(|(_, value)| value).unwrap_or_default()
    }

    /// The first value of these names that is not empty.
    pub fn first(&self, names: &[&str]) -> &str {
        names.iter().map(|name| self.get(name)).find(|value| !value.is_empty()).unwrap_or_default()
    }

    /// All.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Those whose name begins so, with the rest of it.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value)))
    }

    /// These, and after them others, as far as there is room.
    pub fn and(mut self, others: Self) -> Self {
        let room = MOST.saturating_sub(self.0.len());
        self.0.extend(others.0.into_iter().take(room));
        self
    }

    fn push(&mut self, name: String, value: String) -> bool {
        let has_room = self.0.len() < MOST;
        if has_room {
            self.0.push((name, value));
        }
        has_room
    }
}

/// A query or a form.
pub(super) fn pairs(text: &str) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in url::form_urlencoded::parse(text.as_bytes()) {
        if !fields.push(name.into_owned(), value.into_owned()) {
            break;
        }
    }
    fields
}

/// JSON taken apart: `{"a":{"b":[1]}}` is `a.b.0` with `1`. Nothing where it is none.
pub(super) fn json_fields(text: &str) -> Fields {
    let mut fields = Fields::default();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        take_apart(&value, String::new(), DEEPEST, &mut fields);
    }
    fields
}

/// A JSON value taken apart.
pub(super) fn value_fields(value: &Value) -> Fields {
    let mut fields = Fields::default();
    take_apart(value, String::new(), DEEPEST, &mut fields);
    fields
}

/// JSON, as it is or in base64.
pub(super) fn unpacked(data: &str) -> Option<String> {
    if data.trim_start().starts_with(['{', '[']) {
        return Some(data.to_owned());
    }
    // A plus in a form is a blank.
    let packed = data.trim().replace([' ', '-'], "+").replace('_', "/");
    let bytes = BASE64_STANDARD.decode(&packed).ok().filter(|bytes| !bytes.is_empty())?;
    String::from_utf8(bytes).ok().filter(|text| text.trim_start().starts_with(['{', '[']))
}

fn take_apart(value: &Value, name: String, deep: usize, into: &mut Fields) -> bool {
    let below = |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    match value {
        _ if deep == 0 => true,
        Value::Null => into.push(name, String::new()),
        Value::Bool(is) => into.push(name, is.to_string()),
        Value::Number(number) => into.push(name, number.to_string()),
        Value::String(text) => into.push(name, text.clone()),
        Value::Array(list) => {
            list.iter().enumerate().all(|(at, each)| take_apart(each, below(&at.to_string()), deep - 1, into))
        }
        Value::Object(object) => {
            object.iter().all(|(key, each)| take_apart(each, below(key), deep - 1, into))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_and_json_are_taken_apart() {
        let query = pairs("a=1&b=caf%C3%A9+x&c=%zz%ff&a=2&d");
        let all: Vec<_> = query.iter().collect();
        assert_eq!(all, [("a", "1"), ("b", "café x"), ("c", "%zz\u{fffd}"), ("a", "2"), ("d", "")]);
        assert_eq!((query.get("a"), query.first(&["x", "d", "b"])), ("1", "café x"));
        let json = json_fields(r#"{"a":{"b":[1,{"c":"x"}]},"n":null,"t":true}"#);
        let all: Vec<_> = json.iter().collect();
        assert_eq!(all, [("a.b.0", "1"), ("a.b.1.c", "x"), ("n", ""), ("t", "true")]);
        assert_eq!(json.below("a.b.").map(|(name, _)| name).collect::<Vec<_>>(), ["0", "1.c"]);
        assert_eq!(json_fields("{nonsense"), Fields::default());
    }

    #[test]
    fn what_is_endless_or_bottomless_ends() {
        assert_eq!(pairs(&"a=1&".repeat(10_000)).iter().count(), MOST);
        let wide = format!("[{}1]", "1,".repeat(10_000));
        assert_eq!(json_fields(&wide).iter().count(), MOST);
        // Deeper than the parser goes, and deeper than is read.
        assert_eq!(json_fields(&"[".repeat(100_000)).iter().count(), 0);
        assert_eq!(json_fields(&format!("{}1{}", "[".repeat(20), "]".repeat(20))).iter().count(), 0);
    }
}
