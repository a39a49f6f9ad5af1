//! Forms in which visitors leave something: an address, a review, an account.

use super::Found;
use crate::page::{Form, Page, is_email};
use crate::sight::Sight;
use crate::words::Meaning;

/// Most fields of a sign-up: an address, a name, a birthday.
const SHORT: usize = 4;

fn asks_for_address(form: &Form) -> bool {
    form.email.is_some()
        && form.passwords == 0
        && !form.has_long_text
        && form.fields <= SHORT
        && !form.has_search
}

/// Whether the button that sends a form says one of these things.
fn sends(page: &Page<'_>, form: &Form, meanings: &[Meaning]) -> bool {
    page.submit(form.node).is_some_and(|button| button.said.has.has_any(meanings))
}

/// A form by which one leaves: its button or its address says so. That one may leave at any time is said beside many a
/// form that signs up.
fn is_farewell(page: &Page<'_>, form: &Form) -> bool {
    const ACTIONS: [&str; 4] = ["unsubscribe", "opt-out", "optout", "/optin/remove"];
    sends(page, form, &[Meaning::Unsubscribe]) || ACTIONS.iter().any(|known| form.action.contains(known))
}

/// An address is asked for so that somebody answers, or calls.
fn asks_for_answer(page: &Page<'_>, form: &Form) -> bool {
    let meant = [Meaning::Contact, Meaning::AskQuestion, Meaning::CallBack, Meaning::Forgot, Meaning::Login];
    sends(page, form, &meant) || form.path.has_any(&meant) || form.said.says(Meaning::CallBack)
}

fn is_about_news(page: &Page<'_>, form: &Form) -> bool {
    const ACTIONS: [&str; 7] =
        ["newsletter", "subscribe", "list-manage.com", "klaviyo", "mailchimp", "contact#", "signup"];
    form.said.says(Meaning::Newsletter)
        || form.path.has(Meaning::Newsletter)
        || ACTIONS.iter().any(|known| form.action.contains(known))
        || sends(page, form, &[Meaning::Newsletter, Meaning::Register])
}

fn is_about_stock(page: &Page<'_>, form: &Form) -> bool {
    let meant = [Meaning::NotifyStock];
    form.said.has.has_any(&meant)
        || sends(page, form, &meant)
        || form.action.contains("alert")
        || form.path.has_any(&meant)
}

/// Forms for the newsletter, outside of dialogs or in them.
fn sign_ups<'p>(page: &'p Page<'_>, in_dialog: bool) -> Vec<&'p Form> {
    let wanted = |form: &&Form| {
        asks_for_address(form)
            && !is_farewell(page, form)
            && form.zone.dialog == in_dialog
            && is_about_news(page, form)
            && (form.zone.footer || !is_about_stock(page, form))
            && !form.said.has.has_any(&[Meaning::Forgot, Meaning::ReviewWrite])
    };
    page.forms.iter().filter(wanted).collect()
}

pub fn newsletter(page: &Page<'_>) -> Option<Found> {
    let forms = sign_ups(page, false);
    if let Some(form) = forms.iter().find(|form| form.zone.footer).or(forms.first()) {
        let confidence = if form.zone.footer { 0.96 } else { 0.88 };
        return Some(Found::one(
            form.node,
            confidence,
            "is a form that asks for an e-mail address and speaks of news",
        ));
    }
    let asks_only = |form: &&Form| {
        form.zone.footer
            && asks_for_address(form)
            && !is_farewell(page, form)
            && !asks_for_answer(page, form)
            && !is_about_stock(page, form)
    };
    if let Some(form) = page.forms.iter().find(asks_only) {
        return Some(Found::one(
            form.node,
            0.85,
            "is a form in the footer that asks for an e-mail address only",
        ));
    }
    without_form(page)
}

/// A button for news beside a field for the address, without a form around them.
fn without_form(page: &Page<'_>) -> Option<Found> {
    let news = |sight: &&Sight| sight.is_button() && sight.form.is_none() && sight.is(Meaning::Newsletter);
    let button = page.sights.iter().find(news)?;
    let near: Vec<_> = page.document.ancestors(button.node).take(4).collect();
    let field = page.sights.iter().any(|sight| {
        is_email(page.document, sight) && near.iter().any(|&above| page.document.contains(above, sight.node))
    });
    let heading = page.heading(button.node).says(Meaning::Newsletter);
    let confidence = match (field, heading) {
        (true, _) => 0.85,
        (false, true) => 0.75,
        _ => return None,
    };
    Some(
        Found::one(button.node, confidence, "is a button that subscribes to news")
            .by(waymark_model::Trigger::Click),
    )
}

