//! What the strings of one page come to as numbers, each worked out once: elements of a page share their ancestors, their
//! headings and most of their words.

use std::collections::HashMap;
use std::rc::Rc;

use waymark_model::ProductWords;

use super::tokens::{Pool, Set, hash, identifier_words, words};
use super::traits::Words;
use crate::memo::Memo;
use crate::template;
use crate::topics::topics;

/// The strings of one page.
pub(super) struct Vocabulary<'a> {
    pub pool: Pool,
    product: &'a ProductWords,
    texts: HashMap<String, Words>,
}

thread_local! {
    static IDENTIFIERS: Memo<Rc<Identifier>> = Memo::new();
    /// Of patterns.
    static WORDS: Memo<Rc<[u32]>> = Memo::new();
}

/// A class name, an id, a field's name.
struct Identifier {
    words: Vec<u32>,
    topics: Vec<u32>,
}

impl<'a> Vocabulary<'a> {
    pub fn new(product: &'a ProductWords) -> Self {
        Self { pool: Pool::default(), product, texts: HashMap::new() }
    }

    /// A text, as its template has it.
    pub fn text(&mut self, text: &str) -> Words {
        if text.is_empty() {
            return Words::default();
        }
        if let Some(&known) = self.texts.get(text) {
            return known;
        }
        let pattern = template::pattern(text, self.product);
        let meant = WORDS.with(|known| known.of(&pattern, || words(&pattern).into()));
        let read = Words { whole: hash(&pattern), words: self.pool.keep(meant.iter().copied()) };
        self.texts.insert(text.to_owned(), read);
        read
    }

    /// Texts, each as a whole.
    pub fn texts(&mut self, texts: &[String]) -> Set {
        let wholes: Vec<u32> = texts.iter().map(|text| self.whole(text)).collect();
        self.pool.keep(wholes)
    }

    fn whole(&mut self, text: &str) -> u32 {
        // A text that is empty still is one of several.
        let whole = if text.is_empty() { hash("") } else { self.text(text).whole };
        (whole ^ (whole >> 32)) as u32
    }

    /// The words of names, together.
    pub fn identifiers(&mut self, names: &[impl AsRef<str>]) -> Set {
        self.together(names, |identifier| &identifier.words)
    }

    /// What names are about, together.
    pub fn topics(&mut self, names: &[String]) -> Set {
        self.together(names, |identifier| &identifier.topics)
    }

    fn together(&mut self, names: &[impl AsRef<str>], of: impl Fn(&Identifier) -> &Vec<u32>) -> Set {
        let known: Vec<Rc<Identifier>> = names.iter().map(|name| identifier(name.as_ref())).collect();
        self.pool.keep(known.iter().flat_map(|identifier| of(identifier).iter().copied()))
    }
}

fn identifier(name: &str) -> Rc<Identifier> {
    IDENTIFIERS.with(|known| {
        known.of(name, || {
            let words = identifier_words(name);
            Rc::new(Identifier { words, topics: topics(name).map(|topic| topic as u32).collect() })
        })
    })
}
