//! What a rule matches on a page: the first of its ordered selectors that matches anything counts. The same
//! answer as `ui/page/shared` gives in a browser, for everything the tree alone decides.

use waymark_model::{Hop, Selector};

use crate::css::{Css, MatchCaches};
use crate::document::{Document, NodeId};
use crate::error::IdentifyError;
use crate::text;

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
        for (selector, compiled) in self.selectors.iter().enumerate() {
            match compiled.matches(document) {
                Matches::NeedsRendering => return Count::NeedsRendering { selector },
                Matches::Nodes(nodes) if nodes.is_empty() => {}
                Matches::Nodes(nodes) => return Count::Matched { selector, nodes },
            }
        }
        Count::Nothing
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
        let mut roots = vec![document.root()];
        for (into, css) in &self.hops {
            if !css.is_static(document) {
                return Matches::NeedsRendering;
            }
            let inner = |host: NodeId| match into {
                Into::Shadow => document.shadow_root(host),
                Into::Frame => document.frame_document(host),
            };
            roots = select(document, &roots, css).filter_map(inner).collect();
        }
        if !self.css.is_static(document) {
            return Matches::NeedsRendering;
        }
        let text = self.text.as_deref();
        let mut nodes: Vec<NodeId> = select(document, &roots, &self.css)
            .filter(|&node| text.is_none_or(|text| text::equals(document, node, text)))
            .collect();
        if self.alone && nodes.len() > 1 {
            nodes.clear();
        }
        nodes.sort_unstable();
        Matches::Nodes(nodes)
    }
}

/// Elements of the roots that match, in order.
fn select<'a>(
    document: &'a Document,
    roots: &'a [NodeId],
    css: &'a Css,
) -> impl Iterator<Item = NodeId> + 'a {
    let mut caches = MatchCaches::default();
    roots
        .iter()
        .flat_map(|&root| document.candidates(root, css))
        .filter(move |&element| css.matches(document, element, &mut caches))
}
