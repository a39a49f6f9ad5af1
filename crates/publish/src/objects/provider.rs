//! The providers' settings, and how each is opened.

use std::time::Duration;

use object_store::aws::{AmazonS3Builder, S3ConditionalPut};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::{ClientOptions, ObjectStore, RetryConfig};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::connector::Connector;
use crate::PublishError;
use crate::network::{Network, permitted};
use crate::storage::Limits;

/// A bucket or container.
#[derive(Clone, Debug)]
pub struct ObjectsPlace {
    /// Whose it is.
    pub provider: Provider,
    /// Folder in it that is served, may be empty.
    pub prefix: String,
    /// Certificates of authorities to trust besides the system's, in PEM format.
    pub ca_pem: Option<String>,
    /// Plain http to other machines than this one; a person has said yes to it.
    pub allow_http: bool,
    /// How long to wait and how often to try.
    pub limits: Limits,
}

/// Whose object storage it is, with what each wants to know.
#[derive(Clone, Debug)]
pub enum Provider {
    /// Amazon S3, Cloudflare R2, `MinIO` and others that speak like it.
    S3 {
        /// Address of the service; Amazon's own without.
        endpoint: Option<String>,
        /// Region; `us-east-1` or `auto` where the service has none.
        region: String,
        /// Bucket.
        bucket: String,
        /// Access key id.
        access_key: SecretString,
        /// Secret access key.
        secret_key: SecretString,
        /// Only with temporary credentials.
        session_token: Option<SecretString>,
        /// The bucket is part of the path instead of the host name.
        path_style: bool,
    },
    /// Azure Blob Storage.
    Azure {
        /// Address of the blob service; Azure's own for this account without.
        endpoint: Option<String>,
        /// Storage account.
        account: String,
        /// Container.
        container: String,
        /// How the account knows the publisher.
        credential: AzureCredential,
    },
    /// Google Cloud Storage. Built to its documentation, never tried against the real one.
    Gcs {
        /// Bucket.
        bucket: String,
        /// The key file of a service account, JSON.
        service_account: SecretString,
    },
}

/// How an Azure storage account knows the publisher.
#[derive(Clone, Debug)]
pub enum AzureCredential {
    /// The account's key, base64.
    Key(SecretString),
    /// A shared access signature for the container, with or without its leading `?`.
    Sas(SecretString),
}

/// Opens a bucket, and says where it is.
pub(super) fn open(settings: &ObjectsPlace) -> Result<(Box<dyn ObjectStore>, Url), PublishError> {
    let url = address(&settings.provider)?;
    permitted(&url, settings.allow_http)?;
    let connector = Connector(Network::new(&url, settings.ca_pem.as_deref(), &settings.limits)?);
    // Which plain http is permitted was decided above.
    let options = ClientOptions::new().with_allow_http(true);
    let retry =
        RetryConfig { max_retries: 0, retry_timeout: Duration::from_secs(1), ..RetryConfig::default() };
    let unusable = PublishError::Settings("The settings of the object storage cannot be used.");
    let store: Box<dyn ObjectStore> = match &settings.provider {
        Provider::S3 { endpoint, region, bucket, access_key, secret_key, session_token, path_style } => {
            let mut builder = AmazonS3Builder::new()
                .with_region(region)
                .with_bucket_name(bucket)
                .with_access_key_id(access_key.expose_secret())
                .with_secret_access_key(secret_key.expose_secret())
                .with_virtual_hosted_style_request(!path_style)
                .with_conditional_put(S3ConditionalPut::ETagMatch)
                .with_client_options(options)
                .with_retry(retry)
                .with_http_connector(connector);
            if let Some(token) = session_token {
                builder = builder.with_token(token.expose_secret());
            }
            if endpoint.is_some() {
                builder = builder.with_endpoint(url.as_str().trim_end_matches('/'));
            }
            Box::new(builder.build().map_err(|_| unusable)?)
        }
        Provider::Azure { endpoint, account, container, credential } => {
            let mut builder = MicrosoftAzureBuilder::new()
                .with_account(account)
                .with_container_name(container)
                .with_client_options(options)
                .with_retry(retry)
                .with_http_connector(connector);
            builder = match credential {
                AzureCredential::Key(key) => builder.with_access_key(key.expose_secret()),
                AzureCredential::Sas(sas) => builder.with_config(AzureConfigKey::SasKey, sas.expose_secret()),
            };
            if endpoint.is_some() {
                builder = builder.with_endpoint(url.as_str().trim_end_matches('/').to_owned());
            }
            Box::new(builder.build().map_err(|_| unusable)?)
        }
        Provider::Gcs { bucket, service_account } => Box::new(
            GoogleCloudStorageBuilder::new()
                .with_bucket_name(bucket)
                .with_service_account_key(service_account.expose_secret())
                .with_client_options(options)
                .with_retry(retry)
                .with_http_connector(connector)
                .build()
                .map_err(|_| unusable)?,
        ),
    };
    Ok((store, url))
}

fn address(provider: &Provider) -> Result<Url, PublishError> {
    let parse = |text: &str| {
        Url::parse(text.trim())
            .ok()
            .filter(|url| url.has_host() && url.username().is_empty() && url.query().is_none())
            .ok_or(PublishError::Settings("The address of the storage is not a web address."))
    };
    match provider {
        Provider::S3 { endpoint: Some(endpoint), bucket, path_style: false, .. } => {
            let mut url = parse(endpoint)?;
            let host = format!("{bucket}.{}", url.host_str().unwrap_or_default());
            url.set_host(Some(&host))
                .map_err(|_| PublishError::Settings("The bucket cannot be part of this host name."))?;
            Ok(url)
        }
        Provider::S3 { endpoint: Some(endpoint), .. } | Provider::Azure { endpoint: Some(endpoint), .. } => {
            parse(endpoint)
        }
        Provider::S3 { endpoint: None, region, .. } => parse(&format!("https://s3.{region}.amazonaws.com")),
        Provider::Azure { endpoint: None, account, .. } => {
            parse(&format!("https://{account}.blob.core.windows.net"))
        }
        Provider::Gcs { .. } => parse("https://storage.googleapis.com"),
    }
}
