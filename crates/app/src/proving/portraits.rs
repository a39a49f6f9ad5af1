//! Pictures of what proves an event in a test by hand: its element, taken when it was pressed or when the event fired, with
//! fields covered. Which of them belongs to which proof, and why a proof has none. Taking them is the shell's.

use std::collections::{BTreeMap, VecDeque};

use waymark_audit::render::MOST_OF_ELEMENT;
use waymark_compile::definition;
use waymark_model::{Event, EventId, Millis};
use waymark_store::ProofPicture;

use crate::error::AppError;
use crate::pictures::{data_url, is_png};
use crate::state::App;

/// So long after it was pressed an event may fire: a form or a cart has to answer first.
const ANSWERS: Millis = 15_000;
/// So long after it fired its picture may come.
const DEVELOPS: Millis = 5_000;
/// Pictures that wait for the page's word that nothing moved meanwhile.
const MOST_WAITING: usize = 8;
/// Events whose elements were pictured lately.
const MOST_RECENT: usize = 16;

/// What was pictured while testing and belongs to no proof yet.
#[derive(Default)]
pub(crate) struct Portraits {
    /// By the number of the frame.
    waiting: VecDeque<(u32, Vec<EventId>, Vec<u8>)>,
    /// The last picture of each event's element.
    recent: BTreeMap<EventId, (Millis, Vec<u8>)>,
    /// Proofs without a picture: the definition that fired, and when.
    bare: BTreeMap<EventId, (String, Millis)>,
}

impl App {
    /// Takes a picture (PNG) of a frame. It is nothing until the page says that all is still where it was framed.
    pub fn portrait_taken(&mut self, frame: u32, events: Vec<EventId>, png: Vec<u8>) -> Result<(), AppError> {
        if !is_png(&png) || png.len() > MOST_OF_ELEMENT {
            return Err(AppError::Report("the picture is no PNG or too large"));
        }
        if self.is_testing() {
            self.portraits.waiting.push_back((frame, events, png));
            while self.portraits.waiting.len() > MOST_WAITING {
                self.portraits.waiting.pop_front();
            }
        }
        Ok(())
    }

    /// The page is as it was when the frame was told, so its picture shows what it says. True if it went to a proof.
    pub fn portrait_holds(&mut self, frame: u32) -> Result<bool, AppError> {
        let Portraits { waiting, recent, bare } = &mut self.portraits;
        let Some(at) = waiting.iter().position(|(number, ..)| *number == frame) else { return Ok(false) };
        let Some((_, events, png)) = waiting.remove(at) else { return Ok(false) };
        let now = (self.clock)();
        let mut owed = Vec::new();
        for event in events {
            if let Some((definition, _)) = bare.remove(&event).filter(|(_, fired)| now - fired <= DEVELOPS) {
                owed.push((event.clone(), definition));
            }
            recent.insert(event, (now, png.clone()));
        }
        while recent.len() > MOST_RECENT {
            let oldest = recent.iter().min_by_key(|(_, (taken, _))| *taken).map(|(event, _)| event.clone());
            oldest.and_then(|event| recent.remove(&event));
        }
        let is_owed = !owed.is_empty();
        let shop = self.open_slug()?;
        for (event, definition) in owed {
            let picture = ProofPicture { event, definition, taken_at: now, png: png.clone() };
            self.store.save_proof_picture(&shop, &picture)?;
        }
        Ok(is_owed)
    }

    /// An event is proven: the picture that was just taken of its element goes with it, or the one that is coming.
    pub(super) fn portray_proof(&mut self, event: &EventId, definition: &str) -> Result<(), AppError> {
        let now = self.now();
        let recent = self.portraits.recent.get(event).filter(|(taken, _)| now - taken <= ANSWERS);
        let Some((taken_at, png)) = recent.cloned() else {
            self.portraits.bare.insert(event.clone(), (definition.to_owned(), now));
            return Ok(());
        };
        let shop = self.open_slug()?;
        let definition = definition.to_owned();
        Ok(self
            .store
            .save_proof_picture(&shop, &ProofPicture { event: event.clone(), definition, taken_at, png })?)
    }

    /// The picture with the proof of an event as it is now, as a data address.
    pub fn proof_picture(&self, id: &EventId) -> Result<Option<String>, AppError> {
        let plan = self.open_plan()?;
        let Some(event) = plan.events.iter().find(|event| event.id == *id) else { return Ok(None) };
        let definition = definition(event, &plan.page_types)?;
        Ok(self.store.proof_picture(&plan.shop.slug, id, &definition)?.map(|png| data_url(&png)))
    }
}

/// Why a proof has no picture, as a sentence.
pub(crate) fn why_none(event: &Event) -> &'static str {
    if event.target.is_none() || !event.trigger.takes_target() {
        "There is no picture: it is about the page as a whole, not about one element."
    } else if cfg!(target_os = "linux") {
        "There is no picture: the page went on, or the element was out of sight, before one could be taken. Let it fire in a test once more for one."
    } else {
        "There is no picture: the page went on, the element was out of sight, or something is typed beside it, which cannot be covered on this system. Let it fire in a test once more for one."
    }
}
