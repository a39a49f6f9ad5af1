//! A trigger's conditions as an element and as pages. A condition that cannot be said refuses the trigger, because
//! without it the event would fire too often.

use waymark_model::{Scope, Selector, Target};

use super::super::address::unescaped;
use super::super::container::Condition;
use super::super::native::{or_inside, parts};
use super::addresses::{self, Pages, Unsaid};
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
            "PAGE_PATH" | "PAGE_URL" | "PAGE_HOSTNAME" => {
                let pages =
                    addresses::pages(&own, &condition.kind, &value, lookup).map_err(|why| match why {
                        Unsaid::Elsewhere => cannot("is about pages of another site"),
                        // It would not fire too often, but never.
                        Unsaid::Outside => format!(
                            "Its condition \"{words}\" can never hold: the shop's pages lie below {}.",
                            lookup.base
                        ),
                        Unsaid::Unknown => {
                            cannot("is about addresses in a way that path patterns cannot say")
                        }
                    })?;
                if let Pages::Of(pattern) = pages
                    && self.scope.url.replace(pattern).is_some()
                {
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

#[cfg(test)]
mod tests {
    use super::super::super::container::ContainerVersion;
    use super::*;

    #[test]
    fn links_of_the_shop_s_own_are_found_with_and_without_its_host() {
        let css = |kind: &str, value: &str| {
            let version = ContainerVersion::default();
            own_address("href", kind, value, Lookup::of(&version, "shop.example", "").within_shop(value)?)
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
            Lookup::of(&ContainerVersion::default(), "shop.example", "").within_shop("other.example/cart"),
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
