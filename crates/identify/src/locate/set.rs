//! Finding a whole set again: what its members have in common is compared with every candidate, the candidates
//! are put together with all that are like them, and the best of these groups is the set, or nothing is.

use waymark_model::{Fingerprint, Verdict};

use super::comparison::Comparison;
use super::search::Scored;
use super::{Candidate, Located};
use crate::document::NodeId;
use crate::rule::Matches;
use crate::sets::alike;

/// Candidates whose groups are looked at.
const SEEDS: usize = 12;
/// Share of what the members had in common that a group must have kept.
const KEPT: f32 = 0.62;
/// The same where the rule still matches the group.
const KEPT_WITH_RULE: f32 = 0.35;
/// Least lead in that share over the next best group.
const LEAD: f32 = 0.03;

/// A group of candidates that are alike.
struct Group {
    nodes: Vec<NodeId>,
    /// Mean share of what the set's members had in common.
    kept: f32,
}

impl Comparison<'_> {
    /// Finds the set with this common fingerprint.
    pub(super) fn locate_set(&self, common: &Fingerprint, matches: &[Matches]) -> Located {
        let groups = self.want(common, |wanted| {
            let mut scored =
                self.candidates(&wanted, |node, new| Scored { node, score: self.score(wanted.side, new) });
            scored.sort_by_key(|each| each.node);
            let mean = |nodes: &[NodeId]| {
                let shares = nodes.iter().filter_map(|node| {
                    let at = scored.binary_search_by_key(node, |each| each.node).ok()?;
                    Some(self.kept(wanted.side, scored[at].score))
                });
                let shares: Vec<f32> = shares.collect();
                shares.iter().sum::<f32>() / shares.len().max(1) as f32
            };
            let mut ranked = scored.clone();
            ranked.sort_by(|left, right| right.score.total_cmp(&left.score));
            let mut groups: Vec<Group> = Vec::new();
            let by_rule = counted_group(matches);
            let seeds = ranked.iter().map(|each| alike(self.new.document, each.node));
            for nodes in by_rule.into_iter().chain(seeds.take(SEEDS)) {
                if nodes.len() > 1 && !groups.iter().any(|group| overlap(&group.nodes, &nodes)) {
                    groups.push(Group { kept: mean(&nodes), nodes });
                }
            }
            groups.sort_by(|left, right| right.kept.total_cmp(&left.kept));
            groups
        });
        judge(groups, matches)
    }
}

/// The best group, if it can be believed.
fn judge(groups: Vec<Group>, matches: &[Matches]) -> Located {
    let candidates = groups
        .iter()
        .take(5)
        .filter_map(|group| Some(Candidate { node: *group.nodes.first()?, likeness: f64::from(group.kept) }))
        .collect();
    let second = groups.get(1).map_or(0.0, |second| second.kept);
    let Some(best) = groups.into_iter().next() else {
        return super::nothing(Verdict::Missing, "no group of elements on the page is like this one");
    };
    let is_of_rule = counted_group(matches).is_some_and(|nodes| nodes == best.nodes);
    let margin = best.kept - second;
    let least = if is_of_rule { KEPT_WITH_RULE } else { KEPT };
    let percent = (best.kept * 100.0).clamp(0.0, 100.0);
    let number = best.nodes.len();
    let (verdict, reason) = if best.kept < least {
        let reason =
            format!("the group that comes closest kept {percent:.0} % of what all of them had in common");
        (Verdict::Missing, reason)
    } else if margin < LEAD && !is_of_rule {
        (Verdict::Ambiguous, "two groups of elements look alike and nothing tells them apart".to_owned())
    } else if is_of_rule {
        (Verdict::Intact, format!("the same {number} elements, with what all of them had in common"))
    } else {
        let reason = format!(
            "{number} elements kept {percent:.0} % of what all of them had in common, but the rule misses them"
        );
        (Verdict::Moved, reason)
    };
    let is_found = matches!(verdict, Verdict::Intact | Verdict::Moved);
    Located {
        verdict,
        nodes: if is_found { best.nodes } else { Vec::new() },
        confidence: f64::from(best.kept.clamp(0.0, 1.0)),
        margin: f64::from(margin.clamp(0.0, 1.0)),
        candidates,
        reasons: vec![reason],
    }
}

/// What the rule matches, where that is several elements.
fn counted_group(matches: &[Matches]) -> Option<Vec<NodeId>> {
    super::counted(matches).filter(|nodes| nodes.len() > 1).map(<[NodeId]>::to_vec)
}

fn overlap(left: &[NodeId], right: &[NodeId]) -> bool {
    left.iter().any(|node| right.contains(node))
}
