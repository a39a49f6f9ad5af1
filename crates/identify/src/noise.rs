//! What in a page's markup is authored and lasts, and what a build, a framework or a theme editor generated
//! and will change. Judges single strings; what belongs to one product is `product`'s business.

mod vocabulary;

use crate::memo::Memo;

thread_local! {
    static IDS: Memo<bool> = Memo::new();
    static CLASSES: Memo<bool> = Memo::new();
}

/// Whether an `id` looks chosen by a person and likely to last.
#[must_use]
pub fn is_stable_id(id: &str) -> bool {
    IDS.with(|known| known.of(id, || is_chosen_id(id)))
}

fn is_chosen_id(id: &str) -> bool {
    (2..=60).contains(&id.len())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && id.starts_with(|c: char| c.is_ascii_alphabetic())
        && !has_long_number(id, 3)
        && !is_record_number(id)
        && !is_section_id(id)
        && !is_framework_id(id)
        && !words(id).any(is_hash)
}

/// Whether a class name looks authored: names a component or part, no hash, no state, no utility.
#[must_use]
pub fn is_stable_class(class: &str) -> bool {
    CLASSES.with(|known| known.of(class, || is_authored_class(class)))
}

fn is_authored_class(class: &str) -> bool {
    (2..=60).contains(&class.len())
        && class.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        && class.starts_with(|c: char| c.is_ascii_alphabetic())
        && !has_long_number(class, 3)
        && !is_record_number(class)
        && !is_section_id(class)
        && !is_generated_class(class)
        && !is_state(class)
        && !is_utility(class)
        && !words(class).any(is_hash)
}

/// Whether a value of a `name`, `data-*` or similar attribute says what the element is on every page: a short
/// word or a few, no number that counts or identifies, no address, no data.
#[must_use]
pub fn is_stable_value(value: &str) -> bool {
    (1..=60).contains(&value.len())
        && value.chars().all(|c| {
            c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '/' | ' ' | '[' | ']' | '#' | '+')
        })
        && value.chars().any(char::is_alphabetic)
        && !has_long_number(value, 3)
        && !is_section_id(value)
        && !is_framework_id(value)
        && !words(value).any(is_hash)
}

/// Whether a `data-*` attribute may say what an element is: not a state, a count, an identity of a product or
/// something a framework put there.
#[must_use]
pub fn is_stable_attribute(name: &str) -> bool {
    let Some(rest) = name.strip_prefix("data-") else { return false };
    name.len() <= 40
        && rest.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        && !words(rest).any(|word| vocabulary::PASSING_DATA.contains(word))
}

/// Whether a name starts with one of these.
fn has_prefix(prefixes: &[&str], name: &str) -> bool {
    prefixes.iter().any(|prefix| name.starts_with(prefix))
}

/// Identifier words: what separators keep apart.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// A run of at least `length` digits: an id, a timestamp, a count.
fn has_long_number(text: &str, length: usize) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() >= length)
}

/// The number that a database gave to what is shown: `post-7`, `image-5-large`.
fn is_record_number(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    words(&lower)
        .zip(words(&lower).skip(1))
        .any(|(word, next)| vocabulary::RECORDS.contains(&word) && is_number(next))
}

/// Ids that theme editors give to sections and blocks, and what is derived from them.
fn is_section_id(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    ["template--", "shopify-section", "shopify-block", "sections--", "section-id", "block-id"]
        .iter()
        .any(|part| lower.contains(part))
}

/// Ids that frameworks count up or derive from the render tree.
fn is_framework_id(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.starts_with(':')
        || lower.contains("_r_")
        || vocabulary::COUNTED_IDS.iter().any(|prefix| {
            lower.strip_prefix(prefix).is_some_and(|rest| rest.chars().any(|c| c.is_ascii_digit()))
        })
}

