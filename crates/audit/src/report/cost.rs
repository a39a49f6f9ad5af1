//! What Waymark's own script costs the pages that were shown, and what it throws there: as it ran for the trial, which is
//! what runs for visitors. Pages that tell nothing of it are not counted.

use std::collections::BTreeSet;

use super::tally::NAMED;
use super::types::{Finding, FindingKind, Severity};
use crate::record::RenderRecord;

/// Errors that are quoted.
const QUOTED: usize = 3;

/// What it cost so far.
#[derive(Debug, Default)]
pub(super) struct Costs {
    measured: u32,
    starting: u64,
    longest: u32,
    handling: u64,
    calls: u64,
    thrown: BTreeSet<String>,
    pages: Vec<String>,
}

impl Costs {
    /// Adds a showing.
    pub fn add(&mut self, page: &RenderRecord) {
        let Some(cost) = &page.cost else { return };
        self.measured += 1;
        self.starting += u64::from(cost.starting);
        self.longest = self.longest.max(cost.starting);
        self.handling += u64::from(cost.handling);
        self.calls += u64::from(cost.calls);
        if cost.thrown.count > 0 {
            let room = QUOTED.saturating_sub(self.thrown.len());
            self.thrown.extend(cost.thrown.first.iter().take(room).cloned());
            if self.pages.len() < NAMED && !self.pages.contains(&page.url) {
                self.pages.push(page.url.clone());
            }
        }
    }

    /// What it cost, in a sentence; nothing where it was not measured.
    pub fn note(&self) -> Option<String> {
        let measured = u64::from(self.measured);
        if measured == 0 {
            return None;
        }
        // Rounded up: nothing costs nothing.
        let start = self.starting.div_ceil(measured).max(1);
        let each = if self.calls == 0 { 0.0 } else { self.handling as f64 / self.calls as f64 };
        Some(format!(
            "Waymark's own script took about {start} ms to start ({} ms at most), and {} a call after that ({} calls while \
             pages were shown {measured} times and events were tried).",
            self.longest.max(1),
            if each < 0.1 { "less than 0.1 ms".to_owned() } else { format!("about {each:.1} ms") },
            self.calls,
        ))
    }

    /// That it throws, which it never should.
    pub fn finding(&self) -> Option<Finding> {
        if self.pages.is_empty() {
            return None;
        }
        let quoted: Vec<&str> = self.thrown.iter().map(String::as_str).collect();
        Some(Finding {
            key: "cost/errors".to_owned(),
            severity: Severity::Warning,
            kind: FindingKind::OwnErrors,
            event: None,
            title: "Waymark's own script makes errors in the console".to_owned(),
            detail: format!("Thrown by it, or by what the page does when it tells an event: {}.", quoted.join("; ")),
            advice: "Visitors see nothing of it, but events may be lost. Publish again with the newest Waymark; if it \
                     stays, tell us the error and the page."
                .to_owned(),
            pages: self.pages.clone(),
            repair: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::*;

    fn costs(told: &[serde_json::Value]) -> Costs {
        let mut costs = Costs::default();
        for cost in told {
            let page = json!({ "url": "https://s.example/", "device": "phone", "cost": cost });
            costs.add(&from_value(page).expect("a record"));
        }
        costs
    }

    #[test]
    fn what_it_costs_is_told_and_what_it_throws_is_a_finding() {
        let none = costs(&[json!(null)]);
        assert!(none.note().is_none() && none.finding().is_none());
        let fine =
            json!({ "starting": 0, "handling": 1, "calls": 200, "thrown": { "count": 0, "first": [] } });
        let slow = json!({ "starting": 6, "handling": 9, "calls": 4, "thrown": { "count": 2, "first": ["Error: a"] } });
        let light = costs(std::slice::from_ref(&fine));
        assert!(light.note().is_some_and(|note| note.contains("about 1 ms to start") && note.contains("less than 0.1 ms")));
        assert!(light.finding().is_none());
        let both = costs(&[fine, slow.clone(), slow]);
        assert!(
            both.note().is_some_and(|note| note.contains("about 4 ms to start (6 ms at most)")),
            "{:?}",
            both.note()
        );
        let finding = both.finding().expect("it throws");
        assert!(finding.detail.contains("Error: a") && finding.pages == ["https://s.example/"]);
    }
}
