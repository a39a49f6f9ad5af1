//! Weighing: what speaks for an element is added up with its reason, what speaks against it is taken away, and the
//! heaviest is taken unless another is as good.

use crate::detect::Found;
use crate::sight::Sight;

/// Most that anything is believed.
const SUREST: f32 = 0.98;
/// As good as the best.
const NEAR: f32 = 0.08;

/// What speaks for one element.
#[derive(Debug)]
pub struct Case<'p> {
    pub sight: &'p Sight,
    score: f32,
    why: Vec<&'static str>,
}

impl<'p> Case<'p> {
    fn new(sight: &'p Sight) -> Self {
        let score = if sight.hidden { -0.1 } else { 0.0 };
        Self { sight, score, why: Vec::new() }
    }

    /// Adds points for a reason that holds.
    pub fn add(&mut self, holds: bool, points: f32, why: &'static str) -> &mut Self {
        if holds {
            self.score += points;
            if !why.is_empty() {
                self.why.push(why);
            }
        }
        self
    }

    /// Takes points away where something speaks against it.
    pub fn less(&mut self, holds: bool, points: f32) -> &mut Self {
        self.add(holds, -points, "")
    }
}

/// The heaviest of some elements. Of several that are as good the first is taken where they do the same, and less is
/// believed of it where they lead elsewhere.
pub fn heaviest<'p>(sights: impl Iterator<Item = &'p Sight>, weigh: impl Fn(&mut Case<'p>)) -> Option<Found> {
    let mut cases: Vec<Case<'p>> = sights
        .map(|sight| {
            let mut case = Case::new(sight);
            weigh(&mut case);
            case
        })
        .filter(|case| case.score > 0.0)
        .collect();
    cases.sort_by(|left, right| right.score.total_cmp(&left.score));
    let best = cases.first()?;
    let rivals = cases.iter().skip(1).filter(|other| {
        let same = match (&best.sight.href, &other.sight.href) {
            (Some(own), Some(other)) => own.trim_end_matches('/') == other.trim_end_matches('/'),
            _ => true,
        };
        best.score - other.score < NEAR && !same
    });
    let confidence = best.score.min(SUREST) - 0.06 * rivals.count().min(5) as f32;
    Some(Found { nodes: vec![best.sight.node], confidence, reason: best.why.join(", "), trigger: None })
}
