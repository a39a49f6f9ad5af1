//! Another language, as a shop's own translation would read: shop words from a small dictionary, other words made up
//! in the sounds of the language, names of products kept.

use std::collections::{HashMap, HashSet};

use super::super::product::products;
use super::super::{Page, Random};
use super::dictionary::{LANGUAGES, phrases};
use super::{in_capitals_of, reword};

/// Longest phrase of the dictionary, in words.
const LONGEST: usize = 5;
/// Syllables of made-up words, by language.
const SYLLABLES: [&str; 7] = [
    "ver ung lich ge bau tag her schaf ler zeit ein kel",
    "ment ré ple con vour elle tion mar gue dou sou ber",
    "ción mar que ra do lla es ti men por sa bre",
    "mento ra zio ne gli del par co sta re lo vi",
    "ção mar que lho da ra es men to por nha vi",
    "का मा ने रि सु ती पा दे लो जा वा नी",
    "カ ム リ テ ソ ナ ミ ケ ロ タ シ ン",
];

/// Says all that the page says in another language, drawn from the seed. What the dictionary does not have is left in
/// the old language, save for a share of `intensity`, which is made up.
pub fn translate(page: &mut Page, random: &Random, intensity: f64) {
    let language = random.keyed("language").below(LANGUAGES.len());
    let code = LANGUAGES[language];
    let dictionary = phrases(language);
    let names = names(page);
    reword(page, |page, node, words| {
        // Other languages name themselves.
        if page.tag(node) == "option" && !words.is_ascii() || names.contains(words) {
            return None;
        }
        let translated = translated(words, &dictionary, |word| {
            let mut random = random.keyed(&word.to_lowercase());
            random.chance(intensity).then(|| made_up(word, language, &mut random))
        });
        (translated != words).then_some(translated)
    });
    let [html, _] = page.frame();
    page.set(html, "lang", code);
    if random.keyed("addresses").chance(0.4) {
        prefix_addresses(page, code);
    }
}

/// What the page's products are called, and the shop.
fn names(page: &Page) -> HashSet<String> {
    let logos =
        page.elements().into_iter().filter(|&node| page.tag(node) == "a" && page.get(node, "href") == "/");
    let shop = logos.map(|logo| page.text(logo)).filter(|name| !name.eq_ignore_ascii_case("home"));
    products(page).into_iter().map(|(name, _)| name).chain(shop).collect()
}

/// Shops put the language in front of their own addresses.
fn prefix_addresses(page: &mut Page, code: &str) {
    for node in page.elements() {
        for name in ["href", "action"] {
            let own = page.attribute(node, name).filter(|address| {
                address.starts_with('/') && !address.starts_with("//") && !address.contains("/static/")
            });
            if let Some(address) = own {
                let address = format!("/{code}{address}");
                page.set(node, name, &address);
            }
        }
    }
}

fn translated(
    text: &str,
    dictionary: &HashMap<&str, &str>,
    made_up: impl Fn(&str) -> Option<String>,
) -> String {
    let lower = text.to_lowercase();
    if let Some(whole) = dictionary.get(lower.as_str()) {
        return in_capitals_of(text, whole);
    }
    let words: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = Vec::new();
    let mut place = 0;
    while place < words.len() {
        let phrase = (1..=LONGEST.min(words.len() - place)).rev().find_map(|count| {
            let phrase = words[place..place + count].join(" ");
            let (before, bare, after) = bare(&phrase);
            let found = dictionary.get(bare.to_lowercase().as_str())?;
            Some((count, format!("{before}{}{after}", in_capitals_of(bare, found))))
        });
        let (count, new) = phrase.unwrap_or_else(|| {
            let (before, bare, after) = bare(words[place]);
            let is_word = bare.len() >= 3 && bare.bytes().all(|byte| byte.is_ascii_alphabetic());
            let new = is_word.then(|| made_up(bare)).flatten();
            let new = new.map_or_else(|| bare.to_owned(), |new| in_capitals_of(bare, &new));
            (1, format!("{before}{new}{after}"))
        });
        out.push(new);
        place += count;
    }
    out.join(" ")
}

/// A word without the punctuation around it.
fn bare(text: &str) -> (&str, &str, &str) {
    let Some(start) = text.find(char::is_alphanumeric) else { return (text, "", "") };
    let end = text.rfind(char::is_alphanumeric).unwrap_or(start);
    let end = end + text[end..].chars().next().map_or(0, char::len_utf8);
    (&text[..start], &text[start..end], &text[end..])
}

fn made_up(word: &str, language: usize, random: &mut Random) -> String {
    let syllables: Vec<&str> = SYLLABLES[language].split(' ').collect();
    (0..word.len().div_ceil(3)).map(|_| random.word(&syllables)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins_and_punctuation_stays() {
        let dictionary = phrases(0);
        let none = |_: &str| None;
        assert_eq!(translated("Add to cart", &dictionary, none), "In den Warenkorb");
        assert_eq!(translated("Search (3)", &dictionary, none), "Suche (3)");
        assert_eq!(translated("Harbor Tee", &dictionary, none), "Harbor Tee");
    }
}
