//! What a person should know about a draft or event before relying on it: the plan's own rules, and what the
//! picked page adds to them.

use waymark_identify::{CompiledRule, Count, Grade, Near, count, read_near};
use waymark_model::balance::{Likeness, crowded_by, is_same_deed, twins_of};
use waymark_model::validate::EventChecks;
use waymark_model::{Event, Plan, PublicationTarget, Selector, Severity, ShopSlug, Source};

use crate::error::AppError;
use crate::meaning;
use crate::pending::{Pending, Pick};
use crate::view::{Finding, TargetGrade, TargetQuality};

/// Findings about an event of the plan.
pub(crate) fn of_event(event: &Event, checks: &EventChecks<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = checks.check(event).into_iter().map(Finding::from).collect();
    found.extend(same_deed(event, checks.plan()));
    found.extend(broken_success(event));
    found.extend(broken_parameters(event));
    found
}

/// Findings about a draft, and how many elements of its page match.
pub(crate) fn of_draft(event: &Event, plan: &Plan, pending: &Pending) -> (Vec<Finding>, u32) {
    let mut found = of_event(event, &EventChecks::of(plan));
    let mut matches = 0;
    let is_here = event.scope.covers(&pending.page.path, &plan.page_types);
    if let (Some(pick), Some(target)) = (pending.pick.as_ref().filter(|_| is_here), &event.target) {
        let (problem, counted) = matching(pick, &target.selectors, target.multiple);
        found.extend(problem);
        matches = counted;
        found.extend(unread(event, pick));
        if pick.truncated {
            let message = "The page is very large, so that only a part of it was looked at. The number of matches may be too low.";
            found.push(finding_of("page_truncated", Severity::Note, "target", message.to_owned()));
        }
    }
    found.extend(same_name(event, plan));
    if pending.editing {
        found.extend(other_element(event, plan, pending));
    } else {
        found.extend(crowd(event, plan));
    }
    if !pending.page.within_shop {
        let message = "This page is not on the shop's own address. The event fires there only if the exported file is installed there too.";
        found.push(finding_of("other_host", Severity::Note, "scope", message.to_owned()));
    }
    let picked_here = pending.pick.is_some() || !pending.editing;
    if picked_here && !is_here {
        let message = "This page is not among the pages where the event may fire. Choose where it may fire again, or test it on another page.";
        found.push(finding_of("scope_elsewhere", Severity::Warning, "scope", message.to_owned()));
    }
    (found, matches)
}

/// A config that is so large that visitors wait for it, in KB as it is downloaded.
pub(crate) fn large_config(kilobytes: usize) -> Finding {
    let message = format!(
        "The config has {kilobytes} KB, which slows the shop down. Pause events that nobody looks at, or take hand-written selectors out."
    );
    finding_of("config_large", Severity::Warning, "", message)
}

/// A plan without events takes the place of one that has some.
pub(crate) fn takes_all_away() -> Finding {
    let message = "The plan has no events that are on: publishing it takes every event off the shop. Nothing is measured there until something else is published.";
    finding_of("plan_empties_shop", Severity::Warning, "", message.to_owned())
}

/// More page types, or longer ones, than anybody can mean.
pub(crate) fn page_types_too_long() -> Finding {
    Finding {
        code: "page_types_too_long".to_owned(),
        severity: Severity::Error,
        field: "page_types".to_owned(),
        entry: None,
        event: None,
        message: "These are more page types, or longer names and addresses, than a plan can hold.".to_owned(),
        suggestion: None,
    }
}

/// Another shop is published to the same place under the same name in addresses.
pub(crate) fn same_site(other: &ShopSlug, site: &str) -> Finding {
    let message = format!(
        "The shop {} is published there as {site} too, and one would replace the other. Choose another place.",
        other.0
    );
    finding_of("site_taken", Severity::Error, "", message)
}

/// The token of another target is read from the same environment variable.
pub(crate) fn same_variable(other: &PublicationTarget, variable: &str) -> Finding {
    let message = format!(
        "{} and this place would read their tokens from one variable, {variable}. Choose another name.",
        other.name
    );
    finding_of("target_name_taken", Severity::Error, "name", message)
}

/// A place that is somewhere else now. Its token is not shown there before somebody says so.
pub(crate) fn secret_again() -> Finding {
    let message = "This is another address, which does not get what you gave for the old one. Give it again, or what opens the new one.";
    finding_of("secret_again", Severity::Error, "secret", message.to_owned())
}

