//! Amounts of money in what a page shows: the twin of `ui/page/shared/prices.ts`, held to it by `tests/vectors`.

use crate::document::{Document, NodeId};
use crate::text;

/// Characters of a text that are read.
const READ: usize = 999;

/// The one amount of money that an element says, without what is struck through; nothing where it says several.
#[must_use]
pub fn amount(document: &Document, element: NodeId) -> Option<f64> {
    let struck = document
        .descendant_elements(element)
        .filter(|&node| matches!(document.tag(node), "s" | "del"))
        .flat_map(|node| amounts(&text::readable(document, node)))
        .collect::<Vec<_>>();
    let said = amounts(&text::readable(document, element));
    let mut left = said.into_iter().filter(|said| !struck.iter().any(|old| same(*old, *said)));
    let first = left.next()?;
    left.all(|other| same(first, other)).then_some(first)
}

/// "29.9", as a browser writes a number.
#[must_use]
pub fn in_digits(amount: f64) -> String {
    amount.to_string()
}

/// The one amount of a text.
#[must_use]
pub fn amount_in(text: &str) -> Option<f64> {
    let all = amounts(text);
    let first = *all.first()?;
    all.iter().all(|other| same(first, *other)).then_some(first)
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < f64::EPSILON * one.abs().max(1.0)
}

/// Digits, in groups of three behind spaces, or behind any other separator; no percentages.
fn amounts(text: &str) -> Vec<f64> {
    let characters: Vec<char> = text.chars().take(READ).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        if !characters[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = end_of(&characters, at);
        if !is_percentage(&characters[end..]) {
            found.extend(number(&characters[at..end]));
        }
        at = end;
    }
    found
}

/// Where the number that begins here ends.
fn end_of(characters: &[char], start: usize) -> usize {
    let digits = |from: usize| characters[from..].iter().take_while(|letter| letter.is_ascii_digit()).count();
    let mut end = start + digits(start);
    while characters.get(end).is_some_and(|letter| letter.is_whitespace()) && digits(end + 1) == 3 {
        end += 4;
    }
    while characters.get(end).is_some_and(|letter| matches!(letter, '.' | ',' | '\'' | '\u{2019}'))
        && digits(end + 1) > 0
    {
        end += 1 + digits(end + 1);
    }
    end
}

fn is_percentage(rest: &[char]) -> bool {
    let mut rest = rest.iter().skip_while(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','));
    match rest.next() {
        Some('%') => true,
        Some(space) if space.is_whitespace() => rest.next() == Some(&'%'),
        _ => false,
    }
}

/// "1.299,00" and "1,299.00" are 1299, "1.299" as well; "12,9" is 12.9, "12.9000" too.
fn number(characters: &[char]) -> Option<f64> {
    let last = characters.iter().rposition(|letter| matches!(letter, '.' | ','));
    let part = last.filter(|&at| {
        let after = &characters[at + 1..];
        !matches!(after.len(), 0 | 3) && after.iter().all(char::is_ascii_digit)
    });
    let digits = |of: &[char]| of.iter().filter(|letter| letter.is_ascii_digit()).collect::<String>();
    let (whole, part) = match part {
        Some(at) => (digits(&characters[..at]), digits(&characters[at + 1..])),
        None => (digits(characters), String::new()),
    };
    format!("{whole}.{part}0").parse().ok()
}
