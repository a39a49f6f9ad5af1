//! When an audit is due. Pure: what was set, what was audited, what time it is.
//!
//! Periods are plain: 7 and 30 days of 24 hours, counted from the moment the schedule was set. They need no time zone, are
//! the same on a server and on a laptop, and know neither daylight saving nor the 31st. An audit begins at the same moment
//! of each period, or as soon after it as somebody can; it is not shifted by having been late.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_audit::discover::SampleSize;
use waymark_model::Millis;

use crate::auditing::AuditSettings;
use crate::telling::Tells;

const DAY: Millis = 24 * 60 * 60 * 1000;
const WEEK: Millis = 7 * DAY;

/// How often a shop is audited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Rhythm {
    /// Only when somebody says so.
    #[default]
    Off,
    /// Every 7 days.
    Weekly,
    /// Every 30 days.
    Monthly,
}

impl Rhythm {
    fn period(self) -> Option<Millis> {
        match self {
            Self::Off => None,
            Self::Weekly => Some(WEEK),
            Self::Monthly => Some(30 * DAY),
        }
    }
}

/// When a shop's audits begin by themselves, and who is told of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export)]
pub struct AuditSchedule {
    /// How often.
    pub every: Rhythm,
    /// How much is looked at.
    pub sample: SampleSize,
    /// The quick form beside it, every week, for the events that matter most.
    pub pulse: bool,
    /// Also as soon as the shop shows another theme, or another version of it, than the last audit saw.
    pub on_theme_change: bool,
    /// Who is told of a change for the worse, and of a recovery.
    pub tells: Tells,
}

impl AuditSchedule {
    /// Whether anything begins by itself.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.every != Rhythm::Off || self.pulse || self.on_theme_change
    }

    fn audit(&self) -> AuditSettings {
        AuditSettings { sample: self.sample, ..AuditSettings::default() }
    }
}

/// An audit that was done, or begun at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// When it began.
    pub started_at: Millis,
    /// How it was asked for.
    pub settings: AuditSettings,
}

/// Why an audit is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Its time has come.
    Time,
    /// The shop shows another theme.
    Theme,
    /// The weekly pulse's time has come.
    Pulse,
}

/// An audit that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// How it is to be done.
    pub settings: AuditSettings,
    /// Why.
    pub reason: Reason,
}

/// What is due now: one audit at most, the larger of two. However often it was missed, it is due once.
///
/// `anchor` is when periods began to be counted, `done` what was audited to the end, in any order.
#[must_use]
pub fn due(
    schedule: &AuditSchedule,
    anchor: Millis,
    done: &[Past],
    is_other_theme: bool,
    now: Millis,
) -> Option<Due> {
    let next = next(schedule, anchor, done, now);
    let has_come = |at: Option<Millis>| at.is_some_and(|at| at <= now);
    let reason = match () {
        () if has_come(next.audit) => Reason::Time,
        () if schedule.on_theme_change && is_other_theme => Reason::Theme,
        () if has_come(next.pulse) => Reason::Pulse,
        () => return None,
    };
    let settings = if reason == Reason::Pulse { AuditSettings::pulse() } else { schedule.audit() };
    Some(Due { settings, reason })
}

/// When audits are due next; a time that is over is due now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Next {
    /// The audit.
    pub audit: Option<Millis>,
    /// The pulse.
    pub pulse: Option<Millis>,
}

/// When audits are due next.
#[must_use]
pub fn next(schedule: &AuditSchedule, anchor: Millis, done: &[Past], now: Millis) -> Next {
    let last = |wanted: &AuditSettings, period| {
        let alike = done.iter().filter(|past| covers(&past.settings, wanted));
        // What began more than a period from now was timed by a clock that was wrong.
        alike.map(|past| past.started_at).filter(|at| *at < now + period).max()
    };
    let at = |wanted: AuditSettings, period| next_after(anchor, last(&wanted, period), period, now);
    Next {
        audit: schedule.every.period().map(|period| at(schedule.audit(), period)),
        pulse: schedule.pulse.then(|| at(AuditSettings::pulse(), WEEK)),
    }
}

