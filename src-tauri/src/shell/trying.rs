//! What is found out about a draft in the background: how its rule does on other pages of its kind, on which devices its
//! element is there, and whether what it would count is measured already; whether the plan's events fire; and where the
//! shop's pages are. One of each at a time; each can be called off, and leaving the shop calls off all.

use std::time::Duration;

use tokio::sync::{Mutex, Notify};
use waymark_app::devices::nothing_shown;
use waymark_app::view::{
    Already, DeviceSight, Draft, EventDevices, Notice, PageSuggestions, ProvingOutcome, SampleStrip,
};
use waymark_app::{AppError, Failure};

use super::Shell;
use super::auditing::worker;
use crate::notices;

/// Hears the data layer of a page that is looked at. Built by `npm run build:page`.
const LAYER: &str = include_str!("../../../ui/page/dist/layer.js");

/// Between two looks whether somebody still picks.
const NAP: Duration = Duration::from_millis(200);

/// What is under way.
#[derive(Default)]
pub(super) struct Trying {
    sampling: Job,
    measuring: Job,
    looking: Job,
    proving: Job,
    finding: Job,
}

/// One thing at a time that can be called off.
#[derive(Default)]
struct Job {
    turn: Mutex<()>,
    stop: Notify,
}

impl Job {
    /// Runs work when it is its turn; nothing where it was called off.
    async fn run<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let stopped = self.stop.notified();
        let in_turn = async {
            let _turn = self.turn.lock().await;
            work.await
        };
        tokio::select! {
            biased;
            () = stopped => None,
            done = in_turn => Some(done),
        }
    }
}

impl Shell {
    /// How a draft's rule does on sampled pages, which are read first where they are not known, or anew. Nothing where
    /// that was called off.
    pub async fn sample_draft(&self, draft: &Draft, anew: bool) -> Result<Option<SampleStrip>, Failure> {
        if anew {
            self.forget_samples()?;
        }
        let read = async {
            if let Some(strip) = self.app(|app| app.sample_strip(draft))? {
                return Ok(Some(strip));
            }
            let errand = self.app(|app| app.sampling_errand(draft))?;
            let handle = self.handle.clone();
            let tell = move |progress| notices::tell(&handle, &Notice::Sampling(progress));
            let samples = Box::pin(errand.run(Some(self.publishing.vault.clone()), tell)).await?;
            self.app(|app| {
                app.keep_samples(samples);
                app.sample_strip(draft)
            })
        };
        self.trying.sampling.run(read).await.unwrap_or(Ok(None))
    }

    /// Calls the reading of sampled pages off.
    pub fn stop_sampling(&self) {
        self.trying.sampling.stop.notify_waiters();
    }

    /// On which devices a draft's element is there. Nothing where that was called off.
    pub async fn measure_devices(&self, draft: &Draft) -> Result<Option<Vec<DeviceSight>>, Failure> {
        let show = async {
            if let Some(sights) = self.app(|app| app.device_sights(draft))? {
                return Ok(Some(sights));
            }
            self.nobody_picks().await;
            let errand = self.app(|app| app.device_errand(draft))?;
            let worker = match worker().await {
                Ok(worker) => worker,
                Err(error) => return Ok(Some(nothing_shown(&error))),
            };
            let shown = Box::pin(errand.run(&worker, Some(self.publishing.vault.clone()))).await;
            worker.close().await;
            match shown {
                Ok(shown) => self.app(|app| app.keep_on_devices(shown, draft)),
                Err(error) => Ok(Some(nothing_shown(&error))),
            }
        };
        self.trying.measuring.run(show).await.unwrap_or(Ok(None))
    }

    /// Calls the showing of a page on devices off.
    pub fn stop_measuring(&self) {
        self.trying.measuring.stop.notify_waiters();
    }

    /// What was seen last of the open shop's events on each device.
    pub fn event_devices(&self) -> Result<Vec<EventDevices>, Failure> {
        self.app(|app| app.event_devices())
    }

