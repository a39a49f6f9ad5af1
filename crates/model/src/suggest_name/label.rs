//! The words of an element that a name can be made of: its label's, without what changes from page to page, and
//! no more of them than can be read.

use super::phrases;
use crate::Fingerprint;
use crate::transliterate::ascii_words;

/// Longest run of words taken from a label; more make a name nobody can read in a report.
pub(super) const MAX_WORDS: usize = 5;

/// No more words than can be read in a report, none of which hangs in the air at either end.
pub(super) fn few(words: &[String]) -> Vec<String> {
    const HANGING: [&str; 17] = [
        "a", "an", "and", "at", "by", "for", "from", "in", "is", "my", "of", "on", "or", "the", "to", "with",
        "your",
    ];
    let hangs = |word: &String| HANGING.contains(&word.as_str());
    let leading = words.iter().take_while(|word| matches!(word.as_str(), "and" | "from" | "of")).count();
    let start = if leading < words.len() { leading } else { 0 };
    let (mut few, mut rest): (Vec<String>, Vec<String>) = (words[start..].to_vec(), Vec::new());
    if few.len() > MAX_WORDS {
        rest = few.split_off(MAX_WORDS);
    }
    if few.last().is_some_and(hangs)
        && let Some(next) = rest.first()
    {
        if hangs(next) {
            few.truncate(few.iter().rposition(|word| !hangs(word)).map_or(1, |last| last + 1));
        } else {
            few.push(next.clone());
        }
    }
    few
}

/// The words of the element's label, without what belongs to one product; of its attributes where it has none.
pub(super) fn label_words(element: &Fingerprint) -> Vec<String> {
    // The text of a form or drop-down is that of everything in it, which says nothing about the whole.
    let is_container = matches!(element.tag.as_str(), "form" | "select");
    let text = if is_container { "" } else { element.text.as_str() };
    let from_label = [element.name.as_str(), text]
        .into_iter()
        .map(|label| without_neighbours(telling_words(label), element))
        .find(|words| !words.is_empty());
    from_label.unwrap_or_else(|| {
        ["title", "aria-label", "alt", "placeholder", "name", "id", "data-action"]
            .into_iter()
            .filter_map(|attribute| element.attributes.get(attribute))
            .map(|value| telling_words(&apart(value)))
            .map(|words| words.into_iter().filter(|word| word != "id" && word != "form").collect::<Vec<_>>())
            .find(|words| !words.is_empty())
            .unwrap_or_default()
    })
}

/// `FacetFilters` as two words.
fn apart(identifier: &str) -> String {
    let mut spaced = String::new();
    let mut is_after_small = false;
    for letter in identifier.chars() {
        if is_after_small && letter.is_uppercase() {
            spaced.push(' ');
        }
        spaced.push(letter);
        is_after_small = letter.is_lowercase();
    }
    spaced
}

/// Words without prices, counters and asides in parentheses.
fn telling_words(text: &str) -> Vec<String> {
    if matches!(text.trim(), "×" | "✕" | "✖" | "╳") {
        return vec!["close".to_owned()];
    }
    let words = |text: &str| -> Vec<String> {
        let has_digit = |word: &String| word.bytes().any(|byte| byte.is_ascii_digit());
        ascii_words(text).into_iter().filter(|word| !has_digit(word)).collect()
    };
    let outside = words(&without_parentheses(text));
    if outside.is_empty() { words(text) } else { outside }
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0_usize;
    text.chars()
        .filter(|character| {
            match character {
                '(' => depth += 1,
                ')' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}

/// "Save Fell Wool Blanket" beside the link "Fell Wool Blanket" is about saving: what a neighbour is called, if
/// that is two words or more, is left out.
fn without_neighbours(words: Vec<String>, element: &Fingerprint) -> Vec<String> {
    if phrases::known_phrase(&words).is_some() {
        return words;
    }
    for neighbour in &element.neighbours {
        let name = telling_words(neighbour);
        if name.len() < 2 || name.len() >= words.len() {
            continue;
        }
        if let Some(start) = words.windows(name.len()).position(|run| run == name) {
            return [&words[..start], &words[start + name.len()..]].concat();
        }
    }
    // A card's link may be called after more than the product: "Fell Wool Blanket in Heather".
    for neighbour in &element.neighbours {
        let name = telling_words(neighbour);
        let common = (1..words.len().saturating_sub(1)).find(|&from| name.starts_with(&words[from..]));
        if let Some(from) = common {
            return words[..from].to_vec();
        }
    }
    words
}
