//! Personal data in a page's words: masked before anything is kept. Errs on the side of masking.

/// Words before a person's name in an account greeting.
const GREETINGS: [&str; 16] = [
    "hi",
    "hello",
    "hey",
    "welcome",
    "welcome back",
    "hallo",
    "bonjour",
    "hola",
    "ciao",
    "hei",
    "hej",
    "olá",
    "signed in as",
    "logged in as",
    "angemeldet als",
    "connecté en tant que",
];
/// What stands for something masked.
const MASK: &str = "…";

/// The text with e-mail addresses, phone and card numbers, and names in greetings replaced by `…`.
#[must_use]
pub fn mask(text: &str) -> String {
    let text = mask_greeting(text);
    if !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '@' | '+')) {
        return text;
    }
    let words: Vec<&str> = text.split(' ').map(|word| if is_email(word) { MASK } else { word }).collect();
    mask_numbers(&words.join(" "))
}

/// Whether nothing in the text is personal.
#[must_use]
pub fn is_impersonal(text: &str) -> bool {
    mask(text) == text
}

fn is_email(word: &str) -> bool {
    word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
}

/// "Hi, Ada" and "Welcome back Ada!" lose the name.
fn mask_greeting(text: &str) -> String {
    let greets = |greeting: &&&str| {
        let (Some(head), Some(rest)) = (text.get(..greeting.len()), text.get(greeting.len()..)) else {
            return false;
        };
        rest.starts_with([' ', ',']) && head.to_lowercase() == **greeting
    };
    let Some(greeting) = GREETINGS.iter().filter(greets).max_by_key(|greeting| greeting.len()) else {
        return text.to_owned();
    };
    let rest = text[greeting.len()..].trim_start_matches([' ', ',']);
    let is_name = rest.starts_with(char::is_uppercase) && rest.split(' ').count() <= 3;
    if is_name { format!("{} {MASK}", &text[..greeting.len()]) } else { text.to_owned() }
}

/// Runs of seven or more digits, with what separates them in phone and card numbers.
fn mask_numbers(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || c == '+') {
        let run = rest[start..]
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '/' | '.')))
            .map_or(rest.len(), |end| start + end);
        let (before, from) = rest.split_at(start);
        let candidate = &from[..run - start];
        masked.push_str(before);
        if candidate.chars().filter(char::is_ascii_digit).count() >= 7 {
            masked.push_str(MASK);
            masked.push_str(&candidate[candidate.trim_end().len()..]);
        } else {
            masked.push_str(candidate);
        }
        rest = &rest[run..];
    }
    masked.push_str(rest);
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_words_are_masked() {
        assert_eq!(mask("Mail ada@example.com now"), "Mail … now");
        assert_eq!(mask("Call +49 30 1234567 today"), "Call … today");
        assert_eq!(mask("Hi, Ada"), "Hi …");
        assert_eq!(mask("Welcome back Ada Lovelace"), "Welcome back …");
        assert_eq!(mask("Signed in as Ada"), "Signed in as …");
        assert_eq!(mask("4111 1111 1111 1111"), "…");
    }

    #[test]
    fn other_words_stay() {
        for text in ["Add to cart", "Hide filters", "Only 3 left", "24.99", "welcome to the shop", "Hit list"]
        {
            assert_eq!(mask(text), text);
            assert!(is_impersonal(text));
        }
    }
}
