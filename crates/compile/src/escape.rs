//! JSON as a JavaScript expression that cannot end the script around it.

const HEX: &[u8; 16] = b"0123456789abcdef";

/// The same JSON, every `<` and every character outside printable ASCII written as a `\u` escape.
///
/// `<` only ever stands inside strings in JSON, so the value stays the same; without it no text can spell
/// `</script` or `<!--`. Plain ASCII keeps the file right under any charset a server declares, and takes
/// U+2028 and U+2029, which end a line in older JavaScript, along.
#[must_use]
pub fn as_expression(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if character != '<' && matches!(character, ' '..='~') {
            out.push(character);
        } else {
            let mut units = [0_u16; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str("\\u");
                out.extend([12, 8, 4, 0].map(|shift| char::from(HEX[usize::from(*unit >> shift & 0xf)])));
            }
        }
    }
    out
}

/// The JSON that [`as_expression`] was given, if it was written without white space and without needless escapes.
pub fn as_written(expression: &str) -> Option<String> {
    let mut json = String::with_capacity(expression.len());
    let mut rest = expression.chars();
    while let Some(character) = rest.next() {
        if character != '\\' {
            json.push(character);
            continue;
        }
        let escaped = rest.next()?;
        if escaped != 'u' {
            json.extend(['\\', escaped]);
            continue;
        }
        let digits: String = rest.by_ref().take(4).collect();
        let unit = u16::from_str_radix(&digits, 16).ok()?;
        if unit < 0x20 {
            // Was one before.
            json.push_str("\\u");
            json.push_str(&digits);
            continue;
        }
        let mut units = vec![unit];
        if (0xd800..0xdc00).contains(&unit) {
            let low: String = rest.by_ref().take(6).collect();
            units.push(u16::from_str_radix(low.strip_prefix("\\u")?, 16).ok()?);
        }
        json.push_str(&String::from_utf16(&units).ok()?);
    }
    Some(json)
}

/// Where an expression of `as_parsed` begins, and where it ends.
const PARSED: (&str, &str) = ("JSON.parse('", "')");

/// The same value as an expression that browsers read faster than the value written out.
#[must_use]
pub fn as_parsed(json: &str) -> String {
    let quoted = as_expression(json).replace('\\', "\\\\").replace('\'', "\\'");
    [PARSED.0, &quoted, PARSED.1].concat()
}

/// The JSON at this place of a script, if `as_parsed` wrote it there.
pub fn parsed_at(script: &str, at: usize) -> Option<String> {
    let mut rest = script[..at].ends_with(PARSED.0).then(|| script[at..].chars())?;
    let mut json = String::new();
    loop {
        match rest.next()? {
            '\'' => return Some(json),
            '\\' => json.push(rest.next()?),
            other => json.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_stays_the_same_and_the_text_is_harmless() {
        let value =
            serde_json::json!({"a": "</script><!-- \u{2028}\u{2029} é 🛒 ${x} `*/ // \\ \" \n \u{7f}"});
        let escaped = as_expression(&value.to_string());
        assert!(escaped.is_ascii() && !escaped.contains('<') && !escaped.contains('\u{7f}'));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap(), value);
    }

    proptest::proptest! {
        #[test]
        fn any_text_survives(text in "\\PC*", raw in proptest::collection::vec(proptest::char::any(), 0..40)) {
            let value = serde_json::json!([text, raw.into_iter().collect::<String>()]);
            let escaped = as_expression(&value.to_string());
            proptest::prop_assert!(escaped.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'<'));
            let parsed = as_parsed(&value.to_string()) + "')";
            proptest::prop_assert!(parsed.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'<'));
            proptest::prop_assert_eq!(parsed_at(&parsed, PARSED.0.len()), Some(escaped.clone()));
            proptest::prop_assert_eq!(as_written(&escaped), Some(value.to_string()));
            proptest::prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap(), value);
        }
    }
}
