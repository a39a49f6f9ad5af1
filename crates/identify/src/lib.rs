//! From a picked element to its identity, and back. Everything here is pure and deterministic: a document in
//! (a live snapshot or fetched HTML), a description or a verdict out. No I/O, no clock, no browser, no Tauri.

pub mod snapshot;

pub use snapshot::{Snapshot, SnapshotNode};
