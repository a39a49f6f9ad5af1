//! How lasting a target is, in words a marketer understands, with what to do about it.

use crate::document::{Document, NodeId};
use crate::samples::{Evidence, Holding};
use crate::selectors::{Basis, Candidate};

/// How lasting a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Will break with the next change of the page.
    Fragile,
    /// Lasts through small changes.
    Fair,
    /// Lasts through most changes.
    Strong,
}

/// A grade with its reason and, unless strong, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quality {
    /// The grade.
    pub grade: Grade,
    /// Why, as a sentence.
    pub reason: String,
    /// What would make it better, as a sentence; empty when nothing is needed.
    pub advice: String,
}

/// Lowest score of a best selector that makes a target strong.
const STRONG: i32 = 70;
/// Lowest score that makes it fair.
const FAIR: i32 = 40;

/// Grades the selectors of an element.
pub(crate) fn quality(document: &Document, element: NodeId, candidates: &[Candidate]) -> Quality {
    let Some(best) = candidates.first() else {
        return Quality {
            grade: Grade::Fragile,
            reason: "Nothing about this element can be told apart from the rest of the page.".to_owned(),
            advice: ASK.to_owned(),
        };
    };
    let grade = match best.score {
        STRONG.. => Grade::Strong,
        FAIR.. if candidates.len() > 1 || best.basis != Basis::Class => Grade::Fair,
        _ => Grade::Fragile,
    };
    let advice = match grade {
        Grade::Strong => String::new(),
        _ if best.basis == Basis::Item => {
            "Choose \u{201c}all like this one\u{201d} unless you mean just this product.".to_owned()
        }
        _ if matches!(document.tag(element), "svg" | "path" | "img" | "span" | "i" | "use") => {
            "Pick the button or link around it instead of what is inside.".to_owned()
        }
        _ => ASK.to_owned(),
    };
    Quality { grade, reason: reason(best).to_owned(), advice }
}

impl Quality {
    /// What the samples add: a best selector that does not hold on them is fragile, however good it looks here.
    pub(crate) fn among(mut self, evidence: &Evidence<'_>, candidates: &[Candidate]) -> Self {
        let holds = candidates.first().is_some_and(|best| evidence.holding(&best.selector) == Holding::Holds);
        let pages = match evidence.found() {
            _ if !holds => {
                self.grade = Grade::Fragile;
                "Nothing finds it on the other pages of this type that were seen."
                    .clone_into(&mut self.reason);
                ASK.clone_into(&mut self.advice);
                return self;
            }
            0 => return self,
            1 => "another page".to_owned(),
            pages => format!("{pages} other pages"),
        };
        self.reason = format!("{} It was found on {pages} of this type, too.", self.reason);
        self
    }
}

/// What to do when nothing on the page helps.
const ASK: &str = "Ask whoever maintains the theme to add a data-waymark attribute to this element.";

fn reason(best: &Candidate) -> &'static str {
    match best.basis {
        Basis::Data => "The page marks this element for tools like this one.",
        Basis::Id => "The element has an id of its own.",
        Basis::Name => "The element has a name that the shop's own form relies on.",
        Basis::Link => "The link leads to a lasting address.",
        Basis::Label => "The element has a label of its own.",
        Basis::Attribute => "The element has an attribute that says what it is.",
        Basis::Form => "The element belongs to a form that can be recognised.",
        Basis::Words => "The element is recognised by its words and where they stand.",
        Basis::Class => "The element is recognised by a style name, which a redesign may change.",
        Basis::Item => "The element belongs to one product and is found by that product's address.",
        Basis::Position => "The element is only recognised by its position on the page.",
    }
}
