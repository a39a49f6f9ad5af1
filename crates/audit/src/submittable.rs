//! What may really be sent while events are tried, where a person allowed it: forms that ask for nothing personal, and
//! what puts a product into the cart. Never what pays, orders or leads to the checkout. Told from the page alone; in doubt
//! it is not sent. How it is sent, and that addresses of a checkout are not reached whatever a page does, is the renderer's.

use url::Url;
use waymark_identify::document::NodeId;
use waymark_identify::name::name;
use waymark_identify::surroundings::form_of;
use waymark_identify::{CompiledRule, Document, NewPage};
use waymark_model::{Condition, Event, Selector, Trigger};

use crate::render::Action;
use crate::requests::leads_to_checkout;

/// How an event's form, or a product, is really sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sending {
    pub selectors: Vec<Selector>,
    pub action: Action,
}

/// What fields are called that are nobody's business, and what to call them.
const PERSONAL: [(&[&str], &str); 4] = [
    (&["password", "passwort", "passwd", "pwd", "contraseña", "mot de passe"], "a password"),
    (&["mail"], "an e-mail address"),
    (&["phone", "telefon", "teléfono", "téléphone", "mobile", "handy"], "a phone number"),
    (&["card", "karte", "carte", "tarjeta", "cvc", "cvv", "iban", "cc-"], "a card or an account"),
];
/// What speaks of paying and ordering, in names of buttons and forms.
const BUYING: [&str; 28] = [
    "checkout",
    "check out",
    "payment",
    "paypal",
    "klarna",
    "apple-pay",
    "applepay",
    "apple pay",
    "google-pay",
    "googlepay",
    "google pay",
    "shop-pay",
    "shop pay",
    "buy-now",
    "buy_now",
    "buynow",
    "buy now",
    "buy it now",
    "place-order",
    "place order",
    "purchase",
    "jetzt kaufen",
    "zur kasse",
    "bezahlen",
    "bestellen",
    "commander",
    "pagar",
    "afrekenen",
];
/// What carts are called in addresses.
const CARTS: [&str; 7] = ["cart", "basket", "bag", "warenkorb", "panier", "carrito", "carrello"];
/// What the field or button is called that puts something into one.
const ADDING: [&str; 4] = ["add", "add-to-cart", "add_to_cart", "addtocart"];

/// What is really sent for an event on this page; nothing where there is nothing to send. The error says why what there is
/// is not sent, as the end of a sentence.
pub(crate) fn sending(event: &Event, document: &Document) -> Result<Option<Sending>, String> {
    if event.only_if != Condition::default() || !event.runs_on_web() {
        return Ok(None);
    }
    let selectors = || event.target.as_ref().map(|target| target.selectors.clone()).unwrap_or_default();
    let found = || CompiledRule::usable(&selectors()).count(document).nodes().first().copied();
    match &event.trigger {
        Trigger::Submit { .. } => {
            let Some(node) = found() else { return Ok(None) };
            let Some(form) = form_of(document, node) else {
                return Err("what it sends is no form that can be looked through".to_owned());
            };
            may_be_sent(document, form)?;
            Ok(Some(Sending { selectors: selectors(), action: Action::Submit }))
        }
        // The click itself is tried without it; what the shop and its tools make of a product in the cart is not.
        Trigger::Click => {
            let Some(form) =
                found().filter(|&node| submits(document, node)).and_then(|node| form_of(document, node))
            else {
                return Ok(None);
            };
            if !adds_to_cart(document, form) {
                return Ok(None);
            }
            may_be_sent(document, form)?;
            Ok(Some(Sending { selectors: selectors(), action: Action::Click }))
        }
        Trigger::AddToCart => {
            let Some((form, button)) = cart_button(document) else { return Ok(None) };
            may_be_sent(document, form)?;
            let target = NewPage::new(document).target(&[button], false);
            Ok(target.map(|target| Sending { selectors: target.selectors, action: Action::Click }))
        }
        _ => Ok(None),
    }
}

/// The first form of the page that puts a product into the cart, with its button.
fn cart_button(document: &Document) -> Option<(NodeId, NodeId)> {
    let forms = document.descendant_elements(document.root()).filter(|&node| document.is_html(node, "form"));
    forms.filter(|&form| adds_to_cart(document, form)).find_map(|form| {
        let is_usable = |&node: &NodeId| {
            submits(document, node) && !document.is_hidden(node) && !document.has_attribute(node, "disabled")
        };
        Some((form, controls(document, form).find(is_usable)?))
    })
}

