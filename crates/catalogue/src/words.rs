//! What words of a shop mean, in eight languages: `data/words/<language>.txt`. A text says something when it has one of
//! the phrases for it, word by word; accents and case do not matter. Which words make an entry lies in `detect`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::bits::Bits;

macro_rules! meanings {
    ($($name:ident = $key:literal),* $(,)?) => {
        /// Something that words of a shop may mean; its key is the start of a line of the data.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u32)]
        pub enum Meaning { $($name),* }

        impl Meaning {
            /// All, with their keys.
            pub const ALL: &[(&str, Self)] = &[$(($key, Self::$name)),*];
        }
    };
}

meanings! {
    AddToCart = "add_to_cart",
    BuyNow = "buy_now",
    PreOrder = "pre_order",
    Cart = "cart",
    ViewCart = "view_cart",
    Checkout = "checkout",
    PlaceOrder = "place_order",
    Search = "search",
    Menu = "menu",
    Close = "close",
    Account = "account",
    Login = "login",
    Logout = "logout",
    Register = "register",
    Password = "password",
    Forgot = "forgot",
    Newsletter = "newsletter",
    Unsubscribe = "unsubscribe",
    CallBack = "call_back",
    Email = "email",
    WishlistAdd = "wishlist_add",
    Wishlist = "wishlist",
    Share = "share",
    CopyLink = "copy_link",
    Review = "review",
    ReviewWrite = "review_write",
    ReviewSubmit = "review_submit",
    SizeChart = "size_chart",
    Size = "size",
    Colour = "colour",
    Variant = "variant",
    Quantity = "quantity",
    Increase = "increase",
    Decrease = "decrease",
    Remove = "remove",
    Update = "update",
    Coupon = "coupon",
    GiftCard = "gift_card",
    Apply = "apply",
    Shipping = "shipping",
    Returns = "returns",
    Faq = "faq",
    Contact = "contact",
    StoreLocator = "store_locator",
    Privacy = "privacy",
    Terms = "terms",
    Filter = "filter",
    FilterClear = "filter_clear",
    Sort = "sort",
    LoadMore = "load_more",
    Next = "next",
    Previous = "previous",
    Page = "page",
    ViewAll = "view_all",
    QuickView = "quick_view",
    QuickAdd = "quick_add",
    Compare = "compare",
    Zoom = "zoom",
    Image = "image",
    SoldOut = "sold_out",
    NotifyStock = "notify_stock",
    Pickup = "pickup",
    AskQuestion = "ask_question",
    Chat = "chat",
    Quiz = "quiz",
    ContinueShopping = "continue_shopping",
    CheckoutNext = "checkout_next",
    OrderNote = "order_note",
    ShippingEstimate = "shipping_estimate",
    Language = "language",
    Country = "country",
    Currency = "currency",
    Details = "details",
    Ingredients = "ingredients",
    Related = "related",
    Article = "article",
    ReadMore = "read_more",
    Collection = "collection",
    SubscribeSave = "subscribe_save",
    ShippingMethod = "shipping_method",
    PaymentMethod = "payment_method",
    Play = "play",
    Send = "send",
    Home = "home",
    Order = "order",
}

/// The languages, each a file of words.
pub const LANGUAGES: [(&str, &str); 8] = [
    ("en", include_str!("../data/words/en.txt")),
    ("de", include_str!("../data/words/de.txt")),
    ("fr", include_str!("../data/words/fr.txt")),
    ("es", include_str!("../data/words/es.txt")),
    ("pt", include_str!("../data/words/pt.txt")),
    ("it", include_str!("../data/words/it.txt")),
    ("hi", include_str!("../data/words/hi.txt")),
    ("ja", include_str!("../data/words/ja.txt")),
];
/// Most words of a text that are looked at: a label is short, and what is long is no label.
const MOST_WORDS: usize = 60;

/// What a text says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What it says somewhere.
    pub has: Bits,
    /// What it says, and nothing else besides numbers.
    pub whole: Bits,
    /// Its number of words.
    pub words: usize,
}

impl Said {
    /// Whether it says this somewhere.
    pub fn says(&self, meaning: Meaning) -> bool {
        self.has.has(meaning)
    }

    /// Whether this is all that it says.
    pub fn is(&self, meaning: Meaning) -> bool {
        self.whole.has(meaning)
    }
}

struct Phrase {
    /// The words behind the first.
    rest: Vec<String>,
    meaning: Meaning,
}

#[derive(Default)]
struct Lexicon {
    /// Phrases of scripts with spaces, by their first word.
    spaced: HashMap<String, Vec<Phrase>>,
    /// Phrases of Japanese.
    unspaced: Vec<(String, Meaning)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    for (key, phrase) in LANGUAGES.iter().flat_map(|(_, file)| phrases(file)) {
        let Some(&(_, meaning)) = Meaning::ALL.iter().find(|(known, _)| *known == key) else { continue };
        if phrase.chars().any(is_unspaced) {
            lexicon.unspaced.push((squeezed(phrase), meaning));
            continue;
        }
        let mut words = words_of(phrase).into_iter();
        let Some(first) = words.next() else { continue };
        lexicon.spaced.entry(first).or_default().push(Phrase { rest: words.collect(), meaning });
    }
    lexicon
});

