//! What is known of a shop's events beside the plan: the tests that prove them, and the revisions that are live. The state
//! that follows from it is `waymark_model::ProofState`'s to say; nothing is judged here.

use std::collections::BTreeMap;
use std::sync::Arc;

use waymark_compile::formats::{Proof, proof_cells};
use waymark_compile::{compiled_definition, compiled_event, definition, rewritten};
use waymark_identify::address;
use waymark_model::{Config, Event, EventId, Millis, PageType, Plan, ProofState, ShopSlug, Status};
use waymark_store::PublicationKind;

use crate::error::AppError;
use crate::proving::portraits::why_none;
use crate::recent::Recent;
use crate::state::App;
use crate::view::{EventProof, ListedProof, ProofView, ProvenFiring, PublishedAt};

/// Revisions whose events are kept: about as many as a shop has places.
const REVISIONS: usize = 16;

/// What events are in a revision, by the shop and the revision's id: a release takes long to read and never changes.
pub(crate) type Definitions = Recent<(ShopSlug, String), Arc<BTreeMap<EventId, String>>, REVISIONS>;

/// Proofs and live revisions of a shop.
pub(crate) struct Standing {
    /// Newest first.
    proofs: Vec<waymark_store::Proof>,
    /// When pictures of proofs were taken, by event and definition.
    pictured: BTreeMap<(EventId, String), Millis>,
    live: Vec<Live>,
}

/// What is live at a place, as far as it was published from here and is there still as far as is known.
struct Live {
    place: String,
    number: u32,
    since: Millis,
    definitions: Arc<BTreeMap<EventId, String>>,
}

impl App {
    pub(crate) fn standing(&self, shop: &ShopSlug) -> Result<Standing, AppError> {
        let (proofs, pictured) = (self.store.proofs(shop)?, self.store.proofs_pictured(shop)?);
        Ok(Standing { proofs, pictured, live: self.live(shop)? })
    }

    /// Events that would be published and never fired in a test of their definition.
    pub(crate) fn unproven<'a>(&self, shop: &ShopSlug, plan: &'a Plan) -> Result<Vec<&'a Event>, AppError> {
        let standing =
            Standing { proofs: self.store.proofs(shop)?, pictured: BTreeMap::new(), live: Vec::new() };
        let mut unproven = Vec::new();
        for event in plan.events.iter().filter(|event| event.runs_on_web()) {
            if !standing.of(event, &plan.page_types)?.state.is_proven() {
                unproven.push(event);
            }
        }
        Ok(unproven)
    }

    /// Each event of a shop, and how far it is proven.
    pub fn event_proofs(&self, shop: &ShopSlug) -> Result<Vec<EventProof>, AppError> {
        let standing = self.standing(shop)?;
        let plan = self.plan_of(shop)?;
        let one = |event: &Event| {
            let proof = if event.is_for_web() { Some(standing.of(event, &plan.page_types)?) } else { None };
            Ok(EventProof {
                id: event.id.clone(),
                name: event.name.clone(),
                status: event.status,
                trigger: event.trigger.kind(),
                place: event.scope.label(),
                cells: proof_cells(event, proof.clone().map(Proof::from).as_ref()),
                proof: proof.map(ListedProof::from),
            })
        };
        plan.events.iter().map(one).collect()
    }

    fn live(&self, shop: &ShopSlug) -> Result<Vec<Live>, AppError> {
        let revisions = self.store.revisions(shop)?;
        let publications = self.store.publications(shop)?;
        let (unseen, gone) = (self.unseen(shop)?, self.gone(shop)?);
        let mut live = Vec::new();
        for target in self.store.publication_targets(shop)? {
            if unseen.contains_key(&target.id) || gone.contains(&target.id) {
                continue;
            }
            let last = publications
                .iter()
                .find(|each| each.target == target.id && each.kind != PublicationKind::Attempt);
            let Some(last) = last else { continue };
            let Some(revision) = revisions.iter().find(|known| known.id == last.revision) else { continue };
            let definitions = self.definitions_in(shop, &revision.id)?;
            live.push(Live { place: target.name, number: revision.number, since: last.at, definitions });
        }
        Ok(live)
    }

    fn definitions_in(
        &self,
        shop: &ShopSlug,
        revision: &str,
    ) -> Result<Arc<BTreeMap<EventId, String>>, AppError> {
        let key = (shop.clone(), revision.to_owned());
        if let Some(known) = self.definitions.borrow().of(&key) {
            return Ok(Arc::clone(known));
        }
        let config: Config =
            serde_json::from_str(&self.release(shop, revision)?.config_json).map_err(AppError::Json)?;
        let config = rewritten(config);
        let read = config
            .events
            .iter()
            .map(|event| Ok((event.id.clone(), compiled_definition(event, &config.page_types)?)));
        let read: Arc<BTreeMap<EventId, String>> = Arc::new(read.collect::<Result<_, AppError>>()?);
        self.definitions.borrow_mut().keep(key, Arc::clone(&read));
        Ok(read)
    }
}

impl Standing {
    /// Whether visitors run it somewhere, as it is now or as it was.
    pub fn is_live(&self, event: &EventId) -> bool {
        self.live.iter().any(|live| live.definitions.contains_key(event))
    }

    /// What is known of one event of a plan with these page types.
    pub fn of(&self, event: &Event, page_types: &[PageType]) -> Result<ProofView, AppError> {
        let definition = definition(event, page_types)?;
        let compiled = compiled_definition(&compiled_event(event), page_types)?;
        let proofs: Vec<&waymark_store::Proof> =
            self.proofs.iter().filter(|proof| proof.event == event.id).collect();
        let places: Vec<PublishedAt> = self
            .live
            .iter()
            .filter(|live| live.definitions.get(&event.id) == Some(&compiled))
            .map(|Live { place, number, since, .. }| PublishedAt {
                place: place.clone(),
                number: *number,
                since: *since,
            })
            .collect();
        let state = ProofState::of(
            &definition,
            proofs.iter().map(|proof| proof.definition.as_str()),
            !places.is_empty(),
        );
        let is_current = |proof: &&&waymark_store::Proof| proof.definition == definition;
        let pictured = self.pictured.get(&(event.id.clone(), definition.clone())).copied();
        let fired = proofs.iter().find(is_current).map(|proof| ProvenFiring {
            at: proof.fired_at,
            // An older Waymark kept all of it.
            page: address::kept(&proof.page),
            parameters: proof.parameters.clone(),
            pictured,
            unpictured: if pictured.is_some() { String::new() } else { why_none(event).to_owned() },
        });
        let before = proofs.iter().find(|proof| !is_current(proof)).map(|proof| proof.fired_at);
        Ok(ProofView { state, fired, before, places })
    }
}

/// How many events are how far, in a line, and which are not proven as they are now.
#[must_use]
pub fn in_a_line(events: &[EventProof]) -> String {
    let is_run = |event: &&EventProof| event.status != Status::Paused;
    let states: Vec<ProofState> =
        events.iter().filter(is_run).filter_map(|event| Some(event.proof.as_ref()?.state)).collect();
    let count = |state| states.iter().filter(|other| **other == state).count();
    let counted = ProofState::ALL.map(|state| (count(state), state.words().to_lowercase()));
    let counts: Vec<String> = counted
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    if counts.is_empty() {
        return "no event to prove.".to_owned();
    }
    let open: Vec<&str> = events.iter().filter(|event| event.is_open()).map(|event| &*event.name).collect();
    let rest = if open.is_empty() { String::new() } else { format!(" Not proven: {}.", open.join(", ")) };
    format!("{}.{rest}", counts.join(", "))
}
