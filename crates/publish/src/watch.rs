//! Progress out of a publication, and the wish to stop into it.

use std::future::Future;
use std::time::Duration;

use crate::PublishError;

/// What a publication is about to do, in this order. Steps may be missing where there is nothing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Reading what is live.
    Look,
    /// The config is put there and read back.
    Config,
    /// The runtime is put there and read back.
    Runtime,
    /// The script that the shop names is put there and read back.
    Entry,
    /// Making sure that the place keeps write conditions.
    Conditions,
    /// The pointer moves. From here on it is not cancelled any more.
    Pointer,
}

/// Who is told of the steps and asked whether to go on.
pub trait Watch: Sync {
    /// A step begins.
    fn step(&self, step: Step);

    /// Whether to stop. Asked often; must not block.
    fn is_cancelled(&self) -> bool;
}

/// Nobody looks, nobody stops it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&self, _step: Step) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Runs a future until it is done or nobody wants it any more; then it is dropped where it waits.
pub(crate) async fn unless_cancelled<T>(
    watch: &dyn Watch,
    work: impl Future<Output = Result<T, PublishError>>,
) -> Result<T, PublishError> {
    let mut work = std::pin::pin!(work);
    loop {
        if watch.is_cancelled() {
            return Err(PublishError::Cancelled);
        }
        tokio::select! {
            done = &mut work => return done,
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}
