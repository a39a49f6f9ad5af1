//! Conditions about a page's host, path and address as a plan's pages, whose patterns begin below the shop's base.
//! Nothing about elements.

use super::super::address::{self, unescaped};
use super::lookup::Lookup;
use super::same;

/// The pages that a condition asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pages {
    /// All of the shop.
    All,
    /// Those of a pattern.
    Of(String),
}

/// Why a condition cannot be a plan's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// It is about another site.
    Elsewhere,
    /// It is about pages of the shop's host that are not below the shop's base.
    Outside,
    /// Patterns cannot say it.
    Unknown,
}

/// What a condition about the page's host, path or address asks for.
pub fn pages(variable: &str, kind: &str, value: &str, lookup: &Lookup<'_>) -> Result<Pages, Unsaid> {
    if variable == "PAGE_HOSTNAME" {
        return host(kind, value, lookup);
    }
    let is_regex = same(kind, "matchRegex");
    if variable == "PAGE_URL"
        && is_regex
        && let Some(pattern) = address::pattern(value)
    {
        // As Waymark writes it, for every base.
        return sayable(pattern);
    }
    if variable == "PAGE_URL" && names_another_host(value, lookup) {
        return Err(Unsaid::Elsewhere);
    }
    let literal = unescaped(value).filter(|_| is_regex);
    let (kind, value) = literal.as_deref().map_or((kind, value), |literal| ("contains", literal));
    if variable == "PAGE_URL"
        && let Some((has_scheme, path)) = after_own_host(value, lookup)
    {
        let to_end = same(kind, "equals") || same(kind, "endsWith");
        let can_hold = same(kind, "contains")
            || (same(kind, "endsWith") && !path.is_empty())
            || (has_scheme && same(kind, "startsWith"))
            || (has_scheme && same(kind, "equals") && !path.is_empty());
        return match (can_hold, path) {
            (false, _) => Err(Unsaid::Unknown),
            // All pages of a shop are on its host.
            (true, "" | "/") if !to_end => Ok(Pages::All),
            (true, path) => {
                let kind = if to_end { "equals" } else { "startsWith" };
                let path = format!("https://{}{path}", lookup.shop);
                below(pattern_of(variable, kind, &path).ok_or(Unsaid::Unknown)?, lookup.base)
            }
        };
    }
    below(pattern_of(variable, kind, value).ok_or(Unsaid::Unknown)?, lookup.base)
}

fn sayable(pattern: String) -> Result<Pages, Unsaid> {
    address::regex(&pattern, "").map(|_| Pages::Of(pattern)).ok_or(Unsaid::Unknown)
}

/// A condition about the host holds for all pages of the shop, or for none.
fn host(kind: &str, value: &str, lookup: &Lookup<'_>) -> Result<Pages, Unsaid> {
    let (kind, value) = if same(kind, "matchRegex") {
        let inner = value.strip_prefix('^');
        let kind = |to_end| match (inner.is_some(), to_end) {
            (true, true) => "equals",
            (true, false) => "startsWith",
            (false, true) => "endsWith",
            (false, false) => "contains",
        };
        let inner = inner.unwrap_or(value);
        let www = ["(www\\.)?", "(?:www\\.)?"].iter().find_map(|www| inner.strip_prefix(www));
        let inner = www.unwrap_or(inner);
        let whole = inner.strip_suffix('$').unwrap_or(inner);
        (kind(whole.len() < inner.len()), unescaped(whole).ok_or(Unsaid::Unknown)?)
    } else {
        (kind, value.to_owned())
    };
    let (plain, asked) = (lookup.plain_host(), value.to_ascii_lowercase());
    // Visitors may be on either.
    let own = [format!("www.{plain}"), plain];
    let holds = match () {
        () if asked.is_empty() => return Err(Unsaid::Unknown),
        () if same(kind, "equals") => lookup.is_shop(&asked),
        () if same(kind, "contains") => own.iter().any(|own| own.contains(&asked)),
        () if same(kind, "endsWith") => own.iter().any(|own| own.ends_with(&asked)),
        () if same(kind, "startsWith") => own.iter().any(|own| own.starts_with(&asked)),
        () => return Err(Unsaid::Unknown),
    };
    if holds { Ok(Pages::All) } else { Err(Unsaid::Elsewhere) }
}

