//! Waiting for states. Nothing in this crate waits for a time to pass.

use std::time::{Duration, Instant};

use crate::error::{Error, Result};

/// How long a state may take to come, unless said otherwise; generous, because CI machines are slow.
pub const PATIENCE: Duration = Duration::from_secs(90);
const BETWEEN_LOOKS: Duration = Duration::from_millis(40);

/// Looks until `look` finds what it looks for. An error of a look counts as "not yet" and is told when the
/// patience ends.
pub async fn until<T>(what: &str, look: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    until_within(PATIENCE, what, look).await
}

/// [`until`] with a patience of one's own.
pub async fn until_within<T>(
    patience: Duration,
    what: &str,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let begun = Instant::now();
    let mut last = String::new();
    loop {
        match look().await {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => last.clear(),
            Err(error) => last = format!("; the last look failed: {error}"),
        }
        if begun.elapsed() > patience {
            return Err(Error::Waited { what: what.to_owned(), seconds: patience.as_secs(), last });
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}
