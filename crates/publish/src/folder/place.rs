//! A folder as [`Storage`]: the version of a file is the hash of its bytes, and compare-and-swap is a look and a
//! rename under an advisory lock, which every Waymark takes and the system releases when a program dies.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::staged::{Staged, sync};
use crate::PublishError;
use crate::network::LARGEST;
use crate::storage::{Created, Object, Storage, Stored, Version};

/// Of the lock, beside the files it protects. It stays: removing it while another waits for it would let two in.
const LOCK: &str = ".waymark.lock";
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A folder, ready to be written to.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    async fn blocking<T: Send + 'static>(
        &self,
        key: &str,
        work: impl FnOnce(Place) -> Result<T, PublishError> + Send + 'static,
    ) -> Result<T, PublishError> {
        let place = Place::new(&self.root, key, self.limits().connect);
        let root = self.root.clone();
        let done = tokio::task::spawn_blocking(move || {
            // A drive that is not connected must not come about as a folder of the same name, nor as an empty place.
            if !root.exists() {
                return Err(PublishError::NoFolder(root));
            }
            if !root.is_dir() {
                return Err(PublishError::NotAFolder(root));
            }
            work(place)
        });
        match done.await {
            // A person knows the folder that they chose, not what lies in it.
            Ok(done) => done.map_err(|error| error.named(&self.root)),
            // Only a panic ends here, or a runtime that is shutting down.
            Err(_) => Err(PublishError::Cancelled),
        }
    }
}

impl Storage for Folder {
    async fn read(&self, key: &str) -> Result<Option<Stored>, PublishError> {
        self.blocking(key, |place| place.read()).await
    }

    async fn create(&self, key: &str, object: &Object<'_>) -> Result<Created, PublishError> {
        let bytes = object.bytes.to_owned();
        self.blocking(key, move |place| {
            let _lock = place.lock()?;
            if place.read()?.is_some() {
                return Ok(Created::Existed);
            }
            place.write(&bytes)?;
            Ok(Created::New)
        })
        .await
    }

    async fn swap(
        &self,
        key: &str,
        object: &Object<'_>,
        expected: Option<&Version>,
    ) -> Result<Version, PublishError> {
        let bytes = object.bytes.to_owned();
        let expected = expected.cloned();
        self.blocking(key, move |place| {
            let _lock = place.lock()?;
            if place.read()?.map(|stored| stored.version) != expected {
                return Err(PublishError::Changed { live: None });
            }
            place.write(&bytes)?;
            Ok(version(&bytes))
        })
        .await
    }

    async fn remove(&self, key: &str) -> Result<(), PublishError> {
        self.blocking(key, |place| {
            let _lock = place.lock()?;
            match fs::remove_file(&place.file) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    Err(PublishError::new(&place.file, error))
                }
                _ => sync(&place.folder),
            }
        })
        .await
    }
}

/// One file and the folders it lies in.
struct Place {
    root: PathBuf,
    folder: PathBuf,
    name: String,
    file: PathBuf,
    patience: Duration,
}

impl Place {
    fn new(root: &Path, key: &str, patience: Duration) -> Self {
        let (folder, name) = key.rsplit_once('/').unwrap_or(("", key));
        let folder = root.join(folder);
        Self { root: root.to_owned(), file: folder.join(name), name: name.to_owned(), folder, patience }
    }

    fn read(&self) -> Result<Option<Stored>, PublishError> {
        let bytes = match self.bytes() {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(PublishError::new(&self.file, error)),
        };
        if bytes.len() > LARGEST {
            return Err(PublishError::Endless { address: self.root.display().to_string() });
        }
        Ok(Some(Stored { version: version(&bytes), bytes }))
    }

    /// No more of the file than shows that it is too large: others may put anything into a folder that they share, also
    /// what nobody comes to the end of.
    fn bytes(&self) -> io::Result<Vec<u8>> {
        // Asked before it is opened: opening a pipe waits for whoever writes into it.
        if !fs::metadata(&self.file)?.is_file() {
            return Err(io::Error::other("not a regular file"));
        }
        let mut bytes = Vec::new();
        File::open(&self.file)?.take(LARGEST as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn write(&self, bytes: &[u8]) -> Result<(), PublishError> {
        Staged::write(&self.folder, &self.name, bytes)?.put_in_place()?;
        sync(&self.folder)
    }

    /// Lets in one writer at a time, and clears up after one that was killed.
    fn lock(&self) -> Result<File, PublishError> {
        self.make()?;
        let path = self.folder.join(LOCK);
        let lock = File::options().create(true).truncate(false).write(true).open(&path);
        let lock = lock.map_err(|error| PublishError::new(&self.folder, error))?;
        let begun = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if begun.elapsed() < self.patience => {
                    std::thread::sleep(LOOK_EVERY);
                }
                Err(TryLockError::WouldBlock) => return Err(PublishError::FolderBusy(self.root.clone())),
                Err(TryLockError::Error(error)) => return Err(PublishError::new(&path, error)),
            }
        }
        Staged::clear(&self.folder)?;
        Ok(lock)
    }

    /// Makes the folders below the root, and makes them last.
    fn make(&self) -> Result<(), PublishError> {
        if self.folder.is_dir() {
            return Ok(());
        }
        let below = self.folder.strip_prefix(&self.root).unwrap_or(Path::new(""));
        let mut made = self.root.clone();
        for name in below {
            made.push(name);
            match fs::create_dir(&made) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                    return Err(PublishError::new(&made, error));
                }
                _ => {}
            }
        }
        self.folder.ancestors().skip(1).take_while(|above| above.starts_with(&self.root)).try_for_each(sync)
    }
}

fn version(bytes: &[u8]) -> Version {
    Version::of_etag(format!("{:x}", Sha256::digest(bytes)))
}
