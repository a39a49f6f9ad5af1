//! What is published of a plan: config and runtime under names made of their content, and the one file that a shop's
//! script tag names. How they get to a place, and which of them is live there, is `publish`'s business.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::CompileError;
use crate::{Compiled, bundle, runtime};

/// What the script tag of a shop loads: asks `current.json` beside itself what is live, and brings it in. The same for
/// every plan.
pub const ENTRY_JS: &str = runtime::ENTRY;

/// One revision as it is published. Never changed once made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Release {
    /// 16 hex digits, as [`Compiled::revision`].
    pub revision: String,
    /// SHA-256 of `config_json`, 64 hex digits.
    pub sha256: String,
    /// The config as data.
    pub config_json: String,
    /// SHA-256 of `runtime_js`, 64 hex digits.
    pub runtime_sha256: String,
    /// The runtime this config needs, which fetches it from its tag's `data-config`.
    pub runtime_js: String,
    /// Both in one file, for where there is no place for several.
    pub bundle_js: String,
    /// Version of the runtime.
    pub runtime_version: String,
}

impl Compiled {
    /// What is published of the plan.
    pub fn release(&self) -> Result<Release, CompileError> {
        let runtime_js = bundle::apart_from(&self.config)?;
        Ok(Release {
            revision: self.config.revision.clone(),
            sha256: sha256(&self.config_json),
            config_json: self.config_json.clone(),
            runtime_sha256: sha256(&runtime_js),
            runtime_js,
            bundle_js: self.bundle_js.clone(),
            runtime_version: runtime::VERSION.to_owned(),
        })
    }
}

fn sha256(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}
