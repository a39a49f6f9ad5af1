//! Personal data in values that are kept, masked by the rules of the runtime (`ui/page/shared/mask.ts`); the vectors in
//! `tests/vectors/mask.json` are run against both.

use std::sync::LazyLock;

use regex::Regex;

/// Longest value that is kept, in characters.
pub(super) const LONGEST: usize = 100;
/// How often a text is decoded at most: an address in an address in an address.
const DEEPEST: usize = 5;

/// The patterns; one that does not compile masks nothing, `all_patterns_compile` sees to it that there is none.
struct Patterns {
    email: Option<Regex>,
    named: Option<Regex>,
    iban: Option<Regex>,
    card: Option<Regex>,
    phone: Option<Regex>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns {
    email: Regex::new(r#"[^\s@<>()\[\],;:"/]+@[^\s@<>()\[\],;:"/]+\.[^\s@<>()\[\],;:"/.]{2,}"#).ok(),
    named: Regex::new(r"(?i)((?:tel|sms|phone|wa\.me)[^0-9A-Za-z_]{0,3})[0-9]{7,15}").ok(),
    iban: Regex::new(
        r"(?-u:\b)[A-Z]{2}[0-9]{2} ?(?:[A-Z][A-Z0-9]{3} ?)?(?:[0-9]{4} ?){2}[A-Z0-9]{2,4}(?: ?[A-Z0-9]{1,4})*(?-u:\b)",
    )
    .ok(),
    card: Regex::new(concat!(
        r"(?-u:\b)(?:3[47][0-9]{2}(?:[ .-]?[0-9]){11}|3[068][0-9]{2}(?:[ .-]?[0-9]){10}",
        r"|[2-6][0-9]{3}(?:[ .-]?[0-9]{4}){3}(?:[ .-]?[0-9]{1,3})?)(?-u:\b)"
    ))
    .ok(),
    phone: Regex::new(concat!(
        r"(?:^|[^0-9A-Za-z_+])([+0][0-9](?:[ ()./-]{0,3}[0-9]){7,14}|\([0-9]{2,5}\)(?:[ -]?[0-9]){7,9}",
        r"|[0-9]{2,3}[ .-][0-9]{3,5}[ .-][0-9]{4}|[5-9][0-9]{2}(?:[ -][0-9]{3}){2}|[6-9][0-9]{4}[ -][0-9]{5})(?:[^0-9]|$)"
    ))
    .ok(),
}
});

/// A text without personal data, at most so many characters.
pub(super) fn masked(text: &str, most: usize) -> String {
    // Many times what is kept: a mask may be shorter than what it stands for.
    let read = super::request::head(text, most * 16);
    mask(read).chars().filter(|character| !character.is_control()).take(most).collect()
}

/// The text with e-mail addresses, phone, card and account numbers replaced.
pub(super) fn mask(text: &str) -> String {
    let plain = plain(text);
    let masked = mask_plain(&plain);
    // Where nothing is masked, the text stays as it was.
    if masked == plain { text.to_owned() } else { masked }
}

/// The text as it reads: percent signs of ASCII decoded, wide forms folded.
pub(super) fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    for _ in 0..DEEPEST {
        let decoded = decoded(&plain);
        if decoded == plain {
            break;
        }
        plain = decoded;
    }
    plain
}

fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let code = rest.strip_prefix('%').and_then(|rest| rest.get(..2)).filter(|code| code.is_ascii());
        if let Some(byte) =
            code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|byte| (0x20..0x80).contains(byte))
        {
            out.push(char::from(byte));
            rest = &rest[3..];
            continue;
        }
        out.push(match character {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
            _ => character,
        });
        rest = &rest[character.len_utf8()..];
    }
    out
}

fn mask_plain(text: &str) -> String {
    let patterns = &*PATTERNS;
    let all = |pattern: &Option<Regex>, text: String, with: &str| match pattern {
        Some(pattern) => pattern.replace_all(&text, with).into_owned(),
        None => text,
    };
    let text = all(&patterns.email, text.to_owned(), "[email]");
    let text = all(&patterns.named, text, "${1}[phone]");
    let text = all(&patterns.iban, text, "[iban]");
    let text =
        match &patterns.card {
            Some(pattern) => pattern
                .replace_all(&text, |found: &regex::Captures<'_>| {
                    if is_card(&found[0]) { "[card]".to_owned() } else { found[0].to_owned() }
                })
                .into_owned(),
            None => text,
        };
    mask_phones(&text)
}

/// What ends a number is looked at and not taken: it may begin the next one.
fn mask_phones(text: &str) -> String {
    let Some(pattern) = &PATTERNS.phone else { return text.to_owned() };
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    while let Some(number) = pattern.captures_at(text, from).and_then(|found| found.get(1)) {
        out.push_str(&text[from..number.start()]);
        out.push_str("[phone]");
        from = number.end();
    }
    out.push_str(&text[from..]);
    out
}

/// Of all digits, or of the first 16, the last one checks the others.
pub(super) fn is_card(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|character| character.to_digit(10)).collect();
    luhn(&digits) || luhn(&digits[..digits.len().min(16)])
}

fn luhn(digits: &[u32]) -> bool {
    let doubled = |(at, &digit): (usize, &u32)| match (at % 2, digit) {
        (1, 9) => 9,
        (1, digit) => digit * 2 % 9,
        _ => digit,
    };
    digits.iter().rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn all_patterns_compile() {
        let Patterns { email, named, iban, card, phone } = &*PATTERNS;
        assert!([email, named, iban, card, phone].iter().all(|pattern| pattern.is_some()));
    }

    #[test]
    fn it_masks_what_the_runtime_masks() -> Result<(), Box<dyn std::error::Error>> {
        let vectors: Value = serde_json::from_str(include_str!("../../../../tests/vectors/mask.json"))?;
        let cases: Vec<&Value> = vectors
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|group| group["cases"].as_array())
            .flatten()
            .collect();
        assert!(cases.len() > 40, "{}", cases.len());
        for case in cases {
            let text = case["mask"].as_str().unwrap_or_default();
            assert_eq!(mask(text), case["is"].as_str().unwrap_or_default(), "{text}");
        }
        Ok(())
    }

    #[test]
    fn what_is_long_is_cut_and_stays_masked() {
        let long = format!("ada@example.com {}", "x".repeat(10_000_000));
        let short = masked(&long, LONGEST);
        assert!(short.starts_with("[email] xx") && short.chars().count() == LONGEST);
        assert_eq!(masked("a\u{0}b\nc", 10), "abc");
    }
}
