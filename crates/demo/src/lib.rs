//! The demo shop: a small storefront in two editions, served on loopback.
//!
//! Newcomers explore it, and tests, audits and screenshots run on it. It is shaped like a Shopify shop (addresses,
//! JSON endpoints, section ids, `Shopify` global), of an invented brand, embedded in the binary, and asks no other
//! host for anything. `TRUTH.json` lists elements with where each is in both editions (`null`: not there; ` >>> ` hops
//! into an open shadow root or a frame; `needs: cart`: only with something in the cart). Nothing that the product
//! needs lives here.
//!
//! ```no_run
//! # async fn demo() -> Result<(), waymark_demo::DemoError> {
//! use waymark_demo::{Edition, serve};
//!
//! let shop = serve(None, Edition::Today).await?;
//! println!("{}", shop.url());
//! shop.set_edition(Edition::Redesign);
//! shop.stop().await;
//! # Ok(())
//! # }
//! ```

mod cart;
mod catalogue;
mod edition;
mod error;
mod picture;
mod render;
mod routes;
mod server;
mod session;
mod state;
mod view;

pub use edition::Edition;
pub use error::DemoError;
pub use server::{DemoShop, serve};
pub use session::{COOKIE, SessionView};
pub use state::{DEMO_EMAIL, DEMO_PASSWORD};
