//! Being told of progress, and being stopped. Waiting is in here as well, because whatever waits can be stopped.

use std::time::Duration;

use super::ShopifyError;

/// How long a stop may go unnoticed.
const GLANCE: Duration = Duration::from_millis(50);

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Reading what the theme has.
    Reading,
    /// Asking for a copy of the live theme.
    Duplicating,
    /// Waiting until Shopify has made the copy.
    Copying,
    /// Writing the asset.
    WritingAsset,
    /// Reading the asset back.
    Verifying,
    /// Writing the snippet.
    WritingSnippet,
    /// Writing the layout.
    WritingLayout,
    /// Taking files out.
    Removing,
    /// Shopify asked for patience.
    Waiting(Duration),
}

/// Who looks on. `()` looks away.
pub trait Watch: Sync {
    /// A step begins.
    fn step(&self, _step: Step) {}
    /// Whether to stop. Asked before every request and while waiting; a write that is under way is let finish, and
    /// so is finding out what became of it.
    fn is_cancelled(&self) -> bool {
        false
    }
}

impl Watch for () {}

/// Tells of the steps and hears no wish to stop: for what would leave open what visitors get.
pub struct ToTheEnd<'a>(pub &'a dyn Watch);

impl Watch for ToTheEnd<'_> {
    fn step(&self, step: Step) {
        self.0.step(step);
    }
}

pub fn go_on(watch: &dyn Watch) -> Result<(), ShopifyError> {
    if watch.is_cancelled() { Err(ShopifyError::Cancelled) } else { Ok(()) }
}

/// Waits, unless stopped.
pub async fn pause(time: Duration, watch: &dyn Watch) -> Result<(), ShopifyError> {
    let mut left = time;
    loop {
        go_on(watch)?;
        if left.is_zero() {
            return Ok(());
        }
        let part = left.min(GLANCE);
        tokio::time::sleep(part).await;
        left -= part;
    }
}

/// Returns once stopped; to race with what may be abandoned.
pub async fn stopped(watch: &dyn Watch) -> ShopifyError {
    while !watch.is_cancelled() {
        tokio::time::sleep(GLANCE).await;
    }
    ShopifyError::Cancelled
}