pub fn popup(page: &Page<'_>) -> Option<Found> {
    let forms = sign_ups(page, true);
    let form = forms.first()?;
    Some(Found::one(
        form.node,
        0.85,
        "is a form in a pop-up that asks for an e-mail address and speaks of news",
    ))
}

pub fn back_in_stock(page: &Page<'_>) -> Option<Found> {
    let wanted = |form: &&Form| {
        asks_for_address(form) && is_about_stock(page, form) && !form.zone.footer && !form.zone.header
    };
    let form = page.forms.iter().find(wanted)?;
    let confidence = if sends(page, form, &[Meaning::NotifyStock]) { 0.95 } else { 0.85 };
    Some(Found::one(form.node, confidence, "is a form that asks where to write when the product is back"))
}

pub fn contact(page: &Page<'_>) -> Option<Found> {
    let wanted =
        |form: &&Form| form.has_long_text && form.email.is_some() && form.passwords == 0 && !form.zone.dialog;
    let about_other = |form: &&Form| {
        form.said.has.has_any(&[Meaning::ReviewWrite, Meaning::ReviewSubmit])
            || form.path.has_any(&[Meaning::Review, Meaning::Checkout])
    };
    let form = page.forms.iter().filter(wanted).find(|form| !about_other(form) && form.fields <= 8)?;
    let told =
        form.said.has.has_any(&[Meaning::Contact, Meaning::AskQuestion]) || form.path.has(Meaning::Contact);
    let titled = page.parts.title.is_some_and(|title| {
        crate::words::said(&waymark_identify::text::readable(page.document, title)).says(Meaning::Contact)
    });
    let confidence = if told || titled { 0.92 } else { 0.55 };
    Some(Found::one(form.node, confidence, "is a form that takes an e-mail address and a message"))
}

pub fn review(page: &Page<'_>) -> Option<Found> {
    let told = |form: &Form| {
        form.path.has(Meaning::Review)
            || sends(page, form, &[Meaning::ReviewSubmit, Meaning::ReviewWrite])
            || (form.has_long_text && form.said.has.has_any(&[Meaning::ReviewWrite, Meaning::ReviewSubmit]))
    };
    let wanted = |form: &&Form| {
        form.passwords == 0 && !form.has_search && told(form) && (form.has_long_text || rates(page, form))
    };
    let form = page.forms.iter().find(wanted)?;
    Some(Found::one(form.node, 0.9, "is a form that sends a review"))
}

/// Whether a form takes a number of stars.
fn rates(page: &Page<'_>, form: &Form) -> bool {
    let choices = page
        .sights
        .iter()
        .filter(|sight| sight.form == Some(form.node) && page.document.input_type(sight.node) == "radio")
        .count();
    (3..=10).contains(&choices)
}

/// The form that logs in: one password.
pub fn login(page: &Page<'_>) -> Option<Found> {
    let makes_account =
        |form: &Form| sends(page, form, &[Meaning::Register]) || form.path.has(Meaning::Register);
    let forms =
        page.forms.iter().filter(|form| form.passwords == 1 && form.fields <= 3 && !makes_account(form));
    let best = forms.max_by_key(|form| {
        (sends(page, form, &[Meaning::Login]), form.zone.main, std::cmp::Reverse(form.node))
    })?;
    let told = sends(page, best, &[Meaning::Login]) || best.path.has(Meaning::Login);
    Some(Found::one(best.node, if told { 0.95 } else { 0.7 }, "is a form with one password that logs in"))
}

/// The form that makes an account: two passwords, or a button that says so.
pub fn sign_up(page: &Page<'_>) -> Option<Found> {
    let makes_account = |form: &&Form| {
        let told = sends(page, form, &[Meaning::Register]) || form.path.has(Meaning::Register);
        form.passwords > 0 && told && !sends(page, form, &[Meaning::Login])
    };
    let twice = |form: &&Form| {
        form.passwords == 2 && !form.said.has.has_any(&[Meaning::Forgot]) && !form.path.has(Meaning::Forgot)
    };
    let form = page.forms.iter().find(makes_account).or_else(|| page.forms.iter().find(twice))?;
    let told = makes_account(&form);
    Some(Found::one(
        form.node,
        if told { 0.94 } else { 0.7 },
        "is a form with a password that makes an account",
    ))
}
