//! Page types and the path patterns that recognise them.
//!
//! A pattern is matched against the path of the address, relative to the shop's base path, with a leading
//! locale segment (`/de/`, `/en-gb/`) removed, percent-decoding left alone, and a trailing slash ignored.
//! `*` stands for any run of characters, slashes included (`/products/*` matches `/products/a` and
//! `/products/a/b` but not `/products`); everything else is literal and compared without regard to case. A pattern with `?`
//! is matched against path and query instead (`/search?q=*`). The first page type with a matching pattern
//! wins. The same rules are implemented by the runtime and held together by `tests/vectors`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A named kind of page and the path patterns that recognise it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PageType {
    /// Short name: `home`, `product`, `collection`, `cart`, `search`, `content`, or the marketer's own.
    pub id: String,
    /// Path patterns; any of them may match.
    #[serde(rename = "match")]
    pub patterns: Vec<String>,
}
