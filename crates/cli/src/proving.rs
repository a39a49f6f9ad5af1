//! `waymark prove`: has the events of a plan fire where nobody sees it, keeps what fired as proof, and prints how far each
//! is proven.

use std::path::PathBuf;

use serde_json::json;
use waymark_app::App;
use waymark_app::proving::errand::{ProvingErrand, Tried};
use waymark_app::view::{EventProof, ProvingProgress};
use waymark_model::{EventId, ShopSlug, Status};

use crate::args::Prove;
use crate::audit::worker;
use crate::commands::{open, runtime};
use crate::error::CliError;
use crate::output::Output;
use crate::scheduling::vault;

pub fn prove(command: &Prove, data: Option<PathBuf>, output: &mut Output) -> Result<(), CliError> {
    let mut app = open(data)?;
    let shop = ShopSlug(command.shop.clone());
    let errand = app.proving_errand_of(&shop)?;
    let (tried, has_browser) = if errand.all() == 0 {
        (errand.nothing_to_do(), true)
    } else {
        runtime()?.block_on(run(errand, output))
    };
    let is_all_proven = say(&mut app, &shop, tried, output)?;
    match (has_browser, is_all_proven) {
        (true, true) => Ok(()),
        (true, false) => Err(CliError::Findings),
        (false, _) => Err(CliError::NotTold),
    }
}

/// Runs it, and says whether there was a browser to run it in.
async fn run(errand: ProvingErrand, output: &mut Output) -> (Tried, bool) {
    let worker = match worker().await {
        Ok(worker) => worker,
        Err(error) => {
            output.remark(&format!("Without a browser: {error}."));
            return (errand.nothing_shown(&error), false);
        }
    };
    let tell = |ProvingProgress { done, all }: ProvingProgress| Output::step(&format!("{done} of {all}"));
    let tried = Box::pin(errand.run(&worker, Some(vault()), tell)).await;
    worker.close().await;
    (tried, true)
}

/// Keeps what fired, and prints a line an event: proven now, proven before or not, and why not. Whether all are proven.
fn say(app: &mut App, shop: &ShopSlug, tried: Tried, output: &mut Output) -> Result<bool, CliError> {
    let outcome = app.keep_proofs(tried)?;
    let events = app.event_proofs(shop)?;
    let reason =
        |id: &EventId| outcome.left.iter().find(|left| left.id == *id).map(|left| left.reason.as_str());
    let answer: Vec<_> = events
        .iter()
        .map(|event| json!({ "event": event, "now": outcome.proven.contains(&event.id), "reason": reason(&event.id) }))
        .collect();
    let lines = events.iter().map(|event| {
        let [state, _, page, _] = &event.cells;
        let (what, why) = match &event.proof {
            _ if event.status == Status::Paused => ("paused", ""),
            None => ("left out", state.as_str()),
            Some(_) if outcome.proven.contains(&event.id) => ("proven now", page.as_str()),
            Some(_) if event.is_open() => ("not proven", reason(&event.id).unwrap_or_default()),
            Some(_) => ("proven before", page.as_str()),
        };
        format!("{what}\t{}\t{why}", event.name)
    });
    output.answer(&answer, lines)?;
    Ok(!events.iter().any(EventProof::is_open))
}
