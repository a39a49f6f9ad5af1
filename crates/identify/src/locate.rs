//! Finding an element again on a page that may have changed, or saying that it is not there. Every candidate is
//! compared with what was kept of the element (`aspects`), the best one is held against everything else that
//! stood on the old page (`comparison`), and it is believed only if the facts suffice (`belief`, `model`).
//! A wrong element means wrong numbers that nobody notices, so abstaining is an answer.

mod anchors;
mod aspects;
mod belief;
mod best;
mod columns;
mod comparison;
mod itself;
mod lessons;
mod model;
mod pages;
mod reasons;
mod refound;
mod search;
mod set;
mod tokens;
mod traits;
mod vocabulary;

use waymark_model::{Scene, Target, Verdict};

use crate::document::{Document, NodeId};
use crate::rule::{Answers, CompiledRule, Matches};
use crate::rules::RulesOn;
use crate::shell::shows_nothing;
pub use aspects::{ASPECTS, Aspect, Likeness};
pub use belief::{FACTS, Fact};
pub use comparison::Comparison;
use itself::Itself;
pub use lessons::{Best, Lesson};
pub use model::{Model, Split, Tree, Weights, Worth};
pub use pages::{NewPage, OldPage};
pub use refound::Refound;
use search::Found;

/// Share of its identity below which a best candidate is not even doubtful.
const DOUBTFUL: f32 = 0.45;
/// Interactive elements below which a page may be waiting for its scripts.
const BARE: usize = 4;

/// Where an element is now.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// What became of it: intact, moved, ambiguous, missing, hidden or needs rendering.
    pub verdict: Verdict,
    /// The element, or the elements of a set; empty unless it was found.
    pub nodes: Vec<NodeId>,
    /// Probability that the best candidate is the element, 0 to 1.
    pub confidence: f64,
    /// Lead of the best candidate over the next, 0 to 1.
    pub margin: f64,
    /// What the target's own rule matches: of its selectors, the first that matches anything.
    pub matched: Vec<NodeId>,
    /// The best candidates, best first, at most five.
    pub candidates: Vec<Candidate>,
    /// Why, in plain words, the most telling first.
    pub reasons: Vec<String>,
}

/// An element that could be the one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// The element.
    pub node: NodeId,
    /// What it kept of the wanted element's identity, about 0 to 1.
    pub likeness: f64,
}

/// Finds a target on a page. For many targets of one page use [`Comparison`].
#[must_use]
pub fn locate(target: &Target, scene: Option<&Scene>, document: &Document) -> Located {
    let old = match (scene, &target.fingerprint) {
        (Some(scene), _) => OldPage::new(scene),
        (None, Some(fingerprint)) => OldPage::of_one(fingerprint),
        (None, None) => OldPage::new(&Scene::default()),
    };
    let new = NewPage::new(document);
    Comparison::new(&old, &new).locate(target)
}

