//! Strings as the `selectors` crate wants them: with a hash and a way back to CSS.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use cssparser::ToCss;
use html5ever::LocalName;
use precomputed_hash::PrecomputedHash;

/// An identifier or attribute value in a selector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CssText(Box<str>);

impl CssText {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for CssText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for CssText {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl ToCss for CssText {
    fn to_css<W: std::fmt::Write>(&self, dest: &mut W) -> std::fmt::Result {
        cssparser::serialize_identifier(&self.0, dest)
    }
}

impl PrecomputedHash for CssText {
    fn precomputed_hash(&self) -> u32 {
        BuildHasherDefault::<DefaultHasher>::default().hash_one(&self.0) as u32
    }
}

/// A tag or attribute name in a selector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Name(pub LocalName);

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(LocalName::from(text))
    }
}

impl ToCss for Name {
    fn to_css<W: std::fmt::Write>(&self, dest: &mut W) -> std::fmt::Result {
        cssparser::serialize_identifier(&self.0, dest)
    }
}

impl PrecomputedHash for Name {
    fn precomputed_hash(&self) -> u32 {
        self.0.precomputed_hash()
    }
}
