//! What publishing is told in: steps and what a place said, in a marketer's words.

use waymark_model::PublicationTarget;
use waymark_publish::shopify;
use waymark_publish::{Lost, Step};

use super::door::Tried;
use crate::failure::Failure;
use crate::view::{TargetTest, ThemeView, Undelivered};

/// Of a revision without events, where what is live has some.
pub(super) const EMPTIES: &str = "It has no events: every event comes off the shop, and nothing is measured there until something else is published.";

pub(super) fn step(step: Step) -> &'static str {
    match step {
        Step::Look => "Looking what is live",
        Step::Config => "Writing the config",
        Step::Runtime => "Writing the runtime",
        Step::Entry => "Writing the script that the shop loads",
        Step::Conditions => "Making sure that nobody is overwritten",
        Step::Pointer => "Going live",
    }
}

pub(super) fn theme_step(step: shopify::Step) -> &'static str {
    match step {
        shopify::Step::Reading => "Looking what the theme has",
        shopify::Step::Duplicating => "Asking for a copy of the theme",
        shopify::Step::Copying => "Waiting for the copy of the theme",
        shopify::Step::WritingAsset => "Writing the file",
        shopify::Step::Verifying => "Reading the file back",
        shopify::Step::WritingSnippet => "Writing the snippet",
        shopify::Step::WritingLayout => "Putting the loader into the theme",
        shopify::Step::Removing => "Taking files out",
        shopify::Step::Waiting(_) => "Shopify asks to wait",
    }
}

/// Why what is live could not be kept, and what that means.
pub(super) fn unkept(lost: Lost) -> String {
    format!(
        "This revision could not be kept on this computer: {}. Once something else is live here, you cannot go back to it.",
        why_lost(lost)
    )
}

/// Why a place does not give what its pointer names.
pub(crate) fn why_lost(lost: Lost) -> &'static str {
    match lost {
        Lost::Gone => "the place does not have its files any more",
        Lost::Altered => "the place gives other files than it says it has",
        Lost::TooLarge => "its files are larger than any of Waymark's",
        Lost::NotUnderstood => "its files are damaged, or a newer Waymark made them",
        Lost::NoAnswer => "the place did not give its files in time",
    }
}

/// What trying a target out told.
pub(super) fn tested(
    target: &PublicationTarget,
    tried: &Tried,
    undelivered: Option<Undelivered>,
) -> TargetTest {
    let themes = themes(&tried.themes);
    let is_writable = tried.is_writable && tried.refused.is_none();
    let mut message = match (&tried.live, tried.is_writable) {
        (_, true) if let Some(Failure { message, hint, .. }) = &tried.refused => {
            format!("{} cannot be published to. {message} {hint}", target.name)
        }
        (_, false) => {
            "Shopify lets Waymark read the themes but not write to them. You can paste the files yourself."
                .to_owned()
        }
        (None, true) => format!("{} can be published to. Nothing was published there yet.", target.name),
        (Some(live), true) if live.is_foreign() => {
            format!(
                "{} can be published to. A file of that name is there that is not Waymark's.",
                target.name
            )
        }
        (Some(live), true) => {
            let is = match &tried.unseen_in {
                _ if !live.is_loaded => "in its theme, which does not load it",
                Some(_) => "in its theme",
                None => "live",
            };
            format!("{} can be published to. Revision {} is {is}.", target.name, live.revision)
        }
    };
    if let Some(theme) = &tried.unseen_in {
        message = format!("{message} It is the theme “{theme}”, which visitors do not see.");
    }
    TargetTest { message, is_writable, undelivered, themes }
}

/// Themes that can be chosen.
pub(super) fn themes(all: &[shopify::Theme]) -> Vec<ThemeView> {
    all.iter()
        .filter(|theme| !theme.processing && !theme.processing_failed)
        .map(|theme| ThemeView {
            id: theme.id.as_str().to_owned(),
            name: theme.name.clone(),
            is_live: theme.role == shopify::Role::Main,
        })
        .collect()
}
