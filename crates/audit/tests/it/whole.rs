//! A whole audit without a browser, its journal in memory: what tests of audits begin with.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use waymark_audit::discover::{Sample, SampleSize};
use waymark_audit::fetch::{Fetcher, Manners};
use waymark_audit::install::Loaders;
use waymark_audit::record::Record;
use waymark_audit::render::Worker;
use waymark_audit::report::{Circumstances, EventReport, Report};
use waymark_audit::run::{Journal, Order, Progress, Watch, Wish, run};
use waymark_model::page_type::defaults;
use waymark_model::{Event, EventId, Plan, Scope, Selector, Shop, ShopSlug, Target, Trigger, Weight};

use crate::circumstances::quiet;

/// Kept in memory, as a database would.
#[derive(Clone, Default)]
pub struct Memory {
    pub sample: Option<Sample>,
    pub records: Vec<Record>,
}

impl Journal for Memory {
    type Error = Infallible;

    fn sample(&mut self) -> Result<Option<Sample>, Infallible> {
        Ok(self.sample.clone())
    }

    fn keep_sample(&mut self, sample: &Sample) -> Result<(), Infallible> {
        self.sample = Some(sample.clone());
        Ok(())
    }

    fn records(&mut self, each: &mut dyn FnMut(Record)) -> Result<(), Infallible> {
        self.records.iter().cloned().for_each(each);
        Ok(())
    }

    fn keep(&mut self, record: &Record) -> Result<(), Infallible> {
        self.records.push(record.clone());
        Ok(())
    }
}

/// Stops after so many pages.
pub struct After(usize, AtomicUsize);

impl After {
    pub fn pages(pages: usize) -> Self {
        Self(pages, AtomicUsize::new(0))
    }
}

impl Watch for After {
    fn progress(&self, progress: Progress) {
        if matches!(progress, Progress::Checked { .. }) {
            self.1.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn wish(&self) -> Wish {
        if self.1.load(Ordering::Relaxed) >= self.0 { Wish::Stop } else { Wish::Go }
    }
}

pub fn never() -> After {
    After::pages(usize::MAX)
}

pub fn event(id: &str, css: &str, page_type: &str, weight: u8) -> Event {
    let scope = Scope { page_types: vec![page_type.into()], url: None };
    let target = Some(Target { selectors: vec![Selector::new(css)], ..Target::default() });
    let event = Event::new(EventId(id.into()), id.to_owned(), Trigger::Click);
    Event { scope, target, weight: Weight::clamped(weight), ..event }
}

pub fn order(url: &str, events: Vec<Event>, sample: SampleSize) -> Order {
    let shop = Shop { slug: ShopSlug("demo".into()), url: url.into(), name: "Demo".into() };
    let plan = Plan { page_types: defaults(), events, ..Plan::empty(shop) };
    Order {
        plan: Arc::new(plan),
        sample,
        before: Vec::new(),
        seed: 1,
        preview_theme: None,
        submits: false,
        signed: Vec::new(),
        loaders: |_| Loaders::default(),
    }
}

pub fn fetcher() -> Arc<Fetcher> {
    Arc::new(Fetcher::new(Manners { pause: Duration::ZERO, ..Manners::default() }).unwrap())
}

pub async fn audited(order: &Order, journal: &mut Memory, watch: &After, before: Option<&Report>) -> Report {
    audited_by(&fetcher(), order, journal, watch, before).await
}

/// The same by somebody with other manners.
pub async fn audited_by(
    fetcher: &Arc<Fetcher>,
    order: &Order,
    journal: &mut Memory,
    watch: &After,
    before: Option<&Report>,
) -> Report {
    let (tally, ending) = run(order, fetcher, None::<&Worker>, journal, watch).await.unwrap();
    let circumstances = Circumstances { sample: order.sample, ending, before, ..quiet() };
    tally.report(&order.plan, circumstances)
}

pub fn of<'a>(report: &'a Report, id: &str) -> &'a EventReport {
    report.events.iter().find(|event| event.id.0 == id).unwrap()
}
