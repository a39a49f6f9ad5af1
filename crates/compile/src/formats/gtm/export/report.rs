//! What a container as a whole cannot say of a plan. What single events lose is told where they are written.

use waymark_model::{ConsentRule, DestinationKind};

use super::super::native::page_types_left_out;
use super::super::{MEASUREMENT_ID, PAGE_TYPE};
use super::Writer;
use crate::formats::destinations::{NO_ID, has, others};
use crate::formats::{Loss, LossKind};

/// What is lost of the plan as a whole, and what is left to do.
pub(super) fn overall(writer: &Writer<'_>) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut lose = |kind, what: &str, why: String| losses.push(Loss::overall(kind, what, why));
    if writer.measurements.iter().any(|(_, id)| id == NO_ID) {
        let why =
            format!("Write your measurement ID into the variable \"{MEASUREMENT_ID}\"; the plan has none.");
        lose(LossKind::ToDo, "measurement ID", why);
    }
    lose(
        LossKind::Differs,
        "page views of Google's tag",
        "The container's Google tag sends no page view of its own, so that one already on the shop is not doubled. If there is none, switch send_page_view on in it."
            .to_owned(),
    );
    if writer.by_runtime > 0 {
        let why = format!(
            "{} of {} events are fired by Waymark's runtime, because Tag Manager cannot say them or read their parameters. Without it on the shop they are silent. Tag Manager keeps what was pushed: a parameter that could not be read may have the value of the event before.",
            writer.by_runtime,
            writer.plan.events.len()
        );
        lose(LossKind::NeedsRuntime, "Waymark's runtime", why);
    }
    if has(writer.plan, DestinationKind::Ga4) {
        lose(
            LossKind::ToDo,
            "counted twice",
            "Where Waymark's runtime is on the shop too, it sends to Google Analytics itself. Switch Google Analytics off in the plan's destinations, or use one of the two."
                .to_owned(),
        );
    }
    if let Some(others) = others(writer.plan, &[DestinationKind::Ga4, DestinationKind::DataLayer]) {
        let why = format!(
            "The container sends to Google Analytics only, not to {others}. Names there, and what is switched off there, are the runtime's.",
        );
        lose(LossKind::Missing, "other destinations", why);
    }
    if !writer.variables.contains_key(PAGE_TYPE) {
        lose(
            LossKind::Missing,
            "page types",
            "No event that Tag Manager fires by itself asks for them, so they are left out.".to_owned(),
        );
    }
    let consent = match writer.plan.privacy.consent {
        ConsentRule::Page => {
            "Tags wait for analytics_storage in Google's Consent Mode; a banner that does not set it has to be connected in Tag Manager. Waymark's runtime also asks Shopify and TCF itself."
        }
        ConsentRule::Merchant => {
            "Tags wait for nothing but what Google's own consent checks ask, as the plan says that nobody has to be asked."
        }
    };
    lose(LossKind::Differs, "consent", consent.to_owned());
    lose(
        LossKind::Missing,
        "how long visitors are remembered",
        format!(
            "The plan's {} days are the runtime's; Google Analytics has its own setting.",
            writer.plan.privacy.visitor_days
        ),
    );
    lose(
        LossKind::Differs,
        "clicks and submits that the shop hides",
        "Where a script of the shop keeps a click or submit from being heard further up the page, Tag Manager misses it; Waymark's runtime hears it first."
            .to_owned(),
    );
    lose(
        LossKind::Missing,
        "status, stage, phase, weight, platforms, owner, description and notes",
        "All but status, platforms and notes stand in the tags' notes for people to read. None comes back with an import."
            .to_owned(),
    );
    lose(
        LossKind::Missing,
        "what elements look like",
        "A container has selectors only, so elements are not found again in it after a change of the theme."
            .to_owned(),
    );
    let left_out = page_types_left_out(writer.plan, &writer.base);
    if !left_out.is_empty() {
        let why = format!(
            "{} begins with what is taken off before addresses are compared, and is left out of the page types.",
            left_out.join(", ")
        );
        lose(LossKind::Missing, "addresses", why);
    }
    losses
}
