//! Where an audit remembers its pages and their pictures: the database for a shop's own, memory for a passing one.

use std::convert::Infallible;
use waymark_audit::discover::Sample;
use waymark_audit::record::Record;
use waymark_audit::report::{EventReport, Pictures, Report};
use waymark_audit::run::Journal;
use waymark_model::{Millis, Plan, ShopSlug, Verdict};
use waymark_store::{AuditLease, Opened, Store, StoreError};

use super::Place;
use super::brief::Brief;
use crate::clock::Clock;
use crate::error::AppError;

/// Kept in the database, through a connection of its own, so that the app and the audit do not wait for each other.
pub(super) struct Kept {
    store: Store,
    audit: i64,
    lease: AuditLease,
    clock: Clock,
}

impl Kept {
    pub fn open(place: Place, clock: Clock) -> Result<Self, AppError> {
        let Place { database, entry, lease } = place;
        match Store::open(&database, clock())? {
            Opened::Ready(store) => Ok(Self { store, audit: entry.id, lease, clock }),
            Opened::Damaged(damaged) => {
                Err(AppError::DatabaseDamaged { backup: damaged.backup().map(|backup| backup.taken_at) })
            }
        }
    }

    /// All pictures that were taken so far.
    pub fn pictures(&self) -> Result<Pictures, AppError> {
        Ok(self.store.audit_pictures(self.audit)?.into_iter().collect())
    }

    /// Puts beside the pictures of where elements are now those of what they were tagged as.
    pub fn add_tagged(
        &self,
        shop: &ShopSlug,
        report: &mut Report,
        pictures: &mut Pictures,
    ) -> Result<(), AppError> {
        for event in &mut report.events {
            if event.shots.is_empty() && !event.verdicts.contains_key(&Verdict::Moved) {
                continue;
            }
            event.tagged = self.store.picture(shop, &event.id)?.map(|png| pictures.add(png));
        }
        Ok(())
    }

    pub fn finish(&mut self, report: &Report, pictures: &Pictures, now: Millis) -> Result<(), AppError> {
        self.store.keep_audit_pictures(self.audit, pictures.iter())?;
        let shots =
            |event: &EventReport| event.shots.iter().map(|shot| shot.picture.clone()).collect::<Vec<_>>();
        let named =
            report.events.iter().flat_map(|event| event.tagged.clone().into_iter().chain(shots(event)));
        self.store.drop_audit_pictures(self.audit, &named.collect())?;
        let brief = serde_json::to_string(&Brief::of(report)).map_err(AppError::Json)?;
        let report = serde_json::to_string(report).map_err(|_| AppError::Report("an audit's report"))?;
        Ok(self.store.finish_audit(self.audit, &report, &brief, now)?)
    }

    /// Keeps what devices showed of the events.
    pub fn keep_sights(&mut self, plan: &Plan, report: &Report) -> Result<(), AppError> {
        let seen = crate::devices::of_audit(report, plan, report.finished_at)?;
        Ok(self.store.record_sightings(&plan.shop.slug, &seen)?)
    }

    /// Leaves the shop to whoever wants to audit it.
    pub fn close(mut self) -> Result<(), AppError> {
        Ok(self.store.end_audit_lease(self.lease)?)
    }
}

impl Journal for Kept {
    type Error = StoreError;

    fn sample(&mut self) -> Result<Option<Sample>, StoreError> {
        // A sample that cannot be read is chosen again.
        Ok(self.store.audit_sample(self.audit)?.and_then(|sample| serde_json::from_str(&sample).ok()))
    }

    fn keep_sample(&mut self, sample: &Sample) -> Result<(), StoreError> {
        let sample = serde_json::to_string(sample).unwrap_or_default();
        self.store.keep_audit_sample(self.audit, &sample)
    }

    fn records(&mut self, each: &mut dyn FnMut(Record)) -> Result<(), StoreError> {
        self.store.audit_pages(self.audit, &mut |document| {
            if let Ok(record) = serde_json::from_str(document) {
                each(record);
            }
        })
    }

    fn keep(&mut self, record: &Record) -> Result<(), StoreError> {
        let document = serde_json::to_string(record).unwrap_or_default();
        if let Some(pictures) = record.pictures() {
            self.store.keep_audit_pictures(self.audit, pictures.iter())?;
        }
        self.store.keep_lease(&mut self.lease, (self.clock)())?;
        self.store.keep_audit_page(self.audit, &record.key(), &document)
    }
}

/// Kept nowhere.
#[derive(Default)]
pub(super) struct Passing {
    pub pictures: Pictures,
}

impl Journal for Passing {
    type Error = Infallible;

    fn sample(&mut self) -> Result<Option<Sample>, Infallible> {
        Ok(None)
    }

    fn keep_sample(&mut self, _: &Sample) -> Result<(), Infallible> {
        Ok(())
    }

    fn records(&mut self, _: &mut dyn FnMut(Record)) -> Result<(), Infallible> {
        Ok(())
    }

    fn keep(&mut self, record: &Record) -> Result<(), Infallible> {
        self.pictures.extend(record.pictures().cloned().unwrap_or_default());
        Ok(())
    }
}
