//! What is found out about a draft in the background: whether what it would count is measured already. One of each at a
//! time; either can be called off, and leaving the shop calls off all.

use tokio::sync::{Mutex, Notify};
use waymark_app::Failure;
use waymark_app::view::{Already, Draft};

use super::Shell;
use super::auditing::worker;

/// Hears the data layer of a page that is looked at. Built by `npm run build:page`.
const LAYER: &str = include_str!("../../../ui/page/dist/layer.js");

/// What is under way.
#[derive(Default)]
pub(super) struct Trying {
    looking: Job,
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
    /// What other tools are told already of what a draft would count. Nothing where that was called off, or where there is
    /// nothing to look at.
    pub async fn look_already(&self, draft: &Draft, anyway: bool) -> Result<Option<Already>, Failure> {
        let Some(errand) = self.app(|app| app.already_errand(draft, anyway, LAYER))? else { return Ok(None) };
        // The draft that was looked at before is not the one that is looked at.
        self.stop_looking();
        let look = async {
            match worker().await {
                Ok(worker) => {
                    let seen = errand.run(&worker).await;
                    worker.close().await;
                    seen
                }
                Err(error) => errand.nothing_shown(&error),
            }
        };
        Ok(self.trying.looking.run(look).await)
    }

    /// Calls that off.
    pub fn stop_looking(&self) {
        self.trying.looking.stop.notify_waiters();
    }

    /// The shop is left.
    pub(super) fn stop_trying(&self) {
        self.stop_looking();
    }
}
