//! Where an audit remembers its pages: the database for a shop's own, memory for a passing one.

use std::convert::Infallible;
use std::path::Path;

use waymark_audit::discover::Sample;
use waymark_audit::record::Record;
use waymark_audit::report::Report;
use waymark_audit::run::Journal;
use waymark_model::Millis;
use waymark_store::{Opened, Store, StoreError};

use crate::error::AppError;

/// Kept in the database, through a connection of its own, so that the app and the audit do not wait for each other.
pub(super) struct Kept {
    store: Store,
    audit: i64,
}

impl Kept {
    pub fn open(path: &Path, audit: i64, now: Millis) -> Result<Self, AppError> {
        match Store::open(path, now)? {
            Opened::Ready(store) => Ok(Self { store, audit }),
            Opened::Damaged(damaged) => {
                Err(AppError::DatabaseDamaged { backup: damaged.backup().map(|backup| backup.taken_at) })
            }
        }
    }

    pub fn finish(&mut self, report: &Report, now: Millis) -> Result<(), AppError> {
        let report = serde_json::to_string(report).map_err(|_| AppError::Report("an audit's report"))?;
        Ok(self.store.finish_audit(self.audit, &report, now)?)
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
        self.store.keep_audit_page(self.audit, &record.key(), &document)
    }
}

/// Kept nowhere.
#[derive(Default)]
pub(super) struct Passing;

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

    fn keep(&mut self, _: &Record) -> Result<(), Infallible> {
        Ok(())
    }
}
