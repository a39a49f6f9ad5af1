//! Words of any script as ASCII words, as far as a simple letter table goes. Scripts that have none (Chinese,
//! Japanese, Arabic ...) yield nothing; callers fall back to the element's role.

/// Lower-case ASCII words of the text: letters and digits, everything else separates.
#[must_use]
pub fn ascii_words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for character in text.chars().flat_map(char::to_lowercase) {
        let Some(last) = words.last_mut() else { break };
        if character.is_ascii_alphanumeric() {
            last.push(character);
        } else if let Some(letters) = letters_for(character) {
            last.push_str(letters);
        } else if !joins(character) && !last.is_empty() {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Apostrophes and combining marks do not end a word: "don't" is one.
fn joins(character: char) -> bool {
    matches!(character, '\'' | '’' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{300}'..='\u{36f}')
}

fn letters_for(character: char) -> Option<&'static str> {
    latin(character).or_else(|| cyrillic(character)).or_else(|| greek(character))
}

fn latin(character: char) -> Option<&'static str> {
    Some(match character {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' | 'ø' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'ạ' | 'ả' => "a",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ĕ' => "e",
        'ğ' | 'ģ' | 'ġ' | 'ĝ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' | 'ĩ' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ł' | 'ļ' | 'ľ' | 'ĺ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ő' => "o",
        'ŕ' | 'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'ŝ' => "s",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

fn cyrillic(character: char) -> Option<&'static str> {
    Some(match character {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'ё' => "yo",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ї' => "i",
        'й' | 'ы' => "y",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'є' => "ye",
        'ъ' | 'ь' => "",
        _ => return None,
    })
}

fn greek(character: char) -> Option<&'static str> {
    Some(match character {
        'α' | 'ά' => "a",
        'β' => "v",
        'γ' => "g",
        'δ' => "d",
        'ε' | 'έ' => "e",
        'ζ' => "z",
        'η' | 'ή' | 'ι' | 'ί' | 'ϊ' | 'ΐ' => "i",
        'θ' => "th",
        'κ' => "k",
        'λ' => "l",
        'μ' => "m",
        'ν' => "n",
        'ξ' => "x",
        'ο' | 'ό' | 'ω' | 'ώ' => "o",
        'π' => "p",
        'ρ' => "r",
        'σ' | 'ς' => "s",
        'τ' => "t",
        'υ' | 'ύ' | 'ϋ' => "y",
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_european_scripts_survive() {
        for (text, expected) in [
            ("Add to cart", "add to cart"),
            ("Größe wählen", "groesse waehlen"),
            ("Ajouter à l’été", "ajouter a lete"),
            ("Añadir", "anadir"),
            ("İndirim", "indirim"),
            ("Купить", "kupit"),
            ("Καλάθι", "kalathi"),
            ("don't—stop", "dont stop"),
            ("加入购物车", ""),
            ("  ", ""),
        ] {
            assert_eq!(ascii_words(text).join(" "), expected, "{text}");
        }
    }
}
