//! CSS selectors against a [`Document`]: parsing, the closed grammar, and matching one element. Which
//! elements a whole rule matches is `rule`'s business.
//!
//! The closed grammar is what can be decided from the tree alone. Pseudo-classes that depend on state or
//! layout (`:hover`, `:checked`, `:visible`) and pseudo-elements parse, but [`Css::is_static`] says that only
//! a browser can answer them.

mod demands;
mod element;
mod names;

use std::cell::Cell;

use cssparser::{ParseError, ToCss};
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::matches_selector_list;
use selectors::parser::{Component, ParseRelative, Selector, SelectorParseErrorKind};
use selectors::visitor::SelectorVisitor;
use selectors::{SelectorImpl, SelectorList};

use crate::document::{Document, NodeId};
use crate::error::IdentifyError;
pub(crate) use demands::Demands;
use element::ElementRef;
pub(crate) use names::{CssText, Name};

/// Deepest page on which `:has()` is evaluated here: matching it recurses once per level.
const MAX_DEPTH_FOR_HAS: usize = 1_000;
/// Longest selector that is parsed, in bytes: matching recurses once per combinator.
pub(crate) const MAX_LENGTH: usize = 2_048;

/// A parsed selector list.
#[derive(Clone, Debug)]
pub struct Css {
    list: SelectorList<Grammar>,
    is_static: bool,
    uses_has: bool,
    demands: Demands,
}

/// Caches for matching selectors against one document; must not be used with another one.
#[derive(Default)]
pub struct MatchCaches(SelectorCaches);

impl Css {
    /// Parses a selector list. The error is a short sentence about what is wrong with it.
    pub fn parse(css: &str) -> Result<Self, IdentifyError> {
        if css.len() > MAX_LENGTH {
            return Err(IdentifyError::Css("it is too long"));
        }
        let parser = GrammarParser { outside: Cell::new(false) };
        let mut input = cssparser::Parser::new(css);
        let list = input
            .parse_entirely(|input| SelectorList::parse(&parser, input, ParseRelative::No))
            .map_err(|error| IdentifyError::Css(describe(&error)))?;
        let mut survey = Survey { outside: parser.outside.get(), uses_has: false };
        for selector in list.slice() {
            selector.visit(&mut survey);
        }
        let demands = Demands::of(list.slice());
        Ok(Self { list, is_static: !survey.outside, uses_has: survey.uses_has, demands })
    }

    /// Whether the tree alone decides what this selector matches on the document.
    #[must_use]
    pub fn is_static(&self, document: &Document) -> bool {
        self.is_static && !(self.uses_has && document.depth() > MAX_DEPTH_FOR_HAS)
    }

    /// It is one selector, and no list of several.
    pub(crate) fn is_single(&self) -> bool {
        matches!(self.list.slice(), [_])
    }

    /// It is one selector that names one element, and none around or beside it.
    pub(crate) fn is_of_one_element(&self) -> bool {
        let is_alone = |only: &Selector<Grammar>| !only.iter_raw_match_order().any(Component::is_combinator);
        matches!(self.list.slice(), [only] if is_alone(only))
    }

    /// What the page and an element must have to match, as far as an index knows it.
    pub(crate) fn demands(&self) -> &Demands {
        &self.demands
    }

    /// Whether the element matches. Without meaning for a selector that is not static.
    #[must_use]
    pub fn matches(&self, document: &Document, element: NodeId, caches: &mut MatchCaches) -> bool {
        let quirks = if document.quirks() { QuirksMode::Quirks } else { QuirksMode::NoQuirks };
        let mut context = MatchingContext::new(
            MatchingMode::Normal,
            None,
            &mut caches.0,
            quirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        matches_selector_list(&self.list, ElementRef::new(document, element), &mut context)
    }
}

/// The first thing wrong with a selector, in words.
fn describe(error: &ParseError<SelectorParseErrorKind>) -> &'static str {
    use cssparser::ParseErrorKind::{Basic, Custom};
    match &error.kind {
        Custom(SelectorParseErrorKind::EmptySelector) => "it is empty",
        Custom(SelectorParseErrorKind::DanglingCombinator) => "a combinator has nothing behind it",
        Custom(
            SelectorParseErrorKind::ExpectedNamespace
            | SelectorParseErrorKind::ExplicitNamespaceUnexpectedToken,
        ) => "namespaces are not known here",
        Custom(SelectorParseErrorKind::ClassNeedsIdent) => "a dot has no class name behind it",
        Custom(
            SelectorParseErrorKind::BadValueInAttr
            | SelectorParseErrorKind::ExpectedBarInAttr
            | SelectorParseErrorKind::InvalidQualNameInAttr
            | SelectorParseErrorKind::NoQualifiedNameInAttributeSelector
            | SelectorParseErrorKind::UnexpectedTokenInAttributeSelector,
        ) => "an attribute condition is malformed",
        Basic(_) | Custom(_) => "it is not a CSS selector",
    }
}

