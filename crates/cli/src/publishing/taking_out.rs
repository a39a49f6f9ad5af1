//! Taking Waymark out of a theme. What it did, or what it left after a failure, is said here.

use waymark_app::publishing::{Errand, Look, Progress as _};
use waymark_app::view::TakenOut;
use waymark_app::{App, AppError, Failure};

use super::Told;
use super::advice::over;
use super::at_place::{AtPlace, Given};
use crate::commands::runtime;
use crate::error::CliError;
use crate::output::Output;

/// `waymark install remove`
pub fn take_out(
    app: &mut App,
    errand: &Errand,
    given: &Given,
    named: Option<&str>,
    output: &mut Output,
) -> Result<(), CliError> {
    let runtime = runtime()?;
    let told = Told::hearing(&runtime);
    let mut place = AtPlace { app, errand, given, told: &told, output };
    let taken = runtime.block_on(async {
        let left = match place.take_out(named).await {
            Ok(taken) => return Ok(taken),
            Err(left) => left,
        };
        let Left { error, before: Some(before) } = left else { return Err(left.error.into()) };
        let failure = Failure::from(error);
        place.say(&format!("{} {}", failure.message, failure.hint));
        place.say_what_is_left(&before, &failure).await;
        Err(CliError::Findings)
    })?;
    let told = if taken.was_there {
        "Waymark is taken out: visitors load nothing of it any more. An empty snippets/waymark.liquid stays for whatever may still render it. Publish to put it back."
    } else {
        "Nothing of Waymark is in it."
    };
    output.answer(&taken, [format!("{}: {told}", taken.theme)])
}

/// What could not be taken out.
struct Left {
    error: AppError,
    /// The look that came before it, where it was begun.
    before: Option<Look>,
}

impl From<AppError> for Left {
    fn from(error: AppError) -> Self {
        Self { error, before: None }
    }
}

impl AtPlace<'_> {
    /// What is taken out has to be what was published from here last, or what was named as seen.
    async fn take_out(&mut self, named: Option<&str>) -> Result<TakenOut, Left> {
        let shop = &self.errand.shop;
        let stopped = |error, told: &Told| if told.is_cancelled() { AppError::TakeOutStopped } else { error };
        let look = self.look().await.map_err(|error| stopped(error, self.told))?;
        let seen = match self.app.takes_out(shop, &look, named) {
            Ok(seen) => seen,
            Err(error) => {
                if !matches!(error, AppError::OnlyByHand { .. }) {
                    let is_ours = self.app.takes_out(shop, &look, None).is_ok();
                    if let Some(over) = over("take it out all the same", &look, is_ours) {
                        self.output.remark(&over);
                    }
                }
                return Err(error.into());
            }
        };
        let begun = self.app.taking_out(self.errand);
        let taken = self.errand.take_out(seen.as_ref(), self.told).await;
        // It is taken out in any case, and the next look finds that.
        if let Err(error) = self.app.taken_out(self.errand, &begun, &taken) {
            self.output.remark(&format!("What was taken out could not be written down: {error}"));
        }
        taken.map_err(|error| Left { error, before: Some(look) })
    }
}
