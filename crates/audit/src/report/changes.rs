//! What is installed now and was not at the audit before, or the other way round.

use std::collections::BTreeSet;

use waymark_model::Scope;

use super::pages::{EVERYWHERE, PageTypeReport, Presence};
use super::tally::{Kind, Tally, pages};
use super::types::{Finding, FindingKind, Report, Severity, TagReport};

impl Tally {
    pub(super) fn of_changes(&self, before: &Report) -> Vec<Finding> {
        let mut findings = Vec::new();
        let ids = |themes: &mut dyn Iterator<Item = String>| themes.collect::<BTreeSet<String>>();
        let then = ids(&mut before.themes.iter().map(|theme| theme.id.clone()));
        let now = ids(&mut self.themes.keys().map(|theme| theme.id.clone()));
        if !then.is_empty() && !now.is_empty() && then.is_disjoint(&now) {
            let names: Vec<&str> = self.themes.keys().map(|theme| theme.name.as_str()).collect();
            findings.push(Finding {
                key: format!("theme/{}", now.iter().cloned().collect::<Vec<_>>().join("+")),
                severity: Severity::Notice,
                kind: FindingKind::ThemeChanged,
                event: None,
                title: format!("The shop has another theme: {}", names.join(", ")),
                detail:
                    "Elements may have moved, and Waymark's script may have stayed behind in the old theme."
                        .to_owned(),
                advice: "Look at the findings about events below, and publish to the new theme.".to_owned(),
                pages: Vec::new(),
                repair: None,
            });
        }
        findings.extend(self.newer_theme(before));
        let tags = self.tags();
        for tag in &tags {
            let is_known = before.tags.iter().any(|old| old.vendor == tag.vendor && old.id == tag.id);
            if !is_known {
                findings.push(tag_change(tag.vendor.name(), &tag.id, "is new on the shop"));
            }
        }
        for old in &before.tags {
            let is_there = tags.iter().any(|tag| old.vendor == tag.vendor && old.id == tag.id);
            if !is_there && self.would_meet(old, before) {
                findings.push(tag_change(old.vendor.name(), &old.id, "is not on the shop any more"));
            }
        }
        findings
    }
}

impl Tally {
    /// Waymark is gone from where the audits before found it: for shops to which nothing was published, which have what was
    /// exported, say. It stays said until it is back.
    pub(super) fn vanished(&self, before: &Report) -> Option<Finding> {
        let is_lost = |kind: &PageTypeReport| {
            let old = before.page_types.iter().find(|old| old.id == kind.id).map(PageTypeReport::waymark);
            let is_on_few = f64::from(kind.with_waymark) < EVERYWHERE * f64::from(kind.checked);
            kind.checked > 0
                && self.loading.counts(kind.id.as_ref())
                && match old {
                    Some(Presence::Everywhere) => is_on_few,
                    Some(Presence::Somewhere) => kind.with_waymark == 0,
                    Some(Presence::Nowhere) | None => false,
                }
        };
        let lost: Vec<PageTypeReport> = self.page_types().into_iter().filter(is_lost).collect();
        let checked: u32 = lost.iter().map(|kind| kind.checked).sum();
        let without = checked - lost.iter().map(|kind| kind.with_waymark).sum::<u32>();
        let is_whole = lost.iter().any(|kind| kind.with_waymark == 0);
        let labels: Vec<String> = lost.iter().map(label).collect();
        (!lost.is_empty()).then(|| Finding {
            key: "install/vanished".to_owned(),
            severity: if is_whole { Severity::Critical } else { Severity::Warning },
            kind: FindingKind::NotInstalled,
            event: None,
            title: if self.loads_waymark() {
                format!("Waymark is gone from {without} of {}", pages(checked))
            } else {
                "No page loads Waymark any more".to_owned()
            },
            detail: format!(
                "Earlier audits found its script on: {}. Events are not counted where it is missing.",
                labels.join(", ")
            ),
            advice: "Put Waymark's script back into the theme. A new theme starts without it.".to_owned(),
            pages: self.pages(Kind::WithoutWaymark),
            repair: None,
        })
    }

    /// The same theme in another version: its code was replaced.
    fn newer_theme(&self, before: &Report) -> Option<Finding> {
        let (theme, version, was) = self.themes.keys().find_map(|theme| {
            let version = theme.version.as_ref()?;
            let mut old = before.themes.iter().filter(|old| old.id == theme.id);
            // Pages that were cached may name an older one beside it.
            let is_known = old.clone().any(|old| old.version.as_ref() == Some(version));
            old.find_map(|old| old.version.as_ref()).filter(|_| !is_known).map(|was| (theme, version, was))
        })?;
        Some(Finding {
            key: format!("theme/{}/{version}", theme.id).to_lowercase(),
            severity: Severity::Notice,
            kind: FindingKind::ThemeChanged,
            event: None,
            title: format!("The theme {} was updated: {version}, was {was}", theme.name),
            detail: "Elements may have moved, and Waymark's script may be gone from the layout.".to_owned(),
            advice: "Look at the findings about events below.".to_owned(),
            pages: Vec::new(),
            repair: None,
        })
    }

    /// Whether this audit would have met a tag of the one before: it read about as many pages of the same types, or the
    /// tag was on nearly all of them.
    fn would_meet(&self, tag: &TagReport, before: &Report) -> bool {
        let now = self.page_types();
        let is_read = |kind: &PageTypeReport| {
            kind.checked == 0 || now.iter().any(|other| other.id == kind.id && other.checked > 0)
        };
        let has_all_types = before.page_types.iter().all(is_read);
        let was_everywhere = f64::from(tag.pages) >= EVERYWHERE * f64::from(before.totals.checked);
        let is_as_large = self.totals.checked >= before.totals.checked;
        self.totals.checked > 0 && has_all_types && (was_everywhere || is_as_large)
    }
}

fn label(kind: &PageTypeReport) -> String {
    let Some(id) = &kind.id else { return "other pages".to_owned() };
    Scope { page_types: vec![id.clone()], url: None }.label().to_lowercase()
}

fn tag_change(vendor: &str, id: &str, what: &str) -> Finding {
    Finding {
        key: format!("tag/{what}/{vendor}/{id}").to_lowercase().replace(' ', "-"),
        severity: Severity::Notice,
        kind: FindingKind::TagsChanged,
        event: None,
        title: format!("{vendor} {id} {what}"),
        detail: String::new(),
        advice: "If nobody on your side did that, ask who did.".to_owned(),
        pages: Vec::new(),
        repair: None,
    }
}
