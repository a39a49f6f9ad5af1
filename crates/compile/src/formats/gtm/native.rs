//! What Tag Manager can fire by itself, with nothing else on the shop: decided here, event by event. An event that it
//! cannot fire just as the plan says, or whose parameters it cannot read, is left to Waymark's runtime whole, so that
//! what arrives under one name always means the same.

use waymark_model::{
    Event, Limit, Outcome, PageType, Parameter, Per, Plan, Selector, Source, Target, Trigger as What,
};

use super::address::{escaped, regex};
use super::container::{Condition, Parameter as Value, Trigger};
use super::{PAGE_TYPE, STAGE, WEIGHT};
use crate::formats::words;

/// Something to tell: what it is about, and what becomes of it.
pub type Remark = (String, String);

/// An event as Tag Manager fires it.
pub struct Native {
    /// Any of these fires it; ids, names and folders are still to be given.
    pub triggers: Vec<Trigger>,
    /// What counts a little differently.
    pub differs: Vec<Remark>,
}

/// The event as Tag Manager fires it, or else all that it cannot say.
pub fn native(event: &Event, plan: &Plan, base: &str) -> Result<Native, Vec<Remark>> {
    let mut obstacles = Vec::new();
    let mut differs = Vec::new();
    let mut cannot = |what: &str, why: &str| obstacles.push((what.to_owned(), why.to_owned()));
    if matches!(event.limit, Limit::Session | Limit::Visitor) {
        cannot(words::limit(event.limit), "Tag Manager remembers nothing from page to page");
    }
    if event.debounce_millis > 0 {
        cannot("quick repetitions", "Tag Manager counts each of them");
    }
    for condition in words::condition(&event.only_if) {
        cannot(&condition, "Tag Manager does not know that about a visit");
    }
    for parameter in &event.parameters {
        if value(parameter, event).is_none() {
            let what = format!("parameter {} ({})", parameter.name, words::source(&parameter.from));
            cannot(&what, "Tag Manager cannot read it, or not without what may be personal in it");
        }
    }
    let mut filter = Vec::new();
    if let Some(url) = &event.scope.url {
        match regex(url, base) {
            Some(regex) => filter.push(Condition::new("MATCH_REGEX", "Page URL", regex).ignoring_case()),
            None => cannot(url, "its beginning is taken off before addresses are compared"),
        }
    }
    for id in event.scope.page_types.iter().filter(|id| id.contains("{{")) {
        cannot(id, "Tag Manager takes its double braces for a variable");
    }
    filter.extend(page_types(&event.scope.page_types));
    let triggers = fire(event, plan, &mut cannot, &mut differs);
    let has_spares = event.trigger.needs_target() && selectors(event).len() > 1;
    if has_spares {
        differs.push((
            "spare selectors".to_owned(),
            "Tag Manager gets the first selector only; when the theme changes, nothing steps in for it"
                .to_owned(),
        ));
    }
    if event.limit == Limit::Page {
        differs.push((
            words::limit(event.limit).to_owned(),
            "Tag Manager means once for each page that is loaded, Waymark also for each that a script shows"
                .to_owned(),
        ));
    }
    match (triggers, obstacles.is_empty()) {
        (Some(triggers), true) => {
            let with_scope = |mut trigger: Trigger| {
                trigger.filter.extend(filter.clone());
                trigger
            };
            Ok(Native { triggers: triggers.into_iter().map(with_scope).collect(), differs })
        }
        _ => Err(obstacles),
    }
}

/// The value of a parameter in a tag, where Tag Manager can give it; names of variables in double braces.
pub fn value(parameter: &Parameter, event: &Event) -> Option<String> {
    match &parameter.from {
        Source::Literal { value } if !value.contains("{{") => Some(value.clone()),
        Source::PageType => Some(format!("{{{{{PAGE_TYPE}}}}}")),
        Source::Milestone if matches!(event.trigger, What::Scroll { .. }) => {
            Some("{{Scroll Depth Threshold}}".to_owned())
        }
        Source::Stage => Some(format!("{{{{{STAGE}{}}}}}", words::json_word(&event.stage))),
        Source::Weight => Some(format!("{{{{{WEIGHT}{}}}}}", event.weight.get())),
        _ => None,
    }
}

/// Rows for a table from addresses to page types, the first that fits counts.
pub fn page_type_rows(page_types: &[PageType], base: &str) -> Vec<(String, String)> {
    page_types
        .iter()
        .filter(|kind| !kind.id.contains("{{"))
        .flat_map(|kind| kind.patterns.iter().map(move |pattern| (pattern, &kind.id)))
        .filter_map(|(pattern, id)| Some((regex(pattern, base)?, id.clone())))
        .collect()
}

