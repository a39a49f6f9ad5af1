//! Test mode: the runtime that would be exported, and which of its hits count as proof. What Waymark does by itself to prove
//! events is in here too.

pub mod errand;
pub(crate) mod portraits;

use std::collections::BTreeMap;

use url::Url;
use waymark_compile::{TestSettings, compile, definition, rewritten};
use waymark_identify::address;
use waymark_model::{Config, EventId};
use waymark_store::Proof;

use crate::delivering;
use crate::error::AppError;
use crate::pane::Report;
use crate::pending::Page;
use crate::proving::portraits::Portraits;
use crate::state::App;
use crate::view::Hit;

/// What the shop pane runs and watches in test mode.
#[derive(Clone, Debug, PartialEq)]
pub struct TestRun {
    /// For `Command::Watch`.
    pub config: Config,
    /// Script for the page's main world, at document start.
    pub script: String,
}

/// What was given to the page to run.
pub(crate) struct Tested {
    config: Config,
    settings: TestSettings,
    /// Definition of each event as it was compiled. The plan may have changed since; what fires is still this.
    pub(crate) definitions: BTreeMap<EventId, String>,
}

impl App {
    /// Compiles the open plan for test mode. Called when testing starts and after every change of the plan;
    /// from then on only hits of this revision are believed.
    pub fn start_test(&mut self, settings: TestSettings) -> Result<TestRun, AppError> {
        let plan = self.open_plan()?;
        let compiled = compile(&plan)?;
        let definitions = plan
            .events
            .iter()
            .map(|event| Ok((event.id.clone(), definition(event, &plan.page_types)?)))
            .collect::<Result<_, AppError>>()?;
        self.portraits = Portraits::default();
        self.tested = Some(Tested { config: compiled.config.clone(), settings, definitions });
        // The picker knows no parts.
        Ok(TestRun { script: compiled.test_js(&settings)?, config: rewritten(compiled.config) })
    }

    /// Ends test mode.
    pub fn stop_test(&mut self) {
        self.tested = None;
        self.portraits = Portraits::default();
    }

    /// Whether a test runs.
    #[must_use]
    pub fn is_testing(&self) -> bool {
        self.tested.is_some()
    }

    /// Believes a hit if the config under test has such an event, and keeps it as proof if a trusted gesture
    /// was seen.
    pub fn record_hit(&mut self, report: Report) -> Result<Hit, AppError> {
        let Report::Hit { id, name, revision, parameters, proven, url, deliveries } = report else {
            return Err(AppError::Report("it is not a hit"));
        };
        let tested = self.tested.as_ref().ok_or(AppError::Report("no test is running"))?;
        if tested.config.revision != revision {
            return Err(AppError::Report("another runtime fired"));
        }
        if !tested.config.events.iter().any(|event| event.id == id && event.name == name) {
            return Err(AppError::Report("there is no such event under test"));
        }
        let plan = self.open_plan()?;
        let url = Url::parse(&url).map_err(|_| AppError::Report("the address is not a web address"))?;
        let path = Page::at(&url, &plan).path.path().to_owned();
        let at = self.now();
        let is_in_plan = plan.events.iter().any(|event| event.id == id);
        let definition = tested.definitions.get(&id).filter(|_| proven && is_in_plan).cloned();
        if let Some(definition) = &definition {
            let proof = Proof {
                event: id.clone(),
                definition: definition.clone(),
                fired_at: at,
                page: address::kept(&path),
                parameters: parameters.clone(),
            };
            self.store.record_proof(&plan.shop.slug, &proof)?;
        }
        let TestSettings { send, consent } = tested.settings;
        let deliveries =
            deliveries.iter().map(|delivery| delivering::view(delivery, send, consent)).collect();
        if let Some(definition) = definition {
            self.portray_proof(&id, &definition)?;
            self.walk_heard(&id, &name);
        } else {
            self.walk_wondered(&id);
        }
        self.hits += 1;
        Ok(Hit { number: self.hits, at, id, name, parameters, proven, path, deliveries })
    }
}
