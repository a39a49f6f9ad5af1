//! What a form asks for, says and leads to, and whether it may really be sent for that. In doubt it may not. Which form is
//! meant is said elsewhere.

use url::Url;
use waymark_catalogue::delicate;
use waymark_identify::Document;
use waymark_identify::document::NodeId;
use waymark_identify::name::name;

use super::{controls, submits};
use crate::requests::leads_to_checkout;

/// What fields are called that are nobody's business, beside what the catalogue's words say, and what to call them.
const PERSONAL: [(&[&str], &str); 4] = [
    (&["passw", "pwd", "contraseña", "mot de passe", "mot-de-passe", "kennwort", "senha"], "a password"),
    (&["mail", "courriel", "correo"], "an e-mail address"),
    (&["phone", "telefon", "teléfono", "téléphone", "mobile", "handy", "celular"], "a phone number"),
    (&["card", "karte", "carte", "tarjeta", "cvc", "cvv", "iban", "cc-"], "a card or an account"),
];
/// Words of which each alone says that a field asks who somebody is and where; parts of other words say nothing.
const WHO: [&str; 28] = [
    "firstname",
    "lastname",
    "surname",
    "fname",
    "lname",
    "fullname",
    "vorname",
    "nachname",
    "nombre",
    "apellido",
    "apellidos",
    "nom",
    "prenom",
    "prénom",
    "nome",
    "cognome",
    "street",
    "straße",
    "strasse",
    "address",
    "adresse",
    "direccion",
    "indirizzo",
    "city",
    "zip",
    "postcode",
    "birthday",
    "bday",
];
/// What speaks of paying and ordering in names that are for programs.
const BUYING: [&str; 14] = [
    "checkout",
    "payment",
    "paypal",
    "klarna",
    "apple-pay",
    "applepay",
    "google-pay",
    "googlepay",
    "shop-pay",
    "buy-now",
    "buy_now",
    "buynow",
    "place-order",
    "place_order",
];
/// Parts of addresses at which something else is done than finding or putting something into the cart.
const ELSEWHERE: [&str; 28] = [
    "order",
    "orders",
    "pay",
    "account",
    "accounts",
    "login",
    "signin",
    "logout",
    "signout",
    "register",
    "signup",
    "subscribe",
    "unsubscribe",
    "newsletter",
    "contact",
    "contacts",
    "review",
    "reviews",
    "comment",
    "comments",
    "feedback",
    "question",
    "questions",
    "delete",
    "remove",
    "address",
    "addresses",
    "customer",
];

/// What is said of a form whose address cannot be told.
const UNKNOWN: &str = "it is not known where its form goes";

/// Whether a form asks for nothing personal, buys nothing, tells nobody anything, stays with the shop, and can be sent as it
/// stands: nothing is made up.
pub(super) fn may_be_sent(document: &Document, form: NodeId) -> Result<(), String> {
    let value = |node: NodeId, name: &str| document.attribute(node, name).unwrap_or_default().to_lowercase();
    let mut addresses = vec![value(form, "action")];
    for node in controls(document, form) {
        if submits(document, node) {
            addresses.extend(Some(value(node, "formaction")).filter(|address| !address.is_empty()));
        }
        fits(document, node)?;
    }
    let [id, own, class] = ["id", "name", "class"].map(|attribute| value(form, attribute));
    if let Some(what) = spoken_of(&[id, own, class, name(document, form).to_lowercase()]) {
        return Err(format!("its form speaks of {what}"));
    }
    if document.descendant_elements(form).any(|node| document.is_html(node, "iframe")) {
        return Err("its form has a frame that cannot be looked into".to_owned());
    }
    let mut elements = document.descendant_elements(document.root());
    if elements.any(|node| document.is_html(node, "base") && document.has_attribute(node, "href")) {
        return Err(UNKNOWN.to_owned());
    }
    addresses.iter().try_for_each(|address| stays(document, address))
}

