//! What would change at a place, in words.

use waymark_app::publishing::Errand;
use waymark_app::view::{ChangeKind, ChangeView, Review};

use crate::output::Output;

fn in_words(review: &Review) -> String {
    let Some(live) = &review.live else {
        if review.is_gone {
            return "nothing is live any more: what was published there is gone. Publish to put it back."
                .to_owned();
        }
        return review.unseen_in.as_ref().map_or_else(
            || "nothing is live.".to_owned(),
            |theme| format!("nothing is published in {}.", unseen(theme)),
        );
    };
    if live.is_foreign {
        return format!("{} is there, which is not Waymark's.", live.revision);
    }
    let number = live.number.map(|number| format!(" (number {number})")).unwrap_or_default();
    let by = live.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    let at = live.published_at.as_ref().map(|at| format!(" at {at}")).unwrap_or_default();
    let since = [by, at].concat();
    let since = if since.is_empty() { since } else { format!(" It was published{since}.") };
    let rest = match (&review.changes, review.conflict.is_some()) {
        _ if review.is_unfinished => "It is the plan as it is now: publish to finish.".to_owned(),
        _ if review.is_there => "It is the plan as it is now.".to_owned(),
        (_, true) => "Somebody else published it.".to_owned(),
        (None, false) => "What differs from it cannot be told.".to_owned(),
        (Some(changes), false) => match changes.len() {
            0 => format!("{SAME_EVENTS} are not published."),
            1 => "1 change is not published.".to_owned(),
            changes => format!("{changes} changes are not published."),
        },
    };
    let is = match &review.unseen_in {
        Some(theme) if live.is_loaded => format!("in {}", unseen(theme)),
        Some(theme) => format!("in {} and which does not load it", unseen(theme)),
        None if live.is_loaded => "live".to_owned(),
        None => "in the theme, which does not load it".to_owned(),
    };
    let hint = if review.unseen_in.is_some() { HINT } else { "" };
    let unkept = review.unkept.as_ref().map(|unkept| format!(" {unkept}")).unwrap_or_default();
    format!("revision {}{number} is {is}.{since} {rest}{unkept}{hint}", live.revision)
}

/// What differs where no event does.
const SAME_EVENTS: &str = "The same events, other files (a newer runtime)";

/// What to do about a theme that visitors do not see.
const HINT: &str = " Publish that theme in Shopify, or make the live theme the place.";

fn unseen(theme: &str) -> String {
    format!("theme \"{theme}\", which visitors do not see")
}

/// What is said of a revision that went where visitors do not see it.
pub fn gone_unseen(theme: &str) -> String {
    format!("it is in {}.{HINT}", unseen(theme))
}

/// What is live at a place, and both sides where somebody else made it so.
pub fn standing(name: &str, review: &Review) -> Vec<String> {
    let mut lines = vec![format!("{name}: {}", in_words(review))];
    lines.extend(conflict_in_words(review));
    if review.conflict.is_some() {
        lines.extend(review.changes.iter().flatten().map(change_in_words));
    }
    lines
}

/// `findings` are the review's, in words.
pub fn say_review(review: &Review, findings: &[String], errand: &Errand, output: &mut Output) {
    let name = &errand.target.name;
    output.remark(&format!("{name}: {}", in_words(review)));
    for line in conflict_in_words(review) {
        output.remark(&line);
    }
    for change in review.changes.iter().flatten() {
        output.remark(&change_in_words(change));
    }
    for finding in findings {
        output.remark(&format!("  ! {finding}"));
    }
    if !review.unproven.is_empty() {
        let names: Vec<&str> = review.unproven.iter().map(|event| event.name.as_str()).collect();
        output.remark(&format!("  Never fired in a test: {}.", names.join(", ")));
    }
}

/// What somebody else changed, and what this plan would; nothing where nobody else did.
fn conflict_in_words(review: &Review) -> Vec<String> {
    let Some(conflict) = &review.conflict else { return Vec::new() };
    let mut lines = vec!["What they changed:".to_owned()];
    let is_foreign = review.live.as_ref().is_some_and(|live| live.is_foreign);
    match conflict.as_slice() {
        _ if is_foreign => {
            lines.push("  That file is not Waymark's: what is in it cannot be told.".to_owned());
        }
        [] if review.changes.is_none() => {
            lines.push(
                "  It cannot be told from here: the place does not give what they published.".to_owned(),
            );
        }
        [] => lines.push(format!("  {SAME_EVENTS}.")),
        changes => lines.extend(changes.iter().map(change_in_words)),
    }
    lines.push("What you would change:".to_owned());
    if review.changes.as_ref().is_some_and(Vec::is_empty) {
        lines.push("  No event: your plan has the same ones.".to_owned());
    } else if review.changes.is_none() || is_foreign {
        lines.push("  All of it: your plan would take its place.".to_owned());
    }
    lines
}

fn change_in_words(change: &ChangeView) -> String {
    let sign = match change.kind {
        ChangeKind::Added => '+',
        ChangeKind::Removed => '-',
        ChangeKind::Changed => '~',
    };
    let lines = change.lines.join("; ");
    format!("  {sign} {} {lines}", change.name).trim_end().to_owned()
}
