//! Words by what they mean in a shop: "basket", "bag" and "Warenkorb" are all the cart. Meanings come from
//! `words/lexicon.txt`; a word that is not in it means itself.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Longest phrase, in words.
const PHRASE: usize = 5;
/// Words that only hold others together.
const STOP: [&str; 40] = [
    "a", "an", "the", "to", "of", "your", "my", "our", "in", "on", "for", "and", "this", "it", "is", "der",
    "die", "das", "den", "dem", "zu", "zur", "zum", "und", "ein", "eine", "le", "la", "les", "de", "du",
    "des", "au", "à", "el", "al", "del", "il", "o", "os",
];

struct Lexicon {
    /// Meanings by word or phrase.
    spaced: HashMap<&'static str, Vec<&'static str>>,
    /// The same for scripts without spaces, longest first.
    unspaced: Vec<(&'static str, Vec<&'static str>)>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { spaced: HashMap::new(), unspaced: Vec::new() };
    for line in include_str!("words/lexicon.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((meaning, words)) = line.split_once(':') else { continue };
        let meaning: Vec<&str> = meaning.split_whitespace().collect();
        for word in words.split(',').map(str::trim) {
            if word.chars().any(is_unspaced) {
                lexicon.unspaced.push((word, meaning.clone()));
            } else {
                lexicon.spaced.entry(word).or_insert_with(|| meaning.clone());
            }
        }
    }
    lexicon.unspaced.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    lexicon
});

/// Han, kana, Thai: written without spaces.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}')
}

/// What one word means; itself when nothing else is known.
pub(crate) fn meaning<'a>(word: &'a str, mut tell: impl FnMut(&'a str)) {
    match LEXICON.spaced.get(word) {
        Some(meanings) => meanings.iter().for_each(|&meaning| tell(meaning)),
        None => tell(word),
    }
}

/// What a normalised text means, a word at a time, each told in the order of the text; words that only hold
/// others together are left out where anything else is left.
pub(crate) fn meanings(text: &str, mut tell: impl FnMut(&str)) {
    if text.chars().any(is_unspaced) {
        unspaced_meanings(text, &mut tell);
        return;
    }
    let words: Vec<&str> = text
        .split(|c: char| {
            !(c.is_alphanumeric() || c.is_control() || matches!(c, '-' | '\'' | '\u{900}'..='\u{97F}'))
        })
        .map(|word| word.trim_matches(['-', '\'']))
        .filter(|word| !word.is_empty())
        .collect();
    let is_only_stop = words.iter().all(|word| STOP.contains(word));
    let mut at = 0;
    while at < words.len() {
        let longest = PHRASE.min(words.len() - at);
        let phrase = (2..=longest).rev().find_map(|length| {
            let meaning = LEXICON.spaced.get(words[at..at + length].join(" ").as_str())?;
            Some((length, meaning))
        });
        if let Some((length, meaning)) = phrase {
            for word in meaning {
                tell(word);
            }
            at += length;
            continue;
        }
        let word = words[at];
        at += 1;
        match LEXICON.spaced.get(word) {
            Some(meaning) => meaning.iter().for_each(|word| tell(word)),
            None if STOP.contains(&word) && !is_only_stop => {}
            None if word.contains('-') => word.split('-').for_each(|part| meaning(part, &mut tell)),
            None => tell(word),
        }
    }
}

/// Known words anywhere in the text; what is left in pairs of characters.
fn unspaced_meanings(text: &str, tell: &mut impl FnMut(&str)) {
    let mut rest = text.to_owned();
    for (word, meaning) in &LEXICON.unspaced {
        if rest.contains(word) {
            for word in meaning {
                tell(word);
            }
            rest = rest.replace(word, " ");
        }
    }
    for part in rest.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
        let characters: Vec<char> = part.chars().collect();
        if characters.len() == 1 {
            tell(part);
        }
        for pair in characters.windows(2) {
            tell(&pair.iter().collect::<String>());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        meanings(text, |word| words.push(word.to_owned()));
        words
    }

    #[test]
    fn the_same_is_meant_in_other_words_and_languages() {
        for text in [
            "add to cart",
            "add to your bag",
            "in den warenkorb",
            "ajouter au panier",
            "añadir a la cesta",
            "カートに入れる",
        ] {
            assert_eq!(told(text), ["add", "cart"], "{text}");
        }
        assert_eq!(told("log in"), told("anmelden"));
    }

    #[test]
    fn other_words_mean_themselves() {
        assert_eq!(told("harbor tee"), ["harbor", "tee"]);
        assert_eq!(told("to"), ["to"]);
    }
}
