//! The time, handed in from outside so that use cases can be tested at any moment.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use waymark_model::Millis;

/// Says what time it is, in milliseconds since 1970-01-01 UTC.
pub type Clock = Arc<dyn Fn() -> Millis + Send + Sync>;

/// The computer's clock. A clock set before 1970 reads 0.
#[must_use]
pub fn system_clock() -> Clock {
    Arc::new(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
    })
}
