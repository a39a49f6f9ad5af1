//! Why a verdict is what it is, in words a marketer understands.

use waymark_model::Fingerprint;

use super::Located;
use super::comparison::{Comparison, Found};

/// Reasons for a verdict, the most telling first.
pub(super) fn reasons(_: &Comparison<'_>, _: &Fingerprint, _: &Found, _: &Located) -> Vec<String> {
    Vec::new()
}
