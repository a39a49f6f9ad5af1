//! What is read often, ready in memory, by its whole path. It never outlives a change: whoever changes something
//! forgets it here before answering, and what was read from the store before a change is not remembered after it.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use crate::representation::Ready;

/// A moment between two changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment(u64);

/// Objects in memory.
#[derive(Debug)]
pub(crate) struct Memory {
    /// Bytes of bodies that are kept.
    room: usize,
    cabinet: RwLock<Cabinet>,
}

#[derive(Debug, Default)]
struct Cabinet {
    objects: HashMap<Arc<str>, Kept>,
    /// In the order in which they are asked to leave; who was read since the last time is asked again later.
    queue: VecDeque<Arc<str>>,
    weight: usize,
    changes: u64,
}

#[derive(Debug)]
struct Kept {
    object: Arc<Ready>,
    was_read: AtomicBool,
}

impl Memory {
    /// With room for so many bytes of bodies.
    pub fn new(room: usize) -> Self {
        Self { room, cabinet: RwLock::default() }
    }

    /// What is kept for a path.
    pub fn get(&self, path: &str) -> Option<Arc<Ready>> {
        let cabinet = self.read();
        let kept = cabinet.objects.get(path)?;
        // Written only when it changes: a line of memory that is only read is shared by all cores.
        if !kept.was_read.load(Ordering::Relaxed) {
            kept.was_read.store(true, Ordering::Relaxed);
        }
        Some(Arc::clone(&kept.object))
    }

    /// To be taken before the store is read.
    pub fn moment(&self) -> Moment {
        Moment(self.read().changes)
    }

    /// Keeps what was read from the store, unless something has changed since.
    pub fn keep(&self, path: &str, object: &Arc<Ready>, read_after: Moment) {
        let mut cabinet = self.write();
        let weight = object.weight();
        if cabinet.changes != read_after.0 || weight > self.room || cabinet.objects.contains_key(path) {
            return;
        }
        cabinet.make_room(weight, self.room);
        let path: Arc<str> = path.into();
        cabinet.queue.push_back(Arc::clone(&path));
        cabinet.objects.insert(path, Kept { object: Arc::clone(object), was_read: AtomicBool::new(false) });
        cabinet.weight += weight;
    }

    /// Forgets one path.
    pub fn forget(&self, path: &str) {
        let mut cabinet = self.write();
        cabinet.changes += 1;
        if let Some(kept) = cabinet.objects.remove(path) {
            cabinet.weight -= kept.object.weight();
            cabinet.queue.retain(|queued| &**queued != path);
        }
    }

    /// Forgets everything.
    pub fn forget_all(&self) {
        let mut cabinet = self.write();
        let changes = cabinet.changes + 1;
        *cabinet = Cabinet { changes, ..Cabinet::default() };
    }

    // Nothing in here leaves a cabinet half changed when it panics, so a poisoned lock is as good as any.
    fn read(&self) -> RwLockReadGuard<'_, Cabinet> {
        self.cabinet.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Cabinet> {
        self.cabinet.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Cabinet {
    fn make_room(&mut self, weight: usize, room: usize) {
        while self.weight + weight > room {
            let Some(path) = self.queue.pop_front() else { return };
            let Some(kept) = self.objects.get(&path) else { continue };
            if kept.was_read.swap(false, Ordering::Relaxed) {
                self.queue.push_back(path);
            } else if let Some(kept) = self.objects.remove(&path) {
                self.weight -= kept.object.weight();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;
    use crate::name::{ObjectName, Sha256};
    use crate::representation::Ready;
    use crate::store::{Compressed, Stored};
    use std::sync::Arc;

    const ROOM: usize = 1000;

    fn ready(bytes: usize) -> Arc<Ready> {
        let body = vec![b'x'; bytes];
        let stored = Stored { sha256: Sha256::of(&body), body, compressed: Compressed::default() };
        Arc::new(Ready::new(&ObjectName::Pointer, stored))
    }

    #[test]
    fn what_was_read_before_a_change_is_not_kept_after_it() {
        let memory = Memory::new(ROOM);
        let before = memory.moment();
        memory.forget("/v1/a/current.json");
        memory.keep("/v1/a/current.json", &ready(1), before);
        assert!(memory.get("/v1/a/current.json").is_none());
        memory.keep("/v1/a/current.json", &ready(1), memory.moment());
        assert!(memory.get("/v1/a/current.json").is_some());
        memory.forget_all();
        assert!(memory.get("/v1/a/current.json").is_none());
    }

    #[test]
    fn what_nobody_reads_leaves_first() {
        let memory = Memory::new(ROOM);
        for path in ["a", "b", "c"] {
            memory.keep(path, &ready(ROOM / 4), memory.moment());
        }
        memory.get("a");
        memory.keep("d", &ready(ROOM / 2), memory.moment());
        assert!(memory.get("a").is_some(), "it was read");
        assert!(memory.get("b").is_none());
        assert!(memory.get("d").is_some());
    }
}
