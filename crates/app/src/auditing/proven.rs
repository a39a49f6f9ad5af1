//! What is known of the parameters of events from their proofs, for an audit to compare with.

use waymark_audit::report::{Proven, ProvenValue, ValueKind};
use waymark_store::Proof;

/// What the parameters of each event were when it was proven last. Proofs come newest first.
pub(super) fn last(proofs: Vec<Proof>) -> Proven {
    let mut proven = Proven::new();
    for proof in proofs {
        let page = proof.page;
        let value = |value| ProvenValue { kind: ValueKind::of(&value), page: page.clone() };
        proven
            .entry(proof.event)
            .or_insert_with(|| proof.parameters.into_iter().map(|(name, of)| (name, value(of))).collect());
    }
    proven
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;
    use waymark_model::EventId;

    use super::*;

    #[test]
    fn the_newest_proof_of_an_event_tells_what_its_parameters_are() {
        let proof = |fired_at, price| Proof {
            event: EventId("add".into()),
            definition: format!("at {fired_at}"),
            fired_at,
            page: "/".into(),
            parameters: BTreeMap::from([("price".into(), price), ("name".into(), json!(""))]),
        };
        let proven = last(vec![proof(2, json!(12)), proof(1, json!("twelve"))]);
        let expected = [("name", ValueKind::Empty), ("price", ValueKind::Number)]
            .map(|(name, kind)| (name.to_owned(), ProvenValue { kind, page: "/".into() }));
        assert_eq!(proven[&EventId("add".into())], BTreeMap::from(expected));
    }
}
