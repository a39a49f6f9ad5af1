//! Where Shopify denies writing to themes: the very texts for a person to paste, file by file.

use waymark_compile::Release;

use super::{ASSET, LAYOUT, SNIPPET, ShopDomain, loader};

/// What a person pastes, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GuidedInstall {
    /// Where themes are edited: there "Edit code" of the theme.
    pub themes_address: String,
    /// The asset: again with every publication.
    pub asset: Paste,
    /// The snippet: once.
    pub snippet: Paste,
    /// The line of the layout: once. Its text goes on a line of its own before `before`.
    pub layout: Paste,
    /// What the layout's line stands before.
    pub before: &'static str,
}

/// One text and the file that it goes into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paste {
    /// File of the theme.
    pub file: &'static str,
    /// What to paste.
    pub text: String,
}

/// The texts for a release.
#[must_use]
pub fn guided_install(shop: &ShopDomain, release: &Release) -> GuidedInstall {
    let paste = |file, text: &str| Paste { file, text: text.to_owned() };
    GuidedInstall {
        themes_address: shop.themes_address(),
        asset: paste(ASSET, &release.bundle_js),
        snippet: paste(SNIPPET, loader::SNIPPET_TEXT),
        layout: paste(LAYOUT, loader::LINE),
        before: "</head>",
    }
}
