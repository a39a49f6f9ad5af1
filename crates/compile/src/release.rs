//! What a published revision consists of, whatever the place it goes to.

use serde::{Deserialize, Serialize};

/// One immutable revision, ready to be put anywhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// 16 hex digits, as [`Compiled::revision`](crate::Compiled::revision).
    pub revision: String,
    /// SHA-256 of `config_json`, 64 hex digits.
    pub sha256: String,
    /// The config as one line of JSON.
    pub config_json: String,
    /// SHA-256 of `runtime_js`, 64 hex digits.
    pub runtime_sha256: String,
    /// The runtime cut to what this config uses; it fetches its config from its `data-config` attribute.
    pub runtime_js: String,
    /// Both in one file, for a theme asset.
    pub bundle_js: String,
    /// Version of the runtime.
    pub runtime_version: String,
}

/// The script that a shop's one script tag names, the same for every shop: reads `current.json` beside itself,
/// then inserts the runtime with the config.
pub const ENTRY_JS: &str = concat!(
    "(function(s){var b=s.src.replace(/[^/]*$/,\"\");fetch(b+\"current.json\").then(function(r){",
    "return r.ok?r.json():null}).then(function(p){if(!p)return;var e=document.createElement(\"script\");",
    "e.src=b+p.runtime;e.setAttribute(\"data-config\",b+p.sha256+\".json\");",
    "document.head.appendChild(e)}).catch(function(){})})(document.currentScript);\n",
);
