//! The detectors against the truth: the truth matches what it says, and what is proposed keeps to the goal.

use waymark_catalogue::entry;

use crate::truth::{Verdict, shops};

#[test]
fn the_truth_matches_its_pages() {
    let mut problems = Vec::new();
    for shop in shops() {
        for (release, name, _, document) in shop.pages() {
            for row in shop.rows(&release, &name) {
                assert!(entry(&row.entry).is_some(), "there is no entry {}", row.entry);
                let found = row.problems(&document).into_iter();
                problems.extend(
                    found.map(|problem| format!("{} {release}/{name} {}: {problem}", shop.name, row.entry)),
                );
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Shops that were held out from the tuning are measured by the bench and guarded by nothing.
#[test]
fn what_is_proposed_is_mostly_there_and_hardly_wrong() {
    let (mut there, mut right, mut wrong) = (0, 0, 0);
    for shop in shops().iter().filter(|shop| !shop.held_out && !shop.made) {
        for (release, name, kind, document) in shop.pages() {
            for case in shop.judge(&release, &name, &kind, &document) {
                there += usize::from(case.there);
                right += usize::from(case.verdict == Verdict::Right);
                wrong += usize::from(case.verdict == Verdict::Wrong);
            }
        }
    }
    assert!(there > 1_000, "{there}");
    assert!(right * 100 > there * 80, "{right} of {there}");
    assert!(wrong * 100 < (right + wrong) * 3, "{wrong} wrong, {right} right");
}
