//! What the page types of a plan do with pages that are known: which each takes, and where they are at odds. Advice; rules
//! lie in [`crate::validate`].

use std::collections::BTreeMap;

use crate::{PagePath, PageType, pattern};

/// A page of the shop that somebody or something has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPage {
    /// Its path.
    pub path: PagePath,
    /// The page type that it looks like, whatever its address is.
    pub looks: Option<String>,
}

/// What one page type does with the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeSight {
    /// Paths that it takes.
    pub takes: Vec<String>,
    /// How many each of its patterns would take by itself.
    pub by_pattern: Vec<u32>,
    /// What somebody should look at, a sentence each.
    pub remarks: Vec<String>,
}

/// What each page type does with the pages, in the order of the types.
#[must_use]
pub fn sights(page_types: &[PageType], pages: &[KnownPage]) -> Vec<TypeSight> {
    let mut sights: Vec<TypeSight> = page_types.iter().map(|kind| alone(kind, pages)).collect();
    let mut lost: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
    let mut strange: BTreeMap<(usize, &str), Vec<&str>> = BTreeMap::new();
    for page in pages {
        let mut knows = (0..page_types.len()).filter(|&at| takes(&page_types[at], &page.path));
        let Some(first) = knows.next() else { continue };
        let path = page.path.path();
        sights[first].takes.push(path.to_owned());
        for later in knows {
            lost.entry((later, first)).or_default().push(path);
        }
        let other = page.looks.as_deref().filter(|looks| {
            *looks != page_types[first].id && page_types.iter().any(|kind| kind.id == *looks)
        });
        if let Some(looks) = other {
            strange.entry((first, looks)).or_default().push(path);
        }
    }
    for ((at, looks), paths) in &strange {
        let verb = if paths.len() == 1 { "looks" } else { "look" };
        sights[*at].remarks.push(format!("{} {verb} like {}.", named(paths), words(looks)));
    }
    for ((at, first), paths) in &lost {
        let (verb, first) = (if paths.len() == 1 { "is" } else { "are" }, &page_types[*first].id);
        sights[*at].remarks.push(format!("{} {verb} taken by {first}, which comes before.", named(paths)));
    }
    for (at, kind) in page_types.iter().enumerate() {
        let is_explained = strange.keys().any(|(of, _)| *of == at);
        if let Some(remark) = deeper(kind, &sights[at].takes).filter(|_| !is_explained) {
            sights[at].remarks.push(remark);
        }
    }
    sights
}

fn alone(kind: &PageType, pages: &[KnownPage]) -> TypeSight {
    let count = |wanted: &String| pages.iter().filter(|page| pattern::matches(wanted, &page.path)).count();
    TypeSight {
        by_pattern: kind.patterns.iter().map(|wanted| count(wanted) as u32).collect(),
        ..TypeSight::default()
    }
}

fn takes(kind: &PageType, page: &PagePath) -> bool {
    kind.patterns.iter().any(|pattern| pattern::matches(pattern, page))
}

/// A folder that takes pages right inside it and pages of folders below, which are often of another kind.
fn deeper(kind: &PageType, takes: &[String]) -> Option<String> {
    kind.patterns.iter().find_map(|pattern| {
        let folder =
            pattern.strip_suffix('*').filter(|folder| folder.ends_with('/') && !folder.contains('*'))?;
        let below = |path: &&String| {
            path.to_lowercase().strip_prefix(&folder.to_lowercase()).map(|rest| rest.contains('/'))
        };
        let near = takes.iter().find(|path| below(path) == Some(false))?;
        let far = takes.iter().find(|path| below(path) == Some(true))?;
        Some(format!("{pattern} takes {near}, and {far} in a folder below it. Are both of this type?"))
    })
}

/// "/a, /b and 3 more"
fn named(paths: &[&str]) -> String {
    match paths {
        [one] => (*one).to_owned(),
        [one, other] => format!("{one} and {other}"),
        [one, rest @ ..] => format!("{one} and {} more", rest.len()),
        [] => String::new(),
    }
}

/// "a product page"
fn words(kind: &str) -> String {
    let kind = kind.replace('_', " ");
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind} page")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(id: &str, patterns: &[&str]) -> PageType {
        PageType { id: id.into(), patterns: patterns.iter().map(|&pattern| pattern.to_owned()).collect() }
    }

    fn page(path: &str, looks: Option<&str>) -> KnownPage {
        KnownPage { path: PagePath::parse(path, ""), looks: looks.map(str::to_owned) }
    }

    #[test]
    fn the_first_type_takes_a_page_and_the_later_is_told_so() {
        let types = [kind("product", &["/p/*"]), kind("sale", &["/p/sale-*", "/sale"])];
        let seen = sights(&types, &[page("/p/mug", None), page("/p/sale-mug", None), page("/sale", None)]);
        assert_eq!(seen[0].takes, ["/p/mug", "/p/sale-mug"]);
        assert_eq!(
            (seen[1].takes.as_slice(), seen[1].by_pattern.as_slice()),
            (&["/sale".to_owned()][..], &[1, 1][..])
        );
        assert!(seen[0].remarks.is_empty());
        assert_eq!(seen[1].remarks, ["/p/sale-mug is taken by product, which comes before."]);
    }

    #[test]
    fn a_folder_that_takes_pages_of_another_kind_is_told_by_how_they_look() {
        let types = [kind("product", &["/catalogue/*"]), kind("collection", &["/shop"])];
        let known = [
            page("/catalogue/the-shell_10", Some("product")),
            page("/catalogue/category/books_2", Some("collection")),
            page("/catalogue/category/fiction_3", Some("collection")),
            page("/catalogue/category/odd_4", Some("no_type_of_the_plan")),
        ];
        let expected =
            "/catalogue/category/books_2 and /catalogue/category/fiction_3 look like a collection page.";
        assert_eq!(sights(&types, &known)[0].remarks, [expected]);
    }

    #[test]
    fn where_nothing_says_how_they_look_depths_are_asked_about() {
        let types = [kind("product", &["/catalogue/*"])];
        let near = page("/catalogue/the-shell_10", None);
        assert!(sights(&types, std::slice::from_ref(&near))[0].remarks.is_empty());
        let seen = sights(&types, &[near, page("/catalogue/category/books_2", None)]);
        assert!(
            seen[0].remarks[0].starts_with("/catalogue/* takes /catalogue/the-shell_10, and "),
            "{seen:?}"
        );
    }
}
