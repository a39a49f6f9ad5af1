//! The demo shop: a small storefront in two editions, served on loopback.
//!
//! Newcomers explore it, and tests, audits and screenshots run on it. It is shaped like a Shopify shop (addresses,
//! JSON endpoints, section ids, `Shopify` global), of an invented brand, embedded in the binary, and asks no other
//! host for anything. `TRUTH.json` lists elements with where each is in both editions (`null`: not there; ` >>> ` hops
//! into an open shadow root or a frame; `needs: cart`: only with something in the cart). Nothing that the product
//! needs lives here.
//!
//! What is hard to point at is there on purpose (today's names, the redesign's in brackets):
//! - on a product, `stock-counter` (`stock-ticker`) rebuilds its button every second, and `delivery-estimator`
//!   (`delivery-promise`) has an open shadow root made by script;
//! - `/pages/stores` has `store-locator` with a declared open shadow root, `/pages/studio` a same-origin frame;
//! - `.mega-menu` (`.flyout__panel`) opens on hover only, the header is sticky, `#SizeChart` (`#fit`) and in the
//!   redesign the bag are modal dialogs, and the redesign's home has a card in the corner above everything;
//! - hearts, `[data-wish]` (`[data-keep]`), stop their clicks from going further;
//! - `.dock__go` of the redesign is a twin of the button that adds to the bag.
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