/// Page types with addresses that begin with what is taken off a page's path.
pub fn page_types_left_out<'a>(plan: &'a Plan, base: &str) -> Vec<&'a str> {
    let patterns = plan.page_types.iter().flat_map(|kind| &kind.patterns);
    patterns.filter(|pattern| regex(pattern, base).is_none()).map(String::as_str).collect()
}

fn page_types(ids: &[String]) -> Option<Condition> {
    match ids {
        [] => None,
        [id] => Some(Condition::new("EQUALS", PAGE_TYPE, id)),
        ids => {
            let ids: Vec<String> = ids.iter().map(|id| escaped(id)).collect();
            Some(Condition::new("MATCH_REGEX", PAGE_TYPE, format!("^(?:{})$", ids.join("|"))))
        }
    }
}

fn selectors(event: &Event) -> &[Selector] {
    event.target.as_ref().map_or(&[], |target| &target.selectors)
}

/// Tag Manager's triggers for the event's; none where it has none.
fn fire(
    event: &Event,
    plan: &Plan,
    cannot: &mut impl FnMut(&str, &str),
    differs: &mut Vec<Remark>,
) -> Option<Vec<Trigger>> {
    let mut differ = |what: &str, why: &str| differs.push((what.to_owned(), why.to_owned()));
    let new = |kind: &str| Trigger { kind: kind.to_owned(), ..Trigger::default() };
    let whole_page = selectors(event).is_empty();
    Some(match &event.trigger {
        What::Click => {
            let css = plain_css(event, cannot)?;
            let is_label = fingerprint_tag(event) == Some("label");
            if is_label {
                differ(
                    "click on a label",
                    "Tag Manager counts it twice: browsers click what it belongs to as well",
                );
            }
            let filter = vec![Condition::new("CSS_SELECTOR", "Click Element", or_inside(&css))];
            vec![Trigger { filter, ..new("CLICK") }]
        }
        What::Submit { outcome: Outcome::Attempt, .. } => {
            let css = plain_css(event, cannot)?;
            if !is_form(event) {
                cannot("form submit", "Tag Manager knows forms, not the button that sent them");
                return None;
            }
            let filter = vec![Condition::new("CSS_SELECTOR", "Form Element", or_inside(&css))];
            vec![Trigger {
                filter,
                wait_for_tags: Some(Value::boolean("", false)),
                check_validation: Some(Value::boolean("", false)),
                wait_for_tags_timeout: Some(Value::template("", "2000")),
                unique_trigger_id: Some(Value { value: None, ..Value::template("", "") }),
                ..new("FORM_SUBMISSION")
            }]
        }
        What::PageView => {
            differ(
                "page view",
                "Tag Manager does not count a page that the back button shows again as it was left, and counts a new query that a script puts into the address",
            );
            let moved = vec![
                Condition::new("MATCH_REGEX", "History Source", "^(?:pushState|replaceState|popstate)$"),
                Condition::new("EQUALS", "New History URL", "{{Old History URL}}").negated(),
            ];
            vec![new("PAGEVIEW"), Trigger { filter: moved, ..new("HISTORY_CHANGE") }]
        }
        What::Visible { percent, millis, per } => {
            let css = plain_css(event, cannot)?;
            differ(
                "comes into view",
                "Tag Manager counts once for each page that is loaded, whatever a script shows after that; it never counts an element of which this share does not fit the screen, and it may count one that has its place in view without being drawn",
            );
            let mut parameter = vec![
                Value::template("selectorType", "CSS"),
                Value::template("elementSelector", css),
                Value::template(
                    "firingFrequency",
                    if *per == Per::Page { "ONCE" } else { "ONCE_PER_ELEMENT" },
                ),
                Value::template("onScreenRatio", percent.to_string()),
                Value::boolean("useOnScreenDuration", *millis > 0),
                Value::boolean("useDomChangeListener", true),
            ];
            if *millis > 0 {
                differ(
                    "time in view",
                    "Tag Manager adds up the time in view, Waymark wants it without a break",
                );
                parameter.push(Value::template("onScreenDuration", millis.to_string()));
            }
            vec![Trigger { parameter, ..new("ELEMENT_VISIBILITY") }]
        }
        What::Scroll { percents } if whole_page => {
            differ(
                "scroll depth",
                "Tag Manager counts what shows without scrolling at once, counts once for each page that is loaded, and knows no page that scrolls inside a part of it",
            );
            let percents: Vec<String> = percents.iter().map(u8::to_string).collect();
            let parameter = vec![
                Value::boolean("verticalThresholdOn", true),
                Value::template("verticalThresholdUnits", "PERCENT"),
                Value::template("verticalThresholdsPercent", percents.join(",")),
                Value::boolean("horizontalThresholdOn", false),
                Value::template("triggerStartOption", "WINDOW_LOAD"),
            ];
            vec![Trigger { parameter, ..new("SCROLL_DEPTH") }]
        }
        other => {
            cannot(&words::trigger(other, plan), why_not(other));
            return None;
        }
    })
}

