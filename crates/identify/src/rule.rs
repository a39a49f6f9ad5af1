//! What a rule matches on a page: the first of its ordered selectors that matches anything counts. The same
//! answer as `ui/page/shared` gives in a browser, for everything the tree alone decides.

use waymark_model::{Hop, Selector};

use crate::css::{Css, MatchCaches};
use crate::document::{Document, NodeId};
use crate::error::IdentifyError;
use crate::text;
use crate::text::Texts;

/// What an ordered list of selectors matches on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// Selector number `selector` is the first that matches anything; these are its matches, in document
    /// order.
    Matched {
        /// Position in the list.
        selector: usize,
        /// What it matches, never empty.
        nodes: Vec<NodeId>,
    },
    /// No selector matches anything.
    Nothing,
    /// Only a browser can say: this selector comes before one that matches and depends on state or layout.
    NeedsRendering {
        /// Position in the list.
        selector: usize,
    },
    /// This selector is not CSS.
    Invalid {
        /// Position in the list.
        selector: usize,
        /// What is wrong, as the end of a sentence.
        message: String,
    },
}

impl Count {
    /// The first of a rule's answers that matches anything.
    pub(crate) fn first_of(answers: impl Iterator<Item = Matches>) -> Self {
        for (selector, matches) in answers.enumerate() {
            match matches {
                Matches::NeedsRendering => return Self::NeedsRendering { selector },
                Matches::Nodes(nodes) if nodes.is_empty() => {}
                Matches::Nodes(nodes) => return Self::Matched { selector, nodes },
            }
        }
        Self::Nothing
    }

    /// The matched nodes; empty unless something matched.
    #[must_use]
    pub fn nodes(&self) -> &[NodeId] {
        match self {
            Self::Matched { nodes, .. } => nodes,
            _ => &[],
        }
    }
}

/// A selector of a rule that is not CSS.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("selector {selector} cannot be used: {message}")]
pub struct InvalidSelector {
    /// Position in the list.
    pub selector: usize,
    /// What is wrong, as the end of a sentence.
    pub message: String,
}

/// A rule's selectors, parsed once for many documents.
#[derive(Clone, Debug)]
pub struct CompiledRule {
    selectors: Vec<CompiledSelector>,
}

/// What one selector matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matches {
    /// These nodes, in document order; possibly none.
    Nodes(Vec<NodeId>),
    /// Only a browser can say.
    NeedsRendering,
}

/// What the selectors of a rule match on a page, one after the other as they are asked for.
pub(crate) trait Answers {
    /// What the selector with this place matches; nothing behind the last.
    fn of(&self, selector: usize) -> Option<&Matches>;
}

impl Answers for Vec<Matches> {
    fn of(&self, selector: usize) -> Option<&Matches> {
        self.get(selector)
    }
}

impl dyn Answers + '_ {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Matches> {
        (0..).map_while(|selector| self.of(selector))
    }
}

/// One parsed selector.
#[derive(Clone, Debug)]
pub struct CompiledSelector {
    hops: Vec<(Into, Css)>,
    css: Css,
    text: Option<String>,
    alone: bool,
}

#[derive(Clone, Copy, Debug)]
enum Into {
    Shadow,
    Frame,
}

/// Counts what the selectors match; compiles them first. For many documents use [`CompiledRule`].
#[must_use]
pub fn count(document: &Document, selectors: &[Selector]) -> Count {
    match CompiledRule::new(selectors) {
        Ok(rule) => rule.count(document),
        Err(InvalidSelector { selector, message }) => Count::Invalid { selector, message },
    }
}

