//! Every old record of a site against every new one, and what that is worth.

use waymark_identify::locate::Worth;

use super::archive::Site;
use super::aspects::{ALL, Likenesses, Side};
use crate::fit::ranking::{List, fit};

/// Pull of every worth towards zero: many of these aspects tell the same and must share what it is worth.
const DECAY: f32 = 0.01;

/// A site with everything compared.
pub(super) struct Compared {
    pub right: Vec<usize>,
    /// By old record and new record.
    pub likenesses: Vec<Vec<Likenesses>>,
    /// Each old record against itself.
    pub own: Vec<Likenesses>,
}

/// What each aspect is worth.
pub(super) type Worths = [Worth; ALL];

impl Compared {
    pub fn of(site: &Site) -> Self {
        let (old, new) = (Side::of(&site.old), Side::of(&site.new));
        Self { right: site.right.clone(), likenesses: old.against(&new), own: old.against_itself() }
    }
}

/// What the likenesses are worth together.
pub(super) fn score(worths: &Worths, likenesses: &Likenesses) -> f32 {
    worths.iter().zip(likenesses).map(|(worth, &likeness)| worth.of(likeness)).sum()
}

/// Fits the worths to sites: the right new record first among all, and the right old one first among all that could
/// explain it.
pub(super) fn fitted(sites: &[&Compared]) -> Worths {
    let mut worths = [Worth { same: 0.3, alike: 1.0, differs: -0.3, lost: -0.3 }; ALL];
    for _ in 0..2 {
        let mut lists = Vec::new();
        for site in sites {
            for (at, (&right, row)) in site.right.iter().zip(&site.likenesses).enumerate() {
                let others: Vec<Likenesses> =
                    (0..row.len()).filter(|&its| its != right).map(|its| row[its]).collect();
                let score = |likenesses: &Likenesses| score(&worths, likenesses);
                lists.extend(List::of_hardest(vec![row[right]], &others, 1.0, score));
                let rivals = (0..site.right.len()).filter(|&other| other != at);
                let rivals: Vec<Likenesses> = rivals.map(|other| site.likenesses[other][right]).collect();
                lists.extend(List::of_hardest(vec![row[right]], &rivals, 0.5, score));
            }
        }
        fit(&lists, &mut worths, DECAY);
    }
    worths
}
