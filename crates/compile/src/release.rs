//! What is published of a plan: config and runtime under names made of their content, and the one file that a shop's
//! script tag names. How they get to a place, and which of them is live there, is `publish`'s business.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use waymark_model::Config;

use crate::config::fingerprint;
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
    /// SHA-256 of `runtime_js`, 64 hex digits; of `bundle_js` where only that is known.
    pub runtime_sha256: String,
    /// The runtime this config needs, which fetches it from its tag's `data-config`. Empty for a release of another
    /// version that was found in one file.
    pub runtime_js: String,
    /// Both in one file, for where there is no place for several. Empty for a release of another version that was found
    /// in two.
    pub bundle_js: String,
    /// Version of the runtime; empty where that is another's.
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

impl Release {
    /// A release as it lay in two files. `None` if the config is none that this version understands.
    #[must_use]
    pub fn of_files(config_json: String, runtime_js: String) -> Option<Self> {
        let config = understood(&config_json)?;
        let is_own = bundle::apart_from(&config).is_ok_and(|own| own == runtime_js);
        let bundle_js = bundle::with_config(&config, &config_json).ok().filter(|_| is_own);
        Some(Self {
            sha256: sha256(&config_json),
            config_json,
            runtime_sha256: sha256(&runtime_js),
            runtime_js,
            ..Self::around(config, bundle_js)
        })
    }

    /// A config whose runtime is not known, with the one that this version makes for it.
    #[must_use]
    pub fn of_config(config_json: String) -> Option<Self> {
        let runtime_js = bundle::apart_from(&understood(&config_json)?).ok()?;
        Self::of_files(config_json, runtime_js)
    }

    /// A release as it lay in one file. `None` if there is no config in it that this version understands and that is
    /// what its revision says.
    #[must_use]
    pub fn of_bundle(bundle_js: &str) -> Option<Self> {
        let (config, config_json) = bundle::found_in(bundle_js)?;
        if !bears_its_mark(&config, &config_json) {
            return None;
        }
        let own = bundle::with_config(&config, &config_json).ok().filter(|own| own == bundle_js);
        if own.is_some() {
            return Self::of_config(config_json);
        }
        Some(Self {
            sha256: sha256(&config_json),
            config_json,
            runtime_sha256: sha256(bundle_js),
            bundle_js: bundle_js.to_owned(),
            ..Self::around(config, None)
        })
    }

    /// Nothing but what its parts say; the texts are the caller's.
    fn around(config: Config, bundle_js: Option<String>) -> Self {
        Self {
            revision: config.revision,
            sha256: String::new(),
            config_json: String::new(),
            runtime_sha256: String::new(),
            runtime_js: String::new(),
            runtime_version: bundle_js.as_ref().map(|_| runtime::VERSION.to_owned()).unwrap_or_default(),
            bundle_js: bundle_js.unwrap_or_default(),
        }
    }
}

fn understood(config_json: &str) -> Option<Config> {
    serde_json::from_str::<Config>(config_json).ok().filter(|config| config.schema == Config::SCHEMA)
}

/// A config's revision is made of the rest of it.
fn bears_its_mark(config: &Config, config_json: &str) -> bool {
    let marked = format!("\"revision\":\"{}\"", config.revision);
    fingerprint(&config_json.replacen(&marked, "\"revision\":\"\"", 1)) == config.revision
}

fn sha256(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}