impl CompiledRule {
    /// Parses all selectors of a rule.
    pub fn new(selectors: &[Selector]) -> Result<Self, InvalidSelector> {
        let selectors = selectors
            .iter()
            .enumerate()
            .map(|(selector, source)| {
                CompiledSelector::new(source)
                    .map_err(|error| InvalidSelector { selector, message: error.to_string() })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { selectors })
    }

    /// The same without selectors that cannot be used, which match nothing.
    #[must_use]
    pub fn usable(selectors: &[Selector]) -> Self {
        Self { selectors: selectors.iter().filter_map(|source| CompiledSelector::new(source).ok()).collect() }
    }

    /// What each selector matches.
    #[must_use]
    pub fn matches(&self, document: &Document) -> Vec<Matches> {
        self.selectors.iter().map(|selector| selector.matches(document)).collect()
    }

    /// What the rule matches on the page.
    #[must_use]
    pub fn count(&self, document: &Document) -> Count {
        Count::first_of(self.selectors.iter().map(|selector| selector.matches(document)))
    }

    /// The selectors in order.
    #[must_use]
    pub fn selectors(&self) -> &[CompiledSelector] {
        &self.selectors
    }
}

impl CompiledSelector {
    /// Parses one selector; the error says what is wrong, as the end of a sentence.
    pub fn new(selector: &Selector) -> Result<Self, IdentifyError> {
        let hops = selector
            .within
            .iter()
            .map(|hop| match hop {
                Hop::Shadow(css) => Css::parse(css).map(|css| (Into::Shadow, css)),
                Hop::Frame(css) => Css::parse(css).map(|css| (Into::Frame, css)),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            hops,
            css: Css::parse(&selector.css)?,
            text: selector.text.as_deref().filter(|text| !text.is_empty()).map(text::normalise),
            alone: selector.alone,
        })
    }

    /// What the selector matches, hops followed through every host and frame that matches theirs.
    #[must_use]
    pub fn matches(&self, document: &Document) -> Matches {
        self.matches_on(&mut Look { document, caches: MatchCaches::default(), texts: None })
    }

    /// The same on a page that more is looked for on.
    pub(crate) fn matches_on(&self, look: &mut Look<'_>) -> Matches {
        let document = look.document;
        let mut roots = vec![document.root()];
        for (into, css) in &self.hops {
            if !css.is_static(document) {
                return Matches::NeedsRendering;
            }
            let inner = |host: NodeId| match into {
                Into::Shadow => document.shadow_root(host),
                Into::Frame => document.frame_document(host),
            };
            roots = look.select(&roots, css, None, usize::MAX).into_iter().filter_map(inner).collect();
        }
        if !self.css.is_static(document) {
            return Matches::NeedsRendering;
        }
        // Where only one may be there, a second one decides.
        let most = if self.alone { 2 } else { usize::MAX };
        let mut nodes = look.select(&roots, &self.css, self.text.as_deref(), most);
        if self.alone && nodes.len() > 1 {
            nodes.clear();
        }
        nodes.sort_unstable();
        Matches::Nodes(nodes)
    }
}

/// One page that selectors are tried on, with what they have in common of it.
pub(crate) struct Look<'a> {
    document: &'a Document,
    caches: MatchCaches,
    /// Where other selectors ask for them, too.
    texts: Option<Texts>,
}

impl<'a> Look<'a> {
    /// For many selectors.
    pub fn of_many(document: &'a Document) -> Self {
        Self { document, caches: MatchCaches::default(), texts: Some(Texts::default()) }
    }

    /// Elements of the roots that match and say this text, in order; no more of them than these.
    fn select(&mut self, roots: &[NodeId], css: &Css, text: Option<&str>, most: usize) -> Vec<NodeId> {
        let mut found = Vec::new();
        for &root in roots {
            for element in self.document.candidates(root, css) {
                if self.is_it(element, css, text) {
                    found.push(element);
                }
                if found.len() == most {
                    return found;
                }
            }
        }
        found
    }
    fn is_it(&mut self, element: NodeId, css: &Css, text: Option<&str>) -> bool {
        let Self { document, caches, texts } = self;
        match (text, texts) {
            // What it says may be known from another selector; whether it matches is not.
            (Some(text), Some(texts)) => {
                texts.equal(document, element, text) && css.matches(document, element, caches)
            }
            (text, _) => {
                css.matches(document, element, caches)
                    && text.is_none_or(|text| text::equals(document, element, text))
            }
        }
    }
}
