//! Whether a shop answered a browser that it wants no programs.

use super::Rendered;

/// Answers by which shops, and those who guard them, hold programs off.
const ANSWERS: [u16; 5] = [401, 403, 407, 429, 503];

impl Rendered {
    /// With which status the shop held this visitor off; nothing where it did not.
    #[must_use]
    pub fn held_off(&self) -> Option<u16> {
        self.status.filter(|status| ANSWERS.contains(status))
    }
}
