//! The same selector in fewer characters, which every visitor downloads: quotes that are not needed go, and guards beside
//! each other become one, which browsers also answer with one walk. What is quick to ask comes before what takes long.

use crate::css::{Piece, is_in_name, is_space, pieces};

/// Deeper or longer arguments stay as they are. Bytes.
const LONGEST: usize = 1000;

/// A selector that matches exactly what this one matches; its specificity may be another.
#[must_use]
pub fn shortened(css: &str) -> String {
    short(css).unwrap_or_else(|| css.to_owned())
}

fn short(css: &str) -> Option<String> {
    let mut out = String::new();
    let mut guards: Vec<String> = Vec::new();
    // Where the selector of a list begins that is being written, and where the compound of its element does.
    let (mut start, mut last) = (0, 0);
    for (piece, text) in pieces(css)? {
        if let Some(outside) = guarded(&piece, text) {
            guards.push(shortened(outside));
            continue;
        }
        if piece == Piece::Comma {
            close_last(&mut out, &mut guards, start, last);
            start = out.len() + 1;
        }
        close(&mut out, &mut guards);
        match piece {
            Piece::Attribute(_) => out.push_str(&unquoted(text)),
            Piece::Pseudo(name @ ("is" | "not" | "where" | "has"), Some(argument))
                if argument.len() < LONGEST && !text.starts_with("::") =>
            {
                out += &[":", name, "(", &shortened(argument), ")"].concat();
            }
            Piece::Combinator if text.chars().all(is_space) => out.push(' '),
            Piece::Combinator | Piece::Comma => out.push_str(text.trim_matches(is_space)),
            _ => out.push_str(text),
        }
        if matches!(piece, Piece::Comma | Piece::Combinator) {
            last = out.len();
        }
    }
    close_last(&mut out, &mut guards, start, last);
    Some(out)
}

/// What may not be around the element by `:not(X *)`: `X`, one compound that every browser understands, because what
/// one does not understand makes a guard of its own fail, but not one among several.
fn guarded<'a>(piece: &Piece<'a>, text: &str) -> Option<&'a str> {
    let Piece::Pseudo("not", Some(argument)) = *piece else { return None };
    let outside = argument.strip_suffix(" *").filter(|_| !text.starts_with("::") && text.len() < LONGEST)?;
    let is_one = |(piece, _): &(Piece, &str)| !matches!(piece, Piece::Combinator | Piece::Comma);
    let is_old = |pseudo: &str| pseudo.starts_with("is(") || pseudo.starts_with("not(");
    (pieces(outside)?.iter().all(is_one) && outside.split(':').skip(1).all(is_old)).then_some(outside)
}

/// Writes the guards that were beside each other as one.
fn close(out: &mut String, guards: &mut Vec<String>) {
    match &guards[..] {
        [] => {}
        [one] => *out += &[":not(", one, " *)"].concat(),
        // Not `:is`, which old browsers lack and which forgives what it does not understand.
        several => *out += &[":not(", &several.join(" *,"), " *)"].concat(),
    }
    guards.clear();
}

/// The same at the end of a selector. Browsers ask a compound from left to right and only then what is around it, but the
/// guards walk all the way up: what has to be around goes before them, into the compound.
fn close_last(out: &mut String, guards: &mut Vec<String>, start: usize, last: usize) {
    let (around, own) = out[start..].split_at(last - start);
    // What begins with a combinator is relative, and may stand in `:has` only.
    let is_whole = !around.starts_with([' ', '>', '+', '~']) && !out[start..].contains("::");
    if !around.is_empty() && is_whole && !guards.is_empty() {
        let turned = [own, ":is(", around, "*)"].concat();
        out.replace_range(start.., &turned);
    }
    close(out, guards);
}

/// An attribute's condition, without the quotes of a value that is a plain name.
fn unquoted(text: &str) -> String {
    let short = text.split_once("=\"").and_then(|(start, rest)| {
        let (value, rest) = rest.split_once('"')?;
        let is_name = value.starts_with(|first: char| first.is_ascii_alphabetic())
            && value.chars().all(|character| character.is_ascii() && is_in_name(character));
        (is_name && !start.contains(['"', '\'']) && rest.starts_with([' ', ']']))
            .then(|| format!("{start}={value}{rest}"))
    });
    short.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_means_the_same() {
        for (css, short) in [
            ("a", "a"),
            (" .a  >  b + c , d ", ".a>b+c,d"),
            ("[name=\"add\"]", "[name=add]"),
            (
                "[a=\"b c\"][d=\"1\"][e=\"\"][f=\"-x\"][g='h']",
                "[a=\"b c\"][d=\"1\"][e=\"\"][f=\"-x\"][g='h']",
            ),
            ("[a='=\"b\"'][c=\"d\"i]", "[a='=\"b\"'][c=\"d\"i]"),
            ("[class*=\"card\" i]", "[class*=card i]"),
            ("a:not(li *)", "a:not(li *)"),
            ("a:not(li *):not([class*=\"card\" i] *)", "a:not(li *,[class*=card i] *)"),
            ("a:not(li *):not(.x):not(p *)", "a:not(li *):not(.x):not(p *)"),
            ("a:not(li *) b:not(p *)", "b:is(a:not(li *) *):not(p *)"),
            ("a > b.c:not(p *), d:not(p *) , e", "b.c:is(a>*):not(p *),d:not(p *),e"),
            ("a b:not(p *):not(.x)", "a b:not(p *):not(.x)"),
            ("a b::part(c):not(p *)", "a b::part(c):not(p *)"),
            (":has(> a b:not(p *)) c", ":has(>a b:not(p *)) c"),
            ("a:not(.x > *):not(b c *)", "a:not(.x>*):not(b c *)"),
            ("a:not(li *):not(b:has(c) *):not(d:hover *)", "a:not(li *):not(b:has(c) *):not(d:hover *)"),
            (
                "b:not(li *):not(:is(dialog,[role=\"dialog\"]):not(html,body) *)",
                "b:not(li *,:is(dialog,[role=dialog]):not(html,body) *)",
            ),
            (":has(> [name=\"answer\"]) a", ":has(>[name=answer]) a"),
            ("li:nth-child( 2n of [a=\"b\"] )", "li:nth-child( 2n of [a=\"b\"] )"),
            ("a::is(b *)", "a::is(b *)"),
            ("a\\.b [c=\"d\"]", "a\\.b [c=\"d\"]"),
            ("a[", "a["),
        ] {
            assert_eq!(shortened(css), short, "{css}");
            assert_eq!(shortened(short), short, "{short}");
        }
        let deep = ":is(".repeat(99_999) + &")".repeat(99_999);
        assert_eq!(shortened(&deep), deep);
    }
}
