//! One POST, or one GET of a file's text, and what can go wrong below the Admin API. Redirects are not followed: a
//! token goes to the host it was meant for or nowhere.

use std::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Client, RequestBuilder, redirect};
use url::Url;

use super::ShopifyError;
use super::admin::Settings;

const USER_AGENT: &str = concat!("Waymark/", env!("CARGO_PKG_VERSION"));
/// Most bytes of an answer; an asset may have 20 MB and is escaped in JSON.
const MOST: usize = 48 << 20;

/// An answer, whole.
pub struct Answer {
    pub status: u16,
    pub retry_after: Option<Duration>,
    pub body: Vec<u8>,
}

/// Why there is no answer.
pub struct NoAnswer {
    pub error: ShopifyError,
    /// The request may have arrived.
    pub sent: bool,
}

#[derive(Clone, Debug)]
pub struct Http {
    client: Client,
}

impl Http {
    pub fn new(settings: &Settings) -> Result<Self, ShopifyError> {
        let builder = Client::builder()
            .user_agent(USER_AGENT)
            .redirect(redirect::Policy::none())
            .connect_timeout(settings.connect_time)
            .timeout(settings.request_time);
        // What stands for Shopify on this computer is not behind anybody's proxy.
        let builder = if settings.base.is_some() { builder.no_proxy() } else { builder };
        let client = builder.build().map_err(|error| ShopifyError::Client(Box::new(error)))?;
        Ok(Self { client })
    }

    pub async fn post(
        &self,
        address: Url,
        headers: HeaderMap,
        content_type: &'static str,
        body: Vec<u8>,
    ) -> Result<Answer, NoAnswer> {
        let host = host(&address);
        let request = self.client.post(address).headers(headers).body(body);
        send(request.header(reqwest::header::CONTENT_TYPE, content_type), host).await
    }

    /// Without any header of ours.
    pub async fn get(&self, address: Url) -> Result<Answer, NoAnswer> {
        let host = host(&address);
        send(self.client.get(address), host).await
    }
}

async fn send(request: RequestBuilder, host: String) -> Result<Answer, NoAnswer> {
    let told = |error: reqwest::Error| {
        let sent = !error.is_connect();
        let host = host.clone();
        // An address may have a signature in its query.
        let error = error.without_url();
        let error = if error.is_timeout() {
            ShopifyError::TimedOut { host }
        } else if sent {
            ShopifyError::Broken { host, source: Box::new(error) }
        } else {
            ShopifyError::Unreachable { host, source: Box::new(error) }
        };
        NoAnswer { error, sent }
    };
    let mut response = request.send().await.map_err(told)?;
    let status = response.status().as_u16();
    let retry_after = seconds(response.headers());
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.map_err(told)? {
        if body.len() + part.len() > MOST {
            return Err(NoAnswer {
                error: ShopifyError::BadAnswer("it does not end".to_owned()),
                sent: true,
            });
        }
        body.extend_from_slice(&part);
    }
    Ok(Answer { status, retry_after, body })
}

/// Shopify sends seconds, with a fraction.
fn seconds(headers: &HeaderMap) -> Option<Duration> {
    let seconds: f64 = headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

fn host(address: &Url) -> String {
    address.host_str().unwrap_or_default().to_owned()
}
