//! From what was typed to a shop that answers. Needs the network and no [`crate::App`], so that nobody waits
//! for a lock while a server is slow.

use url::Url;
use waymark_audit::{AuditError, Prober, Reached};

use crate::address;
use crate::error::AppError;

/// A shop that answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Base address of the shop, with a trailing slash.
    pub base: Url,
    /// The page to open: where redirects led.
    pub page: Url,
}

/// Understands the address and knocks: `https` first, then `http`; the other way round for local servers.
pub async fn find_shop(prober: &Prober, typed: &str) -> Result<Arrival, AppError> {
    let candidates = address::parse(typed)?;
    let mut trouble: Option<AuditError> = None;
    let mut bad_request = None;
    for candidate in candidates.urls() {
        match prober.probe(candidate).await {
            // Servers answer plain HTTP on a TLS port with "bad request": the next scheme may fit.
            Ok(reached) if reached.status == 400 => {
                bad_request.get_or_insert(reached);
            }
            Ok(reached) => return Ok(arrived(reached)),
            Err(error) => {
                tracing::debug!(%candidate, %error, "did not answer");
                let another_scheme_may_do =
                    says_little(&error) || matches!(error, AuditError::NoSecureConnection { .. });
                if trouble.as_ref().is_none_or(says_little) {
                    trouble = Some(error);
                }
                if !another_scheme_may_do {
                    break;
                }
            }
        }
    }
    match (bad_request, trouble) {
        (Some(reached), _) => Ok(arrived(reached)),
        (None, Some(error)) => Err(error.into()),
        // There is always at least one candidate, and it either answered or did not.
        (None, None) => Err(address::AddressError::NotAnAddress.into()),
    }
}

/// Whether what another scheme meets would tell a person more.
fn says_little(error: &AuditError) -> bool {
    matches!(
        error,
        AuditError::Refused { .. }
            | AuditError::Network { .. }
            | AuditError::Malformed { .. }
            | AuditError::Truncated { .. }
    )
}

fn arrived(reached: Reached) -> Arrival {
    Arrival { base: address::base(&reached.url), page: reached.url }
}
