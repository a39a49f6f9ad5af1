//! How far an event can be relied on, for the panel.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use waymark_compile::formats::{Live, Proof};
use waymark_model::{EventId, Millis, ProofState, Status};

/// An event's proof: its state, what is known of the test that proves it, and where it is live.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProofView {
    /// In one word.
    pub state: ProofState,
    /// The test that proves it as it is now; absent where none does.
    pub fired: Option<ProvenFiring>,
    /// When it last fired as it was defined before; absent where it never did.
    #[ts(type = "number | null")]
    pub before: Option<Millis>,
    /// Where it is live just as it is now, as far as it was published from here.
    pub places: Vec<PublishedAt>,
}

/// A firing in a test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ProvenFiring {
    /// When.
    #[ts(type = "number")]
    pub at: Millis,
    /// Path of the page, without what looks like a secret or numbers an order.
    pub page: String,
    /// Parameters as sent.
    pub parameters: BTreeMap<String, serde_json::Value>,
    /// When the picture was taken that is kept with it (`proof_picture`); absent where there is none.
    #[ts(type = "number | null")]
    pub pictured: Option<Millis>,
    /// Why there is none, as a sentence; empty where there is one.
    pub unpictured: String,
}

/// A place where a revision is live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PublishedAt {
    /// What the place is called.
    pub place: String,
    /// Number of the revision.
    pub number: u32,
    /// Since when.
    #[ts(type = "number")]
    pub since: Millis,
}

impl From<ProofView> for Proof {
    fn from(ProofView { state, fired, before, places }: ProofView) -> Self {
        let fired_at = fired.as_ref().map(|fired| fired.at).or(before);
        let live =
            places.into_iter().map(|PublishedAt { place, number, since }| Live { place, number, since });
        Self { state, fired_at, page: fired.map(|fired| fired.page), live: live.collect() }
    }
}

/// The same for lists and files that leave the installation: without what was sent in the test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedProof {
    /// In one word.
    pub state: ProofState,
    /// The test that proves it as it is now; absent where none does.
    pub fired: Option<ListedFiring>,
    /// When it last fired as it was defined before; absent where it never did.
    pub before: Option<Millis>,
    /// Where it is live just as it is now, as far as it was published from here.
    pub places: Vec<PublishedAt>,
}

/// A firing in a test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedFiring {
    /// When.
    pub at: Millis,
    /// Path of the page.
    pub page: String,
}

impl From<ProofView> for ListedProof {
    fn from(ProofView { state, fired, before, places }: ProofView) -> Self {
        let fired = fired.map(|ProvenFiring { at, page, .. }| ListedFiring { at, page });
        Self { state, fired, before, places }
    }
}

/// An event and how far it is proven, for the command line.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EventProof {
    /// The event.
    pub id: EventId,
    /// Its name.
    pub name: String,
    /// How far the work on it is.
    pub status: Status,
    /// What makes it fire.
    pub trigger: &'static str,
    /// Where, in words.
    #[serde(rename = "where")]
    pub place: String,
    /// How far it is proven; absent for what is for apps only.
    pub proof: Option<ListedProof>,
    /// The same in words: state, day, page, and where it is live.
    #[serde(skip)]
    pub cells: [String; 4],
}

impl EventProof {
    /// It is measured and not proven as it is now.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status != Status::Paused && self.proof.as_ref().is_some_and(|proof| !proof.state.is_proven())
    }
}