fn names_another_host(value: &str, lookup: &Lookup<'_>) -> bool {
    let host = value.trim_start_matches('^').replace('\\', "");
    let host =
        host.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#', ':', '$']).next().unwrap_or(""));
    let is_plain =
        |host: &&str| host.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter));
    // What is no plain host is no plain address either, which is said of the pattern.
    host.filter(is_plain).is_some_and(|host| !lookup.is_shop(host))
}

/// Whether an address that begins with the shop's host has a scheme, and what comes after the host.
fn after_own_host<'v>(value: &'v str, lookup: &Lookup<'_>) -> Option<(bool, &'v str)> {
    let bare = ["https://", "http://"].iter().find_map(|scheme| value.strip_prefix(scheme));
    Some((bare.is_some(), lookup.within_shop(bare.unwrap_or(value))?))
}

/// A pattern of the path from the host's root as one of the path below the shop's base: all that can follow the base.
fn below(pattern: String, base: &str) -> Result<Pages, Unsaid> {
    if base.is_empty() {
        return sayable(pattern);
    }
    let letters: Vec<char> = pattern.chars().collect();
    // Places in the pattern at which it can be once the base is read; a star may stand for nothing.
    let mut places = vec![0];
    for letter in base.chars() {
        let mut next = Vec::new();
        let mut reached: Vec<usize> = places.clone();
        reached.extend(places.iter().filter(|at| letters.get(**at) == Some(&'*')).map(|at| at + 1));
        for at in reached {
            match letters.get(at) {
                Some('*') => next.push(at),
                Some(wanted) if wanted.eq_ignore_ascii_case(&letter) => next.push(at + 1),
                _ => {}
            }
        }
        next.sort_unstable();
        next.dedup();
        places = next;
    }
    let rests = places.into_iter().filter_map(|at| {
        let rest: String = letters[at..].iter().collect();
        match rest.chars().next() {
            None => Some("/".to_owned()),
            Some('?') => Some(format!("/{rest}")),
            Some('/' | '*') => Some(rest),
            // The base is only the beginning of a longer word.
            Some(_) => None,
        }
    });
    // What the base is a part of says more than that something may stand before; "/" alone may be chance.
    let rank = |rest: &String| match rest.as_str() {
        "*" | "/*" => 0,
        "/" => 3,
        rest if rest.starts_with('*') => 2,
        _ => 1,
    };
    let rest = rests.min_by_key(rank).ok_or(Unsaid::Outside)?;
    if matches!(rest.as_str(), "*" | "/*") { Ok(Pages::All) } else { sayable(rest) }
}

fn pattern_of(variable: &str, kind: &str, value: &str) -> Option<String> {
    let is_regex = same(kind, "matchRegex");
    let (from_start, to_end, plain) = if is_regex {
        let from_start = value.starts_with('^');
        let to_end = value.ends_with('$') && !value.ends_with("\\$");
        let inner = value.trim_start_matches('^');
        let inner = if to_end { &inner[..inner.len() - 1] } else { inner };
        let pieces: Option<Vec<String>> = inner.split(".*").map(unescaped).collect();
        let pieces = pieces?;
        if pieces.iter().any(|piece| piece.contains('*')) {
            return None;
        }
        (from_start, to_end, pieces.join("*"))
    } else {
        if value.contains('*') {
            return None;
        }
        if variable == "PAGE_URL" && same(kind, "contains") && is_of_query(value) {
            return Some(format!("*?*{value}*"));
        }
        let whole = same(kind, "equals");
        if !(whole || ["contains", "startsWith", "endsWith"].iter().any(|known| same(kind, known))) {
            return None;
        }
        (whole || same(kind, "startsWith"), whole || same(kind, "endsWith"), value.to_owned())
    };
    // Of a whole address only the path counts; the plan is for one shop.
    let plain = match (variable, plain.split_once("://")) {
        (_, None) if variable == "PAGE_PATH" || (!from_start && plain.starts_with('/')) => plain,
        ("PAGE_URL", Some(("http" | "https", rest))) if from_start => {
            // What stands for any host stands for the beginning of any path as well.
            let (_, path) = rest.split_once('/').filter(|(host, _)| !host.contains('*'))?;
            format!("/{path}")
        }
        _ => return None,
    };
    if from_start && !plain.starts_with(['/', '*']) {
        return None;
    }
    if plain.contains(['#', '?']) && variable == "PAGE_PATH" {
        return None;
    }
    let start = if from_start { "" } else { "*" };
    let end = if to_end { "" } else { "*" };
    Some(address::collapsed(&format!("{start}{plain}{end}"))).filter(|pattern| !pattern.is_empty())
}

