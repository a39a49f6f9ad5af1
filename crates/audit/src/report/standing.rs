//! How an event stands after all pages, and the same in words: by where its element is, and by whether it fired.

use waymark_model::Verdict;

use super::tally::{Seen, pages};
use super::types::Standing;

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

/// The same in words.
pub(super) fn words(standing: Standing, seen: &Seen) -> String {
    let verdicts = &seen.verdicts;
    let intact = verdicts.get(&Verdict::Intact).copied().unwrap_or(0);
    let all: u32 = verdicts.values().sum();
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
    let shown: u32 = seen.rendered.values().sum();
    match standing {
        Standing::Works if intact == 0 && shown > 0 => format!("Found in a browser, on {}", pages(shown)),
        Standing::NoElement => "Fires by itself; there is no element to find".to_owned(),
        Standing::NotCovered => "No page where it may fire was looked at".to_owned(),
        Standing::Works if intact == all => {
            format!("Found on {}", if all == 1 { pages(1) } else { format!("all {all} pages") })
        }
        Standing::Broken => match verdicts.get(&Verdict::Moved) {
            Some(moved) if *moved == all => format!("Moved on {}", pages(all)),
            _ if all == 1 => "Not found on the one page that was looked at".to_owned(),
            _ => format!("Not found on any of {}", pages(all)),
        },
        Standing::Unknown => format!("Could not be told on {}", pages(all)),
        _ => format!("Found on {intact} of {}", pages(all)),
    }
}
