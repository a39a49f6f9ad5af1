//! CSS selectors as text, cut into pieces. Nothing is judged here: a piece is a stretch of the text and its kind. Whether
//! a selector is good is `identify`'s business.

/// One piece of a selector, as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// With its `#`.
    Id(&'a str),
    /// With its dot.
    Class(&'a str),
    /// The name of an element.
    Tag(&'a str),
    /// `*`
    Any,
    /// What is between `[` and `]`.
    Attribute(&'a str),
    /// What follows `:` or `::`, and what stands in its parentheses.
    Pseudo(&'a str, Option<&'a str>),
    /// Space, `>`, `+` or `~`.
    Combinator,
    Comma,
}

/// All pieces of a selector or a list of them, each with its text. `None` if there is anything else in it: escapes, comments, namespaces,
/// what is not closed.
pub fn pieces(css: &str) -> Option<Vec<(Piece<'_>, &str)>> {
    let mut rest = css.trim_matches(is_space);
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        let (piece, length) = match first {
            '#' | '.' => {
                let length = 1 + name(&rest[1..])?;
                (
                    if first == '#' { Piece::Id(&rest[..length]) } else { Piece::Class(&rest[..length]) },
                    length,
                )
            }
            '*' => (Piece::Any, 1),
            '[' => {
                let length = closed(rest)?;
                (Piece::Attribute(&rest[1..length - 1]), length)
            }
            ':' => pseudo(rest)?,
            _ if is_in_name(first) => {
                let length = name(rest)?;
                (Piece::Tag(&rest[..length]), length)
            }
            _ => between(rest)?,
        };
        found.push((piece, &rest[..length]));
        rest = &rest[length..];
    }
    // An escape changes what a name means, wherever it stands.
    (!found.is_empty() && !css.contains('\\')).then_some(found)
}

/// White space of CSS.
pub fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

/// Characters of names, those that only escapes bring apart.
pub fn is_in_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_') || !character.is_ascii()
}

/// Length of the name that a text begins with.
fn name(text: &str) -> Option<usize> {
    let length = text.find(|character| !is_in_name(character)).unwrap_or(text.len());
    (length > 0).then_some(length)
}

fn pseudo(text: &str) -> Option<(Piece<'_>, usize)> {
    let colons = 1 + usize::from(text[1..].starts_with(':'));
    let end = colons + name(&text[colons..])?;
    let length = if text[end..].starts_with('(') { end + closed(&text[end..])? } else { end };
    let argument = (length > end).then(|| &text[end + 1..length - 1]);
    Some((Piece::Pseudo(&text[colons..end], argument), length))
}

/// Combinator or comma, with the space around.
fn between(text: &str) -> Option<(Piece<'_>, usize)> {
    let sign = text.trim_start_matches(is_space);
    let is_sign = sign.starts_with([',', '>', '+', '~']);
    let after = if is_sign { sign[1..].trim_start_matches(is_space) } else { sign };
    let length = text.len() - after.len();
    if length == 0 {
        return None;
    }
    Some((if sign.starts_with(',') { Piece::Comma } else { Piece::Combinator }, length))
}

/// Length of a text up to the bracket that closes the one it begins with.
fn closed(text: &str) -> Option<usize> {
    let mut open = Vec::new();
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(ends), _) if ends == character => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '(') => open.push(')'),
            (None, '[') => open.push(']'),
            (None, ')' | ']') => {
                if open.pop() != Some(character) {
                    return None;
                }
                if open.is_empty() {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_cut_where_css_does() {
        use Piece::{Any, Attribute, Class, Combinator, Comma, Id, Pseudo, Tag};
        for (css, expected) in [
            ("#x .y>z + *", vec![Id("#x"), Combinator, Class(".y"), Combinator, Tag("z"), Combinator, Any]),
            ("[a='x] y' i]:nth-child( 2 ) ", vec![Attribute("a='x] y' i"), Pseudo("nth-child", Some(" 2 "))]),
            (
                "a:not(:is(b, [c=\"d)]\"]) *)::before , i",
                vec![
                    Tag("a"),
                    Pseudo("not", Some(":is(b, [c=\"d)]\"]) *")),
                    Pseudo("before", None),
                    Comma,
                    Tag("i"),
                ],
            ),
            ("\u{e4}.\u{fc}", vec![Tag("\u{e4}"), Class(".\u{fc}")]),
        ] {
            let (found, texts): (Vec<_>, Vec<_>) = pieces(css).unwrap().into_iter().unzip();
            assert_eq!(found, expected, "{css}");
            assert_eq!(texts.concat(), css.trim());
        }
    }

    #[test]
    fn what_is_not_understood_is_no_piece() {
        for css in ["", " ", "a\\.b", "svg|a", "a:not(b", "[a", "a)", "a{", "a:is(b])", ". a", "/* x */ a"] {
            assert_eq!(pieces(css), None, "{css}");
        }
    }
}
