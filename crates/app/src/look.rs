//! What kind of page a kept page is by itself, whatever the shop's rules say of its address. Recognising one takes a while
//! and its answer never changes, so it is kept with the page.

use std::cell::OnceCell;

use waymark_catalogue::{Page, page_type};
use waymark_identify::Document;

/// From here on what a page looks like is worth a word.
const SURE: f32 = 0.8;

/// What a page looks like, once somebody asked.
#[derive(Default)]
pub(crate) struct Look(OnceCell<Option<String>>);

impl Look {
    /// The id of the kind that this page surely is of. It is always the same page.
    pub fn of(&self, document: &Document) -> Option<&str> {
        let recognise = || {
            let guess = page_type::recognise(&Page::of(document), &[])?;
            (guess.confidence >= SURE).then_some(guess.id)
        };
        self.0.get_or_init(recognise).as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_recognised_once() {
        let document = |html| Document::from_html(html).unwrap();
        let cart = "<main><h1>Your cart</h1><form action='/cart' method=post><button name=checkout>Check out</button></form></main>";
        let look = Look::default();
        assert_eq!(look.of(&document(cart)), Some("cart"));
        assert_eq!(look.of(&document("<p>")), Some("cart"), "it is not asked again");
        assert_eq!(Look::default().of(&document("<p>")), None);
    }
}
