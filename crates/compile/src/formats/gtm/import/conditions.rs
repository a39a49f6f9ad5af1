//! A trigger's conditions as an element and as pages. A condition that cannot be said refuses the trigger, because
//! without it the event would fire too often.

use waymark_model::{Scope, Selector, Target};

use super::super::address::{self, unescaped};
use super::super::container::Condition;
use super::super::native::{or_inside, parts};
use super::lookup::{Lookup, Meaning};
use super::same;

/// What can be clicked, where only its words are known.
const CLICKABLE: &str = "a, button, [role=\"button\"], summary, label, input";
/// What "Just Links" means.
const LINK: &str = ":is(a, area)[href]";

/// What an element has to be, whatever else is asked of it.
#[derive(Clone, Copy)]
pub enum Kind {
    Any,
    Link,
    Form,
}

/// What conditions ask for.
#[derive(Default)]
pub struct Asked {
    /// Selectors of the element or form.
    css: Vec<String>,
    /// Attributes of it, each as CSS in brackets.
    attributes: Vec<String>,
    /// Its words.
    text: Option<String>,
    /// Where.
    pub scope: Scope,
    /// What is to be told all the same.
    pub remarks: Vec<String>,
}

/// Reads conditions, all of which have to hold.
pub fn read<'c>(
    conditions: impl Iterator<Item = &'c Condition>,
    lookup: &Lookup<'_>,
) -> Result<Asked, String> {
    let mut asked = Asked::default();
    let mut read: Vec<&Condition> = Vec::new();
    for condition in conditions {
        // Tag Manager writes those of a click on links twice where the trigger waits for tags.
        if !read.contains(&condition) {
            asked.add(condition, lookup)?;
            read.push(condition);
        }
    }
    Ok(asked)
}

impl Asked {
    /// The element, which has to be one of `kind`; where anything can be clicked, `kind` only stands in for an element
    /// that is not described.
    pub fn target(&mut self, kind: Kind) -> Option<Target> {
        let attributes = self.attributes.concat();
        let css = match kind {
            Kind::Any => self.css_of_any(&attributes),
            // What is clicked is told as the link, so "or anything inside" of a selector is about links as well.
            Kind::Link => self.css_of(LINK, &attributes),
            // As Waymark writes it: a form, or one inside, which is what a plan means of what lies around a form.
            Kind::Form if attributes.is_empty() && self.is_around() => outermost(&self.css[0]),
            Kind::Form => self.css_of("form", &attributes),
        };
        if css.is_empty() {
            return None;
        }
        let selector = Selector { text: self.text.clone(), ..Selector::new(css) };
        Some(Target { selectors: vec![selector], ..Target::default() })
    }

    fn is_around(&self) -> bool {
        matches!(self.css.as_slice(), [only] if outermost(only) != *only)
    }

    /// All that is asked of the very element that Tag Manager tells.
    fn css_of(&self, kind: &str, attributes: &str) -> String {
        let css = self.css.iter().map(|css| format!(":is({css})"));
        kind.to_owned() + &css.collect::<String>() + attributes
    }

    fn css_of_any(&mut self, attributes: &str) -> String {
        let mut css = self.css.iter().map(|css| outermost(css)).collect::<Vec<_>>();
        let was_exact = self.css.iter().zip(&css).any(|(written, plain)| written == plain);
        if was_exact || !attributes.is_empty() {
            self.remarks.push(
                "Its draft also fires when something inside the element is clicked, such as an icon."
                    .to_owned(),
            );
        }
        match (css.pop(), css.is_empty()) {
            (None, _) if attributes.is_empty() => CLICKABLE.to_owned(),
            (None, _) => attributes.to_owned(),
            (Some(only), true) if attributes.is_empty() => only,
            (Some(last), _) => {
                let all = css.into_iter().chain([last]).map(|css| format!(":is({css})"));
                all.collect::<String>() + attributes
            }
        }
    }

    /// Whether an element is asked for.
    pub fn has_element(&self) -> bool {
        !(self.css.is_empty() && self.attributes.is_empty() && self.text.is_none())
    }

