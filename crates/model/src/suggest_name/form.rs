//! Names that follow from the form around an element rather than from its label.

use super::join;
use super::label::{MAX_WORDS, label_words};
use crate::transliterate::ascii_words;
use crate::{Fingerprint, FormFacts, Trigger};

/// The name of a form being submitted, or of its submit button; `usual` is what the label alone would mean.
pub(super) fn name(element: &Fingerprint, trigger: &Trigger, usual: Option<&str>) -> Option<String> {
    let form = element.form.as_ref()?;
    if !matches!(trigger, Trigger::Submit { .. }) && !element.is_submit_button() {
        return None;
    }
    let is_submit = matches!(trigger, Trigger::Submit { .. });
    match (purpose(form, element), usual) {
        // "Sign up" means an account, unless all that is asked for is an address.
        (Some("newsletter_signup"), Some("sign_up")) => Some("newsletter_signup".to_owned()),
        (None, Some("cart_open")) if is_submit => Some("cart_update".to_owned()),
        // A form has more than one button: "Buy it now" is not "Add to cart".
        (_, Some(usual)) => Some(usual.to_owned()),
        (Some(purpose), None) => Some(purpose.to_owned()),
        (None, None)
            if has_quantities(form) && label_words(element).first().is_some_and(|word| word == "update") =>
        {
            Some("cart_update".to_owned())
        }
        (None, None) => is_submit.then(|| join(&[&own_words(element, form), "form", "submit"])),
    }
}

/// The form's label, or the last part of its address that says something.
fn own_words(element: &Fingerprint, form: &FormFacts) -> String {
    let label = label_words(element);
    let words = if label.is_empty() {
        form.action.rsplit('/').map(ascii_words).find(|words| !words.is_empty()).unwrap_or_default()
    } else {
        label
    };
    words.into_iter().filter(|word| word != "form").take(MAX_WORDS - 1).collect::<Vec<_>>().join("_")
}

fn has_quantities(form: &FormFacts) -> bool {
    form.fields.iter().any(|field| field.contains("quantity") || field.starts_with("updates"))
}

/// What the form is for, as the event that sending it is, if its address and fields tell.
pub(super) fn purpose(form: &FormFacts, element: &Fingerprint) -> Option<&'static str> {
    let action = form.action.to_lowercase();
    let fields: Vec<String> = form.fields.iter().map(|field| field.to_lowercase()).collect();
    let has = |parts: &[&str]| fields.iter().any(|field| parts.iter().any(|part| field.contains(part)));
    let passwords = fields.iter().filter(|field| field.contains("password")).count();
    let label = format!("{} {}", element.name, element.heading).to_lowercase();

    if action.contains("/cart/add") || action.contains("/basket/add") {
        Some("add_to_cart")
    } else if action.ends_with("/search")
        || action.contains("/search/")
        || fields.iter().any(|field| field == "q" || field == "search")
    {
        Some("search")
    } else if fields
        .iter()
        .any(|field| field.starts_with("filter") || field == "sort_by" || field == "orderby")
    {
        Some("filter_apply")
    } else if fields.len() <= 5 && has(&["language", "locale_code"]) {
        Some("language_change")
    } else if passwords >= 2 || action.contains("register") {
        Some("sign_up")
    } else if passwords == 1 {
        Some("login")
    } else if has(&["review", "rating"]) || action.contains("review") {
        Some("review_submit")
    } else if (action.contains("/contact") && has(&["body", "comment"])) || has(&["message"]) {
        Some("contact_form_sent")
    } else if has(&["email"]) && (fields.len() <= 3 || label.contains("newsletter")) {
        Some("newsletter_signup")
    } else {
        None
    }
}
