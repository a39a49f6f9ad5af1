//! Words as a template has them: without what differs from product to product and from day to day. Titles and
//! handles of the page's product, amounts of money and numbers become marks, so that "Add Harbor Tee to cart"
//! and "Add Trail Runner to cart" say the same.

use waymark_model::ProductWords;

use crate::text;

/// Stands for the product's title or handle.
const PRODUCT: &str = "\u{1}";
/// Stands for an amount of money.
const MONEY: &str = "\u{2}";
/// Stands for a number.
const NUMBER: &str = "\u{3}";
/// Shortest title that is looked for inside other texts, in bytes.
const MIN_TITLE: usize = 4;

/// The text with what varies replaced by marks, normalised.
#[must_use]
pub(crate) fn pattern(text: &str, product: &ProductWords) -> String {
    let mut text = text::normalise(text);
    let words = product.titles.iter().chain(&product.handles);
    let mut words: Vec<&str> = words.map(String::as_str).filter(|title| title.len() >= MIN_TITLE).collect();
    // "Harbor Tee" before "Harbor".
    words.sort_by_key(|title| std::cmp::Reverse(title.len()));
    for title in words {
        text = replaced(&text, title);
    }
    without_numbers(&text)
}

/// The text with every whole occurrence of a title replaced: a product "Cart" leaves cartoons alone.
fn replaced(text: &str, title: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(title) {
        let (before, after) = (&rest[..at], &rest[at + title.len()..]);
        let is_whole = !out.chars().chain(before.chars()).next_back().is_some_and(char::is_alphanumeric)
            && !after.chars().next().is_some_and(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if is_whole { PRODUCT } else { title });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Amounts and numbers replaced: `$24.99`, `24,99 €` and `EUR 24.99` are all the same amount.
fn without_numbers(text: &str) -> String {
    if !text.contains(|c: char| c.is_numeric() || is_currency(c)) {
        return text.to_owned();
    }
    let mut pattern = String::with_capacity(text.len());
    for word in text.split(' ') {
        let is_money = word.contains(is_currency);
        let has_number = word.contains(char::is_numeric);
        let bare = word.chars().all(|c| c.is_numeric() || is_currency(c) || c.is_ascii_punctuation());
        let is_code = matches!(word, "usd" | "eur" | "gbp" | "inr" | "jpy" | "cad" | "aud" | "rs." | "kr");
        let mark = if bare && is_money || is_code { Some(MONEY) } else { None };
        let mark = mark.or((bare && has_number).then_some(NUMBER));
        let Some(mark) = mark else {
            push(&mut pattern, &digits_marked(word));
            continue;
        };
        // An amount and its currency may stand apart.
        let last = pattern.rsplit(' ').next().unwrap_or_default();
        match (last, mark) {
            (MONEY, _) => {}
            (NUMBER, MONEY) => {
                pattern.truncate(pattern.len() - NUMBER.len());
                pattern.push_str(MONEY);
            }
            _ => push(&mut pattern, mark),
        }
    }
    pattern
}

fn push(pattern: &mut String, word: &str) {
    if !pattern.is_empty() {
        pattern.push(' ');
    }
    pattern.push_str(word);
}

fn digits_marked(word: &str) -> String {
    let mut marked = String::with_capacity(word.len());
    for c in word.chars() {
        if !c.is_numeric() {
            marked.push(c);
        } else if !marked.ends_with(NUMBER) {
            marked.push_str(NUMBER);
        }
    }
    marked
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₩' | '¢' | '₽' | '₺' | '₫' | '₴' | '฿')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_varies_becomes_a_mark() {
        let product = ProductWords { titles: vec!["harbor tee".into()], handles: Vec::new() };
        let pattern = |text| pattern(text, &product);
        assert_eq!(pattern("Add Harbor Tee to cart"), "add \u{1} to cart");
        assert_eq!(pattern("Harbor teeth"), "harbor teeth");
        assert_eq!(pattern("$24.99"), MONEY);
        assert_eq!(pattern("24,99 €"), MONEY);
        assert_eq!(pattern("EUR 24.99"), MONEY);
        assert_eq!(pattern("Reviews (12)"), "reviews \u{3}");
        assert_eq!(pattern("Add to cart"), "add to cart");
    }
}