/// How lasting the draft's element is, as long as its selectors are those that were made for it, bound to a text or not.
pub(crate) fn quality(event: &Event, pending: &Pending) -> Option<TargetQuality> {
    let (pick, target) = (pending.pick.as_ref()?, event.target.as_ref()?);
    let pairs = || pick.selectors.iter().zip(&target.selectors);
    let is_as_made = pick.selectors.len() == target.selectors.len()
        && pairs().all(|(made, selector)| meaning::is_same_way(made, selector));
    is_as_made.then(|| TargetQuality {
        grade: match pick.quality.grade {
            Grade::Fragile => TargetGrade::Fragile,
            Grade::Fair => TargetGrade::Fair,
            Grade::Strong => TargetGrade::Strong,
        },
        reason: format!("{} {}", pick.quality.reason, pick.quality.advice).trim_end().to_owned(),
    })
}

/// Stops on errors.
pub(crate) fn refuse_errors(findings: &[Finding]) -> Result<(), AppError> {
    refuse(findings, |finding| finding.message.clone())
}

/// Stops on errors of a plan, whose events are named.
pub(crate) fn refuse_errors_in(plan: &Plan, findings: &[Finding]) -> Result<(), AppError> {
    refuse(findings, |finding| in_words(finding, plan))
}

fn refuse(findings: &[Finding], words: impl Fn(&Finding) -> String + Copy) -> Result<(), AppError> {
    let errors = || findings.iter().filter(|finding| finding.severity == Severity::Error);
    match errors().next() {
        Some(first) => {
            Err(AppError::Invalid { message: words(first), faults: errors().map(words).collect() })
        }
        None => Ok(()),
    }
}

/// For where it does not stand beside its event: with the event's name.
pub(crate) fn in_words(finding: &Finding, plan: &Plan) -> String {
    let event = plan.events.iter().find(|event| finding.event.as_ref() == Some(&event.id));
    match event.map(|event| if event.name.trim().is_empty() { &event.id.0 } else { &event.name }) {
        Some(name) => format!("{name}: {}", finding.message),
        None => finding.message.clone(),
    }
}

/// Selectors that no browser can read. The plan's own rules know no CSS, so hand-written ones are checked here.
pub(crate) fn broken_selectors(plan: &Plan) -> Vec<Finding> {
    let success = plan.events.iter().filter_map(broken_success);
    let parameters = plan.events.iter().flat_map(broken_parameters);
    let targets = plan.events.iter().filter_map(|event| Some((event, event.target.as_ref()?)));
    targets
        .filter_map(|(event, target)| Some((event, CompiledRule::new(&target.selectors).err()?)))
        .map(|(event, broken)| {
            let message = format!(
                "Selector {} of \"{}\" cannot be used: {}. Mend it, or pick the element again.",
                broken.selector + 1,
                event.name,
                broken.message
            );
            Finding {
                event: Some(event.id.clone()),
                ..finding_of("selector_invalid", Severity::Error, "target", message)
            }
        })
        .chain(success)
        .chain(parameters)
        .collect()
}

/// A selector of what appears when a submit worked that no browser can read. Empty ones are told of by the plan's rules.
fn broken_success(event: &Event) -> Option<Finding> {
    let written: Vec<Selector> =
        event.trigger.success().iter().filter(|selector| !selector.css.trim().is_empty()).cloned().collect();
    let broken = CompiledRule::new(&written).err()?;
    let message = format!(
        "What appears when \"{}\" worked cannot be looked for: {}. Mend the selector.",
        event.name, broken.message
    );
    let finding = finding_of("selector_invalid", Severity::Error, "success", message);
    Some(Finding { event: Some(event.id.clone()), ..finding })
}

/// Selectors of what parameters read elsewhere that no browser can read. Empty ones are told of by the plan's rules.
fn broken_parameters(event: &Event) -> Vec<Finding> {
    let broken = event.parameters.iter().enumerate().filter_map(|(entry, parameter)| {
        let written: Vec<Selector> =
            parameter.from.selectors().iter().filter(|selector| !selector.is_empty()).cloned().collect();
        let broken = CompiledRule::new(&written).err()?;
        let message = format!(
            "What \"{}\" reads cannot be looked for: {}. Point at it again.",
            parameter.name, broken.message
        );
        let finding = finding_of("selector_invalid", Severity::Error, "parameters", message);
        Some(Finding { event: Some(event.id.clone()), entry: u32::try_from(entry).ok(), ..finding })
    });
    broken.collect()
}

