//! Google Tag Manager's container file: its shape (`container`), addresses as its regular expressions (`address`),
//! plans into it (`export`) and out of it (`import`).

pub mod address;
pub mod container;
pub mod export;
pub mod import;
mod native;

/// Name of the variable that knows the page's type.
pub const PAGE_TYPE: &str = "Waymark - Page type";
/// Name of the variable with the measurement ID.
pub const MEASUREMENT_ID: &str = "Waymark - GA4 Measurement ID";
/// How names of constants with a stage begin.
pub const STAGE: &str = "Waymark - Stage ";
/// How names of constants with a weight begin.
pub const WEIGHT: &str = "Waymark - Weight ";
