//! The demo shop: a small storefront in two editions, served on loopback.
