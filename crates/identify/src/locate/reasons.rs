//! Why a verdict is what it is, in words a marketer understands: what is still the same, what has changed, and
//! what stood in the way.

use waymark_model::{Fingerprint, Verdict};

use super::Located;
use super::aspects::{Aspect, Likeness};
use super::belief::Fact;
use super::comparison::Comparison;
use super::search::Found;
use crate::describe::{label, label_of};
use crate::role::words_for;

/// Most things that are named in one sentence.
const NAMED: usize = 3;
/// Longest words that are repeated, in characters.
const QUOTED: usize = 40;

/// Reasons for a verdict, the most telling first.
pub(super) fn reasons(
    pair: &Comparison<'_>,
    wanted: &Fingerprint,
    found: &Found,
    located: &Located,
) -> Vec<String> {
    let telling = Telling { pair, wanted, found };
    match located.verdict {
        Verdict::Intact | Verdict::Moved | Verdict::Hidden => {
            let mut reasons = Vec::new();
            reasons.extend(telling.kept());
            reasons.extend(telling.changed());
            if located.verdict == Verdict::Moved {
                reasons.push("the event's own rule does not match it any more".to_owned());
            }
            if reasons.is_empty() {
                reasons.push("it looks the same, as far as anything is known of it".to_owned());
            }
            reasons
        }
        Verdict::Ambiguous => vec![telling.alike()],
        _ => telling.doubts(),
    }
}

struct Telling<'a> {
    pair: &'a Comparison<'a>,
    wanted: &'a Fingerprint,
    found: &'a Found,
}

impl Telling<'_> {
    fn likeness(&self, aspect: Aspect) -> Likeness {
        self.found.likenesses[aspect as usize]
    }

    /// "same name, form and link"
    fn kept(&self) -> Option<String> {
        let mut same: Vec<(f32, &str)> = [
            (Aspect::Name, "name"),
            (Aspect::Text, "text"),
            (Aspect::Id, "id"),
            (Aspect::Field, "field name"),
            (Aspect::Value, "value"),
            (Aspect::Link, "link"),
            (Aspect::Action, "form"),
            (Aspect::Classes, "style"),
            (Aspect::Data, "data attributes"),
            (Aspect::Heading, "heading"),
            (Aspect::Group, "group"),
            (Aspect::Neighbours, "neighbours"),
            (Aspect::Landmark, "part of the page"),
            (Aspect::Item, "product"),
        ]
        .into_iter()
        .filter(|&(aspect, _)| self.likeness(aspect) == Likeness::Same)
        .map(|(aspect, words)| (self.pair.weights.worth(aspect, Likeness::Same), words))
        .collect();
        same.sort_by(|left, right| right.0.total_cmp(&left.0));
        let named: Vec<&str> = same.into_iter().take(NAMED).map(|(_, words)| words).collect();
        (!named.is_empty()).then(|| format!("same {}", listed(&named)))
    }

    /// What is different now.
    fn changed(&self) -> Vec<String> {
        let new = self.pair.new.page.fingerprint(self.found.ranked[0].node);
        let old = self.wanted;
        let mut changed = Vec::new();
        let mut say = |what: &str, before: &str, now: &str| {
            if before != now && !before.is_empty() && !now.is_empty() {
                changed.push(format!("{what} changed from {} to {}", quoted(before), quoted(now)));
            }
        };
        say("name", &old.name, &new.name);
        if old.text != old.name || new.text != new.name {
            say("text", &old.text, &new.text);
        }
        say("link", old.link.as_deref().unwrap_or_default(), new.link.as_deref().unwrap_or_default());
        let attribute =
            |from: &Fingerprint, name: &str| from.attributes.get(name).cloned().unwrap_or_default();
        say("id", &attribute(old, "id"), &attribute(&new, "id"));
        say("field name", &attribute(old, "name"), &attribute(&new, "name"));
        say("heading", &old.heading, &new.heading);
        let kind = |from: &Fingerprint| words_for(&from.role, &from.tag, &attribute(from, "type"));
        if old.tag != new.tag {
            changed.push(if kind(old) == kind(&new) {
                format!("it is made as <{}> instead of <{}>", new.tag, old.tag)
            } else {
                format!("it was a {} and is a {} now", kind(old).to_lowercase(), kind(&new).to_lowercase())
            });
        }
        let place = |from: &Fingerprint| from.landmarks.first().map_or("page", String::as_str).to_owned();
        if place(old) != place(&new) {
            let (before, now) = (place(old), place(&new));
            changed.push(format!("it stood in the {} and stands in the {} now", part(&before), part(&now)));
        }
        if matches!(self.likeness(Aspect::Classes), Likeness::Partly(degree) if degree < 0.5) {
            changed.push("its style names changed".to_owned());
        }
        changed
    }

    /// "2 elements look the same: ..."
    fn alike(&self) -> String {
        let best = self.found.ranked[0].score;
        let close = self.found.ranked.iter().take_while(|each| each.score > best - 1.0);
        let labels: Vec<String> = close.map(|each| label(self.pair.new.document, each.node)).collect();
        let named: Vec<String> = labels.iter().take(NAMED).map(|label| quoted(label)).collect();
        let named: Vec<&str> = named.iter().map(String::as_str).collect();
        format!(
            "{} elements look alike and nothing tells them apart: {}",
            labels.len().max(2),
            listed(&named)
        )
    }

    /// Why the best candidate was not believed.
    fn doubts(&self) -> Vec<String> {
        let fact = |fact: Fact| self.found.facts[fact as usize];
        let best = label(self.pair.new.document, self.found.ranked[0].node);
        let (candidate, wanted) = (quoted(&best), label_of(self.wanted));
        let percent = (fact(Fact::Kept) * 100.0).clamp(0.0, 99.0);
        let is_other = fact(Fact::MutualBest) < 1.0 || fact(Fact::OtherItem) > 0.0;
        if best == wanted && !is_other {
            return vec![format!(
                "{candidate} is there, but with {percent:.0} % of what it was known by: too little to be sure"
            )];
        }
        let mut doubts = vec![format!("nothing on the page is {} any more", quoted(&wanted))];
        if fact(Fact::MutualBest) < 1.0 {
            doubts.push(format!(
                "{candidate} looks most like it, but is another element that was there before"
            ));
        } else if fact(Fact::OtherItem) > 0.0 {
            doubts.push(format!("{candidate} looks most like it, but belongs to another product"));
        } else {
            doubts.push(format!("{candidate} comes closest, with {percent:.0} % of what it was known by"));
        }
        doubts
    }
}

fn part(landmark: &str) -> &str {
    match landmark {
        "banner" => "page header",
        "contentinfo" => "page footer",
        "main" => "main content",
        "navigation" => "navigation",
        "complementary" => "side column",
        "dialog" | "alertdialog" => "dialog",
        "search" => "search form",
        "form" => "form",
        "region" => "section",
        other => other,
    }
}

fn quoted(words: &str) -> String {
    match words.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("\u{201c}{}…\u{201d}", words[..end].trim_end()),
        None => format!("\u{201c}{words}\u{201d}"),
    }
}

/// "a, b and c"
fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
