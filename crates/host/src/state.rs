//! What all requests share: the store behind two locks (one connection reads, one writes), the memory, the limits.
//! The store blocks, so it is used on threads for that; the locks are asynchronous, so that those threads stay two.

use std::net::IpAddr;
use std::sync::Arc;

use tokio::sync::{Mutex, Semaphore};

use crate::HostError;
use crate::limits::Limits;
use crate::memory::Memory;
use crate::name::{ObjectName, SiteName};
use crate::refusal::Refusal;
use crate::representation::Ready;
use crate::settings::{Patience, Settings};
use crate::store::Store;

/// Bytes of bodies that are kept in memory.
const MEMORY: usize = 128 * 1024 * 1024;
/// Wrong tokens that an address may send in a minute.
const TRIES_PER_MINUTE: u32 = 10;
/// Refused bodies that are read to their end at the same time.
const PATIENT: usize = 32;

/// Shared by all requests.
#[derive(Debug)]
pub(crate) struct State {
    reading: Arc<Mutex<Store>>,
    writing: Arc<Mutex<Store>>,
    pub memory: Arc<Memory>,
    pub writes: Limits<String>,
    pub tries: Limits<IpAddr>,
    pub patience: Patience,
    pub patient: Semaphore,
    pub behind_proxy: bool,
}

impl State {
    /// Opens the store.
    pub fn new(settings: &Settings) -> Result<Self, HostError> {
        let writing = Store::open(&settings.data)?;
        Ok(Self {
            reading: Arc::new(Mutex::new(writing.reopen()?)),
            writing: Arc::new(Mutex::new(writing)),
            memory: Arc::new(Memory::new(MEMORY)),
            writes: Limits::per_minute(settings.writes_per_minute.get()),
            tries: Limits::per_minute(TRIES_PER_MINUTE),
            patience: settings.patience,
            patient: Semaphore::new(PATIENT),
            behind_proxy: settings.behind_proxy,
        })
    }

    /// Does something with the connection that reads.
    pub async fn reading<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        on(&self.reading, work).await
    }

    /// Does something with the connection that writes.
    pub async fn writing<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Store) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        on(&self.writing, work).await
    }

    /// Opens what could only be read so far for writing, if that is possible by now; whether it was.
    pub async fn try_writing_again(&self) -> Result<Result<bool, HostError>, Refusal> {
        let both =
            (self.reading(Store::try_writing_again).await?, self.writing(Store::try_writing_again).await?);
        Ok(match both {
            (Ok(reads), Ok(writes)) => {
                if reads || writes {
                    self.memory.forget_all();
                }
                Ok(writes)
            }
            (Err(error), _) | (_, Err(error)) => Err(error),
        })
    }

    /// What lies under a path, from memory or else from the store.
    pub async fn object(&self, path: &str, site: SiteName, name: ObjectName) -> Result<Arc<Ready>, Refusal> {
        let moment = self.memory.moment();
        let ready = self
            .reading(move |store| {
                let stored = store.object(&site, &name)?;
                Ok::<_, HostError>(stored.map(|stored| Arc::new(Ready::new(&name, stored))))
            })
            .await??
            .ok_or(Refusal::NotFound)?;
        self.memory.keep(path, &ready, moment);
        Ok(ready)
    }
}

async fn on<T: Send + 'static>(
    store: &Arc<Mutex<Store>>,
    work: impl FnOnce(&mut Store) -> T + Send + 'static,
) -> Result<T, Refusal> {
    let mut store = Arc::clone(store).lock_owned().await;
    // It ends early only by a panic, of which the log has the story.
    tokio::task::spawn_blocking(move || work(&mut store)).await.map_err(|_| Refusal::Busy)
}
