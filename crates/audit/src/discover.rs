//! Which pages an audit looks at: what a shop's sitemaps and links name, sorted by page type, and a sample of it that
//! is the same the next time. Pure: texts in, addresses out. Fetching them is `fetch`'s, choosing when is `run`'s.

pub(crate) mod links;
mod products;
mod sample;
mod sitemap;

pub use products::{ProductList, products};
pub use sample::{Candidate, Sample, SampleSize, Stratum, sample};
pub use sitemap::{Sitemap, sitemap};