/// Fields and buttons of a form, wherever they stand.
fn controls(document: &Document, form: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    let all = document.descendant_elements(document.root_of(form));
    all.filter(move |&node| {
        matches!(document.tag(node), "input" | "select" | "textarea" | "button")
            && form_of(document, node) == Some(form)
    })
}

fn submits(document: &Document, node: NodeId) -> bool {
    match document.tag(node) {
        "button" => document
            .attribute(node, "type")
            .is_none_or(|kind| !["button", "reset"].contains(&&*kind.to_lowercase())),
        "input" => matches!(document.input_type(node).as_str(), "submit" | "image"),
        _ => false,
    }
}

fn adds_to_cart(document: &Document, form: NodeId) -> bool {
    let action = document.attribute(form, "action").unwrap_or_default().to_lowercase();
    let is_named = || {
        controls(document, form).any(|node| {
            document
                .attribute(node, "name")
                .is_some_and(|name| ADDING.contains(&name.to_lowercase().as_str()))
        })
    };
    let is_cart = CARTS.iter().any(|word| action.contains(word));
    is_cart && action.contains("add") || is_named()
}

/// Whether a form asks for nothing personal, buys nothing, and stays with the shop.
fn may_be_sent(document: &Document, form: NodeId) -> Result<(), String> {
    let value = |node: NodeId, name: &str| document.attribute(node, name).unwrap_or_default().to_lowercase();
    let action = value(form, "action");
    let goes = |written: &str| {
        Url::parse(document.url())
            .ok()
            .and_then(|page| Some((page.host_str()?.to_owned(), page.join(written).ok()?)))
    };
    let mut addresses = vec![action];
    for node in controls(document, form) {
        let own = ["name", "id", "autocomplete", "placeholder"].map(|attribute| value(node, attribute));
        if submits(document, node) {
            addresses.extend(Some(value(node, "formaction")).filter(|address| !address.is_empty()));
            let said = [value(node, "value"), name(document, node).to_lowercase()];
            if own.iter().chain(&said).any(|text| BUYING.iter().any(|word| text.contains(word))) {
                return Err("its button speaks of paying or ordering".to_owned());
            }
            continue;
        }
        match document.input_type(node).as_str() {
            "password" => return Err("its form asks for a password".to_owned()),
            "email" => return Err("its form asks for an e-mail address".to_owned()),
            "tel" => return Err("its form asks for a phone number".to_owned()),
            "file" => return Err("its form asks for a file".to_owned()),
            _ => {}
        }
        let label = name(document, node).to_lowercase();
        let words = || own.iter().chain([&label]);
        // "tel" alone is in "hotel" and "title" no less.
        let is_phone =
            words().any(|text| text.split(|it: char| !it.is_alphabetic()).any(|word| word == "tel"));
        let asks = PERSONAL
            .iter()
            .find(|(signs, _)| words().any(|text| signs.iter().any(|sign| text.contains(sign))));
        if let Some(what) = asks.map(|(_, what)| *what).or(is_phone.then_some("a phone number")) {
            return Err(format!("its form asks for {what}"));
        }
    }
    if ["id", "name"].iter().any(|attribute| BUYING.iter().any(|word| value(form, attribute).contains(word)))
    {
        return Err("its form speaks of paying or ordering".to_owned());
    }
    if document.descendant_elements(form).any(|node| document.is_html(node, "iframe")) {
        return Err("its form has a frame that cannot be looked into".to_owned());
    }
    for address in addresses {
        let Some((host, address)) = goes(&address) else {
            return Err("it is not known where its form goes".to_owned());
        };
        if address.host_str().is_none_or(|to| bare(to) != bare(&host)) {
            return Err("its form goes to another site".to_owned());
        }
        let path = address.path().to_lowercase();
        let orders = path.split('/').any(|part| matches!(part, "order" | "orders" | "pay"));
        if orders || leads_to_checkout(address.as_str()) {
            return Err("its form leads to the checkout".to_owned());
        }
    }
    Ok(())
}

