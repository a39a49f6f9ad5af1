//! How long a message may take, and when it is tried again. Only what was certainly not taken is tried again: a message
//! that comes twice is believed less.

use std::time::Duration;

use crate::TellError;

/// How long, how often.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For one attempt as a whole.
    pub attempt: Duration,
    /// Before the second attempt; four times as long before the third and last.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            attempt: Duration::from_secs(30),
            pause: Duration::from_secs(2),
        }
    }
}

impl Patience {
    /// Three attempts, as long as they fail for a moment only.
    pub(crate) async fn with<A>(self, mut attempt: impl FnMut() -> A) -> Result<(), TellError>
    where
        A: Future<Output = Result<(), TellError>>,
    {
        for pause in [self.pause, self.pause * 4] {
            match self.once(attempt()).await {
                Err(error) if error.is_passing() => tokio::time::sleep(pause).await,
                ended => return ended,
            }
        }
        self.once(attempt()).await
    }

    async fn once(self, attempt: impl Future<Output = Result<(), TellError>>) -> Result<(), TellError> {
        tokio::time::timeout(self.attempt, attempt).await.unwrap_or(Err(TellError::Timeout))
    }
}