/// Keys and phrases of a file.
pub fn phrases(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(':')).flat_map(|(key, words)| {
        words.split(',').map(str::trim).filter(|word| !word.is_empty()).map(move |word| (key, word))
    })
}

/// What a text says.
pub fn said(text: &str) -> Said {
    if text.chars().any(is_unspaced) {
        return said_unspaced(text);
    }
    let words = words_of(text);
    let counted = words.iter().filter(|word| !is_number(word)).count();
    let mut said = Said { words: counted, ..Said::default() };
    for (at, word) in words.iter().enumerate() {
        for phrase in LEXICON.spaced.get(word).into_iter().flatten() {
            let rest = &words[at + 1..];
            if rest.len() >= phrase.rest.len() && rest[..phrase.rest.len()] == phrase.rest[..] {
                said.has.add(phrase.meaning);
                if phrase.rest.len() + 1 == counted {
                    said.whole.add(phrase.meaning);
                }
            }
        }
    }
    said
}

fn said_unspaced(text: &str) -> Said {
    let text = squeezed(text);
    let mut said = Said { words: text.chars().count() / 3 + 1, ..Said::default() };
    for (phrase, meaning) in &LEXICON.unspaced {
        if text.contains(phrase.as_str()) {
            said.has.add(*meaning);
            if text.trim_matches(|c: char| c.is_numeric()) == phrase {
                said.whole.add(*meaning);
            }
        }
    }
    said
}

/// The words of a text: lower case, without accents and marks.
fn words_of(text: &str) -> Vec<String> {
    let folded: String = apart(text).chars().flat_map(char::to_lowercase).flat_map(fold).collect();
    folded
        .split(|c: char| !is_part_of_word(c))
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(str::to_owned)
        .collect()
}

/// With a space between letters and digits: "Filter" and its count are two words, however close they stand.
fn apart(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 4);
    let mut before: Option<char> = None;
    for c in text.chars() {
        let turns = before.is_some_and(|before| {
            before.is_alphabetic() && c.is_numeric() || before.is_numeric() && c.is_alphabetic()
        });
        if turns {
            spaced.push(' ');
        }
        spaced.push(c);
        before = Some(c);
    }
    spaced
}

/// Letters and digits; of Devanagari also the signs that are no letters by themselves.
fn is_part_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{900}'..='\u{963}')
}

fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric)
}

/// The text in lower case without white space and marks.
fn squeezed(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|&c| is_part_of_word(c) || c == 'ー').collect()
}

/// Japanese: nothing stands between words.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

/// A Latin letter without its accent.
fn fold(c: char) -> impl Iterator<Item = char> {
    const PLAIN: [(&str, &str); 11] = [
        ("àáâãäå", "a"),
        ("ç", "c"),
        ("èéêë", "e"),
        ("ìíîï", "i"),
        ("ñ", "n"),
        ("òóôõö", "o"),
        ("ùúûü", "u"),
        ("ýÿ", "y"),
        ("ß", "ss"),
        ("æ", "ae"),
        ("œ", "oe"),
    ];
    // A combining accent, as some systems write them.
    let dropped = matches!(c, '\u{300}'..='\u{36F}');
    let plain = PLAIN.iter().find(|(accented, _)| accented.contains(c)).map(|&(_, plain)| plain);
    let kept = (plain.is_none() && !dropped).then_some(c);
    plain.unwrap_or("").chars().chain(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_a_word_for_everything() {
        for (language, file) in LANGUAGES {
            for (key, _) in Meaning::ALL {
                assert!(phrases(file).any(|(known, _)| known == *key), "{language} has no {key}");
            }
            for (key, phrase) in phrases(file) {
                assert!(Meaning::ALL.iter().any(|(known, _)| *known == key), "{language}: {key}: {phrase}");
            }
        }
    }

    #[test]
    fn the_same_is_said_in_every_language() {
        for text in [
            "Add to cart",
            "ADD TO BAG – £98.00",
            "In den Warenkorb",
            "Ajouter au panier",
            "Anadir al carrito",
            "Adicionar à sacola",
            "Aggiungi al carrello",
            "कार्ट में जोड़ें",
            "カートに入れる",
        ] {
            assert!(said(text).says(Meaning::AddToCart), "{text}");
        }
        assert!(said("Add to cart (2)").is(Meaning::AddToCart));
        assert!(!said("Add this tee to your next cart").is(Meaning::AddToCart));
        assert!(!said("Cartography").says(Meaning::Cart));
    }
}
