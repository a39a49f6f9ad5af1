//! What HTTP and object storage share: one client with its time-outs and trust, answers read up to a limit, and
//! failures told apart. Knows no keys and no conditions.

use std::error::Error;
use std::io;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Method, Response, StatusCode, header};
use reqwest::redirect;
use url::Url;
use waymark_model::web_address::is_loopback;

use crate::storage::Limits;
use crate::{Obstacle, PublishError};

/// How long a name may take to be looked up once more.
const LOOK_UP: Duration = Duration::from_secs(5);
/// Largest answer that is read. Configs and runtimes are a hundred times smaller.
pub(crate) const LARGEST: usize = 16 * 1024 * 1024;

/// A client for one place.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    client: reqwest::Client,
}

impl Network {
    /// A client for a place at this address that trusts the system's authorities and those of `ca_pem`. It follows no
    /// redirects: they would turn a PUT into a GET and carry credentials elsewhere.
    pub(crate) fn new(place: &Url, ca_pem: Option<&str>, limits: &Limits) -> Result<Self, PublishError> {
        let mut builder = reqwest::Client::builder()
            .connect_timeout(limits.connect)
            .timeout(limits.request)
            .redirect(redirect::Policy::none())
            // A compressed answer has another ETag, or a weak one.
            .no_gzip()
            .no_brotli();
        if is_loopback(place) {
            // A proxy would be told the token in clear, and would look for the place on its own machine.
            builder = builder.no_proxy();
        }
        if let Some(pem) = ca_pem {
            let bad = PublishError::Settings("The certificate of the authority is not in PEM format.");
            let certificates = match reqwest::Certificate::from_pem_bundle(pem.as_bytes()) {
                Ok(certificates) if !certificates.is_empty() => certificates,
                _ => return Err(bad),
            };
            for certificate in certificates {
                builder = builder.add_root_certificate(certificate);
            }
        }
        let client = builder
            .build()
            .map_err(|_| PublishError::Settings("The certificate of the authority cannot be used."))?;
        Ok(Self { client })
    }

    /// One request and its whole answer, whatever its status.
    pub(crate) async fn send(
        &self,
        method: Method,
        url: &Url,
        headers: HeaderMap,
        body: Bytes,
    ) -> Result<Response<Bytes>, PublishError> {
        let mut request = reqwest::Request::new(method, url.clone());
        *request.headers_mut() = headers;
        *request.body_mut() = Some(body.into());
        let mut answer = match self.client.execute(request).await {
            Ok(answer) => answer,
            Err(error) => return Err(failure(error, url).await),
        };
        let mut bytes = BytesMut::new();
        loop {
            match answer.chunk().await {
                Ok(Some(chunk)) if bytes.len() + chunk.len() > LARGEST => {
                    return Err(PublishError::Endless { address: address(url) });
                }
                Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) => return Err(failure(error, url).await),
            }
        }
        let mut response = Response::new(bytes.freeze());
        *response.status_mut() = answer.status();
        *response.headers_mut() = std::mem::take(answer.headers_mut());
        Ok(response)
    }
}

/// What an answer means that is neither a success nor a kept condition.
pub(crate) fn refusal(status: StatusCode, headers: &HeaderMap, url: &Url) -> PublishError {
    let address = address(url);
    let number = status.as_u16();
    let retry_after = retry_after(headers);
    match number {
        401 | 403 => PublishError::Denied { address, status: number },
        404 | 410 => PublishError::NoSuchPlace { address },
        413 => PublishError::TooLarge(url.path().to_owned()),
        429 => PublishError::Throttled { address, retry_after },
        503 if retry_after.is_some() => PublishError::Throttled { address, retry_after },
        // Never offered here, so trying again changes nothing.
        501 | 505 => PublishError::BadAnswer { address, status: number },
        408 | 500..=599 => PublishError::Failing { address, status: number },
        _ => PublishError::BadAnswer { address, status: number },
    }
}

/// Seconds only: the form with a date depends on two clocks, and no server in question uses it.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// An address as it may be shown: scheme, host and port.
pub(crate) fn address(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// Refuses plain http to anywhere but this machine, unless that was allowed.
pub(crate) fn permitted(url: &Url, allow_http: bool) -> Result<(), PublishError> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if allow_http || is_loopback(url) => Ok(()),
        "http" => Err(PublishError::InsecureHttp { address: address(url) }),
        _ => Err(PublishError::Settings("The address has to begin with https://.")),
    }
}

/// What a failed request was. The error's own text is not used: it names the whole address.
async fn failure(error: reqwest::Error, url: &Url) -> PublishError {
    let address = address(url);
    if is_tls(&error) {
        return PublishError::Tls { address };
    }
    if error.is_timeout() {
        return PublishError::TimedOut { address };
    }
    let cause = if !error.is_connect() {
        Obstacle::Lost
    } else if has_io(&error, io::ErrorKind::ConnectionRefused) {
        Obstacle::Refused
    } else if !is_known(url).await {
        Obstacle::UnknownHost
    } else if has_io(&error, io::ErrorKind::ConnectionReset) || has_io(&error, io::ErrorKind::UnexpectedEof) {
        Obstacle::Lost
    } else {
        Obstacle::NoRoute
    };
    PublishError::Unreachable { address, cause }
}

/// The network stack does not say by type that a name has no address, so it is asked for once more.
async fn is_known(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let asked = (host.trim_matches(['[', ']']), url.port_or_known_default().unwrap_or(443));
    // Who does not answer for so long knows no other name either: the network is what is wrong.
    match tokio::time::timeout(LOOK_UP, tokio::net::lookup_host(asked)).await {
        Ok(found) => found.is_ok_and(|mut addresses| addresses.next().is_some()),
        Err(_) => true,
    }
}

fn is_tls(error: &(dyn Error + 'static)) -> bool {
    chain(error).any(<dyn Error>::is::<rustls::Error>)
}

fn has_io(error: &(dyn Error + 'static), kind: io::ErrorKind) -> bool {
    chain(error).any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == kind))
}

/// All causes of an error; `io::Error` hides what it wraps from `source()`.
pub(crate) fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&current| {
        match current.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => current.source(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn plain_http_stays_on_this_machine_unless_allowed() {
        for local in ["http://localhost:1/", "http://a.localhost/", "http://127.9.9.9/", "http://[::1]:9/"] {
            assert!(permitted(&url(local), false).is_ok(), "{local}");
        }
        for far in ["http://shop.example/", "http://10.0.0.1/", "http://localhost.example/"] {
            assert!(matches!(permitted(&url(far), false), Err(PublishError::InsecureHttp { .. })), "{far}");
            assert!(permitted(&url(far), true).is_ok());
        }
        assert!(permitted(&url("https://shop.example/"), false).is_ok());
        assert!(matches!(permitted(&url("ftp://shop.example/"), true), Err(PublishError::Settings(_))));
    }

    #[test]
    fn an_address_is_shown_without_what_may_be_secret() {
        assert_eq!(
            address(&url("https://user:pass@shop.example:8443/a?sig=1#x")),
            "https://shop.example:8443"
        );
    }
}
