//! Checks of a trigger's own options: shares, times and numbers that can be reached. Triggers made of other events
//! are looked at in [`super::composed`] as well.

use std::fmt::Display;
use std::ops::RangeInclusive;

use super::{Finding, Severity, about};
use crate::{Event, Trigger};

/// Longest stay that is waited for, in milliseconds.
const MAX_MILLIS: u32 = 60_000;
/// Longest time on a page that is waited for, in seconds.
const MAX_SECONDS: u32 = 3600;
/// Longest span in minutes.
const MAX_MINUTES: u32 = 1440;
/// Most of anything that is counted.
const MAX_TIMES: u32 = 1000;

pub(super) fn check(event: &Event) -> Vec<Finding> {
    let mut found = Options { event, findings: Vec::new() };
    match &event.trigger {
        Trigger::Visible { percent, millis, .. } => {
            found.within("trigger_percent", "The share of the element in view", *percent, 1..=100, "percent");
            found.within("trigger_millis", "The time in view", *millis, 0..=MAX_MILLIS, "milliseconds");
        }
        Trigger::Scroll { percents } => {
            found.rising("trigger_percent", "depth", percents, 1..=100, "percent");
        }
        Trigger::Time { seconds } => {
            found.rising("trigger_seconds", "time", seconds, 1..=MAX_SECONDS, "seconds");
        }
        Trigger::Video { start, percents, complete } => {
            if !start && !complete && percents.is_empty() {
                found.add(
                    "trigger_empty",
                    "This event fires neither at the start nor at the end of a video, nor between. Choose one.",
                );
            } else if !percents.is_empty() {
                found.rising("trigger_percent", "played share", percents, 1..=99, "percent");
            }
        }
        Trigger::Hover { millis } => {
            found.within("trigger_millis", "The time of resting", *millis, 100..=MAX_MILLIS, "milliseconds");
        }
        Trigger::RageClick { clicks, millis } => {
            found.within("trigger_times", "The number of clicks", *clicks, 2..=20, "");
            found.within("trigger_millis", "The time of the clicks", *millis, 200..=10_000, "milliseconds");
        }
        Trigger::Count { times, .. } => {
            found.within("trigger_times", "The number of events", *times, 1..=MAX_TIMES, "");
        }
        Trigger::Score { threshold, unbought_minutes, .. } => {
            found.within("trigger_threshold", "The score", *threshold, 1..=100_000, "");
            if let Some(minutes) = unbought_minutes {
                found.within(
                    "trigger_minutes",
                    "The time without purchase",
                    *minutes,
                    1..=MAX_MINUTES,
                    "minutes",
                );
            }
        }
        Trigger::Velocity { times, minutes, .. } => {
            found.within("trigger_times", "The number of events", *times, 2..=MAX_TIMES, "");
            found.within("trigger_minutes", "The time for them", *minutes, 1..=MAX_MINUTES, "minutes");
        }
        Trigger::Click
        | Trigger::Submit { .. }
        | Trigger::Change
        | Trigger::PageView
        | Trigger::Gallery
        | Trigger::Copy
        | Trigger::AddToCart
        | Trigger::Exit
        | Trigger::Sequence { .. } => {}
    }
    found.findings
}

/// What is wrong with the options of one event's trigger.
struct Options<'a> {
    event: &'a Event,
    findings: Vec<Finding>,
}

impl Options<'_> {
    fn add(&mut self, code: &'static str, message: impl Into<String>) {
        self.findings.push(about(self.event, code, Severity::Error, "trigger", message.into()));
    }

    /// One number that has to be in a range.
    fn within<T: Copy + PartialOrd + Display>(
        &mut self,
        code: &'static str,
        what: &str,
        value: T,
        range: RangeInclusive<T>,
        unit: &str,
    ) {
        if !range.contains(&value) {
            let (low, high) = (range.start(), range.end());
            let message = format!("{what} is {value}; it goes from {low} to {high} {unit}");
            self.add(code, format!("{}. Choose one of these.", message.trim_end()));
        }
    }

    /// Several numbers, each larger than the one before.
    fn rising<T: Copy + PartialOrd + Display>(
        &mut self,
        code: &'static str,
        what: &str,
        values: &[T],
        range: RangeInclusive<T>,
        unit: &str,
    ) {
        if values.is_empty() {
            self.add("trigger_empty", format!("This event waits for no {what}. Add one, in {unit}."));
        }
        if let Some(value) = values.iter().find(|value| !range.contains(value)) {
            self.within(code, &format!("One {what}"), *value, range, unit);
        }
        if !values.is_sorted_by(|one, next| one < next) {
            self.add(
                "trigger_order",
                format!("Each {what} must be larger than the one before. Put them in order, each once."),
            );
        }
    }
}
