//! Everything that a request can be refused with, and its answer: a status, and `{code, message}` for whoever wrote the
//! client and for whoever reads its log. No refusal says more than the request already knew about tokens or data.

use std::time::Duration;

use axum::Json;
use axum::http::header::{ALLOW, CACHE_CONTROL, ETAG, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::HostError;

/// Why a request was refused.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("there is nothing here")]
    NotFound,
    #[error("this cannot be done with what lies here")]
    Method,
    #[error("writing needs the shop's token: Authorization: Bearer wmk_...")]
    NoToken,
    #[error("there is no shop of this name with this token")]
    WrongToken,
    #[error("this token belongs to another shop")]
    OtherShop,
    #[error("too many wrong tokens came from your address")]
    TooManyTries(Duration),
    #[error("too many writes for this shop")]
    TooManyWrites(Duration),
    #[error("send If-None-Match: * to create, or If-Match with the tag you saw to replace")]
    NoCondition,
    #[error("If-Match takes entity tags, If-None-Match takes *, and only one of them can be meant")]
    UnclearCondition,
    #[error("something is here already, and it stays as it is")]
    Exists,
    #[error("something else is here than you expected")]
    Changed(Option<String>),
    #[error("at most {0} bytes can be stored under this name")]
    TooLarge(usize),
    #[error("the name is not the SHA-256 of these bytes")]
    OtherHash,
    #[error("this is no pointer: {0}")]
    NoPointer(String),
    #[error("the pointer needs {0}, which is not stored: put it first")]
    NotStored(String),
    #[error("the request took too long to arrive")]
    TooSlow,
    #[error("the request could not be read to its end")]
    Broken,
    #[error("the disk is full, or cannot be written")]
    DiskFull,
    #[error("the store is busy")]
    Busy,
    #[error("the store failed")]
    Store(#[source] HostError),
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::NoToken | Self::WrongToken => StatusCode::UNAUTHORIZED,
            Self::OtherShop => StatusCode::FORBIDDEN,
            Self::TooManyTries(_) | Self::TooManyWrites(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::NoCondition => StatusCode::PRECONDITION_REQUIRED,
            Self::UnclearCondition | Self::Broken => StatusCode::BAD_REQUEST,
            Self::Exists | Self::Changed(_) => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::OtherHash | Self::NoPointer(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotStored(_) => StatusCode::CONFLICT,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What programs switch on.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Method => "method_not_allowed",
            Self::NoToken => "token_missing",
            Self::WrongToken => "token_wrong",
            Self::OtherShop => "token_of_other_shop",
            Self::TooManyTries(_) => "too_many_tries",
            Self::TooManyWrites(_) => "too_many_writes",
            Self::NoCondition => "condition_missing",
            Self::UnclearCondition => "condition_unclear",
            Self::Exists => "exists",
            Self::Changed(_) => "changed",
            Self::TooLarge(_) => "too_large",
            Self::OtherHash => "other_hash",
            Self::NoPointer(_) => "no_pointer",
            Self::NotStored(_) => "not_stored",
            Self::TooSlow => "too_slow",
            Self::Broken => "broken",
            Self::DiskFull => "disk_full",
            Self::Busy => "busy",
            Self::Store(_) => "store_failed",
        }
    }

    /// Headers that only this refusal has.
    fn header(&self) -> Option<(HeaderName, String)> {
        match self {
            Self::NoToken | Self::WrongToken => Some((WWW_AUTHENTICATE, "Bearer".into())),
            Self::Method => Some((ALLOW, "GET, HEAD, PUT, OPTIONS".into())),
            Self::TooManyTries(wait) | Self::TooManyWrites(wait) => {
                // Rounded up: who comes back too early is refused again.
                Some((RETRY_AFTER, (wait.as_secs() + 1).to_string()))
            }
            Self::Busy => Some((RETRY_AFTER, "1".into())),
            Self::Changed(Some(tag)) => Some((ETAG, tag.clone())),
            _ => None,
        }
    }
}

impl From<HostError> for Refusal {
    fn from(error: HostError) -> Self {
        use rusqlite::ErrorCode;
        match &error {
            HostError::Database(cause) => match cause.sqlite_error_code() {
                Some(ErrorCode::DiskFull | ErrorCode::ReadOnly) => Self::DiskFull,
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
                _ => Self::Store(error),
            },
            _ => Self::Store(error),
        }
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        HostError::Database(error).into()
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if let Self::Store(error) = &self {
            tracing::error!(%error, "the store failed");
        }
        let words = json!({ "code": self.code(), "message": self.to_string() });
        let mut response = (self.status(), Json(words)).into_response();
        // A name that is not there may be in a moment; a flood of requests for it need not get here.
        let caching = if matches!(self, Self::NotFound) { "public, max-age=10" } else { "no-store" };
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        if let Some((name, value)) = self.header()
            && let Ok(value) = value.parse()
        {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
