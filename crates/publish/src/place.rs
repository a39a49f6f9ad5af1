//! The places there are, behind one type, and the settings that each is made from.

use std::path::PathBuf;

use crate::PublishError;
use crate::folder::Folder;
use crate::http::{Endpoint, HttpPlace};
use crate::objects::{Bucket, ObjectsPlace};
use crate::storage::{Created, Limits, Object, Storage, Stored, Version};

/// A folder, for any static host or a git checkout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderPlace {
    /// The folder that is served. It has to be there: see [`folder::make`](crate::folder::make).
    pub path: PathBuf,
}

/// Somewhere to publish to.
#[derive(Debug)]
pub struct Place(Kind);

#[derive(Debug)]
enum Kind {
    Folder(Folder),
    Http(Endpoint),
    Objects(Bucket),
}

impl Place {
    /// A folder.
    #[must_use]
    pub fn folder(settings: FolderPlace) -> Self {
        Self(Kind::Folder(Folder::new(settings.path)))
    }

    /// A server that takes PUT; `waymark-host` is one.
    ///
    /// Says [`PublishError::Settings`] or [`PublishError::InsecureHttp`].
    pub fn http(settings: &HttpPlace) -> Result<Self, PublishError> {
        Endpoint::new(settings).map(|endpoint| Self(Kind::Http(endpoint)))
    }

    /// A bucket or container.
    ///
    /// Says [`PublishError::Settings`] or [`PublishError::InsecureHttp`].
    pub fn objects(settings: &ObjectsPlace) -> Result<Self, PublishError> {
        Bucket::new(settings).map(|bucket| Self(Kind::Objects(bucket)))
    }
}

impl Storage for Place {
    async fn read(&self, key: &str) -> Result<Option<Stored>, PublishError> {
        match &self.0 {
            Kind::Folder(place) => place.read(key).await,
            Kind::Http(place) => place.read(key).await,
            Kind::Objects(place) => place.read(key).await,
        }
    }

    async fn create(&self, key: &str, object: &Object<'_>) -> Result<Created, PublishError> {
        match &self.0 {
            Kind::Folder(place) => place.create(key, object).await,
            Kind::Http(place) => place.create(key, object).await,
            Kind::Objects(place) => place.create(key, object).await,
        }
    }

    async fn swap(
        &self,
        key: &str,
        object: &Object<'_>,
        expected: Option<&Version>,
    ) -> Result<Version, PublishError> {
        match &self.0 {
            Kind::Folder(place) => place.swap(key, object, expected).await,
            Kind::Http(place) => place.swap(key, object, expected).await,
            Kind::Objects(place) => place.swap(key, object, expected).await,
        }
    }

    async fn remove(&self, key: &str) -> Result<(), PublishError> {
        match &self.0 {
            Kind::Folder(place) => place.remove(key).await,
            Kind::Http(place) => place.remove(key).await,
            Kind::Objects(place) => place.remove(key).await,
        }
    }

    fn limits(&self) -> Limits {
        match &self.0 {
            Kind::Folder(place) => place.limits(),
            Kind::Http(place) => place.limits(),
            Kind::Objects(place) => place.limits(),
        }
    }
}
