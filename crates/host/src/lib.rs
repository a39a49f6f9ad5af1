//! The hosted endpoint, for shops that have none of their own: it serves the files that a shop loads, and takes them
//! from whoever has the shop's token. It knows how they depend on each other (a pointer needs its config and its
//! runtime) and nothing else of Waymark: what is in a config is none of its business, and it needs no other crate
//! of this project.
//!
//! Visitors' events will arrive here one day, at `POST /v1/{site}/events`; nothing of that is built, and no name that
//! is taken today is in its way.

mod clock;
mod compression;
mod condition;
mod error;
mod impatient;
mod limits;
mod memory;
mod name;
mod pointer;
mod refusal;
mod representation;
mod routes;
mod server;
mod settings;
mod state;
mod store;
mod tls;
mod token;

pub use error::HostError;
pub use name::SiteName;
pub use server::Server;
pub use settings::{Patience, Settings, TlsFiles, data_folder};
pub use store::{Added, Shop, Store};
pub use token::{Token, TokenHash};
