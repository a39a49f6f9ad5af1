//! What there is to say about pages of the sample that were not looked at: how bad that is, and what to do.

use super::findings::SHUT;
use super::pages::PageState;
use super::tally::{Kind, Tally, pages};
use super::types::{Finding, FindingKind, Severity};

impl Tally {
    pub(super) fn of_pages(&self) -> impl Iterator<Item = Finding> {
        // A page or two behind a login is how shops are; many are a shop that keeps us out.
        let is_shut = f64::from(self.totals.blocked) > SHUT * f64::from(self.totals.pages);
        let blocked = if is_shut { Severity::Warning } else { Severity::Notice };
        let are_lost = f64::from(self.totals.unreachable) > SHUT * f64::from(self.totals.pages);
        let lost = if are_lost { Severity::Warning } else { Severity::Notice };
        let states = [
            (
                PageState::Blocked,
                FindingKind::PagesBlocked,
                blocked,
                self.totals.blocked,
                "kept us out",
                "Nothing is said about the events on them. Let Waymark in (Shopify: Online Store > \
              Preferences > Crawler access), or audit later and more slowly.",
            ),
            (
                PageState::Unreachable,
                FindingKind::PagesUnreachable,
                lost,
                self.totals.unreachable,
                "could not be read",
                "Open them in a browser. If they work there, audit again later.",
            ),
            (
                PageState::Gone,
                FindingKind::PagesGone,
                Severity::Notice,
                self.totals.gone,
                "are not there any more",
                "The shop still names them in its sitemap or links; visitors meet an error there.",
            ),
            (
                PageState::Redirected,
                FindingKind::PagesRedirected,
                Severity::Notice,
                self.totals.redirected,
                "lead to another page now",
                "The shop still names the old addresses in its sitemap or links, or the plan does. Nothing is said about \
              the events on them; where an event is for such a page alone, give it the new address.",
            ),
        ];
        states.into_iter().filter(|(.., number, _, _)| *number > 0).map(
            |(state, kind, severity, number, what, advice)| {
                let reasons = self.reasons.get(&state).cloned().unwrap_or_default();
                Finding {
                    key: format!("pages/{kind:?}").to_lowercase(),
                    severity,
                    kind,
                    event: None,
                    title: format!("{} {what}", pages(number))
                        .replace("1 page are", "1 page is")
                        .replace("1 page lead", "1 page leads"),
                    detail: reasons.join(" "),
                    advice: advice.to_owned(),
                    pages: self.pages(Kind::State(state)),
                    repair: None,
                }
            },
        )
    }
}
