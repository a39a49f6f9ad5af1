//! The GraphQL client: paced by the cost that Shopify answers with, patient where it is asked to be, and unwilling to
//! send a change again that may have been made.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use url::Url;

use super::auth::Access;
use super::http::{Answer, Http, NoAnswer};
use super::operations::Operation;
use super::throttle::{Bucket, Cost, LONGEST, backoff};
use super::watch::{Step, Watch, go_on, pause, stopped};
use super::{Credentials, ShopDomain, ShopifyError};

/// Times and addresses; the defaults are for Shopify.
#[derive(Clone, Debug)]
pub struct Settings {
    /// In place of Shopify's addresses, on this computer only.
    pub base: Option<Url>,
    /// For a connection.
    pub connect_time: Duration,
    /// For one request.
    pub request_time: Duration,
    /// How often one request is sent at most.
    pub tries: u32,
    /// Before the second try; doubled for each further one.
    pub backoff: Duration,
    /// Between two looks at a theme that Shopify is still copying.
    pub poll: Duration,
    /// For a copy to be ready.
    pub copy_time: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base: None,
            connect_time: Duration::from_secs(10),
            request_time: Duration::from_secs(30),
            tries: 5,
            backoff: Duration::from_millis(500),
            poll: Duration::from_secs(2),
            copy_time: Duration::from_secs(600),
        }
    }
}

/// A shop's Admin API.
#[derive(Debug)]
pub struct Admin {
    http: Http,
    access: Access,
    settings: Settings,
    bucket: Mutex<Bucket>,
}

#[derive(Serialize)]
struct Request<'a, V> {
    query: &'a str,
    #[serde(rename = "operationName")]
    operation: &'a str,
    variables: &'a V,
}

#[derive(Deserialize)]
struct GraphQl<T> {
    data: Option<T>,
    #[serde(default)]
    errors: Vec<GraphQlError>,
    #[serde(default)]
    extensions: Extensions,
}

#[derive(Deserialize)]
struct GraphQlError {
    message: String,
    #[serde(default)]
    extensions: ErrorExtensions,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ErrorExtensions {
    code: Option<String>,
    required_access: Option<String>,
}

#[derive(Default, Deserialize)]
struct Extensions {
    cost: Option<Cost>,
}

/// Why one try did not do.
struct Trouble {
    error: ShopifyError,
    /// It may have been done nevertheless.
    perhaps_done: bool,
}

impl From<NoAnswer> for Trouble {
    fn from(no_answer: NoAnswer) -> Self {
        Self { error: no_answer.error, perhaps_done: no_answer.sent }
    }
}

impl Trouble {
    /// Refused before anything was done.
    fn refused(error: ShopifyError) -> Self {
        Self { error, perhaps_done: false }
    }

    fn unclear(error: ShopifyError) -> Self {
        Self { error, perhaps_done: true }
    }

    fn may_pass(&self) -> bool {
        self.error.is_retryable()
    }

