//! Tokens: made once, shown once, kept as a hash. A token is 32 random bytes, so a plain SHA-256 of it is as good as a
//! slow hash would be for a password: there is nothing to guess.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::HostError;

/// Makes a leaked token easy to find by whoever scans for such.
const PREFIX: &str = "wmk_";

/// A token, for the one moment in which it is shown. It has no `Debug`, so that it cannot get into a log.
pub struct Token(String);

impl Token {
    /// Makes one.
    pub fn make() -> Result<Self, HostError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(HostError::Random)?;
        Ok(Self(format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes))))
    }

    /// The text to hand over.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&self.0)
    }
}

/// What is kept of a token.
#[derive(Clone, Copy)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// Of what somebody sent.
    #[must_use]
    pub fn of(token: &str) -> Self {
        Self(Sha256::digest(token.as_bytes()).into())
    }

    pub(crate) fn bytes(&self) -> [u8; 32] {
        self.0
    }

    /// Whether this is what is kept, in the same time wherever the two differ.
    pub(crate) fn is(&self, kept: &[u8]) -> bool {
        self.0.ct_eq(kept).into()
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("TokenHash")
    }
}
