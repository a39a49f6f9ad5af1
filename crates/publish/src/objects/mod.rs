//! Object storage: S3 and what speaks like it, Azure, and Google Cloud Storage, with conditional writes. What a
//! provider does its own way is `object_store`'s business; the network and its failures are ours.

mod connector;
mod provider;

use bytes::Bytes;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload, UpdateVersion,
};
use url::Url;

use crate::PublishError;
use crate::network::address;
use crate::storage::{Created, Limits, Object, Storage, Stored, Version};

pub use provider::{AzureCredential, ObjectsPlace, Provider};

/// A bucket or container, ready to be asked.
#[derive(Debug)]
pub(crate) struct Bucket {
    store: Box<dyn ObjectStore>,
    prefix: String,
    /// Where it is, for errors.
    url: Url,
    limits: Limits,
}

impl Bucket {
    pub(crate) fn new(settings: &ObjectsPlace) -> Result<Self, PublishError> {
        let prefix = settings.prefix.trim_matches('/').to_owned();
        Path::parse(&prefix).map_err(|_| PublishError::Settings("The prefix cannot be used as a path."))?;
        let limits = settings.limits;
        let (store, url) = provider::open(settings)?;
        Ok(Self { store, prefix, url, limits })
    }

    fn path(&self, key: &str) -> Path {
        Path::from(format!("{}/{key}", self.prefix))
    }

    async fn put(
        &self,
        key: &str,
        object: &Object<'_>,
        mode: PutMode,
    ) -> Result<Version, object_store::Error> {
        let attributes = Attributes::from_iter([
            (Attribute::ContentType, object.content_type),
            (Attribute::CacheControl, object.cache_control),
        ]);
        let options = PutOptions { mode, attributes, ..PutOptions::default() };
        let payload = PutPayload::from(Bytes::copy_from_slice(object.bytes));
        let put = self.store.put_opts(&self.path(key), payload, options).await?;
        Ok(Version { etag: put.e_tag, generation: put.version })
    }

    /// What an error was that is not about a condition.
    fn failure(&self, error: &Error) -> PublishError {
        if let Some(failure) = connector::carried(error) {
            return failure;
        }
        let address = address(&self.url);
        match error {
            Error::NotFound { .. } => PublishError::NoSuchPlace { address },
            Error::PermissionDenied { .. } => PublishError::Denied { address, status: 403 },
            Error::Unauthenticated { .. } => PublishError::Denied { address, status: 401 },
            Error::NotImplemented { .. } | Error::NotSupported { .. } => PublishError::ConditionsIgnored,
            _ => PublishError::BadAnswer { address, status: 200 },
        }
    }
}

impl Storage for Bucket {
    async fn read(&self, key: &str) -> Result<Option<Stored>, PublishError> {
        let answer = match self.store.get(&self.path(key)).await {
            Ok(answer) => answer,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(self.failure(&error)),
        };
        let version = Version { etag: answer.meta.e_tag.clone(), generation: answer.meta.version.clone() };
        let bytes = answer.bytes().await.map_err(|error| self.failure(&error))?;
        Ok(Some(Stored { bytes: bytes.into(), version }))
    }

    async fn create(&self, key: &str, object: &Object<'_>) -> Result<Created, PublishError> {
        match self.put(key, object, PutMode::Create).await {
            Ok(_) => Ok(Created::New),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => Ok(Created::Existed),
            Err(error) => Err(self.failure(&error)),
        }
    }

    async fn swap(
        &self,
        key: &str,
        object: &Object<'_>,
        expected: Option<&Version>,
    ) -> Result<Version, PublishError> {
        let mode = match expected {
            None => PutMode::Create,
            Some(Version { etag: None, generation: None }) => return Err(PublishError::ConditionsIgnored),
            Some(version) => PutMode::Update(UpdateVersion {
                e_tag: version.etag.clone(),
                version: version.generation.clone(),
            }),
        };
        match self.put(key, object, mode).await {
            Ok(version) => Ok(version),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => {
                Err(PublishError::Changed { live: None })
            }
            Err(error) => Err(self.failure(&error)),
        }
    }

    async fn remove(&self, key: &str) -> Result<(), PublishError> {
        match self.store.delete(&self.path(key)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.failure(&error)),
        }
    }

    fn limits(&self) -> Limits {
        self.limits
    }
}
