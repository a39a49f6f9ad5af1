//! What an element must at least have for a selector to match it, in a form that can be looked up. The runtime files
//! selectors under it (`ui/page/runtime/index.ts`), so that it never has to read CSS itself; a key must not ask for more
//! than its selector does.

use std::collections::BTreeMap;

use waymark_model::{ConfigEvent, Hop};

use crate::css::{Piece, is_in_name, pieces};

/// Ranks of keys, the rarest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Id,
    Class,
    Value,
    Ending,
    Tag,
    Choice,
    Attribute,
}

/// Longer lists of choices are not read, however deep they go. Bytes.
const LONGEST: usize = 1000;

/// All selectors by their keys, as a config has them. Under the empty key is what nothing is known of.
pub fn index_of(events: &[ConfigEvent]) -> String {
    let mut index: BTreeMap<String, String> = BTreeMap::new();
    for (number, event) in events.iter().enumerate() {
        for (at, selector) in event.selectors.iter().enumerate() {
            // A frame's document may be in quirks mode.
            let is_known = !selector.within.iter().any(|hop| matches!(hop, Hop::Frame(_)));
            let keys = keys_of(&selector.css).filter(|_| is_known).unwrap_or_else(|| vec![String::new()]);
            for key in keys {
                *index.entry(key).or_default() +=
                    &[number.to_string(), at.to_string(), String::new()].join(" ");
            }
        }
    }
    let lines: Vec<String> = index.into_iter().map(|(key, numbers)| numbers + &key).collect();
    lines.join("\n")
}

/// The key of a selector: one or several of `#id`, `.class`, `tag`, `[name=value`, `[name=/end` and `[name`, the middle
/// two with the tag in front where it is known, joined by commas. Each element that the selector matches has one of them.
/// Empty: nothing is known.
///
/// Plain ASCII; tags, names of attributes and values are in lower case, and are to be compared with what the element
/// has in lower case, with values as a whole and from their last slash on. Ids and classes are compared as they are,
/// which is right for all documents but those in quirks mode.
#[must_use]
pub fn key_of(css: &str) -> String {
    keys_of(css).map(|keys| keys.join(",")).unwrap_or_default()
}

fn keys_of(css: &str) -> Option<Vec<String>> {
    let all = pieces(css)?;
    let mut keys: Vec<String> = Vec::new();
    for complex in all.split(|piece| matches!(piece, (Piece::Comma, _))) {
        let last = complex.rsplit(|piece| matches!(piece, (Piece::Combinator, _))).next()?;
        let (rank, found) =
            last.iter().filter_map(|(piece, _)| key_of_piece(piece)).min_by_key(|(rank, _)| *rank)?;
        // Only elements of that name have to be asked for the attribute.
        let tag = last.iter().find_map(|(piece, _)| match *piece {
            Piece::Tag(tag) if is_plain(tag) && matches!(rank, Rank::Value | Rank::Ending) => {
                Some(tag.to_ascii_lowercase())
            }
            _ => None,
        });
        keys.extend(found.into_iter().map(|key| tag.clone().unwrap_or_default() + &key));
    }
    keys.sort();
    keys.dedup();
    Some(keys)
}

fn key_of_piece(piece: &Piece) -> Option<(Rank, Vec<String>)> {
    let plain = |rank, text: &str| Some((rank, vec![text.to_owned()]));
    match *piece {
        Piece::Id(text) if is_plain(&text[1..]) => plain(Rank::Id, text),
        Piece::Class(text) if is_plain(&text[1..]) => plain(Rank::Class, text),
        Piece::Tag(text) if is_plain(text) => plain(Rank::Tag, &text.to_ascii_lowercase()),
        Piece::Attribute(text) => attribute(text).map(|(rank, key)| (rank, vec![key])),
        Piece::Pseudo("is" | "where", Some(argument)) if argument.len() < LONGEST => {
            keys_of(argument).map(|keys| (Rank::Choice, keys))
        }
        _ => None,
    }
}

/// The key of an attribute's condition.
fn attribute(inside: &str) -> Option<(Rank, String)> {
    let end = inside.find(|character| !is_in_name(character)).unwrap_or(inside.len());
    let (name, asked) = (inside[..end].to_ascii_lowercase(), &inside[end..]);
    // What is left of a bar is no name of an attribute; SVG's with capitals keep them.
    if inside[..end].contains(|letter: char| letter.is_ascii_uppercase()) {
        return None;
    }
    if name.is_empty() || !is_plain(&name) || (asked.starts_with('|') && !asked.starts_with("|=")) {
        return None;
    }
    let exactly = asked.strip_prefix('=').and_then(value);
    let at_the_end = asked.strip_prefix("$=").and_then(value);
    let ending = at_the_end.and_then(|value| value.rfind('/').map(|at| value[at..].to_owned()));
    Some(match (exactly, ending) {
        (Some(value), _) => (Rank::Value, format!("[{name}={value}")),
        (None, Some(ending)) if ending.len() > 1 => (Rank::Ending, format!("[{name}={ending}")),
        _ => (Rank::Attribute, format!("[{name}")),
    })
}

/// A value that may stand in a key, in lower case, whether or not the selector takes care of it.
fn value(text: &str) -> Option<String> {
    let value = match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split(quote).next()?,
        _ => text.split(|character| !is_in_name(character)).next()?,
    };
    let is_plain =
        |character: char| character.is_ascii() && !character.is_ascii_control() && character != ',';
    (!value.is_empty() && value.chars().all(is_plain)).then(|| value.to_ascii_lowercase())
}

/// Names whose characters mean the same to everybody.
fn is_plain(name: &str) -> bool {
    let start = name.strip_prefix('-').unwrap_or(name);
    name.is_ascii() && start.starts_with(|first: char| !first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_rarest_of_what_the_last_compound_asks_for() {
        for (css, key) in [
            ("a", "a"),
            ("LI.x", ".x"),
            ("a.b#c", "#c"),
            (".card > a", "a"),
            ("#x *", ""),
            (".card a[href*=\"/products/\"]", "a"),
            ("main a[href$=\"/pages/FAQ\"]:not(.x *)", "a[href=/faq"),
            ("a[href$=\"html\"]", "a"),
            ("a[href$=\"/\"]", "a"),
            ("[href$=\"/\"]", "[href"),
            // Of an element of HTML this is `name`, of one of SVG it is not: no key says both.
            ("form [Name='Add']", ""),
            ("svg[viewBox=\"0 0 24 24\"]", "svg"),
            ("[-1]", ""),
            ("form [name=add i]", "[name=add"),
            ("[name=\"a,b\"]", "[name"),
            ("[title=\"caf\u{e9}\"]", "[title"),
            ("[data-x]", "[data-x"),
            ("x:is(a, .b .c, [role=\"button\"])", "x"),
            (":is(a, .b .c, [role=\"button\"]):not(li *)", ".c,[role=button,a"),
            (":is(a, *)", ""),
            (":not(a)", ""),
            (":where(a)[href]", "a"),
            ("a, b", "a,b"),
            ("a, *", ""),
            (".\u{e9}[x]", "[x"),
            (".1", ""),
            ("[a|b]", ""),
            ("a[b|=\"c\"]", "a"),
            ("[b|=\"c\"]", "[b"),
            (&":is(".repeat(99_999), ""),
            ("a\\.b", ""),
            ("", ""),
        ] {
            assert_eq!(key_of(css), key, "{css}");
        }
    }
}