/// Whether this piece of an address can only stand in its query: `contact_posted=true`.
fn is_of_query(piece: &str) -> bool {
    piece.contains('=') && !piece.contains(['/', '?', '#', ':'])
}

#[cfg(test)]
mod tests {
    use super::super::super::container::ContainerVersion;
    use super::*;

    #[test]
    fn addresses_become_patterns() {
        for (variable, kind, value, expected) in [
            ("PAGE_PATH", "CONTAINS", "/collections/", Some("*/collections/*")),
            ("PAGE_PATH", "EQUALS", "/cart", Some("/cart")),
            ("PAGE_PATH", "STARTS_WITH", "/products/", Some("/products/*")),
            ("PAGE_PATH", "ENDS_WITH", "-sale", Some("*-sale")),
            ("PAGE_PATH", "MATCH_REGEX", "^/products/", Some("/products/*")),
            ("PAGE_PATH", "MATCH_REGEX", "^/a/.*/b$", Some("/a/*/b")),
            ("PAGE_PATH", "MATCH_REGEX", "/(a|b)/", None),
            ("PAGE_PATH", "MATCH_REGEX", ".*", Some("*")),
            ("PAGE_URL", "EQUALS", "https://shop.example/cart", Some("/cart")),
            ("PAGE_URL", "CONTAINS", "/cart", Some("*/cart*")),
            ("PAGE_URL", "CONTAINS", "shop.example", None),
            ("PAGE_URL", "CONTAINS", "contact_posted=true", Some("*?*contact_posted=true*")),
            ("PAGE_PATH", "CONTAINS", "contact_posted=true", Some("*contact_posted=true*")),
            ("PAGE_PATH", "GREATER", "1", None),
        ] {
            assert_eq!(pattern_of(variable, kind, value).as_deref(), expected, "{kind} {value}");
        }
    }

    #[test]
    fn pages_of_another_site_are_not_the_shop_s() {
        let version = ContainerVersion::default();
        let lookup = Lookup::of(&version, "shop.example", "");
        let of = |pattern: &str| Ok(Pages::Of(pattern.to_owned()));
        for (kind, value, expected) in [
            ("STARTS_WITH", "https://other.example/", Err(Unsaid::Elsewhere)),
            ("EQUALS", "https://other.example/cart", Err(Unsaid::Elsewhere)),
            ("MATCH_REGEX", r"^https://other\.example/.*", Err(Unsaid::Elsewhere)),
            ("STARTS_WITH", "https://shop.example.evil/", Err(Unsaid::Elsewhere)),
            ("EQUALS", "https://WWW.shop.example/cart", of("/cart")),
            ("MATCH_REGEX", r"^https://shop\.example/products/.*", of("/products/*")),
            ("MATCH_REGEX", r"^https://.*/cart$", Err(Unsaid::Unknown)),
            ("CONTAINS", "/cart", of("*/cart*")),
        ] {
            assert_eq!(pages("PAGE_URL", kind, value, &lookup), expected, "{kind} {value}");
        }
    }

