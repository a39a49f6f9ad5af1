//! Moving events to where an audit found their elements, several at once: only those of which the audit knows enough that
//! nobody has to look at the page. Everything else is moved from a check of its page, where a person sees the new place.

use url::Url;
use waymark_audit::report::{EventReport, Finding, FindingKind, Moved, Report};
use waymark_model::{EventId, ShopSlug, Target, Verdict};
use waymark_store::{AuditEntry, SaveEvent};

use super::AuditSettings;
use crate::error::AppError;
use crate::shops::DEMO;
use crate::state::App;
use crate::view::{AcceptedRepairs, RepairView};

impl App {
    /// What is known of each event that moved.
    pub(super) fn repairs(
        &self,
        shop: &ShopSlug,
        entry: &AuditEntry,
        report: &Report,
    ) -> Result<Vec<RepairView>, AppError> {
        let settings = Self::audit_settings(entry);
        let is_newest = self.newest_of_live(shop)?.is_some_and(|newest| newest.id == entry.id);
        let moved = report.findings.iter().filter(|finding| finding.kind == FindingKind::EventMoved);
        let mut repairs = Vec::new();
        for (finding, event) in moved.filter_map(|finding| Some((finding, of_event(report, finding)?))) {
            // An event that is gone, or was changed since, is not what was audited.
            let saved_at = self.store.event_saved_at(shop, &event.id)?;
            if saved_at.is_none_or(|saved_at| saved_at > report.started_at) {
                continue;
            }
            repairs.push(RepairView {
                event: event.id.clone(),
                name: event.name.clone(),
                confidence: event.moved.and_then(|moved| moved.least),
                look: why_look(&settings, is_newest, finding, event).map(str::to_owned),
            });
        }
        Ok(repairs)
    }

    /// The newest audit of what visitors see that is done: only that one says where elements are now.
    pub(crate) fn newest_of_live(&self, shop: &ShopSlug) -> Result<Option<AuditEntry>, AppError> {
        let of_live =
            |entry: &AuditEntry| entry.finished_at.is_some() && Self::audit_settings(entry).is_live();
        Ok(self.store.audits(shop)?.into_iter().find(of_live))
    }

    /// Moves every event whose new place the audit knows at least this surely, 0 to 1, and nobody has to look at: all or
    /// none. Each is a change of its own for undo.
    pub fn accept_repairs(
        &mut self,
        shop: &ShopSlug,
        audit: i64,
        at_least: f64,
    ) -> Result<Vec<EventId>, AppError> {
        let (entry, report) = self.audit_of(shop, audit)?;
        let sure = self.repairs(shop, &entry, &report)?.into_iter().filter(|repair| {
            repair.look.is_none() && repair.confidence.is_some_and(|confidence| confidence >= at_least)
        });
        let mut moved = Vec::new();
        for repair in sure {
            let Some(target) = new_target(&report, &repair.event) else { continue };
            let mut event = self.store.event(shop, &repair.event)?;
            event.target = Some(target);
            moved.push(event);
        }
        let now = self.now();
        let save = |event| SaveEvent { other_element: true, ..SaveEvent::from(event) };
        let saves: Vec<SaveEvent<'_>> = moved.iter().map(save).collect();
        self.store.save_events(shop, &saves, now)?;
        let moved: Vec<EventId> = moved.into_iter().map(|event| event.id).collect();
        for event in &moved {
            self.drafts.forget(event);
        }
        Ok(moved)
    }

    /// The same for the open shop, and the plan as it is then.
    pub fn accept_open_repairs(&mut self, audit: i64, at_least: f64) -> Result<AcceptedRepairs, AppError> {
        let shop = self.open_slug()?;
        let moved = self.accept_repairs(&shop, audit, at_least)?;
        Ok(AcceptedRepairs { moved, overview: self.overview()? })
    }

    /// Where a page of an audit is to be looked at: with the theme that was audited, and on the port that the demo shop
    /// has in this run.
    pub fn audited_page(&self, shop: &ShopSlug, audit: i64, page: &str) -> Result<Url, AppError> {
        let entry = self.store.audit(shop, audit)?;
        let settings = Self::audit_settings(&entry.ok_or(AppError::NoAudit)?);
        let mut url = self.destination(page)?;
        if shop.0 == DEMO
            && let Some(demo) = &self.demo
        {
            // Both are addresses with a host, of which only the port differs.
            let _ = url.set_port(demo.port());
        }
        if let Some(theme) = &settings.preview_theme {
            url.query_pairs_mut().append_pair("preview_theme_id", theme);
        }
        Ok(url)
    }
}

fn of_event<'a>(report: &'a Report, finding: &Finding) -> Option<&'a EventReport> {
    let id = finding.event.as_ref()?;
    report.events.iter().find(|event| event.id == *id)
}

fn new_target(report: &Report, id: &EventId) -> Option<Target> {
    let mut of_event = report.findings.iter().filter(|finding| finding.event.as_ref() == Some(id));
    let repair = of_event.find_map(|finding| finding.repair.as_ref())?;
    repair.target.fingerprint.is_some().then(|| repair.target.clone())
}

/// Why a person has to look at the page before the event is moved; nothing where the audit knows enough.
fn why_look(
    settings: &AuditSettings,
    is_newest: bool,
    finding: &Finding,
    event: &EventReport,
) -> Option<&'static str> {
    let Some(repair) = &finding.repair else { return Some("No place for it is known.") };
    if !settings.is_live() {
        return Some("It is where visitors do not see it yet; the live shop may have it in its old place.");
    }
    if !is_newest {
        return Some("It is from an older audit; the newest one of the live shop says where it is now.");
    }
    if repair.target.multiple {
        return Some("It is a set of elements, and which belong to it is for a person to say.");
    }
    if repair.target.fingerprint.is_none() {
        return Some("What was found is not known well enough.");
    }
    let elsewhere = event.verdicts.iter().any(|(verdict, pages)| *pages > 0 && *verdict != Verdict::Moved);
    if elsewhere {
        return Some("On other pages it is not in the same place.");
    }
    match event.moved {
        Some(moved) if !moved.one_rule => Some("Pages have it in different places."),
        Some(Moved { least: Some(_), .. }) => None,
        _ => Some("It is not known how sure the new place is on every page."),
    }
}