fn bare(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use waymark_identify::IdentifyError;
    use waymark_model::{EventId, Target};

    fn event(trigger: Trigger, css: &str) -> Event {
        let target = trigger
            .needs_target()
            .then(|| Target { selectors: vec![Selector::new(css)], ..Target::default() });
        Event { target, ..Event::new(EventId("it".into()), "it".to_owned(), trigger) }
    }

    fn told(
        html: &str,
        trigger: Trigger,
        css: &str,
    ) -> Result<Result<Option<Action>, String>, IdentifyError> {
        let page = Document::from_html(html)?.at("https://www.shop.example/products/mug");
        Ok(sending(&event(trigger, css), &page).map(|sending| sending.map(|sending| sending.action)))
    }

    #[test]
    fn forms_that_ask_for_nothing_personal_may_be_sent_and_no_others() -> Result<(), IdentifyError> {
        for (html, why) in [
            ("<form action=/search><input name=q></form>", None),
            (
                "<form action=https://shop.example/size method=post><select name=size><option>S</select><button>Find</button></form>",
                None,
            ),
            ("<form action=/contact><input type=email name=x></form>", Some("an e-mail")),
            ("<form action=/contact><input name='contact[email]'></form>", Some("an e-mail")),
            ("<form action=/contact><label>E-Mail <input name=x></label></form>", Some("an e-mail")),
            ("<form action=/contact><input type=hidden name=customer_mail></form>", Some("an e-mail")),
            ("<form action=/login><input type=password name=x></form>", Some("a password")),
            ("<form action=/call><input type=tel name=x></form>", Some("a phone")),
            ("<form action=/call><input name=tel></form>", Some("a phone")),
            ("<form action=/call><input autocomplete='tel-national' name=x></form>", Some("a phone")),
            ("<form action=/stay><input name=hotel></form>", None),
            ("<form action=/x><input name=cardnumber></form>", Some("a card")),
            ("<form action=/x><input autocomplete=cc-csc name=x></form>", Some("a card")),
            ("<form action=/x><input type=file name=x></form>", Some("a file")),
            ("<form action=/x><iframe></iframe></form>", Some("a frame")),
            ("<form action=/checkout><input name=note></form>", Some("leads to the checkout")),
            (
                "<form action=/cart><input name=note><button name=checkout>Next</button></form>",
                Some("paying"),
            ),
            (
                "<form action=/cart><button>Update</button><button formaction=/checkouts/new>Go</button></form>",
                Some("leads to the checkout"),
            ),
            ("<form action=/cart><button>Zur Kasse</button></form>", Some("paying")),
            ("<form action=/orders method=post><button>Send</button></form>", Some("leads to the checkout")),
            ("<form action=https://pay.example/x><button>Send</button></form>", Some("another site")),
            ("<form id=f action=/x></form><input form=f type=email>", Some("an e-mail")),
            ("<div role=form><button>Send</button></div>", Some("no form")),
        ] {
            let css = if html.starts_with("<div") { "button" } else { "form" };
            let told = told(html, Trigger::SUBMIT, css)?;
            match (why, &told) {
                (None, Ok(Some(Action::Submit))) => {}
                (Some(why), Err(told)) if told.contains(why) => {}
                _ => panic!("{html}: {told:?}"),
            }
        }
        assert_eq!(told("<form></form>", Trigger::SUBMIT, "#none")?, Ok(None));
        Ok(())
    }

    #[test]
    fn a_click_or_no_element_at_all_fills_the_cart() -> Result<(), IdentifyError> {
        let shop = "<form action=/cart/add method=post><input name=id value=1><button type=submit name=add>Add</button>\
                    <button type=button>Buy it now</button></form><a href=/x>More</a>";
        assert_eq!(told(shop, Trigger::Click, "[name=add]")?, Ok(Some(Action::Click)));
        assert_eq!(told(shop, Trigger::Click, "a")?, Ok(None), "a link is followed by nobody");
        assert_eq!(told(shop, Trigger::Click, "[type=button]")?, Ok(None), "nothing is bought");
        assert_eq!(told(shop, Trigger::AddToCart, "")?, Ok(Some(Action::Click)));
        assert_eq!(
            told("<form action=/search><button>Go</button></form>", Trigger::AddToCart, "")?,
            Ok(None)
        );
        let magento =
            "<form action=/checkout/cart/add/product/1 method=post><button>In den Warenkorb</button></form>";
        assert_eq!(told(magento, Trigger::AddToCart, "")?, Ok(Some(Action::Click)));
        let gift = "<form action=/cart/add><input type=email name=to><button name=add>Add</button></form>";
        assert!(told(gift, Trigger::AddToCart, "")?.is_err());
        assert!(told(gift, Trigger::Click, "button")?.is_err());
        assert_eq!(told(shop, Trigger::Change, "[name=id]")?, Ok(None));
        Ok(())
    }
}
