//! How well elements are found again, measured from outside: the corpus with its truth, cases made of it, pages changed
//! on purpose, and the same cases put to other locators. Finding elements itself is `waymark_identify`'s business.

pub mod bench;
pub mod cases;
pub mod corpus;
mod error;
pub mod fit;
pub mod mutate;
pub mod pairs;
pub mod peers;
pub mod vectors;

pub use error::{Error, Result};