/// Why Tag Manager has no trigger for it.
fn why_not(trigger: &What) -> &'static str {
    match trigger {
        What::Submit { .. } => "Tag Manager does not know whether a form worked",
        What::Scroll { .. } => "Tag Manager measures the page, not one element",
        What::Time { .. } => "Tag Manager's timer counts on while nobody looks at the page",
        What::Video { .. } => "Tag Manager knows YouTube's videos only",
        What::Count { .. } | What::Sequence { .. } | What::Score { .. } | What::Velocity { .. } => {
            "Tag Manager does not combine events"
        }
        _ => "Tag Manager has no trigger for it",
    }
}

/// The first selector, if it is CSS and nothing else.
fn plain_css(event: &Event, cannot: &mut impl FnMut(&str, &str)) -> Option<String> {
    let Selector { css, within, text, alone } = selectors(event).first()?;
    let mut fine = true;
    let mut refuse = |what: &str, why: &str| {
        cannot(what, why);
        fine = false;
    };
    if !within.is_empty() {
        refuse("place of the element", "Tag Manager cannot look into shadow roots and frames");
    }
    if text.is_some() {
        refuse(
            "words of the element",
            "Tag Manager looks at what was clicked innermost, not at the whole element",
        );
    }
    if *alone {
        refuse("the only one of its kind", "Tag Manager does not see how many there are");
    }
    if css.contains("{{") {
        refuse("selector", "Tag Manager takes its double braces for a variable");
    }
    fine.then(|| css.clone())
}

fn fingerprint_tag(event: &Event) -> Option<&str> {
    let fingerprint = event.target.as_ref()?.fingerprint.as_ref()?;
    Some(fingerprint.tag.as_str())
}

/// Whether the target is a form or something around one. Of a selector written by hand only what it says is known.
fn is_form(event: &Event) -> bool {
    let Some(Target { fingerprint, .. }) = &event.target else { return false };
    match fingerprint {
        Some(element) => !element.is_submit_button(),
        None => selectors(event).first().is_some_and(|selector| {
            let parts = parts(&selector.css);
            !parts.is_empty() && parts.iter().all(|part| last_tag(part) == "form")
        }),
    }
}

/// Tag name of a selector's last compound.
fn last_tag(css: &str) -> String {
    let compounds = split(css, |letter| letter.is_whitespace() || ">+~".contains(letter));
    let last = compounds.last().map_or("", |compound| compound.trim());
    last.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// The elements, or anything inside them: what Tag Manager is told of is the innermost.
pub fn or_inside(css: &str) -> String {
    let parts = parts(css);
    let with_inside = parts.iter().flat_map(|part| [(*part).to_owned(), format!("{part} *")]);
    with_inside.collect::<Vec<_>>().join(", ")
}

/// The selectors of a list.
pub fn parts(css: &str) -> Vec<&str> {
    split(css, |letter| letter == ',').into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Parts of a selector between separators that stand in no brackets, parentheses or quotes.
fn split(css: &str, separates: impl Fn(char) -> bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut depth, mut quote, mut is_escaped) = (0, 0_usize, None, false);
    for (at, letter) in css.char_indices() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match (quote, letter) {
            (_, '\\') => is_escaped = true,
            (Some(open), _) => quote = quote.filter(|_| letter != open),
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, _) if depth == 0 && separates(letter) => {
                parts.push(&css[from..at]);
                from = at + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&css[from..]);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_counts_for_each_selector_of_a_list() {
        assert_eq!(or_inside("a"), "a, a *");
        assert_eq!(
            or_inside(r#"a:is(b, c), [title="x, y"] > i"#),
            r#"a:is(b, c), a:is(b, c) *, [title="x, y"] > i, [title="x, y"] > i *"#
        );
    }

    #[test]
    fn a_form_is_told_by_the_end_of_its_selector() {
        for (css, expected) in [
            ("form", "form"),
            ("main form.newsletter[action*=\"a > b\"]", "form"),
            ("form button", "button"),
            ("form>.x", ""),
            ("form:has(> button)", "form"),
        ] {
            assert_eq!(last_tag(css), expected, "{css}");
        }
    }
}