    /// The shop looks different now: pages that were read and shown say nothing any more.
    pub fn forget_samples(&self) -> Result<(), Failure> {
        self.app(|app| {
            app.forget_samples();
            Ok::<_, AppError>(())
        })
    }

    /// What other tools are told already of what a draft would count. Nothing where that was called off, or where there is
    /// nothing to look at.
    pub async fn look_already(&self, draft: &Draft, anyway: bool) -> Result<Option<Already>, Failure> {
        let Some(errand) = self.app(|app| app.already_errand(draft, anyway, LAYER))? else { return Ok(None) };
        // The draft that was looked at before is not the one that is looked at.
        self.stop_looking();
        // Who asks for it wants it to be looked at, whatever was seen before.
        let known = if anyway { None } else { self.app(|app| app.already_known(draft))? };
        if known.is_some() {
            return Ok(known);
        }
        let look = async {
            self.nobody_picks().await;
            let worker = match worker().await {
                Ok(worker) => worker,
                Err(error) => return Ok(errand.nothing_shown(&error)),
            };
            let (already, looked) = Box::pin(errand.run(&worker, Some(self.publishing.vault.clone()))).await;
            worker.close().await;
            if let Some(looked) = looked {
                self.app(|app| {
                    app.keep_looked(looked);
                    Ok::<_, AppError>(())
                })?;
            }
            Ok(already)
        };
        self.trying.looking.run(look).await.transpose()
    }

    /// Waits until nobody picks: a browser beside the pane would make the outline lag behind the mouse.
    async fn nobody_picks(&self) {
        while self.shop.view().picking {
            tokio::time::sleep(NAP).await;
        }
    }

    /// Calls that off.
    pub fn stop_looking(&self) {
        self.trying.looking.stop.notify_waiters();
    }

    /// Makes the plan's events fire that never fired in a test, and tells how far it is. Nothing where that was called off.
    pub async fn prove_events(&self) -> Result<Option<ProvingOutcome>, Failure> {
        let errand = self.app(|app| app.proving_errand())?;
        let prove = async {
            if errand.all() == 0 {
                return errand.nothing_to_do();
            }
            let worker = match worker().await {
                Ok(worker) => worker,
                Err(error) => return errand.nothing_shown(&error),
            };
            let handle = self.handle.clone();
            let tell = move |progress| notices::tell(&handle, &Notice::Proving(progress));
            let tried = Box::pin(errand.run(&worker, Some(self.publishing.vault.clone()), tell)).await;
            worker.close().await;
            tried
        };
        let Some(tried) = self.trying.proving.run(prove).await else { return Ok(None) };
        let (outcome, overview) =
            self.app(|app| Ok::<_, AppError>((app.keep_proofs(tried)?, app.overview()?)))?;
        notices::tell(&self.handle, &Notice::Overview(Box::new(overview)));
        Ok(Some(outcome))
    }

    /// Calls that off.
    pub fn stop_proving(&self) {
        self.trying.proving.stop.notify_waiters();
    }

    /// Finds a page of each kind of the shop, and says anew what is proposed for the page in the pane. Nothing where that
    /// was called off, or where the page is gone.
    pub async fn find_ways(&self) -> Result<Option<PageSuggestions>, Failure> {
        let errand = self.app(|app| app.ways_errand())?;
        let find = async {
            let handle = self.handle.clone();
            let tell = move |found| notices::tell(&handle, &Notice::Ways(found));
            let found = Box::pin(errand.run(Some(self.publishing.vault.clone()), tell)).await?;
            self.app(|app| app.keep_ways(found))
        };
        self.trying.finding.run(find).await.unwrap_or(Ok(None))
    }

    /// Calls that off.
    pub fn stop_finding(&self) {
        self.trying.finding.stop.notify_waiters();
    }

    /// The shop is left.
    pub(super) fn stop_all(&self) {
        self.stop_trying();
        self.stop_finding();
    }

    /// The draft is left.
    pub(super) fn stop_trying(&self) {
        self.stop_sampling();
        self.stop_measuring();
        self.stop_looking();
        self.stop_proving();
    }
}
