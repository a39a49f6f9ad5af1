//! What would change at a place, in words.

use waymark_app::publishing::Errand;
use waymark_app::view::{ChangeKind, ChangeView, Finding, Review};

use crate::output::Output;

pub fn in_words(review: &Review) -> String {
    let Some(live) = &review.live else { return "nothing is live.".into() };
    if live.is_foreign {
        return format!("{} is there, which is not Waymark's.", live.revision);
    }
    let number = live.number.map(|number| format!(" (number {number})")).unwrap_or_default();
    let by = live.by.as_ref().map(|by| format!(", published by {by}")).unwrap_or_default();
    let at = live.published_at.as_ref().map(|at| format!(" at {at}")).unwrap_or_default();
    let rest = match (&review.changes, review.conflict.is_some()) {
        _ if review.is_live => "It is the plan as it is now.".to_owned(),
        _ if review.is_unfinished => {
            "It is the plan as it is now, but the theme does not load it: publish to finish.".to_owned()
        }
        (_, true) => "Somebody else published it.".to_owned(),
        (None, false) => "What differs from it cannot be told.".to_owned(),
        (Some(changes), false) => match changes.len() {
            1 => "1 change is not published.".to_owned(),
            changes => format!("{changes} changes are not published."),
        },
    };
    format!("revision {}{number} is live{by}{at}. {rest}", live.revision)
}

pub fn say_review(review: &Review, errand: &Errand, output: &mut Output) {
    let name = &errand.target.name;
    output.remark(&format!("{name}: {}", in_words(review)));
    if let Some(conflict) = &review.conflict {
        output.remark("What they changed:");
        for change in conflict {
            output.remark(&change_in_words(change));
        }
        output.remark("What you would change:");
    }
    for change in review.changes.iter().flatten() {
        output.remark(&change_in_words(change));
    }
    for Finding { message, .. } in &review.findings {
        output.remark(&format!("  ! {message}"));
    }
    if !review.unproven.is_empty() {
        let names: Vec<&str> = review.unproven.iter().map(|event| event.name.as_str()).collect();
        output.remark(&format!("  Never fired in a test: {}.", names.join(", ")));
    }
}

fn change_in_words(change: &ChangeView) -> String {
    let sign = match change.kind {
        ChangeKind::Added => '+',
        ChangeKind::Removed => '-',
        ChangeKind::Changed => '~',
    };
    [&[format!("  {sign} {}", change.name)], change.lines.as_slice()].concat().join(" ")
}
