//! Plan to config and runtime files, and to the formats of other tools. Pure: no clock, no randomness, no I/O; the same plan gives the same bytes.
//! Where the bytes go is `publish`'s business, what a plan may say is `model`'s.

mod bundle;
mod config;
mod css;
mod error;
mod escape;
mod features;
pub mod formats;
mod keys;
mod parts;
mod release;
mod runtime;
mod short;

use serde::Serialize;
use waymark_model::{Config, EventId, Finding, Plan, Severity, TestConsent, validate_plan};

pub use bundle::config_in;
pub use config::{compiled_definition, compiled_event, definition, rewritten};
pub use error::CompileError;
pub use keys::key_of;
pub use release::{ENTRY_JS, Release};
pub use short::shortened;

/// Everything a shop loads, ready to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// The config as data.
    pub config: Config,
    /// `waymark.config.json`: the config as one line of JSON.
    pub config_json: String,
    /// `waymark.runtime.js`: the runtime alone, for any config; it fetches its config itself.
    pub runtime_js: String,
    /// `waymark.js`: config and the runtime it needs in one file. Plain ASCII, whatever the plan says.
    pub bundle_js: String,
    /// What the plan's rules complain about without forbidding the export.
    pub warnings: Vec<Finding>,
}

impl Compiled {
    /// First 16 hex digits of the SHA-256 of the config document with an empty revision.
    #[must_use]
    pub fn revision(&self) -> &str {
        &self.config.revision
    }

    /// The files to write, by name; the same three for every plan.
    #[must_use]
    pub fn files(&self) -> [File<'_>; 3] {
        [
            File { name: "waymark.config.json", text: &self.config_json },
            File { name: "waymark.js", text: &self.bundle_js },
            File { name: "waymark.runtime.js", text: &self.runtime_js },
        ]
    }

    /// The bundle as test mode injects it: the exported bytes, in a scope that tells them how the test is run, and
    /// keeps what is told before the picker listens.
    pub fn test_js(&self, settings: &TestSettings) -> Result<String, CompileError> {
        let settings = escape::as_expression(&serde_json::to_string(settings)?);
        Ok([
            runtime::BEFORE_TEST_SETTINGS,
            &settings,
            runtime::AFTER_TEST_SETTINGS,
            &self.bundle_js,
            runtime::TEST_SUFFIX,
        ]
        .concat())
    }
}

/// How a test is run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TestSettings {
    /// Destinations really get what fires.
    pub send: bool,
    /// What the visitor is taken to have said; whatever the page says without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent: Option<TestConsent>,
}

/// One file of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// File name, without folder.
    pub name: &'static str,
    /// Its whole content.
    pub text: &'a str,
}

/// Version of the embedded runtime.
#[must_use]
pub fn runtime_version() -> &'static str {
    runtime::VERSION
}

/// Compiles a plan. Paused events are left out and not judged.
pub fn compile(plan: &Plan) -> Result<Compiled, CompileError> {
    let warnings = refuse_errors(plan)?;
    let config = config::of_plan(plan)?;
    let config_json = config::to_json(&config)?;
    let bundle_js = bundle::with_config(&config, &config_json)?;
    Ok(Compiled { config, runtime_js: bundle::alone(), bundle_js, config_json, warnings })
}

/// What the plan's rules complain about without forbidding anything; fails where they forbid. Events that are not measured
/// on the web, paused or for apps only, are not judged.
fn refuse_errors(plan: &Plan) -> Result<Vec<Finding>, CompileError> {
    let is_left_out = |id: &EventId| plan.events.iter().any(|event| event.id == *id && !event.runs_on_web());
    let (errors, warnings): (Vec<Finding>, Vec<Finding>) = validate_plan(plan)
        .into_iter()
        .filter(|finding| !finding.event.as_ref().is_some_and(is_left_out))
        .partition(|finding| finding.severity == Severity::Error);
    if errors.is_empty() { Ok(warnings) } else { Err(CompileError::Invalid { findings: errors }) }
}