/// The moment of the first period that the last audit does not cover. One in the second half of a period covers the next
/// one, too: whoever was late, or audited by hand, is not asked again at once.
fn next_after(anchor: Millis, last: Option<Millis>, period: Millis, now: Millis) -> Millis {
    // A clock that was wrong when the schedule was set must not put it off for years.
    let anchor = if anchor > now + period { last.unwrap_or(now) } else { anchor };
    match last {
        None => anchor,
        Some(last) => anchor + ((last - anchor + period / 2).div_euclid(period) + 1) * period,
    }
}

/// Whether an audit is as good as the wanted one: of the live shop, and of no fewer pages and events.
fn covers(done: &AuditSettings, wanted: &AuditSettings) -> bool {
    let is_live = done.address.is_none() && done.preview_theme.is_none();
    is_live && (wanted.pulse || (!done.pulse && done.sample >= wanted.sample))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Millis = 60 * 60 * 1000;
    /// 2026-03-02, 09:00 UTC.
    const SET: Millis = 1_772_442_000_000;

    fn schedule(every: Rhythm) -> AuditSchedule {
        AuditSchedule { every, ..AuditSchedule::default() }
    }

    fn at(started_at: Millis) -> Past {
        Past { started_at, settings: AuditSettings::default() }
    }

    fn pulse(started_at: Millis) -> Past {
        Past { started_at, settings: AuditSettings::pulse() }
    }

    /// Moments at which an audit begins, where somebody looks each `step` for so many days.
    fn played(schedule: &AuditSchedule, first: Millis, step: Millis, days: i64) -> Vec<(Reason, Millis)> {
        let (mut done, mut begun) = (Vec::new(), Vec::new());
        let mut now = first;
        while now < first + days * DAY {
            if let Some(due) = due(schedule, SET, &done, false, now) {
                done.push(Past { started_at: now, settings: due.settings });
                begun.push((due.reason, now));
            }
            now += step;
        }
        begun
    }

    #[test]
    fn nothing_is_due_where_nothing_is_set() {
        assert_eq!(due(&schedule(Rhythm::Off), SET, &[], true, SET + 900 * DAY), None);
    }

    #[test]
    fn it_begins_at_the_same_moment_of_each_period_and_does_not_drift() {
        let begun = played(&schedule(Rhythm::Weekly), SET, 5 * 60_000, 365);
        assert_eq!(begun.len(), 53);
        assert!(begun.iter().all(|(_, at)| (at - SET) % WEEK == 0), "{begun:?}");
        assert_eq!(played(&schedule(Rhythm::Monthly), SET, 5 * 60_000, 365).len(), 13);
    }

    #[test]
    fn a_daily_job_runs_it_on_the_same_day_each_week_whatever_its_seconds() {
        // Daylight saving moves such a job by an hour against UTC; here it also starts some seconds off each day.
        let (mut done, mut days) = (Vec::new(), Vec::new());
        for day in 1..200 {
            let summer = if day > 27 { -HOUR } else { 0 };
            let now = SET - 3 * HOUR + day * DAY + summer + (day * 7919 % 60) * 1000;
            if let Some(due) = due(&schedule(Rhythm::Weekly), SET, &done, false, now) {
                done.push(Past { started_at: now, settings: due.settings });
                days.push(day);
            }
        }
        assert!(days.windows(2).all(|pair| pair[1] - pair[0] == 7), "{days:?}");
    }

    #[test]
    fn what_was_missed_several_times_is_caught_up_once() {
        let schedule = schedule(Rhythm::Weekly);
        let now = SET + 40 * DAY;
        assert!(due(&schedule, SET, &[at(SET)], false, now).is_some());
        assert_eq!(due(&schedule, SET, &[at(SET), at(now)], false, now + HOUR), None);
        // Caught up two days before the next one, which it covers.
        assert_eq!(next(&schedule, SET, &[at(now)], now).audit, Some(SET + 49 * DAY));
    }

    #[test]
    fn one_by_hand_counts_if_it_saw_as_much_of_the_live_shop() {
        let schedule = schedule(Rhythm::Weekly);
        let now = SET + WEEK + HOUR;
        let by_hand = |settings| {
            let done = [at(SET), Past { started_at: SET + 5 * DAY, settings }];
            due(&schedule, SET, &done, false, now).is_some()
        };
        let normal = AuditSettings::default();
        assert!(!by_hand(normal.clone()));
        assert!(!by_hand(AuditSettings { sample: SampleSize::Full, ..normal.clone() }));
        assert!(by_hand(AuditSettings { sample: SampleSize::Quick, ..normal.clone() }));
        assert!(by_hand(AuditSettings { address: Some("https://staging.x".into()), ..normal.clone() }));
        assert!(by_hand(AuditSettings { preview_theme: Some("1".into()), ..normal }));
        assert!(by_hand(AuditSettings::pulse()));
    }

    #[test]
    fn of_two_the_larger_one_is_due_and_covers_the_other() {
        let schedule = AuditSchedule { pulse: true, ..schedule(Rhythm::Monthly) };
        let begun = played(&schedule, SET, HOUR, 60);
        let reasons: Vec<Reason> = begun.iter().map(|(reason, _)| *reason).collect();
        assert_eq!(reasons.iter().filter(|reason| **reason == Reason::Time).count(), 2, "{begun:?}");
        // Days 7, 14, 21, 28, then 35, 42, 49, 56: the audit of day 0 is the pulse of that day, too.
        assert_eq!(reasons.iter().filter(|reason| **reason == Reason::Pulse).count(), 8, "{begun:?}");
        let times: Vec<Millis> = begun.iter().map(|(_, at)| *at).collect();
        assert!(times.windows(2).all(|pair| pair[0] < pair[1]), "never two at once: {begun:?}");
        let both = due(&schedule, SET, &[at(SET), pulse(SET)], true, SET + 31 * DAY).unwrap();
        assert_eq!((both.reason, both.settings), (Reason::Time, AuditSettings::default()));
    }

    #[test]
    fn another_theme_is_a_reason_where_it_was_asked_for() {
        let mut schedule = AuditSchedule { sample: SampleSize::Full, ..schedule(Rhythm::Off) };
        assert_eq!(due(&schedule, SET, &[], true, SET), None);
        schedule.on_theme_change = true;
        assert_eq!(due(&schedule, SET, &[], false, SET), None);
        let due = due(&schedule, SET, &[at(SET)], true, SET + HOUR).unwrap();
        assert_eq!((due.reason, due.settings.sample), (Reason::Theme, SampleSize::Full));
    }

    #[test]
    fn a_clock_that_goes_backwards_neither_repeats_nor_stops_audits() {
        let schedule = schedule(Rhythm::Weekly);
        // Two hours back, right after one ran.
        let ran = SET + WEEK;
        assert_eq!(due(&schedule, SET, &[at(ran)], false, ran - 2 * HOUR), None);
        assert!(due(&schedule, SET, &[at(ran)], false, ran + WEEK).is_some());
        // It was 2036 for a while: what was done then says nothing about now.
        let future = SET + 3650 * DAY;
        assert!(due(&schedule, SET, &[at(future)], false, SET + WEEK).is_some());
        assert_eq!(due(&schedule, SET, &[at(future), at(SET + WEEK)], false, SET + 8 * DAY), None);
        // The schedule was set in 2036.
        assert!(due(&schedule, future, &[], false, SET).is_some());
        assert_eq!(due(&schedule, future, &[at(SET)], false, SET + DAY), None);
        assert!(due(&schedule, future, &[at(SET)], false, SET + WEEK).is_some());
    }
}
