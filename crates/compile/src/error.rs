//! What can stop a compilation.

use waymark_model::Finding;

/// Why a plan does not compile.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// The plan breaks rules.
    #[error("{}", first_message(.findings))]
    Invalid {
        /// The broken rules, at least one, all of severity error.
        findings: Vec<Finding>,
    },
    /// The embedded runtime has no piece for something the plan uses: a defect of this build.
    #[error("the embedded runtime has no piece for {0:?}")]
    RuntimeLacks(String),
    /// The config could not be written as JSON: a defect.
    #[error("the config could not be written as JSON")]
    Json(#[from] serde_json::Error),
    /// The workbook could not be written: a defect.
    #[error("the workbook could not be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The printable page could not be written: a defect.
    #[error("the page could not be written")]
    Page(#[from] minijinja::Error),
}

fn first_message(findings: &[Finding]) -> String {
    let Some(first) = findings.first() else { return "The plan breaks a rule.".to_owned() };
    match findings.len() - 1 {
        0 => first.message.clone(),
        1 => format!("{} (and one more)", first.message),
        more => format!("{} (and {more} more)", first.message),
    }
}