/// Class names that build tools and CSS-in-JS make.
fn is_generated_class(class: &str) -> bool {
    let by_prefix = vocabulary::GENERATED_CLASSES.iter().any(|prefix| {
        class.strip_prefix(prefix).is_some_and(|rest| {
            rest.len() >= 3
                && (rest.chars().any(|c| c.is_ascii_digit())
                    || words(rest).any(is_hash)
                    || !rest.contains('-'))
        })
    });
    // CSS modules: `Button_root__a1B2c`, `_root_x7f3a_12`.
    let by_suffix = class.rsplit_once("__").is_some_and(|(_, suffix)| {
        (4..=10).contains(&suffix.len())
            && suffix.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
            && (suffix.chars().any(|c| c.is_ascii_digit())
                || (suffix.chars().any(|c| c.is_ascii_uppercase())
                    && suffix.chars().skip(1).any(|c| c.is_ascii_uppercase())))
    });
    by_prefix || by_suffix || class.starts_with('_')
}

/// Classes that come and go with what a visitor does.
fn is_state(class: &str) -> bool {
    let lower = class.to_ascii_lowercase();
    let bare = lower.rsplit_once("--").map_or(lower.as_str(), |(_, modifier)| modifier);
    vocabulary::STATES.contains(bare) || has_prefix(&vocabulary::STATE_PREFIXES, &lower)
}

/// Utility classes: they say how something looks, not what it is.
fn is_utility(class: &str) -> bool {
    let lower = class.to_ascii_lowercase();
    let bare = lower.strip_prefix("u-").unwrap_or(&lower);
    vocabulary::UTILITIES.contains(bare) || has_prefix(&vocabulary::UTILITY_PREFIXES, bare)
}

/// Whether a word looks like a hash: letters and digits mixed as people do not mix them.
fn is_hash(word: &str) -> bool {
    if word.len() < 5 {
        return false;
    }
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.len() - digits;
    // `a1b2c`, `1x2y3z`; but not `product1` or `h264`.
    let changes = word
        .as_bytes()
        .windows(2)
        .filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit())
        .count();
    let is_hex = word.len() >= 7 && digits >= 1 && word.chars().all(|c| c.is_ascii_hexdigit());
    let mixed_case = {
        let bytes = word.as_bytes();
        let humps = bytes
            .windows(2)
            .filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
            .count();
        digits >= 1 && humps >= 1 && changes >= 1 && word.len() <= 10
    };
    let few_vowels = letters >= 6
        && word.len() >= 8
        && word
            .chars()
            .filter(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
            .count()
            == 0;
    (digits >= 1 && letters >= 1 && changes >= 2) || is_hex || mixed_case || few_vowels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authored_names_last() {
        for id in
            ["AddToCart", "main-nav", "cart-icon-bubble", "newsletter", "id_quantity", "add_to_basket_form"]
        {
            assert!(is_stable_id(id), "{id}");
        }
        for class in [
            "product-form__submit",
            "btn-add-to-basket",
            "header__icon",
            "site-nav",
            "card-wrapper",
            "product_pod",
        ] {
            assert!(is_stable_class(class), "{class}");
        }
    }

    #[test]
    fn generated_ids_do_not() {
        for id in [
            ":r1a:",
            "base-ui-_R_x_",
            "ember123",
            "0b5f2c1e-7e1d-4c8f-9d2f-1a2b3c4d5e6f",
            "product-8123456789",
            "template--123__main",
            "shopify-section-header",
            "ProductSubmitButton-template--16723__main",
            "radix-3",
            "headlessui-menu-button-12",
            "a1b2c3d4",
            "image-5-large",
        ] {
            assert!(!is_stable_id(id), "{id}");
        }
    }

    #[test]
    fn hashed_utility_and_state_classes_do_not() {
        for class in [
            "Button_root__a1B2c",
            "css-1x2y3z",
            "sc-bdVaJa",
            "svelte-1tky8bj",
            "w-[32px]",
            "md:flex",
            "mt-4",
            "is-active",
            "open",
            "hover",
            "header--sticky",
            "_root_x7f3a_12",
            "col-sm-6",
            "jsx-3742178921",
            "post-7",
        ] {
            assert!(!is_stable_class(class), "{class}");
        }
    }
}