/// What texts in lower case speak of that is not to be done, as the end of a sentence.
fn spoken_of(texts: &[String]) -> Option<&'static str> {
    let is_buying = texts.iter().any(|text| BUYING.iter().any(|word| text.contains(word)));
    if is_buying { Some("paying or ordering") } else { texts.iter().find_map(|text| delicate(text)) }
}

/// One field or button.
fn fits(document: &Document, node: NodeId) -> Result<(), String> {
    let value = |name: &str| document.attribute(node, name).unwrap_or_default().to_lowercase();
    let own = ["name", "id", "autocomplete", "placeholder", "aria-label"].map(value);
    let label = name(document, node).to_lowercase();
    if submits(document, node) {
        let said = [&own[..], &[value("value"), label]].concat();
        return spoken_of(&said).map_or(Ok(()), |what| Err(format!("its button speaks of {what}")));
    }
    let kind = document.input_type(node);
    // Other buttons are not pressed.
    if document.tag(node) == "button" || matches!(kind.as_str(), "button" | "reset") {
        return Ok(());
    }
    match kind.as_str() {
        "password" => return Err("its form asks for a password".to_owned()),
        "email" => return Err("its form asks for an e-mail address".to_owned()),
        "tel" => return Err("its form asks for a phone number".to_owned()),
        "file" => return Err("its form asks for a file".to_owned()),
        _ => {}
    }
    let words = || own.iter().chain([&label]);
    let is_word = |sought: &[&str]| {
        words().any(|text| text.split(|it: char| !it.is_alphabetic()).any(|word| sought.contains(&word)))
    };
    let asks = PERSONAL
        .iter()
        .find(|(signs, _)| words().any(|text| signs.iter().any(|sign| text.contains(sign))))
        .map(|(_, what)| *what);
    // "tel" alone is in "hotel" and "title" no less.
    let asks = asks.or(is_word(&["tel"]).then_some("a phone number"));
    let asks = asks.or_else(|| words().find_map(|text| delicate(text)));
    if let Some(what) = asks {
        return Err(format!("its form asks for {what}"));
    }
    if kind == "hidden" {
        return Ok(());
    }
    // What is called "name" alone is a person's; what has it among other words may be a product's.
    if own.iter().any(|text| text == "name" || text.ends_with("[name]")) || is_word(&WHO) {
        return Err("its form asks who somebody is".to_owned());
    }
    if document.tag(node) == "textarea" {
        return Err("its form asks for words of one's own".to_owned());
    }
    // What a visitor's page has in its fields is not kept with it, so most that is required is taken for empty.
    let is_filled = || !value("value").is_empty() && !matches!(kind.as_str(), "checkbox" | "radio");
    if document.has_attribute(node, "required") && !is_filled() {
        return Err("its form cannot be sent as it stands, and nothing is made up".to_owned());
    }
    Ok(())
}

/// Whether an address of a form is the shop's own, and none of a checkout, an account or the like.
fn stays(document: &Document, written: &str) -> Result<(), String> {
    let addresses = Url::parse(document.url()).ok().and_then(|page| Some((page.join(written).ok()?, page)));
    let Some((address, page)) = addresses else { return Err(UNKNOWN.to_owned()) };
    let place = |url: &Url| {
        url.host_str().map(|host| (host.trim_start_matches("www.").to_owned(), url.port_or_known_default()))
    };
    if place(&address) != place(&page) || address.scheme() != page.scheme() {
        return Err("its form goes to another site".to_owned());
    }
    if leads_to_checkout(address.as_str()) {
        return Err("its form leads to the checkout".to_owned());
    }
    // A form without an address stays where it is, as long as that is none of these either.
    let path = address.path().to_lowercase();
    let query = address.query().unwrap_or_default().to_lowercase();
    if path.split('/').chain(query.split(['=', '&', '/'])).any(|part| ELSEWHERE.contains(&part)) {
        return Err("its form leads to an order, an account or a message".to_owned());
    }
    Ok(())
}
