//! What speaks for a candidate and against it once all are ranked: what it kept, its leads, whether something else
//! explains it better, and how single aspects compare. What the facts prove is `belief`'s.

use waymark_identify::locate::{Aspect, Likeness};

use super::aspects::Own;
use super::ranks::{Compared, Worths, score};
use crate::fit::boosting::Asked;

/// Candidates of a case that are looked at, best first.
const RANKED: usize = 8;
/// How much better another place must be for an old record to be out of the way.
const ELSEWHERE: f32 = 0.5;
/// What other old records are taken to have kept where there are none.
const USUALLY_KEPT: f32 = 0.7;
/// Which way facts about the ranks may move belief, in their order: 1 up, -1 down, 0 either.
const GENERAL: [i8; 12] = [1, 1, 1, 1, 1, 0, -1, 0, -1, 1, 1, 1];
/// Number of facts: those, and those about single aspects.
pub(super) const FACTS: usize = GENERAL.len() + SINGLE.len();
/// Aspects that are looked at by themselves.
const SINGLE: [usize; 24] = [
    Aspect::Tag as usize,
    Aspect::Family as usize,
    Aspect::Name as usize,
    Aspect::Id as usize,
    Aspect::Classes as usize,
    Aspect::Link as usize,
    Aspect::Landmark as usize,
    Aspect::Ancestors as usize,
    Aspect::Parent as usize,
    Aspect::Neighbours as usize,
    Own::Text.at(),
    Own::Classes.at(),
    Own::Address.at(),
    Own::Path.at(),
    Own::IdPath.at(),
    Own::Tail.at(),
    Own::Place.at(),
    Own::Column.at(),
    Own::Area.at(),
    Own::Shape.at(),
    Own::Used.at(),
    Own::Words.at(),
    Own::AddressWords.at(),
    Own::LeadsTo.at(),
];

/// A candidate and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub facts: [f32; FACTS],
    pub is_right: bool,
}

/// What trees may ask for.
pub(super) fn asked() -> Vec<Asked<usize>> {
    let single = SINGLE.map(|aspect| i8::from(aspect != Own::Used.at()));
    let directions = GENERAL.into_iter().chain(single);
    directions.enumerate().map(|(fact, direction)| Asked { fact, direction }).collect()
}

/// All scores of a site.
pub(super) struct Scored<'a> {
    site: &'a Compared,
    /// By old record and new record.
    scores: Vec<Vec<f32>>,
    /// Of each old record against itself; never zero.
    full: Vec<f32>,
}

impl<'a> Scored<'a> {
    pub fn new(site: &'a Compared, worths: &Worths) -> Self {
        let row = |row: &Vec<_>| row.iter().map(|each| score(worths, each)).collect();
        let full = site.own.iter().map(|own| score(worths, own).max(1.0)).collect();
        Self { site, scores: site.likenesses.iter().map(row).collect(), full }
    }

    /// The best candidates of an old record, best first and of several alike the first in the document, with the facts
    /// about them. The new record that is `gone` is not there.
    pub fn candidates(&self, old: usize, gone: Option<usize>) -> Vec<Candidate> {
        let row = &self.scores[old];
        let mut ranked: Vec<usize> = (0..row.len()).filter(|&at| Some(at) != gone).collect();
        ranked.sort_by(|&one, &other| row[other].total_cmp(&row[one]));
        let best: Vec<f32> = self
            .scores
            .iter()
            .map(|row| {
                row.iter()
                    .enumerate()
                    .filter(|(at, _)| Some(*at) != gone)
                    .map(|(_, &score)| score)
                    .fold(f32::MIN, f32::max)
            })
            .collect();
        let others = (0..best.len()).filter(|&other| other != old);
        let kept: Vec<f32> = others.map(|other| best[other] / self.full[other]).collect();
        let kept = if kept.is_empty() { USUALLY_KEPT } else { kept.iter().sum::<f32>() / kept.len() as f32 };
        let same_name = |at: &usize| self.site.likenesses[old][*at][Aspect::Name as usize] == Likeness::Same;
        let twins = ranked.iter().filter(|at| same_name(at)).count();
        let candidate = |&at: &usize| {
            let next =
                ranked.iter().find(|&&other| other != at).map_or(f32::INFINITY, |&next| row[at] - row[next]);
            let twins = if same_name(&at) { twins } else { 0 };
            Candidate {
                facts: self.facts(old, at, &Ranks { next, mutual: self.mutual(old, at, &best), kept, twins }),
                is_right: self.site.right[old] == at,
            }
        };
        ranked.iter().take(RANKED).map(candidate).collect()
    }

    fn facts(&self, old: usize, at: usize, ranks: &Ranks) -> [f32; FACTS] {
        let likenesses = &self.site.likenesses[old][at];
        let (score, full) = (self.scores[old][at], self.full[old]);
        let told: Vec<f32> = likenesses.iter().filter_map(|each| each.degree()).collect();
        let share = |part: f32| part / told.len().max(1) as f32;
        let kept = score / full;
        let general: [f32; GENERAL.len()] = [
            kept,
            lead(ranks.next),
            lead(ranks.mutual),
            flag(ranks.mutual >= 0.0),
            share(told.iter().filter(|&&degree| degree >= 1.0).count() as f32),
            ranks.kept,
            ranks.kept - kept,
            full / 10.0,
            (ranks.twins.max(1) as f32).log2(),
            flag(ranks.twins == 1),
            score / 10.0,
            share(told.iter().sum()),
        ];
        let single = SINGLE.map(|aspect| match likenesses[aspect] {
            Likeness::Silent => 0.5,
            Likeness::OneSided => -0.1,
            Likeness::Same => 1.0,
            Likeness::Partly(degree) => degree,
        });
        let mut facts = [0.0; FACTS];
        facts[..GENERAL.len()].copy_from_slice(&general);
        facts[GENERAL.len()..].copy_from_slice(&single);
        facts
    }

    /// Lead of the old record over the one that explains a candidate next best and is not better off elsewhere.
    fn mutual(&self, old: usize, at: usize, best: &[f32]) -> f32 {
        let rivals = (0..self.scores.len()).filter(|&other| other != old);
        let rivals = rivals.map(|other| (self.scores[other][at], best[other]));
        let stays = rivals.filter(|(score, best)| *best <= score + ELSEWHERE);
        self.scores[old][at] - stays.map(|(score, _)| score).fold(f32::NEG_INFINITY, f32::max)
    }
}

/// Where a candidate stands among others.
struct Ranks {
    /// Lead over the next best candidate; negative for all but the best.
    next: f32,
    /// Lead over the old record that explains it next best.
    mutual: f32,
    /// Mean share that the other old records kept of themselves in their best candidates.
    kept: f32,
    /// Candidates with the wanted name, where this has it.
    twins: usize,
}

fn lead(gap: f32) -> f32 {
    (gap / 2.0).tanh()
}

fn flag(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}
