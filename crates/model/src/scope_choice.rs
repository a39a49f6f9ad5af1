//! Where an event may fire, in words, and which choices to offer for a page. What a scope covers lies in
//! [`crate::scope`].

use crate::page_path::PagePath;
use crate::page_type::recognise;
use crate::{PageType, Scope};

/// One choice for where an event may fire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeChoice {
    /// In words: "All product pages", "Addresses like /catalogue/*", "Only this page", "Every page".
    pub label: String,
    /// What it means.
    pub scope: Scope,
}

/// Choices for an element picked on this page, the suggested one first.
///
/// The page's type if it has one; on a platform whose addresses nobody described, the address with its last
/// part generalised if that part looks like one item of many; otherwise every page.
#[must_use]
pub fn suggest_scopes(page: &PagePath, page_types: &[PageType]) -> Vec<ScopeChoice> {
    let kind = recognise(page, page_types);
    let by_type = kind.map(|kind| ScopeChoice {
        label: if is_single_page(&kind.id) {
            format!("The {}", page_type_label(&kind.id))
        } else {
            format!("All {}", page_type_label(&kind.id))
        },
        scope: Scope { page_types: vec![kind.id.clone()], url: None },
    });
    let like_this = generalise(page.path()).map(|pattern| ScopeChoice {
        label: format!("Addresses like {pattern}"),
        scope: Scope { page_types: Vec::new(), url: Some(pattern) },
    });
    let only_this = ScopeChoice {
        label: "Only this page".to_owned(),
        scope: Scope { page_types: Vec::new(), url: Some(page.path().to_owned()) },
    };
    let every = ScopeChoice { label: "Every page".to_owned(), scope: Scope::default() };

    if by_type.is_none() && like_this.is_none() {
        return vec![every, only_this];
    }
    by_type.into_iter().chain(like_this).chain([only_this, every]).collect()
}

impl Scope {
    /// Pages whose address contains this. What has the form of a question's part (`size=m`) is looked for in the query.
    #[must_use]
    pub fn containing(part: &str) -> Self {
        let part = part.trim().replace('*', "");
        let is_asked = part.contains(['=', '&']) && !part.contains('?');
        let pattern = match part.as_str() {
            "" => String::new(),
            part if is_asked => format!("*?*{part}*"),
            part => format!("*{part}*"),
        };
        Self { page_types: Vec::new(), url: Some(pattern) }
    }

    /// What addresses have to contain, where the pattern says nothing else.
    #[must_use]
    pub fn contained(&self) -> Option<&str> {
        let inner = self.url.as_deref()?.strip_suffix('*')?.strip_prefix('*')?;
        let part = inner.strip_prefix("?*").unwrap_or(inner);
        (!part.is_empty() && !part.contains('*')).then_some(part)
    }

    /// The scope in words, as the list of events shows it.
    #[must_use]
    pub fn label(&self) -> String {
        let kinds = self.page_types.iter().map(|id| page_type_label(id)).collect::<Vec<_>>().join(", ");
        let url = self.url.as_deref().map(|url| {
            if let Some(part) = self.contained() {
                format!("Address contains {part}")
            } else if url.contains('*') {
                format!("Addresses like {url}")
            } else {
                format!("Only {url}")
            }
        });
        match (kinds.is_empty(), url) {
            (true, None) => "Every page".to_owned(),
            (true, Some(url)) => url,
            (false, None) => capitalised(&kinds),
            (false, Some(url)) => format!("{}, {}", capitalised(&kinds), url.replacen('A', "a", 1)),
        }
    }
}

/// Page types of which a shop has one page.
fn is_single_page(id: &str) -> bool {
    matches!(id, "home" | "cart")
}

/// "product pages" for `product`; the words people use for the usual page types.
fn page_type_label(id: &str) -> String {
    match id {
        single if is_single_page(single) => format!("{single} page"),
        "search" => "search result pages".to_owned(),
        other => format!("{} pages", other.replace(['_', '-'], " ")),
    }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The path with its last segment replaced by `*`, when that segment looks like one item of many: an id, or a
/// slug of several words. `None` for top-level pages such as `/basket`.
fn generalise(path: &str) -> Option<String> {
    let (parent, last) = path.rsplit_once('/')?;
    let has_digits = last.bytes().any(|byte| byte.is_ascii_digit());
    let is_slug = last.split(['-', '_']).filter(|word| !word.is_empty()).count() >= 2;
    (!parent.is_empty() && (has_digits || is_slug)).then(|| format!("{parent}/*"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page_type::defaults;

    fn labels(address: &str) -> Vec<String> {
        suggest_scopes(&PagePath::parse(address, ""), &defaults())
            .into_iter()
            .map(|choice| choice.label)
            .collect()
    }

    #[test]
    fn a_recognised_page_type_comes_first() {
        assert_eq!(labels("/products/linen-shirt")[0], "All product pages");
        assert_eq!(labels("/")[0], "The home page");
    }

    #[test]
    fn unknown_platforms_generalise_items() {
        assert_eq!(
            labels("/catalogue/the-shellcoders-handbook_209/"),
            ["Addresses like /catalogue/*", "Only this page", "Every page"]
        );
        assert_eq!(labels("/basket/"), ["Every page", "Only this page"]);
    }

    #[test]
    fn what_an_address_contains_is_a_pattern_that_reads_as_it_was_said() {
        for (said, pattern, hit, miss) in [
            ("sale", "*sale*", "/collections/summer-sale", "/collections/new"),
            (" /gift", "*/gift*", "/products/gift-card", "/products/a-gift"),
            ("size=m", "*?*size=m*", "/search?q=tee&size=m", "/search/size?q=m"),
        ] {
            let scope = Scope::containing(said);
            assert_eq!(scope.url.as_deref(), Some(pattern));
            assert_eq!(scope.contained(), Some(said.trim()));
            assert_eq!(scope.label(), format!("Address contains {}", said.trim()));
            assert!(scope.covers(&PagePath::parse(hit, ""), &[]), "{hit} contains {said}");
            assert!(!scope.covers(&PagePath::parse(miss, ""), &[]), "{miss} contains {said}");
        }
        assert_eq!(Scope::containing("a*b").url.as_deref(), Some("*ab*"), "a star is no part of an address");
        assert_eq!(Scope::containing("  ").url.as_deref(), Some(""), "nothing is no pattern that hits all");
        for pattern in ["/pages/*", "*a*b*", "**", "/a", "*a"] {
            let scope = Scope { page_types: Vec::new(), url: Some(pattern.to_owned()) };
            assert_eq!(scope.contained(), None, "{pattern}");
        }
    }

    #[test]
    fn scopes_read_well() {
        let scope = |kinds: &[&str], url: Option<&str>| {
            Scope {
                page_types: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
                url: url.map(str::to_owned),
            }
            .label()
        };
        assert_eq!(scope(&[], None), "Every page");
        assert_eq!(scope(&["product", "collection"], None), "Product pages, collection pages");
        assert_eq!(scope(&[], Some("/pages/*")), "Addresses like /pages/*");
        assert_eq!(scope(&["product"], Some("/products/a*")), "Product pages, addresses like /products/a*");
        assert_eq!(scope(&[], Some("/pages/about")), "Only /pages/about");
    }
}
