//! `object_store` on our own client: the same time-outs, trust and limits as everywhere, no second HTTP stack,
//! and failures that arrive as what they were.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Mutex;

use async_trait::async_trait;
use http_body_util::BodyExt;
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody,
    HttpService,
};
use url::Url;

use crate::PublishError;
use crate::network::{Network, address, chain, refusal};

/// Gives `object_store` our client.
#[derive(Debug)]
pub(super) struct Connector(pub(super) Network);

impl HttpConnector for Connector {
    fn connect(&self, _options: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(Service(self.0.clone())))
    }
}

#[derive(Debug)]
struct Service(Network);

#[async_trait]
impl HttpService for Service {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (parts, body) = request.into_parts();
        let url: Url =
            parts.uri.to_string().parse().map_err(|_| {
                carry(PublishError::Settings("The address of the storage is not a web address."))
            })?;
        let body = body.collect().await?.to_bytes();
        let answer = self.0.send(parts.method, &url, parts.headers, body).await.map_err(carry)?;
        let status = answer.status();
        // What is said about the object itself is for `object_store` to understand.
        if !status.is_success() && !matches!(status.as_u16(), 304 | 404 | 409 | 412) {
            return Err(carry(match status.as_u16() {
                // "A header you provided implies functionality that is not implemented."
                501 => PublishError::ConditionsIgnored,
                _ => refusal(status, answer.headers(), &url),
            }));
        }
        // Nothing in a bucket is one thing; no bucket is another.
        if matches!(status.as_u16(), 404 | 409) && is_gone(answer.body()) {
            return Err(carry(PublishError::NoSuchPlace { address: address(&url) }));
        }
        Ok(answer.map(HttpResponseBody::from))
    }
}

/// The answer is about the bucket or container and not about the object: as the services name it in their XML.
fn is_gone(body: &[u8]) -> bool {
    let body = String::from_utf8_lossy(body);
    ["NoSuchBucket", "ContainerNotFound", "ContainerBeingDeleted"]
        .iter()
        .any(|code| body.contains(&format!("<Code>{code}</Code>")))
}

/// A failure on its way through `object_store`, to be taken out at the other end.
struct Carried(Mutex<Option<PublishError>>);

impl fmt::Debug for Carried {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Carried")
    }
}

impl fmt::Display for Carried {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the request failed")
    }
}

impl StdError for Carried {}

/// Of a kind that `object_store` never tries again: that is decided where it is known what is safe.
fn carry(error: PublishError) -> HttpError {
    HttpError::new(HttpErrorKind::Unknown, Carried(Mutex::new(Some(error))))
}

/// The failure that an error of `object_store` carries.
pub(super) fn carried(error: &object_store::Error) -> Option<PublishError> {
    chain(error)
        .find_map(|error| error.downcast_ref::<Carried>())
        .and_then(|carried| carried.0.lock().ok()?.take())
}
