//! The tools whose requests are known, one file for each or for those that belong together. How a request is recognised
//! and what its fields mean is told there, with its source; where no vendor documents its wire format, the source is what
//! open-source tag inspectors read and real requests in public test files show.

mod analytics;
mod clarity;
mod google_ads;
mod hotjar;
mod klaviyo;
mod meta;
mod microsoft_ads;
mod mixpanel;
mod pinterest;
mod shopify;
mod snapchat;
mod tag_manager;
mod tiktok;
mod universal;

use super::hit::Hit;
use super::request::Parts;

/// How one tool's requests are read.
pub(super) struct Decoder {
    /// Whether a request is the tool's.
    pub is_its: fn(&Parts<'_>) -> bool,
    /// What it says; nothing where it says nothing of a visitor.
    pub decode: fn(&Parts<'_>) -> Vec<Hit>,
    /// The tool is there to hold people's addresses, or is the shop's own house.
    pub takes_contacts: bool,
}

/// In the order in which they are asked; the first that knows a request reads it.
pub(super) static DECODERS: [Decoder; 14] = [
    tag_manager::DECODER,
    google_ads::DECODER,
    analytics::DECODER,
    universal::DECODER,
    meta::DECODER,
    tiktok::DECODER,
    pinterest::DECODER,
    klaviyo::DECODER,
    mixpanel::DECODER,
    hotjar::DECODER,
    clarity::DECODER,
    snapchat::DECODER,
    microsoft_ads::DECODER,
    shopify::DECODER,
];

#[cfg(test)]
mod tests;
