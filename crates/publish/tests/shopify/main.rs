//! Publishing to a Shopify theme, against a shop of the tests' own that answers only what Shopify's schema allows.

#![expect(clippy::unwrap_used, reason = "what a test prepares must work")]

mod access;
mod flows;
mod layouts;
mod operations;
mod random;
mod removing;
mod served;
mod shop;
mod stops;
mod support;
mod troubles;