    fn add(&mut self, condition: &Condition, lookup: &Lookup<'_>) -> Result<(), String> {
        let variable = condition.part("arg0").unwrap_or_default();
        let written = condition.part("arg1").unwrap_or_default();
        let words =
            format!("{} {} {written}", variable.trim_matches(['{', '}']), condition.kind.to_lowercase());
        let cannot = |why: &str| {
            format!("Its condition \"{words}\" {why}, and without it the event would fire too often.")
        };
        if condition.is("negate") {
            return Err(cannot("excludes something, which a plan does not know"));
        }
        let value =
            lookup.constant(written).ok_or_else(|| cannot("compares with what is only known in the page"))?;
        let meaning = lookup.meaning(variable).ok_or_else(|| cannot("is about no variable"))?;
        let own = match meaning {
            Meaning::PageType => {
                if !self.scope.page_types.is_empty() {
                    return Err(cannot("is a second one about page types"));
                }
                self.scope.page_types = page_types(&condition.kind, &value)
                    .filter(|ids| ids.iter().all(|id| lookup.page_type_ids().contains(&id.as_str())))
                    .ok_or_else(|| cannot("is about page types in a way that is not understood"))?;
                return Ok(());
            }
            Meaning::Own(own) => own,
            _ => return Err(cannot("is about a variable that a plan does not have")),
        };
        let attribute = match own.as_str() {
            "CLICK_ELEMENT" | "FORM_ELEMENT" if same(&condition.kind, "cssSelector") => {
                if parts(&value).is_empty() {
                    return Err(cannot("has no selector"));
                }
                self.css.push(value);
                return Ok(());
            }
            "PAGE_PATH" | "PAGE_URL" => {
                let pattern = path_pattern(&own, &condition.kind, &value, lookup)
                    .map_err(|Elsewhere| cannot("is about pages of another site"))?
                    .filter(|pattern| address::regex(pattern, "").is_some())
                    .ok_or_else(|| cannot("is about addresses in a way that path patterns cannot say"))?;
                if self.scope.url.replace(pattern).is_some() {
                    return Err(cannot("is a second one about addresses"));
                }
                return Ok(());
            }
            "CLICK_TEXT" | "FORM_TEXT" if same(&condition.kind, "equals") => {
                if self.text.replace(value.clone()).is_some_and(|known| known != value) {
                    return Err(cannot("is a second one about words"));
                }
                return Ok(());
            }
            "CLICK_ID" | "FORM_ID" => "id",
            "CLICK_CLASSES" | "FORM_CLASSES" => "class",
            "CLICK_TARGET" | "FORM_TARGET" => "target",
            "CLICK_URL" => "href",
            "FORM_URL" => "action",
            _ => return Err(cannot("is about something that a plan does not ask")),
        };
        // Tag Manager compares whole addresses, which stand in pages in many ways: mostly without the shop's own host.
        let is_address = matches!(attribute, "href" | "action");
        if is_address && let Some(path) = lookup.within_shop(&value) {
            let css = own_address(attribute, &condition.kind, &value, path).ok_or_else(|| {
                cannot("is about links within the shop, which pages mostly write without its host")
            })?;
            self.attributes.push(css);
            return Ok(());
        }
        let is_scheme = ["tel:", "mailto:", "sms:"].iter().any(|scheme| value.starts_with(scheme));
        let operator = match () {
            () if same(&condition.kind, "contains") && !(is_address && value.contains("://")) => "*=",
            () if same(&condition.kind, "endsWith") => "$=",
            () if same(&condition.kind, "startsWith") && (!is_address || is_scheme) => "^=",
            () if same(&condition.kind, "equals") && (!is_address || is_scheme) => "=",
            () => return Err(cannot("is about the element in a way that a selector cannot say")),
        };
        if value.is_empty() || value.contains(['\n', '\r', '\u{c}']) {
            return Err(cannot("is empty"));
        }
        self.attributes.push(format!("[{attribute}{operator}{}]", quoted(&value)));
        Ok(())
    }
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A link of the shop's own, written with its host or, from the root, without: what comes after the host is its path.
fn own_address(attribute: &str, kind: &str, value: &str, path: &str) -> Option<String> {
    let (bare, whole) = match () {
        () if same(kind, "contains") => ("^=", "*="),
        () if same(kind, "endsWith") => ("=", "$="),
        () => return None,
    };
    // Every address from the root begins with a slash.
    (path.len() > 1)
        .then(|| format!(":is([{attribute}{bare}{}], [{attribute}{whole}{}])", quoted(path), quoted(value)))
}

/// A list of selectors without those that only say "or anything inside"; as it was where that is not all they say.
fn outermost(css: &str) -> String {
    let all = parts(css);
    // As Waymark writes it, each followed by its inside.
    if let (pairs, []) = all.as_chunks::<2>()
        && pairs.iter().all(|[outer, inside]| inside.strip_suffix(" *") == Some(*outer))
    {
        return pairs.iter().map(|[outer, _]| *outer).collect::<Vec<_>>().join(", ");
    }
    let is_inside = |part: &&&str| part.strip_suffix(" *").is_some_and(|outer| all.contains(&outer));
    let plain: Vec<&str> = all.iter().filter(|part| !is_inside(part)).copied().collect();
    let plain = plain.join(", ");
    let with_inside = or_inside(&plain);
    let [mut wanted, mut there] = [parts(&with_inside), all];
    wanted.sort_unstable();
    there.sort_unstable();
    if wanted == there { plain } else { css.to_owned() }
}

/// Ids in a condition about Waymark's own table of page types.
fn page_types(kind: &str, value: &str) -> Option<Vec<String>> {
    if same(kind, "equals") {
        return Some(vec![value.to_owned()]);
    }
    let ids = value.strip_prefix("^(?:")?.strip_suffix(")$").filter(|_| same(kind, "matchRegex"))?;
    ids.split('|').map(unescaped).collect()
}

/// A condition asks for a page of another site.
struct Elsewhere;

/// The path pattern for a condition about the page's path or address; none where patterns cannot say it.
fn path_pattern(
    variable: &str,
    kind: &str,
    value: &str,
    lookup: &Lookup<'_>,
) -> Result<Option<String>, Elsewhere> {
    let host = value.trim_start_matches('^').replace('\\', "");
    let host =
        host.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#', ':', '$']).next().unwrap_or(""));
    let is_plain =
        |host: &&str| host.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter));
    // What is no plain host is no plain address either, which is said of the pattern.
    if variable == "PAGE_URL" && host.filter(is_plain).is_some_and(|host| !lookup.is_shop(host)) {
        return Err(Elsewhere);
    }
    Ok(pattern_of(variable, kind, value))
}

