//! What is published: everything that one revision consists of, as bytes. How it is made is the compiler's business.

use serde::{Deserialize, Serialize};

/// One revision, whole and immutable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// 16 hex digits, as [`crate::Compiled::revision`].
    pub revision: String,
    /// 64 hex digits: SHA-256 of `config_json`.
    pub sha256: String,
    /// The config as data.
    pub config_json: String,
    /// 64 hex digits: SHA-256 of `runtime_js`.
    pub runtime_sha256: String,
    /// The runtime cut to what this config uses.
    pub runtime_js: String,
    /// Config and runtime in one file, for a theme asset.
    pub bundle_js: String,
    /// Version of the runtime.
    pub runtime_version: String,
}
