//! What a page is made of, as far as that tells a page from a form in front of it: one pass over its tokens, no tree.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use waymark_identify::Document;

/// Bytes of visible text that are kept for a look at the words.
const KEPT_TEXT: usize = 8 << 10;
/// What says what a page is about.
const HEADINGS: [&str; 3] = ["title", "h1", "h2"];
/// What holds no text that can be seen.
const UNSEEN: [&str; 5] = ["script", "style", "noscript", "template", "svg"];

/// Counts and words of a page.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The title and the headings, lower case.
    pub(super) headings: String,
    /// Its visible text from the start, lower case.
    pub(super) text: String,
    /// Bytes of visible text altogether, spaces between words counted once.
    pub(super) text_bytes: usize,
    /// What its buttons say, lower case.
    pub(super) buttons: String,
    pub(super) links: usize,
    pub(super) forms: usize,
    pub(super) password_field: bool,
    /// The field by which Shopify's password page says what it is.
    pub(super) storefront_password: bool,
}

/// Reads the marks of a page.
pub(super) fn of(html: &str) -> Marks {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.marks.into_inner()
}

#[derive(Default)]
struct Reader {
    marks: RefCell<Marks>,
    in_heading: Cell<bool>,
    in_button: Cell<bool>,
    hidden: Cell<bool>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.tag(&tag),
            Token::CharacterTokens(text) => {
                self.words(&text);
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Reader {
    fn tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        let opens = tag.kind == TagKind::StartTag;
        let mut marks = self.marks.borrow_mut();
        match (&*tag.name, opens) {
            (name, _) if HEADINGS.contains(&name) => self.in_heading.set(opens),
            (name, _) if UNSEEN.contains(&name) => self.hidden.set(opens),
            ("button", _) => self.in_button.set(opens),
            ("a", true) => marks.links += 1,
            ("form", true) => marks.forms += 1,
            ("input", true) => {
                marks.password_field |= attribute(tag, "type").eq_ignore_ascii_case("password");
                marks.storefront_password |=
                    attribute(tag, "name") == "form_type" && attribute(tag, "value") == "storefront_password";
            }
            _ => {}
        }
        match (&*tag.name, opens) {
            ("script", true) => TokenSinkResult::RawData(RawKind::ScriptData),
            ("style", true) => TokenSinkResult::RawData(RawKind::Rawtext),
            ("title" | "textarea", true) => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    fn words(&self, text: &str) {
        if self.hidden.get() {
            return;
        }
        self.marks.borrow_mut().say(text, self.in_heading.get(), self.in_button.get());
    }
}

impl Marks {
    /// Adds words that can be seen.
    fn say(&mut self, text: &str, is_heading: bool, is_button: bool) {
        for word in text.split_ascii_whitespace() {
            self.text_bytes += word.len() + 1;
            // Of a large page most is only counted.
            let meant =
                [(true, &mut self.text), (is_heading, &mut self.headings), (is_button, &mut self.buttons)];
            for (_, kept) in meant.into_iter().filter(|(is_meant, kept)| *is_meant && kept.len() < KEPT_TEXT)
            {
                kept.push_str(&word.to_lowercase());
                kept.push(' ');
            }
        }
    }
}

/// Reads the marks of a page as a browser shows it, up to so many links and bytes of text: whoever has more is a page.
pub(super) fn shown(document: &Document, most_links: usize, most_text: usize) -> Marks {
    let mut marks = Marks::default();
    for node in document.descendants(document.root()) {
        if let Some(text) = document.characters(node) {
            let around = || document.ancestors(node);
            if !around().any(|node| document.is_hidden(node) || UNSEEN.contains(&document.tag(node))) {
                let is_in = |tags: &[&str]| around().any(|node| tags.contains(&document.tag(node)));
                marks.say(text, is_in(&HEADINGS), is_in(&["button"]));
            }
        }
        match document.tag(node) {
            "a" => marks.links += 1,
            "form" => marks.forms += 1,
            "input" => {
                let is_password = |kind: &str| kind.eq_ignore_ascii_case("password");
                marks.password_field |= document.attribute(node, "type").is_some_and(is_password);
            }
            _ => {}
        }
        if marks.links > most_links || marks.text_bytes > most_text {
            break;
        }
    }
    marks
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> &'a str {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map_or("", |attribute| &attribute.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_styles_are_no_text_and_forms_are_counted() {
        let marks = of("<title>Before You  Go</title><style>a{}</style><script>var a='<a href=x>';</script>\
             <h1>Cookies &amp; more</h1><p>One two<a href=/>x</a><form><input TYPE=Password><button>Let me <b>IN</b></button></form>");
        assert_eq!(marks.buttons, "let me in ");
        assert_eq!(marks.headings, "before you go cookies & more ");
        assert_eq!(marks.text, "before you go cookies & more one two x let me in ");
        assert_eq!((marks.links, marks.forms, marks.password_field), (1, 1, true));
        assert!(!marks.storefront_password);
    }
}
