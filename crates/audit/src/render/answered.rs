//! What a browser was answered that asked for a page: whether the shop wants no programs, and whether it is that page.

use url::Url;

use super::Rendered;

/// Answers by which shops, and those who guard them, hold programs off.
const ANSWERS: [u16; 5] = [401, 403, 407, 429, 503];

impl Rendered {
    /// With which status the shop held this visitor off; nothing where it did not.
    #[must_use]
    pub fn held_off(&self) -> Option<u16> {
        self.status.filter(|status| ANSWERS.contains(status))
    }

    /// Whether another page was shown, or an error, whatever the query.
    #[must_use]
    pub fn is_elsewhere(&self, page: &Url) -> bool {
        let path = |url: &Url| url.path().trim_end_matches('/').to_owned();
        let is_refused = self.status.is_some_and(|status| status >= 400);
        is_refused || Url::parse(&self.url).ok().is_none_or(|landed| path(&landed) != path(page))
    }
}
