//! What leaves a page: requests to tools that are told of visitors, recognised and decoded. In goes an address with its
//! method and body, out come hits: whose, which account, which event, which parameters. No I/O. Whatever a page sends is
//! bounded here, and personal data is masked before it is kept. What that means for a shop is said in `report`.

mod addresses;
mod decode;
mod double;
mod fields;
mod hit;
mod mask;
mod personal;
mod request;
mod vendors;

pub use addresses::{CART_AT_CHECKOUT, carts, checkouts, collecting, leads_to_checkout};
pub use decode::{Decoded, decode};
pub use double::{Doubled, doubled, is_of_load, is_often};
pub use hit::{BodyState, GATHERS, Hit, HitKind};
pub use personal::{Personal, PersonalKind};
pub use request::Request;
