//! Remarks about events: each is added to what was remarked before, and is a change like any other.

use waymark_model::{EventId, Millis, Note, ShopSlug};

use crate::change_log::{self, Change, State};
use crate::{Store, StoreError, event_table};

impl Store {
    /// Adds a remark to an event. What else the event is stays as it is.
    pub fn add_note(
        &mut self,
        shop: &ShopSlug,
        id: &EventId,
        note: Note,
        now: Millis,
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            let placed = event_table::get(transaction, shop, id)?;
            let mut event = placed.event.clone();
            event.notes.push(note);
            event_table::put(transaction, shop, &event, placed.position, now)?;
            let state = |event| State::Event { position: placed.position, event: Box::new(event) };
            let change = Change {
                kind: "note",
                event: Some(id),
                before: Some(state(placed.event)),
                after: Some(state(event)),
            };
            change_log::append(transaction, shop, &change, None, now).map(drop)
        })
    }
}