/// Parameters that are read elsewhere, of which the picked page has none, or several that say different things.
fn unread(event: &Event, pick: &Pick) -> Vec<Finding> {
    let unread = event.parameters.iter().enumerate().filter_map(|(entry, parameter)| {
        let Source::Element { selectors, read } = &parameter.from else { return None };
        let message = match read_near(&pick.document, Some(pick.element), selectors, read) {
            Near::Value(_) | Near::NeedsRendering => return None,
            Near::Nothing => format!("There is nothing for \"{}\" to read on this page. Point at it again, or take it out.", parameter.name),
            Near::Unclear => format!("Several elements on this page say different things for \"{}\", so it stays empty. Point at something that is nearer to the event's element.", parameter.name),
        };
        let finding = finding_of("parameter_unread", Severity::Warning, "parameters", message);
        Some(Finding { entry: u32::try_from(entry).ok(), ..finding })
    });
    unread.collect()
}

fn matching(pick: &Pick, selectors: &[Selector], multiple: bool) -> (Option<Finding>, u32) {
    match count(&pick.document, selectors) {
        Count::Matched { nodes, .. } => {
            let matched = nodes.len() as u32;
            let many = (matched > 1 && !multiple).then(|| {
                let message = format!(
                    "{matched} elements on this page match. Pick a more particular one, or choose \"All like this one\"."
                );
                finding_of("matches_many", Severity::Warning, "target", message)
            });
            (many, matched)
        }
        Count::Nothing => {
            let message = "Nothing on the page as it was picked matches. Pick the element again.";
            (Some(finding_of("matches_none", Severity::Warning, "target", message.to_owned())), 0)
        }
        Count::NeedsRendering { .. } => {
            let message = "Whether this selector matches shows only in the browser; watch the number of outlined elements.";
            (Some(finding_of("needs_rendering", Severity::Note, "target", message.to_owned())), 0)
        }
        Count::Invalid { selector, message } => {
            let message = format!("Selector {} cannot be used: {message}.", selector + 1);
            (Some(finding_of("selector_invalid", Severity::Error, "target", message)), 0)
        }
    }
}

/// An event that was given another element has to be proven again.
fn other_element(event: &Event, plan: &Plan, pending: &Pending) -> Option<Finding> {
    let selectors = |event: &Event| event.target.as_ref().map(|target| target.selectors.clone());
    let saved = plan.events.iter().find(|saved| saved.id == event.id)?;
    let message = "New element for this event. Save, then test again.".to_owned();
    (pending.has_other_element && selectors(saved) != selectors(event))
        .then(|| finding_of("element_changed", Severity::Note, "target", message))
}

/// More events of one page type than anybody reads the numbers of.
fn crowd(event: &Event, plan: &Plan) -> Option<Finding> {
    let (kind, number) = crowded_by(event, plan)?;
    let message = format!(
        "With this there are {number} events for the page type \"{kind}\". Five to eight that matter say more than many."
    );
    Some(finding_of("page_type_crowded", Severity::Note, "scope", message))
}

/// Another event that listens to the same thing doubles every number.
fn same_deed(event: &Event, plan: &Plan) -> Option<Finding> {
    let mut others = plan.events.iter().filter(|other| other.runs_on_web());
    let twin = others.find(|other| other.id != event.id && is_same_deed(event, other))?;
    let message = format!(
        "\"{}\" listens to the same element already. Edit that event instead, unless two events are meant.",
        twin.name
    );
    Some(finding_of("target_taken", Severity::Warning, "target", message))
}

/// Another name for one thing keeps its numbers apart.
fn same_name(event: &Event, plan: &Plan) -> Option<Finding> {
    let others = plan.events.iter().filter(|other| other.runs_on_web());
    let (twin, _) = twins_of(event, others).into_iter().find(|(_, likeness)| *likeness == Likeness::Name)?;
    let message = format!(
        "There is \"{}\" already. If both mean one thing, give both one name, so that their numbers come together.",
        twin.name
    );
    Some(finding_of("name_alike", Severity::Note, "name", message))
}

fn finding_of(code: &str, severity: Severity, field: &str, message: String) -> Finding {
    let field = field.to_owned();
    Finding { code: code.to_owned(), severity, field, entry: None, event: None, message, suggestion: None }
}

impl From<waymark_model::Finding> for Finding {
    fn from(finding: waymark_model::Finding) -> Self {
        Self {
            code: finding.code.to_owned(),
            severity: finding.severity,
            field: finding.field.to_owned(),
            entry: finding.entry.map(|entry| entry as u32),
            event: finding.event,
            message: finding.message,
            suggestion: finding.suggestion,
        }
    }
}
