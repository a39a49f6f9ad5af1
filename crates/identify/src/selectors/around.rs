//! What lies inside whatever is called like a part around an element. Looked for once a part, for all conditions on the
//! element: a condition within a part is then a look at places, and no selector to be tried on every rival.

use std::cell::OnceCell;
use std::ops::Range;

use super::context::Context;
use crate::css::{Css, MAX_LENGTH, MatchCaches};
use crate::document::{Document, NodeId};

/// The parts around an element, with all that lies in parts called the same.
pub(super) struct Around<'a> {
    document: &'a Document,
    element: NodeId,
    pub contexts: &'a [Context],
    inside: Vec<OnceCell<Option<Inside>>>,
}

/// What some elements hold: ranges of nodes, in the page's order, none of which touches another.
struct Inside(Vec<Range<u32>>);

impl Inside {
    fn of(document: &Document, root: NodeId, css: &Css) -> Self {
        let mut caches = MatchCaches::default();
        let mut found: Vec<Range<u32>> = Vec::new();
        for holder in document.candidates(root, css) {
            // What a holder holds is held by the one around it, too.
            let is_held = found.last().is_some_and(|last| holder.0 < last.end);
            if !is_held && css.matches(document, holder, &mut caches) {
                found.push(holder.0 + 1..document.end(holder).0);
            }
        }
        Self(found)
    }

    fn holds(&self, node: NodeId) -> bool {
        let at = self.0.partition_point(|range| range.end <= node.0);
        self.0.get(at).is_some_and(|range| range.contains(&node.0))
    }
}

impl<'a> Around<'a> {
    pub fn new(document: &'a Document, element: NodeId, contexts: &'a [Context]) -> Self {
        Self { document, element, contexts, inside: contexts.iter().map(|_| OnceCell::new()).collect() }
    }

    /// Which of an element's rivals, who fulfil `own` as it does, stay its rivals within a part; nothing where that
    /// is not to be said in CSS, or the element is in no such part. `css` says both.
    pub fn left(&self, at: usize, own: &Css, css: &str, rivals: &[NodeId]) -> Option<Vec<NodeId>> {
        // What asks for elements around by itself would have to find them inside the part.
        if own.is_of_one_element()
            && css.len() <= MAX_LENGTH
            && let Some(inside) = self.inside(at)
        {
            let left = || rivals.iter().copied().filter(|&rival| inside.holds(rival)).collect();
            return inside.holds(self.element).then(left);
        }
        self.left_by_css(css, rivals)
    }

    /// The same by asking the selector.
    fn left_by_css(&self, css: &str, rivals: &[NodeId]) -> Option<Vec<NodeId>> {
        let parsed = Css::parse(css).ok()?;
        let mut caches = MatchCaches::default();
        let mut is_in = |node: NodeId| parsed.matches(self.document, node, &mut caches);
        is_in(self.element).then(|| rivals.iter().copied().filter(|&rival| is_in(rival)).collect())
    }

    fn inside(&self, at: usize) -> Option<&Inside> {
        let found = self.inside.get(at)?.get_or_init(|| {
            let css = Css::parse(&self.contexts[at].css).ok().filter(Css::is_single)?;
            Some(Inside::of(self.document, self.document.root_of(self.element), &css))
        });
        found.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::IdentifyError;

    /// Nested and repeated parts, conditions with and without something around, a part that is none.
    #[test]
    fn places_say_what_the_selector_says() -> Result<(), IdentifyError> {
        let page = Document::from_html(
            "<main class=a><section class=a><a class=x>1</a><i class=b><a class=x>2</a></i></section><a class=x>3</a></main>\
             <form class=b><p><a class=x>4</a></p></form><a class='x b'>5<b class=x>6</b></a><nav><a class=x>7</a></nav>",
        )?;
        let root = page.root();
        let context = |css: &str| Context {
            element: root,
            css: css.to_owned(),
            cost: 0,
            is_form: false,
            is_landmark: false,
        };
        let contexts =
            [".a", ".b", "main.a", ".a .b", "form:has(p)", "nav", ".none", ".a, .b", ":not(.a)", "]"]
                .map(context);
        let mut compared = 0;
        for own in [".x", "a", "a.x:not(.b)", "p > a", ".a a", ":is(i, p) .x"] {
            let parsed = Css::parse(own)?;
            let mut caches = MatchCaches::default();
            let all: Vec<NodeId> = page
                .descendant_elements(root)
                .filter(|&node| parsed.matches(&page, node, &mut caches))
                .collect();
            for &element in &all {
                let around = Around::new(&page, element, &contexts);
                let rivals: Vec<NodeId> = all.iter().copied().filter(|&node| node != element).collect();
                for (at, context) in contexts.iter().enumerate() {
                    let css = format!("{} {own}", context.css);
                    assert_eq!(
                        around.left(at, &parsed, &css, &rivals),
                        around.left_by_css(&css, &rivals),
                        "{css}"
                    );
                    compared += 1;
                }
            }
        }
        assert!(compared > 200, "{compared} compared");
        Ok(())
    }
}
