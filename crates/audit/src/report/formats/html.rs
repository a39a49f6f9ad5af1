//! The report as one HTML page: style, logo and pictures inside, no script, and a policy that lets it load nothing. Texts of the
//! shop are escaped by the template engine, all of them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Beside;
use super::view::View;
use crate::error::AuditError;
use crate::report::Report;

/// The engine escapes by the ending of this name.
const NAME: &str = "report.html";
const TEMPLATE: &str = include_str!("report.html");
const STYLE: &str = include_str!("report.css");

/// Writes the page. The same report gives the same bytes.
pub fn html(report: &Report, beside: &Beside<'_>) -> Result<String, AuditError> {
    // Browsers take the hash of a style after they made its line ends uniform.
    let style = STYLE.replace("\r\n", "\n");
    let hash = STANDARD.encode(Sha256::digest(&style));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    );
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.add_template(NAME, TEMPLATE)?;
    let page = Page { policy, style, view: View::of(report, beside) };
    Ok(environment.get_template(NAME)?.render(Serde(page))?)
}

#[derive(Serialize)]
struct Page {
    policy: String,
    style: String,
    #[serde(flatten)]
    view: View,
}
