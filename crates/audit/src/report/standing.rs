//! How an event stands after all pages, and the same in words: by where its element is, and by whether it fired.

use std::collections::BTreeMap;

use waymark_model::Verdict;

use super::lost::showings;
use super::tally::{Seen, pages};
use super::types::{EventReport, Standing};

/// How an event with an element stands.
pub(super) fn standing(seen: &Seen) -> Standing {
    if seen.verdicts.is_empty() && seen.rendered.is_empty() {
        return Standing::NotCovered;
    }
    if seen.tries.is_silent() {
        return Standing::Broken;
    }
    match by_element(seen) {
        Standing::Works if !seen.tries.silent_places().is_empty() => Standing::Partly,
        standing => standing,
    }
}

/// How it stands by where its element is.
fn by_element(seen: &Seen) -> Standing {
    let served = |verdict| seen.verdicts.get(&verdict).copied().unwrap_or(0);
    let shown = |verdict| seen.rendered.get(&verdict).copied().unwrap_or(0);
    let works = served(Verdict::Intact) + served(Verdict::Hidden);
    let elsewhere = served(Verdict::Moved);
    let open = served(Verdict::Missing) + served(Verdict::Ambiguous) + served(Verdict::NeedsRendering);
    let shown_works = shown(Verdict::Intact) + shown(Verdict::Hidden);
    let shown_fails = shown(Verdict::Moved) + shown(Verdict::Missing) + shown(Verdict::Ambiguous);
    if works > 0 {
        let fails = elsewhere + served(Verdict::Missing) + served(Verdict::Ambiguous);
        // Scripts may take away what is served.
        let is_lost = shown_fails > 0 && shown_works == 0;
        return if fails <= seen.excused && !is_lost { Standing::Works } else { Standing::Partly };
    }
    // The page as it is served has it nowhere: then what a browser shows decides.
    match (shown_works, shown_fails) {
        (0, 0) if elsewhere > 0 => Standing::Broken,
        // Nobody looked with a browser, and scripts may add what is not there.
        (0, 0) => Standing::Unknown,
        (0, _) => Standing::Broken,
        (_, 0) if elsewhere == 0 && open > 0 => Standing::Works,
        _ => Standing::Partly,
    }
}

impl EventReport {
    /// Pages as they are served have its element, and none that a browser showed: there it could not be tried.
    #[must_use]
    pub fn is_untried(&self) -> bool {
        let is_there = |verdicts: &BTreeMap<Verdict, u32>| Counted::of(verdicts).found > 0;
        is_there(&self.verdicts) && !self.devices.is_empty() && !self.devices.values().any(is_there)
    }
}

/// Pages of an event: those that find its element, all of which that could be told, and the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub found: u32,
    pub told: u32,
    untold: u32,
}

impl Counted {
    pub fn of(verdicts: &BTreeMap<Verdict, u32>) -> Self {
        let sum = |of: &[Verdict]| of.iter().filter_map(|verdict| verdicts.get(verdict)).sum::<u32>();
        let found = sum(&[Verdict::Intact, Verdict::Hidden]);
        let told = found + sum(&[Verdict::Moved, Verdict::Missing, Verdict::Ambiguous]);
        Self { found, told, untold: verdicts.values().sum::<u32>() - told }
    }

    /// What is said beside a number of those that could be told: " (4 more could not be looked at)".
    pub fn more(self) -> String {
        match self.untold {
            0 => String::new(),
            untold => format!(" ({untold} more could not be looked at)"),
        }
    }
}

/// The same in words.
pub(super) fn words(standing: Standing, seen: &Seen) -> String {
    let verdicts = &seen.verdicts;
    let counted = Counted::of(verdicts);
    let Counted { found, told, .. } = counted;
    let all: u32 = verdicts.values().sum();
    let more = counted.more();
    if seen.tries.is_silent() {
        return "Did not fire when its action was done in a browser".to_owned();
    }
    let has_element = !(verdicts.is_empty() && seen.rendered.is_empty());
    if !has_element || by_element(seen) == Standing::Works {
        let silent = seen.tries.silent_places();
        match standing {
            Standing::Partly => return format!("Fired in a browser, but never {}", silent.join(" or ")),
            Standing::Works if !has_element => return "Fired by itself in a browser".to_owned(),
            _ => {}
        }
    }
    // A page is shown on several devices.
    let shown = Counted::of(&seen.rendered).found;
    match standing {
        Standing::Works if found == 0 && shown > 0 => format!("Found in a browser, in {}", showings(shown)),
        Standing::NoElement => "Fires by itself; there is no element to find".to_owned(),
        Standing::NotCovered => "No page where it may fire was looked at".to_owned(),
        Standing::Works if found == told => {
            format!("Found on {}{more}", if told == 1 { pages(1) } else { format!("all {told} pages") })
        }
        // Only a browser could tell, and did.
        Standing::Broken if told == 0 => format!("Not found on any of {}", pages(all)),
        Standing::Broken => match verdicts.get(&Verdict::Moved) {
            Some(moved) if *moved == told => format!("Moved on {}{more}", pages(told)),
            _ if told == 1 => format!("Not found on the one page that was looked at{more}"),
            _ => format!("Not found on any of {}{more}", pages(told)),
        },
        Standing::Unknown => format!("Could not be told on {}", pages(all)),
        _ => format!("Found on {found} of {}{more}", pages(told)),
    }
}
