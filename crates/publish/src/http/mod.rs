//! A server that takes PUT with If-Match and If-None-Match: `waymark-host`, or any other that keeps to RFC 9110.

use bytes::Bytes;
use http::header::{
    AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderName, HeaderValue, IF_MATCH, IF_NONE_MATCH,
};
use http::{HeaderMap, Method, Response, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use crate::PublishError;
use crate::network::{Network, permitted, refusal};
use crate::storage::{Created, Limits, Object, Storage, Stored, Version};

/// A server that takes PUT.
#[derive(Clone, Debug)]
pub struct HttpPlace {
    /// What keys are appended to, such as `https://config.example/`. No user name, query or fragment.
    pub base_url: String,
    /// How the server knows the publisher.
    pub auth: Auth,
    /// Certificates of authorities to trust besides the system's, in PEM format.
    pub ca_pem: Option<String>,
    /// Plain http to other machines than this one; a person has said yes to it.
    pub allow_http: bool,
    /// How long to wait and how often to try.
    pub limits: Limits,
}

/// How a server knows the publisher. Reading sends it as well: a server may keep what is not live to itself.
#[derive(Clone, Debug)]
pub enum Auth {
    /// Not at all.
    None,
    /// `Authorization: Bearer TOKEN`.
    Bearer(SecretString),
    /// A header of the server's own.
    Header {
        /// Its name.
        name: String,
        /// Its value.
        value: SecretString,
    },
}

/// A server, ready to be asked.
#[derive(Debug)]
pub(crate) struct Endpoint {
    base: Url,
    network: Network,
    auth: Option<(HeaderName, HeaderValue)>,
    limits: Limits,
}

impl Endpoint {
    pub(crate) fn new(settings: &HttpPlace) -> Result<Self, PublishError> {
        let mut base = Url::parse(settings.base_url.trim())
            .map_err(|_| PublishError::Settings("The address is not a web address."))?;
        permitted(&base, settings.allow_http)?;
        if !base.username().is_empty() || base.password().is_some() {
            return Err(PublishError::Settings("The address must not contain a user name or password."));
        }
        if base.query().is_some() || base.fragment().is_some() {
            return Err(PublishError::Settings("The address must end before any ? or #."));
        }
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        let network = Network::new(&base, settings.ca_pem.as_deref(), &settings.limits)?;
        Ok(Self { base, network, auth: header_of(&settings.auth)?, limits: settings.limits })
    }

    async fn send(
        &self,
        method: Method,
        key: &str,
        mut headers: HeaderMap,
        body: Bytes,
    ) -> Result<Response<Bytes>, PublishError> {
        let url = self.url(key)?;
        if let Some((name, value)) = &self.auth {
            headers.insert(name.clone(), value.clone());
        }
        self.network.send(method, &url, headers, body).await
    }

    fn url(&self, key: &str) -> Result<Url, PublishError> {
        self.base.join(key).map_err(|_| PublishError::Settings("The address is not a web address."))
    }

    async fn put(
        &self,
        key: &str,
        object: &Object<'_>,
        condition: (HeaderName, HeaderValue),
    ) -> Result<Response<Bytes>, PublishError> {
        let headers = HeaderMap::from_iter([
            (CONTENT_TYPE, HeaderValue::from_static(object.content_type)),
            (CACHE_CONTROL, HeaderValue::from_static(object.cache_control)),
            condition,
        ]);
        self.send(Method::PUT, key, headers, Bytes::copy_from_slice(object.bytes)).await
    }

    fn refused(&self, answer: &Response<Bytes>) -> PublishError {
        refusal(answer.status(), answer.headers(), &self.base)
    }
}

impl Storage for Endpoint {
    async fn read(&self, key: &str) -> Result<Option<Stored>, PublishError> {
        let headers = HeaderMap::from_iter([(CACHE_CONTROL, HeaderValue::from_static("no-cache"))]);
        let answer = self.send(Method::GET, key, headers, Bytes::new()).await?;
        match answer.status() {
            StatusCode::OK => {
                let version = version(answer.headers());
                Ok(Some(Stored { bytes: answer.into_body().into(), version }))
            }
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
            _ => Err(self.refused(&answer)),
        }
    }

    async fn create(&self, key: &str, object: &Object<'_>) -> Result<Created, PublishError> {
        let answer = self.put(key, object, (IF_NONE_MATCH, HeaderValue::from_static("*"))).await?;
        match answer.status() {
            status if status.is_success() => Ok(Created::New),
            StatusCode::PRECONDITION_FAILED | StatusCode::CONFLICT => Ok(Created::Existed),
            _ => Err(self.refused(&answer)),
        }
    }

    async fn swap(
        &self,
        key: &str,
        object: &Object<'_>,
        expected: Option<&Version>,
    ) -> Result<Version, PublishError> {
        let condition = match expected {
            None => (IF_NONE_MATCH, HeaderValue::from_static("*")),
            Some(version) => (IF_MATCH, strong(version)?),
        };
        let answer = self.put(key, object, condition).await?;
        match answer.status() {
            status if status.is_success() => Ok(version(answer.headers())),
            StatusCode::PRECONDITION_FAILED | StatusCode::CONFLICT => {
                Err(PublishError::Changed { live: None })
            }
            // Replacing what is gone.
            StatusCode::NOT_FOUND | StatusCode::GONE if expected.is_some() => {
                Err(PublishError::Changed { live: None })
            }
            _ => Err(self.refused(&answer)),
        }
    }

    async fn remove(&self, key: &str) -> Result<(), PublishError> {
        let answer = self.send(Method::DELETE, key, HeaderMap::new(), Bytes::new()).await?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(()),
            _ => Err(self.refused(&answer)),
        }
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}

fn header_of(auth: &Auth) -> Result<Option<(HeaderName, HeaderValue)>, PublishError> {
    let secret = |text: &str| {
        let mut value = HeaderValue::from_str(text)
            .map_err(|_| PublishError::Settings("The token has characters that cannot be sent."))?;
        // Its debug text is then "Sensitive".
        value.set_sensitive(true);
        Ok(value)
    };
    match auth {
        Auth::None => Ok(None),
        Auth::Bearer(token) => {
            Ok(Some((AUTHORIZATION, secret(&format!("Bearer {}", token.expose_secret().trim()))?)))
        }
        Auth::Header { name, value } => {
            let name = HeaderName::from_bytes(name.trim().as_bytes())
                .map_err(|_| PublishError::Settings("The name of the header is not one."))?;
            Ok(Some((name, secret(value.expose_secret().trim())?)))
        }
    }
}

fn version(headers: &HeaderMap) -> Version {
    headers.get(ETAG).and_then(|etag| etag.to_str().ok()).map(Version::of_etag).unwrap_or_default()
}

/// The value of If-Match. A weak `ETag` never matches there; where it was only weakened on the way, by something
/// that compresses, its strong form does, and where not, the server refuses it. None at all protects nobody.
fn strong(version: &Version) -> Result<HeaderValue, PublishError> {
    let etag = version.etag.as_deref().ok_or(PublishError::ConditionsIgnored)?;
    HeaderValue::from_str(etag.strip_prefix("W/").unwrap_or(etag))
        .map_err(|_| PublishError::ConditionsIgnored)
}