    #[test]
    fn the_shop_s_own_host_says_nothing_about_its_pages() {
        let version = ContainerVersion::default();
        let lookup = Lookup::of(&version, "www.shop.example", "");
        for (kind, value) in [
            ("EQUALS", "www.shop.example"),
            ("EQUALS", "shop.example"),
            ("CONTAINS", "shop"),
            ("ENDS_WITH", "Shop.example"),
            ("MATCH_REGEX", r"^(www\.)?shop\.example$"),
            ("MATCH_REGEX", r"shop\.example"),
        ] {
            assert_eq!(pages("PAGE_HOSTNAME", kind, value, &lookup), Ok(Pages::All), "{kind} {value}");
        }
        for (kind, value, why) in [
            ("EQUALS", "checkout.shop.example", Unsaid::Elsewhere),
            ("EQUALS", "shop", Unsaid::Elsewhere),
            ("CONTAINS", "staging", Unsaid::Elsewhere),
            ("MATCH_REGEX", r"^(a|b)\.example$", Unsaid::Unknown),
            ("GREATER", "shop.example", Unsaid::Unknown),
        ] {
            assert_eq!(pages("PAGE_HOSTNAME", kind, value, &lookup), Err(why), "{kind} {value}");
        }
        for (kind, value, expected) in [
            ("CONTAINS", "shop.example", Ok(Pages::All)),
            ("CONTAINS", "shop.example/", Ok(Pages::All)),
            ("STARTS_WITH", "https://shop.example", Ok(Pages::All)),
            ("CONTAINS", "shop.example/cart", Ok(Pages::Of("/cart*".to_owned()))),
            ("CONTAINS", "https://www.shop.example/cart", Ok(Pages::Of("/cart*".to_owned()))),
            ("ENDS_WITH", "shop.example/cart", Ok(Pages::Of("/cart".to_owned()))),
            ("MATCH_REGEX", r"shop\.example/cart", Ok(Pages::Of("/cart*".to_owned()))),
            ("STARTS_WITH", "shop.example/cart", Err(Unsaid::Unknown)),
            ("CONTAINS", "other.example/cart", Err(Unsaid::Unknown)),
        ] {
            assert_eq!(pages("PAGE_URL", kind, value, &lookup), expected, "{kind} {value}");
        }
    }

    #[test]
    fn a_shop_s_base_is_taken_off() {
        let version = ContainerVersion::default();
        let lookup = Lookup::of(&version, "shop.example", "/store");
        let of = |pattern: &str| Ok(Pages::Of(pattern.to_owned()));
        for (variable, kind, value, expected) in [
            ("PAGE_PATH", "STARTS_WITH", "/store/products/", of("/products/*")),
            ("PAGE_PATH", "STARTS_WITH", "/Store/products/", of("/products/*")),
            ("PAGE_PATH", "EQUALS", "/store/cart", of("/cart")),
            ("PAGE_PATH", "EQUALS", "/store/", of("/")),
            ("PAGE_PATH", "EQUALS", "/store", of("/")),
            ("PAGE_PATH", "STARTS_WITH", "/store", Ok(Pages::All)),
            ("PAGE_PATH", "STARTS_WITH", "/", Ok(Pages::All)),
            ("PAGE_PATH", "CONTAINS", "/store/products/", of("/products/*")),
            ("PAGE_PATH", "CONTAINS", "/products/", of("*/products/*")),
            ("PAGE_PATH", "ENDS_WITH", "/cart", of("*/cart")),
            ("PAGE_PATH", "ENDS_WITH", "store", of("*store")),
            ("PAGE_PATH", "MATCH_REGEX", "^/store/a/.*/b$", of("/a/*/b")),
            ("PAGE_URL", "STARTS_WITH", "https://shop.example/store/pages/", of("/pages/*")),
            ("PAGE_URL", "CONTAINS", "shop.example/store/pages/", of("/pages/*")),
            ("PAGE_URL", "CONTAINS", "posted=true", of("*?*posted=true*")),
            ("PAGE_PATH", "STARTS_WITH", "/products/", Err(Unsaid::Outside)),
            ("PAGE_PATH", "STARTS_WITH", "/storefront/", Err(Unsaid::Outside)),
            ("PAGE_PATH", "EQUALS", "/", Err(Unsaid::Outside)),
            ("PAGE_URL", "CONTAINS", "shop.example/blog/", Err(Unsaid::Outside)),
        ] {
            assert_eq!(pages(variable, kind, value, &lookup), expected, "{variable} {kind} {value}");
        }
    }
}