impl Comparison<'_> {
    /// Finds a target that was picked on the old page.
    #[must_use]
    pub fn locate(&self, target: &Target) -> Located {
        self.locate_by(target, &CompiledRule::usable(&target.selectors))
    }

    /// The same with the target's rule, read before.
    #[must_use]
    pub fn locate_by(&self, target: &Target, rule: &CompiledRule) -> Located {
        self.told(target, &rule.matches(self.new.document))
    }

    /// The same with the target's rule among others that were looked for on the new page.
    #[must_use]
    pub fn locate_on(&self, target: &Target, rules: &RulesOn<'_>, rule: usize) -> Located {
        self.told(target, &rules.rule(rule))
    }

    fn told(&self, target: &Target, matches: &dyn Answers) -> Located {
        let mut located = self.located(target, matches);
        located.matched = counted(matches).unwrap_or_default().to_vec();
        located
    }

    fn located(&self, target: &Target, matches: &dyn Answers) -> Located {
        let needs_browser = matches.of(0) == Some(&Matches::NeedsRendering);
        let Some(fingerprint) = &target.fingerprint else { return self.by_rule_alone(matches) };
        if !fingerprint.within.is_empty() && self.new.document.roots().count() == 1 {
            return nothing(Verdict::NeedsRendering, "it lives in a part of the page that scripts make");
        }
        if target.multiple {
            return self.locate_set(fingerprint, matches);
        }
        if let Some(&[node]) = counted(matches)
            && let Some(itself) = self.itself(fingerprint, node, matches)
        {
            return self.found_at_once(node, itself);
        }
        let found = self.want(fingerprint, |wanted| self.find(&wanted, |node| votes(matches, node)));
        let Some(found) = found else {
            return nothing(Verdict::NeedsRendering, "the page shows nothing without its scripts");
        };
        let mut located = self.judge(&found, matches);
        if located.nodes.is_empty() && (needs_browser || self.is_bare()) {
            located.verdict = Verdict::NeedsRendering;
        }
        located.reasons = reasons::reasons(self, fingerprint, &found, &located);
        located
    }

    fn judge(&self, found: &Found, matches: &dyn Answers) -> Located {
        let probability = self.weights.probability(&found.facts);
        let kept = found.facts[Fact::Kept as usize];
        let best = found.ranked[0].node;
        let is_believed = probability >= self.weights.confidence && found.margin >= self.weights.margin;
        let verdict = if is_believed {
            match counted(matches) {
                _ if self.new.document.is_hidden(best) => Verdict::Hidden,
                Some(nodes) if nodes == [best] => Verdict::Intact,
                _ => Verdict::Moved,
            }
        } else if kept >= DOUBTFUL && found.margin < self.weights.margin {
            Verdict::Ambiguous
        } else {
            Verdict::Missing
        };
        Located {
            verdict,
            nodes: if is_believed { vec![best] } else { Vec::new() },
            matched: Vec::new(),
            confidence: f64::from(probability),
            margin: f64::from(found.margin),
            candidates: found
                .ranked
                .iter()
                .map(|each| Candidate { node: each.node, likeness: f64::from(each.score / found.full) })
                .collect(),
            reasons: Vec::new(),
        }
    }

    fn found_at_once(&self, node: NodeId, itself: Itself) -> Located {
        let is_hidden = self.new.document.is_hidden(node);
        let reason = match itself {
            Itself::Unchanged => "nothing about it has changed",
            Itself::Alone => {
                "it says, does and looks the same, in the same place, and nothing else is like it"
            }
        };
        Located {
            nodes: vec![node],
            confidence: 1.0,
            margin: 1.0,
            candidates: vec![Candidate { node, likeness: 1.0 }],
            ..nothing(if is_hidden { Verdict::Hidden } else { Verdict::Intact }, reason)
        }
    }

    /// The page has next to nothing to act on, while the old one had.
    fn is_bare(&self) -> bool {
        self.new.page.surroundings().interactive.len() < BARE && self.old.traits.len() > 4 * BARE
    }

    /// A target written by hand has nothing but its rule.
    fn by_rule_alone(&self, matches: &dyn Answers) -> Located {
        match counted(matches) {
            Some(nodes) if !nodes.is_empty() => Located {
                nodes: nodes.to_vec(),
                confidence: 1.0,
                margin: 1.0,
                ..nothing(Verdict::Intact, "its rule matches")
            },
            Some(_) if shows_nothing(self.new.document, self.new.page.surroundings()) => {
                nothing(Verdict::NeedsRendering, "the page shows nothing without its scripts")
            }
            Some(_) => nothing(Verdict::Missing, "its rule matches nothing"),
            None => nothing(Verdict::NeedsRendering, "only a browser can evaluate its rule"),
        }
    }
}

/// What a rule matches: what the first selector matches that matches anything. Nothing where a browser has to
/// be asked first.
fn counted(matches: &dyn Answers) -> Option<&[NodeId]> {
    for each in matches.iter() {
        match each {
            Matches::NeedsRendering => return None,
            Matches::Nodes(nodes) if nodes.is_empty() => {}
            Matches::Nodes(nodes) => return Some(nodes),
        }
    }
    Some(&[])
}

/// Shares of the selectors that match the node alone, and that match something else.
fn votes(matches: &dyn Answers, node: NodeId) -> (f32, f32) {
    let all = matches.iter().count().max(1) as f32;
    let nodes = matches.iter().filter_map(|each| match each {
        Matches::Nodes(nodes) if !nodes.is_empty() => Some(nodes),
        _ => None,
    });
    let (mut ours, mut theirs) = (0.0, 0.0);
    for nodes in nodes {
        if *nodes == [node] {
            ours += 1.0;
        } else if !nodes.contains(&node) {
            theirs += 1.0;
        }
    }
    (ours / all, theirs / all)
}

fn nothing(verdict: Verdict, reason: &str) -> Located {
    Located {
        verdict,
        nodes: Vec::new(),
        matched: Vec::new(),
        confidence: 0.0,
        margin: 0.0,
        candidates: Vec::new(),
        reasons: vec![reason.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use waymark_model::Selector;

    use super::*;

    #[test]
    fn a_rule_that_matches_nothing_on_an_empty_shell_needs_a_browser() {
        let target = Target { selectors: vec![Selector::new("#buy")], ..Target::default() };
        let verdict = |html| Document::from_html(html).map(|page| locate(&target, None, &page).verdict).ok();
        let shell = "<!doctype html><title>Shop</title><div id=root></div><script src=/app.js></script>";
        assert_eq!(verdict(shell), Some(Verdict::NeedsRendering));
        let gone = "<!doctype html><a href=/>Home</a><p>Nothing here</p><script src=/app.js></script>";
        assert_eq!(verdict(gone), Some(Verdict::Missing));
        assert_eq!(verdict("<!doctype html><p>No scripts, nothing to wait for</p>"), Some(Verdict::Missing));
    }
}
