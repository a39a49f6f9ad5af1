//! A shop's audits as the panel lists and shows them, with what a person said about their findings.

use waymark_audit::report::Report;
use waymark_audit::report::formats::Past;
use waymark_model::ShopSlug;
use waymark_store::AuditEntry;

use super::muting::{counted, mutes_it};
use super::underway::Underway;
use super::{AuditSettings, Brief, Elsewhere, Settings};
use crate::error::AppError;
use crate::state::App;
use crate::view::{
    AuditElsewhere, AuditEnd, AuditLeft, AuditLine, AuditReportView, AuditsView, MuteView, TrendPoint,
};

impl App {
    /// All audits of a shop: under way, left half way, and done.
    pub fn audits_view(&self, shop: &ShopSlug, underway: &Underway) -> Result<AuditsView, AppError> {
        let mutes = self.mutes(shop)?;
        let running = underway.of(shop);
        let entries = self.store.audits(shop)?;
        let elsewhere = if running.is_none() { self.audited_elsewhere(shop)? } else { None };
        let is_free = running.is_none() && elsewhere.is_none();
        let left = if is_free { self.audit_left(shop)? } else { None };
        let done: Vec<AuditLine> = entries.iter().filter_map(|entry| line(entry, &mutes)).collect();
        Ok(AuditsView { running, elsewhere, left, trend: trend(&done), done })
    }

    /// A report, and what is to be known beside it.
    pub fn audit_report_view(&self, shop: &ShopSlug, audit: i64) -> Result<AuditReportView, AppError> {
        let (entry, report) = self.audit_of(shop, audit)?;
        let mut mutes = self.mutes(shop)?;
        let line = line(&entry, &mutes).ok_or(AppError::NoAudit)?;
        let is_of = |mute: &MuteView| report.findings.iter().any(|of| mutes_it(mute, &of.key, of.severity));
        mutes.retain(is_of);
        let repairs = self.repairs(shop, &entry, &report)?;
        let vendors = report.tags.iter().map(|tag| tag.vendor.name().to_owned()).collect();
        Ok(AuditReportView { line, report, mutes, repairs, vendors })
    }

    /// The live shop's health until this audit and with it; nothing of one of what visitors do not see.
    pub fn course(&self, shop: &ShopSlug, audit: i64) -> Result<Vec<Past>, AppError> {
        let entries = self.store.audits(shop)?;
        let done: Vec<AuditLine> = entries.iter().filter_map(|entry| line(entry, &[])).collect();
        let mut points = trend(&done);
        let Some(last) = points.iter().position(|point| point.id == audit) else { return Ok(Vec::new()) };
        points.truncate(last + 1);
        Ok(points.iter().map(|point| Past { at: point.at, score: point.score }).collect())
    }

    /// The report of a shop's last audit that is done.
    pub fn last_audit_report(&self, shop: &ShopSlug) -> Result<Report, AppError> {
        let last = self.store.audits(shop)?.into_iter().find(|entry| entry.finished_at.is_some());
        last.map(|entry| self.audit_report(entry.id)).transpose()?.flatten().ok_or(AppError::NotAudited)
    }

    /// How this audit ended, when it was run to the end or stopped. Another program may have begun the next one since.
    pub fn audit_end(&self, shop: &ShopSlug, audit: i64) -> Result<AuditEnd, AppError> {
        let entry = self.store.audit(shop, audit)?.ok_or(AppError::NoAudit)?;
        let line = line(&entry, &self.mutes(shop)?);
        Ok(line.map_or(AuditEnd::Stopped, |line| AuditEnd::Done { line: Box::new(line) }))
    }

    /// The program that audits a shop, asked by one that does not.
    pub(crate) fn audited_elsewhere(&self, shop: &ShopSlug) -> Result<Option<AuditElsewhere>, AppError> {
        let auditor = self.store.auditor(shop, self.now())?;
        Ok(auditor.map(|auditor| AuditElsewhere {
            by: Elsewhere::of(Some(&auditor), self.now()).by,
            since: auditor.since,
        }))
    }

    /// An audit of a shop that is done, with its report.
    pub(crate) fn audit_of(&self, shop: &ShopSlug, audit: i64) -> Result<(AuditEntry, Report), AppError> {
        let entry = self.store.audit(shop, audit)?;
        entry.zip(self.audit_report(audit)?).ok_or(AppError::NoAudit)
    }

    /// How an audit was asked for.
    pub(crate) fn audit_settings(entry: &AuditEntry) -> AuditSettings {
        Settings::of(&entry.settings).unwrap_or_default()
    }

    /// The report of the audit of the same kind before this one; of those that looked at pages, if that is asked for.
    pub(crate) fn audit_before(
        &self,
        shop: &ShopSlug,
        audit: i64,
        saw_pages: bool,
    ) -> Result<Option<Report>, AppError> {
        let entries = self.store.audits(shop)?;
        let mut entries = entries.iter().skip_while(|entry| entry.id != audit);
        let Some(wanted) = entries.next().and_then(|entry| Settings::of(&entry.settings)) else {
            return Ok(None);
        };
        let before = entries.find(|entry| {
            entry.finished_at.is_some()
                && (!saw_pages || Brief::saw_pages(entry))
                && Settings::of(&entry.settings).is_some_and(|known| known.is_comparable(&wanted))
        });
        before.map(|entry| self.audit_report(entry.id)).transpose().map(Option::flatten)
    }

    /// The audit that is not finished, if the last one is not.
    pub(crate) fn audit_left(&self, shop: &ShopSlug) -> Result<Option<AuditLeft>, AppError> {
        let open = self.store.newest_audit(shop)?.filter(|entry| entry.finished_at.is_none());
        open.map(|entry| self.left(shop, &entry)).transpose().map(Option::flatten)
    }

    fn left(&self, shop: &ShopSlug, entry: &AuditEntry) -> Result<Option<AuditLeft>, AppError> {
        let Some(settings) = Settings::of(&entry.settings) else { return Ok(None) };
        let plan = self.audited_plan(shop, &settings)?;
        let goes_on = self.goes_on(entry, &settings, &plan)?;
        Ok(Some(AuditLeft { started_at: entry.started_at, pages: entry.pages, settings, goes_on }))
    }
}

/// An audit as it is listed; nothing where it is not done.
fn line(entry: &AuditEntry, mutes: &[MuteView]) -> Option<AuditLine> {
    let brief = Brief::kept(entry)?;
    Some(AuditLine {
        id: entry.id,
        number: entry.number,
        finished_at: entry.finished_at?,
        settings: App::audit_settings(entry),
        score: brief.score,
        findings: counted(&brief, mutes),
        checked: brief.checked,
        breaks: brief.breaks,
    })
}

/// The live shop's health; audits of what visitors do not see would bend the line.
fn trend(done: &[AuditLine]) -> Vec<TrendPoint> {
    let of_live = done.iter().filter(|line| line.settings.is_about_the_same(&AuditSettings::default()));
    let points = of_live
        .filter_map(|line| line.score.map(|score| TrendPoint { id: line.id, at: line.finished_at, score }));
    let mut points: Vec<TrendPoint> = points.collect();
    points.reverse();
    points
}
