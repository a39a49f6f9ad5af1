//! Fetching a shop's pages politely and saying honestly what was met.
