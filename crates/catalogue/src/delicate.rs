//! What words of buttons, fields and forms speak of that nobody may do in a visitor's name, in the languages of `words`. Whoever
//! drives a page without a person asks before anything is really sent.

use crate::words::{Meaning, said};

/// What is spoken of, as the end of a sentence, by what says so.
const DELICATE: [(&str, &[Meaning]); 5] = [
    ("paying or ordering", &[Meaning::BuyNow, Meaning::PreOrder, Meaning::Checkout, Meaning::PlaceOrder]),
    (
        "an account",
        &[
            Meaning::Account,
            Meaning::Login,
            Meaning::Logout,
            Meaning::Register,
            Meaning::Password,
            Meaning::Forgot,
        ],
    ),
    ("an e-mail address", &[Meaning::Email, Meaning::Newsletter]),
    ("writing to somebody", &[Meaning::Contact, Meaning::ReviewWrite, Meaning::ReviewSubmit]),
    ("taking something away", &[Meaning::Remove]),
];

/// What a text speaks of that is not to be done, as the end of a sentence.
#[must_use]
pub fn delicate(text: &str) -> Option<&'static str> {
    let said = said(text);
    DELICATE
        .iter()
        .find(|(_, meanings)| meanings.iter().any(|&meaning| said.says(meaning)))
        .map(|(what, _)| *what)
}

#[cfg(test)]
mod tests {
    use super::delicate;

    #[test]
    fn it_is_told_in_many_languages() {
        for (text, what) in [
            ("Order now", "paying or ordering"),
            ("Place your order", "paying or ordering"),
            ("Jetzt kaufen", "paying or ordering"),
            ("Acheter maintenant", "paying or ordering"),
            ("Finalizar compra", "paying or ordering"),
            ("Acquista ora", "paying or ordering"),
            ("Sign out", "an account"),
            ("Abmelden", "an account"),
            ("Newsletter", "an e-mail address"),
            ("Correo electrónico", "an e-mail address"),
            ("Write a review", "writing to somebody"),
            ("Remove", "taking something away"),
        ] {
            assert_eq!(delicate(text), Some(what), "{text}");
        }
        for text in ["Add to cart", "In den Warenkorb", "Search", "Size", "Ajouter au panier", ""] {
            assert_eq!(delicate(text), None, "{text}");
        }
    }
}