fn pattern_of(variable: &str, kind: &str, value: &str) -> Option<String> {
    let is_regex = same(kind, "matchRegex");
    if is_regex
        && variable == "PAGE_URL"
        && let Some(pattern) = address::pattern(value)
    {
        return Some(pattern);
    }
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
        let lookup = Lookup::of(&version, "shop.example");
        for (kind, value, expected) in [
            ("STARTS_WITH", "https://other.example/", Err(())),
            ("EQUALS", "https://other.example/cart", Err(())),
            ("MATCH_REGEX", r"^https://other\.example/.*", Err(())),
            ("STARTS_WITH", "https://shop.example.evil/", Err(())),
            ("EQUALS", "https://WWW.shop.example/cart", Ok(Some("/cart"))),
            ("MATCH_REGEX", r"^https://shop\.example/products/.*", Ok(Some("/products/*"))),
            ("MATCH_REGEX", r"^https://.*/cart$", Ok(None)),
            ("CONTAINS", "/cart", Ok(Some("*/cart*"))),
        ] {
            let pattern = path_pattern("PAGE_URL", kind, value, &lookup);
            let told = pattern.as_ref().map(Option::as_deref).map_err(|Elsewhere| ());
            assert_eq!(told, expected, "{kind} {value}");
        }
    }

    #[test]
    fn links_of_the_shop_s_own_are_found_with_and_without_its_host() {
        let css = |kind: &str, value: &str| {
            let version = ContainerVersion::default();
            own_address("href", kind, value, Lookup::of(&version, "shop.example").within_shop(value)?)
        };
        assert_eq!(
            css("CONTAINS", "shop.example/cart").as_deref(),
            Some(r#":is([href^="/cart"], [href*="shop.example/cart"])"#)
        );
        assert_eq!(
            css("ENDS_WITH", "www.shop.example/cart").as_deref(),
            Some(r#":is([href="/cart"], [href$="www.shop.example/cart"])"#)
        );
        assert_eq!(css("CONTAINS", "shop.example/"), None, "that would be nearly every link");
        assert_eq!(css("CONTAINS", "shop.example"), None);
        assert_eq!(css("STARTS_WITH", "shop.example/cart"), None, "no address begins without its scheme");
        assert_eq!(
            Lookup::of(&ContainerVersion::default(), "shop.example").within_shop("other.example/cart"),
            None
        );
    }

    #[test]
    fn or_anything_inside_is_what_a_plan_means_anyway() {
        assert_eq!(outermost("#hero .cta, #hero .cta *"), "#hero .cta");
        assert_eq!(outermost("a, a *, b"), "a, a *, b");
        assert_eq!(outermost("a, b, b *, a *"), "a, b");
    }
}
