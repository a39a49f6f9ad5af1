//! What the report's own words are in English: severities, standings, samples, page types.

use std::collections::BTreeMap;
use std::iter::repeat_n;

use waymark_model::{Scope, Verdict};

use crate::check::counted;
use crate::discover::SampleSize;
use crate::report::{Fires, Severity, Standing};

/// A severity in a word, and what it means.
pub(super) fn severity(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Critical => ("Critical", "Numbers are wrong or missing now."),
        Severity::Warning => ("Warning", "Numbers are likely to be incomplete."),
        Severity::Notice => ("Notice", "Good to know."),
    }
}

/// How an event stands, in a word or two.
pub(super) fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Works => "Works",
        Standing::Partly => "Works in part",
        Standing::Broken => "Broken",
        Standing::Unknown => "Not told",
        Standing::NotCovered => "Not looked at",
        Standing::NoElement => "Fires by itself",
    }
}

/// What came of doing its action in a browser.
pub(super) fn fires(fires: &Fires) -> String {
    match fires {
        Fires::Yes { times, of, not } if not.is_empty() => {
            format!("Fired {times} of {of} times when its action was done")
        }
        Fires::Yes { times, of, not } => {
            format!("Fired {times} of {of} times when its action was done, and never {}", not.join(" or "))
        }
        Fires::No { page } => format!("Did not fire on {page}"),
        Fires::NotDone { reason } => format!("Its action was not done: {reason}"),
    }
}

/// Pages by verdict: "30 found, 6 missing".
pub(super) fn verdicts(verdicts: &BTreeMap<Verdict, u32>) -> String {
    counted(verdicts.iter().flat_map(|(verdict, number)| repeat_n(*verdict, *number as usize)))
}

/// How much was to be looked at.
pub(super) fn sample(size: SampleSize) -> String {
    match size {
        SampleSize::Quick => format!("Quick, up to {} pages", size.most()),
        SampleSize::Normal => format!("Normal, up to {} pages", size.most()),
        SampleSize::Full => "Full, every page that was found".to_owned(),
    }
}

/// A page type, as the list of events names it.
pub(super) fn page_type(id: Option<&str>) -> String {
    match id {
        Some(id) => Scope { page_types: vec![id.to_owned()], url: None }.label(),
        None => "Other pages".to_owned(),
    }
}
