//! Finding a whole set again: what its members have in common is compared with every candidate, the candidates
//! are put together with all that are like them, and the best of these groups is the set, or nothing is.

use waymark_model::{Fingerprint, Verdict};

use super::aspects::Side;
use super::comparison::{Comparison, Wanted};
use super::search::Scored;
use super::{Candidate, Located};
use crate::address;
use crate::document::NodeId;
use crate::rule::Answers;
use crate::sets::{alike, members_in_words};

/// Candidates whose groups are looked at.
const SEEDS: usize = 12;
/// Share of what the members had in common that a group must have kept.
const KEPT: f32 = 0.7;
/// The same where the rule still matches the group.
const KEPT_WITH_RULE: f32 = 0.35;
/// Least lead in that share over the next best group.
const LEAD: f32 = 0.03;

/// Elements of a group that are held against the old page.
const LOOKED_AT: usize = 6;

/// A group of candidates that are alike.
struct Group {
    nodes: Vec<NodeId>,
    /// Mean share of what the set's members had in common.
    kept: f32,
    /// Mean lead of the set's members over all else on the old page in explaining the group, in units of score;
    /// infinite where the members are not known.
    lead: f32,
}

impl Comparison<'_> {
    /// Finds the set with this common fingerprint.
    pub(super) fn locate_set(&self, common: &Fingerprint, matches: &dyn Answers) -> Located {
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
            let by_rule = self.counted_group(common, matches);
            let seeds = ranked.iter().map(|each| alike(self.new.document, each.node));
            let seeds = seeds.take(SEEDS).map(|nodes| self.leading_there(common, nodes));
            let several = seeds.filter(|nodes| nodes.len() > 1);
            for nodes in by_rule.into_iter().chain(several) {
                if !groups.iter().any(|group| overlap(&group.nodes, &nodes)) {
                    groups.push(Group { kept: mean(&nodes), nodes, lead: f32::INFINITY });
                }
            }
            groups.sort_by(|left, right| right.kept.total_cmp(&left.kept));
            if let Some(best) = groups.first_mut() {
                best.lead = self.lead_of(&self.old.members(common), &wanted, &best.nodes);
            }
            groups
        });
        let mut located = judge(groups, matches);
        if !located.nodes.is_empty() {
            located.reasons = self.reasons_of_set(common, &located, matches);
        }
        located
    }

    /// What the rule matches, where that is several elements, or one as on the old page: of a product with one choice.
    fn counted_group(&self, common: &Fingerprint, matches: &dyn Answers) -> Option<Vec<NodeId>> {
        let nodes = super::counted(matches)?;
        let is_group = nodes.len() > 1 || nodes.len() == 1 && self.old.members(common).len() == 1;
        is_group.then(|| nodes.to_vec())
    }

    /// "8 product links instead of 12", what they kept, and what the rule makes of them.
    fn reasons_of_set(&self, common: &Fingerprint, located: &Located, matches: &dyn Answers) -> Vec<String> {
        let (now, before) = (located.nodes.len(), self.old.members(common).len());
        let members = members_in_words(common);
        let mut reasons = vec![if before == now {
            format!("{now} of {before} {members} found")
        } else if before < 2 {
            format!("found again as a set: {now} {members}")
        } else {
            format!("found again as a set: {now} {members} instead of {before}")
        }];
        if located.verdict == Verdict::Moved {
            let percent = (located.confidence * 100.0).floor();
            reasons.push(format!("they kept {percent:.0} % of what all of them had in common"));
            let by_rule = super::counted(matches).unwrap_or_default();
            reasons.push(match by_rule.iter().filter(|node| located.nodes.contains(node)).count() {
                0 => "the event's own rule does not match them any more".to_owned(),
                some => format!("the event's own rule matches {some} of them"),
            });
        }
        reasons
    }

    /// Those of a group that lead where all of the set lead, if some do: of a menu, the links to collections.
    fn leading_there(&self, common: &Fingerprint, nodes: Vec<NodeId>) -> Vec<NodeId> {
        let Some(link) = &common.link else { return nodes };
        let leads_there = |node: &NodeId| {
            let path = self.new.document.attribute(*node, "href").and_then(address::path);
            path.is_some_and(|path| address::is_within(&address::pattern(path), link))
        };
        let there: Vec<NodeId> = nodes.iter().copied().filter(leads_there).collect();
        if there.len() > 1 { there } else { nodes }
    }

    /// How much better the set's members explain a group than anything else on the old page does.
    fn lead_of(&self, members: &[usize], wanted: &Wanted<'_>, nodes: &[NodeId]) -> f32 {
        let leads: Vec<f32> = nodes
            .iter()
            .step_by(nodes.len().div_ceil(LOOKED_AT).max(1))
            .filter_map(|&node| self.candidate(wanted, node, |new| self.explained(members, new)))
            .collect();
        if members.len() < 2 || leads.is_empty() {
            return f32::INFINITY;
        }
        leads.iter().sum::<f32>() / leads.len() as f32
    }

    /// Lead of the best of these old elements over the best of all others in explaining a candidate.
    fn explained(&self, members: &[usize], new: Side<'_>) -> f32 {
        let (mut own, mut other) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
        for at in 0..self.old.traits.len() {
            let score = self.score(self.old.side(at), new);
            let best = if members.binary_search(&at).is_ok() { &mut own } else { &mut other };
            *best = best.max(score);
        }
        own - other
    }
}

/// The best group, if it can be believed; why it is, is told elsewhere.
fn judge(groups: Vec<Group>, matches: &dyn Answers) -> Located {
    let candidates = groups
        .iter()
        .take(5)
        .filter_map(|group| Some(Candidate { node: *group.nodes.first()?, likeness: f64::from(group.kept) }))
        .collect();
    let second = groups.get(1).map_or(0.0, |second| second.kept);
    let Some(best) = groups.into_iter().next() else {
        return super::nothing(Verdict::Missing, "no group of elements on the page is like this one");
    };
    let is_of_rule = super::counted(matches).is_some_and(|nodes| nodes == best.nodes);
    let margin = best.kept - second;
    // Several that a rule matches confirm each other; one is alone.
    let least = if is_of_rule && best.nodes.len() > 1 { KEPT_WITH_RULE } else { KEPT };
    let percent = (best.kept * 100.0).clamp(0.0, 100.0);
    let (verdict, reason) = if best.kept < least {
        let reason =
            format!("the group that comes closest kept {percent:.0} % of what all of them had in common");
        (Verdict::Missing, reason)
    } else if best.lead < 0.0 && !is_of_rule {
        (Verdict::Missing, "the group that comes closest was another one on the old page".to_owned())
    } else if margin < LEAD && !is_of_rule {
        (Verdict::Ambiguous, "two groups of elements look alike and nothing tells them apart".to_owned())
    } else if is_of_rule {
        (Verdict::Intact, String::new())
    } else {
        (Verdict::Moved, String::new())
    };
    let is_found = matches!(verdict, Verdict::Intact | Verdict::Moved);
    Located {
        verdict,
        nodes: if is_found { best.nodes } else { Vec::new() },
        matched: Vec::new(),
        confidence: f64::from(best.kept.clamp(0.0, 1.0)),
        margin: f64::from(margin.clamp(0.0, 1.0)),
        candidates,
        reasons: vec![reason],
    }
}

fn overlap(left: &[NodeId], right: &[NodeId]) -> bool {
    left.iter().any(|node| right.contains(node))
}