/// Serialises a string as a CSS identifier.
#[must_use]
pub fn identifier(text: &str) -> String {
    let mut css = String::with_capacity(text.len() + 2);
    // Writing to a String cannot fail.
    let _ = cssparser::serialize_identifier(text, &mut css);
    css
}

/// Serialises a string as a quoted CSS string.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut css = String::with_capacity(text.len() + 2);
    let _ = cssparser::serialize_string(text, &mut css);
    css
}

/// The types that `selectors` works with.
#[derive(Clone, Debug)]
pub(crate) struct Grammar;

impl SelectorImpl for Grammar {
    type ExtraMatchingData<'a> = ();
    type AttrValue = CssText;
    type Identifier = CssText;
    type LocalName = Name;
    type NamespaceUrl = CssText;
    type NamespacePrefix = CssText;
    type BorrowedNamespaceUrl = CssText;
    type BorrowedLocalName = Name;
    type NonTSPseudoClass = StatePseudo;
    type PseudoElement = StatePseudo;
}

/// A pseudo-class or pseudo-element that only a browser can evaluate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatePseudo(CssText);

impl ToCss for StatePseudo {
    fn to_css<W: std::fmt::Write>(&self, dest: &mut W) -> std::fmt::Result {
        dest.write_char(':')?;
        self.0.to_css(dest)
    }
}

impl selectors::parser::NonTSPseudoClass for StatePseudo {
    fn is_active_or_hover(&self) -> bool {
        false
    }

    fn is_user_action_state(&self) -> bool {
        false
    }
}

impl selectors::parser::PseudoElement for StatePseudo {}

/// Accepts the closed grammar and notes what lies outside it.
struct GrammarParser {
    outside: Cell<bool>,
}

impl GrammarParser {
    fn state(&self, name: &str) -> StatePseudo {
        self.outside.set(true);
        StatePseudo(CssText::from(name))
    }

    /// Reads the arguments of a function that is not understood.
    fn skip(arguments: &mut cssparser::Parser<'_>) {
        while arguments.next().is_ok() {}
    }
}

impl<'i> selectors::Parser<'i> for GrammarParser {
    type Impl = Grammar;
    type Error = SelectorParseErrorKind;

    fn parse_nth_child_of(&self) -> bool {
        true
    }

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_has(&self) -> bool {
        true
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Result<StatePseudo, ParseError<Self::Error>> {
        Ok(self.state(name))
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        arguments: &mut cssparser::Parser<'i>,
        _after_part: bool,
    ) -> Result<StatePseudo, ParseError<Self::Error>> {
        Self::skip(arguments);
        Ok(self.state(name))
    }

    fn parse_pseudo_element(&self, name: &str) -> Result<StatePseudo, ParseError<Self::Error>> {
        Ok(self.state(name))
    }

    fn parse_functional_pseudo_element(
        &self,
        name: &str,
        arguments: &mut cssparser::Parser<'i>,
    ) -> Result<StatePseudo, ParseError<Self::Error>> {
        Self::skip(arguments);
        Ok(self.state(name))
    }
}

/// What a parsed selector makes use of.
struct Survey {
    outside: bool,
    uses_has: bool,
}

impl SelectorVisitor for Survey {
    type Impl = Grammar;

    fn visit_simple_selector(&mut self, component: &Component<Grammar>) -> bool {
        match component {
            // `:scope` depends on what the browser is asked from; an unparsable part of `:is()` on its
            // version.
            Component::Scope | Component::Invalid(_) => self.outside = true,
            Component::Has(_) => self.uses_has = true,
            _ => {}
        }
        true
    }

    fn visit_relative_selector_list(
        &mut self,
        list: &[selectors::parser::RelativeSelector<Grammar>],
    ) -> bool {
        self.uses_has = true;
        for relative in list {
            relative.selector.visit(self);
        }
        true
    }
}