    fn asked_to_wait(&self) -> Option<Duration> {
        match self.error {
            ShopifyError::Throttled { retry_after } => retry_after,
            _ => None,
        }
    }
}

impl Admin {
    pub fn new(shop: ShopDomain, credentials: Credentials, settings: Settings) -> Result<Self, ShopifyError> {
        let access = Access::new(shop, credentials, settings.base.clone())?;
        Ok(Self { http: Http::new(&settings)?, access, settings, bucket: Mutex::default() })
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn shop(&self) -> &ShopDomain {
        self.access.shop()
    }

    /// Sends an operation until it is answered. A write of which the answer is lost is not sent again:
    /// [`ShopifyError::AnswerLost`] leaves it to the caller to look what became of it.
    pub async fn call<O: Operation>(
        &self,
        operation: &O,
        watch: &dyn Watch,
    ) -> Result<O::Answer, ShopifyError> {
        let mut renewed = false;
        let mut tries = 0;
        loop {
            go_on(watch)?;
            self.wait_for_points(O::NAME, watch).await?;
            let trouble = match self.once(operation, watch).await {
                Ok(answer) => return Ok(answer),
                Err(trouble) => trouble,
            };
            tries += 1;
            if matches!(trouble.error, ShopifyError::TokenRefused) && self.access.renews() && !renewed {
                self.access.forget().await;
                renewed = true;
                continue;
            }
            if O::WRITES && trouble.perhaps_done {
                return Err(ShopifyError::AnswerLost(Box::new(trouble.error)));
            }
            let is_too_long = trouble.asked_to_wait().is_some_and(|asked| asked > LONGEST);
            if !trouble.may_pass() || is_too_long || tries >= self.settings.tries {
                return Err(trouble.error);
            }
            let wait = backoff(tries - 1, self.settings.backoff, trouble.asked_to_wait());
            tracing::debug!(operation = O::NAME, tries, ?wait, error = %trouble.error, "trying again");
            watch.step(Step::Waiting(wait));
            pause(wait, watch).await?;
        }
    }

    async fn wait_for_points(&self, operation: &'static str, watch: &dyn Watch) -> Result<(), ShopifyError> {
        let wait = self.bucket().wait_for(operation, Instant::now());
        if !wait.is_zero() {
            watch.step(Step::Waiting(wait));
        }
        pause(wait, watch).await
    }

    fn bucket(&self) -> MutexGuard<'_, Bucket> {
        // Numbers only: whoever panicked left nothing half-done in it.
        self.bucket.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn once<O: Operation>(&self, operation: &O, watch: &dyn Watch) -> Result<O::Answer, Trouble> {
        let request = Request { query: O::DOCUMENT, operation: O::NAME, variables: operation };
        let body = serde_json::to_vec(&request)
            .map_err(|error| Trouble::refused(ShopifyError::BadAnswer(error.to_string())))?;
        let address = self.access.graphql_address().map_err(Trouble::refused)?;
        let headers = self.access.headers(&self.http).await?;
        let post = self.http.post(address, headers, "application/json", body);
        let answer = if O::WRITES {
            post.await?
        } else {
            tokio::select! {
                answer = post => answer?,
                error = stopped(watch) => return Err(Trouble::refused(error)),
            }
        };
        self.understand::<O>(&answer).await
    }

    async fn understand<O: Operation>(&self, answer: &Answer) -> Result<O::Answer, Trouble> {
        self.judge_status(answer)?;
        let parsed: GraphQl<serde_json::Value> = serde_json::from_slice(&answer.body)
            .map_err(|_| Trouble::unclear(ShopifyError::BadAnswer("it is not GraphQL".to_owned())))?;
        if let Some(cost) = parsed.extensions.cost {
            self.bucket().learn(O::NAME, cost, Instant::now());
        }
        if !parsed.errors.is_empty() {
            let mut trouble = self.explain::<O>(&parsed.errors).await;
            // Something was carried out if there are data beside the errors.
            let bare = parsed.data.as_ref().and_then(serde_json::Value::as_object);
            trouble.perhaps_done |= bare.is_some_and(|fields| fields.values().any(|field| !field.is_null()));
            return Err(trouble);
        }
        let data = parsed.data.unwrap_or_default();
        // Without serde's words, which quote the answer.
        serde_json::from_value(data).map_err(|_| {
            Trouble::unclear(ShopifyError::BadAnswer(format!("something is missing in that of {}", O::NAME)))
        })
    }

    fn judge_status(&self, answer: &Answer) -> Result<(), Trouble> {
        Err(match answer.status {
            200 => return Ok(()),
            401 => Trouble::refused(ShopifyError::TokenRefused),
            403 => Trouble::refused(ShopifyError::AccessDenied { required: None }),
            404 => Trouble::refused(ShopifyError::NoSuchShop(self.access.shop().to_string())),
            status @ (402 | 423) => Trouble::refused(ShopifyError::ShopClosed { status }),
            429 => Trouble::refused(ShopifyError::Throttled { retry_after: answer.retry_after }),
            status if status >= 500 => Trouble::unclear(ShopifyError::Unavailable { status }),
            status => Trouble::refused(ShopifyError::BadAnswer(format!("HTTP {status}"))),
        })
    }

    async fn explain<O: Operation>(&self, errors: &[GraphQlError]) -> Trouble {
        let with = |code: &str| errors.iter().find(|error| error.extensions.code.as_deref() == Some(code));
        if with("THROTTLED").is_some() {
            let wait = self.bucket().wait_for(O::NAME, Instant::now());
            return Trouble::refused(ShopifyError::Throttled { retry_after: Some(wait) });
        }
        if let Some(denied) = with("ACCESS_DENIED") {
            let required = match &denied.extensions.required_access {
                Some(words) => Some(self.quotable(words).await),
                None => None,
            };
            return Trouble::refused(ShopifyError::AccessDenied { required });
        }
        if with("INTERNAL_SERVER_ERROR").is_some() {
            return Trouble::unclear(ShopifyError::Unavailable { status: 200 });
        }
        let words = errors.first().map(|error| error.message.as_str()).unwrap_or_default();
        Trouble::refused(ShopifyError::BadAnswer(self.quotable(words).await))
    }

    /// Shopify's words as they may be shown.
    pub async fn quotable(&self, words: &str) -> String {
        self.access.quotable(words).await
    }

    /// The text behind an address that Shopify named in place of a file's body. No token goes there.
    pub async fn fetch(&self, address: &str, watch: &dyn Watch) -> Result<Vec<u8>, ShopifyError> {
        let refused = || ShopifyError::BadAnswer("a file's address is not a web address".to_owned());
        let address = Url::parse(address).map_err(|_| refused())?;
        if !self.access.may_fetch(&address) {
            return Err(refused());
        }
        let answer = tokio::select! {
            answer = self.http.get(address) => answer.map_err(|no_answer| no_answer.error)?,
            error = stopped(watch) => return Err(error),
        };
        match answer.status {
            200 => Ok(answer.body),
            status => Err(ShopifyError::Unavailable { status }),
        }
    }
}
