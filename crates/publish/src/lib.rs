//! Compiled configs to the places a shop loads them from. [`publish`] writes a release in an order that leaves
//! the shop with a whole revision wherever it is stopped, [`live`] says what is live, [`content`] reads of it what others
//! published, [`check`] tries a place out; all work on any [`Storage`], and [`Place`] is one of those there are. Nothing is compiled in here,
//! nothing knows events, and secrets come in from outside and never leave in a text.

mod check;
mod error;
pub mod folder;
mod http;
mod network;
mod objects;
mod place;
mod pointer;
mod protocol;
mod reading;
mod retry;
pub mod shopify;
mod site;
mod storage;
mod watch;

pub use check::{Checked, check};
pub use error::{Obstacle, PublishError};
pub use http::{Auth, HttpPlace};
pub use objects::{AzureCredential, ObjectsPlace, Provider};
pub use place::{FolderPlace, Place};
pub use pointer::{Before, Pointer, Stamp, is_revision};
pub use protocol::{Expected, Live, Published, live, publish};
pub use reading::{Lost, content};
pub use secrecy::SecretString;
pub use site::Site;
pub use storage::{Created, Limits, Object, Storage, Stored, Version};
pub use watch::{Step, Unwatched, Watch};
