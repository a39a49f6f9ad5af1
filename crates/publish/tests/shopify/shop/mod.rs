//! A shop of the tests' own: themes with roles, files and checksums behind an Admin API that carries out only what is
//! valid against Shopify's schema, with a bucket of cost points and every kind of trouble on demand.

mod resolve;
mod server;
mod state;
mod storefront;
mod trouble;

pub use resolve::schema;
pub use server::{EXCHANGED, SECRET, Shop};
pub use state::{Body, State, checksum};
pub use trouble::Trouble;
