//! Where an element is on one page of the shop, and on which page it is surest.

use waymark_identify::NodeId;

/// Where an element is on one page.
#[derive(Clone)]
pub(super) struct Spot {
    /// The page, by number.
    pub page: usize,
    pub nodes: Vec<NodeId>,
    /// How sure that is, 0 to 1; absent for a set.
    pub confidence: Option<f64>,
    pub reasons: Vec<String>,
}

/// The surest; of equals the first.
pub(super) fn best(spots: &[Spot]) -> Option<Spot> {
    let sure = |spot: &&Spot| spot.confidence.unwrap_or(0.0);
    let by_sureness =
        |one: &&Spot, other: &&Spot| sure(one).total_cmp(&sure(other)).then(other.page.cmp(&one.page));
    spots.iter().max_by(by_sureness).cloned()
}
