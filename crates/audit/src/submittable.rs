//! What may really be sent while events are tried, where a person allowed it: forms that ask for nothing personal, and
//! what puts a product into the cart. Never what pays, orders or leads to the checkout. Told from the page alone; in doubt
//! it is not sent. How it is sent, and that addresses of a checkout are not reached whatever a page does, is the renderer's.

mod form;

use waymark_identify::document::NodeId;
use waymark_identify::surroundings::form_of;
use waymark_identify::{CompiledRule, Document, NewPage, Snapshot};
use waymark_model::{Condition, Event, Selector, Trigger};

use self::form::may_be_sent;
use crate::render::{Act, Action};

/// How an event's form, or a product, is really sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sending {
    pub selectors: Vec<Selector>,
    pub action: Action,
}

/// What carts are called in addresses.
const CARTS: [&str; 9] =
    ["cart", "carts", "basket", "baskets", "bag", "warenkorb", "panier", "carrito", "carrello"];
/// What the field or button is called that puts something into one, on any address.
const ADDING: [&str; 3] = ["add-to-cart", "add_to_cart", "addtocart"];

/// The act as it is to be done on a page that stands before the visitor now, at this address; the error says why what it
/// sends is not sent, as the end of a sentence. Another showing of the same page may have had another form there.
pub fn as_shown(act: &Act, snapshot: &Snapshot, url: &str) -> Result<Act, String> {
    let Some(event) = &act.sends else { return Ok(act.clone()) };
    let Ok(document) = Document::from_snapshot(snapshot).map(|document| document.at(url)) else {
        return Err("the page could not be read when it was to be sent".to_owned());
    };
    let Some(Sending { selectors, action }) = sending(event, &document)? else {
        return Err("the page did not have it any more when it was to be sent".to_owned());
    };
    Ok(Act { selectors, action, ..act.clone() })
}

/// What is really sent for an event on this page; nothing where there is nothing to send. The error says why what there is
/// is not sent, as the end of a sentence.
pub(crate) fn sending(event: &Event, document: &Document) -> Result<Option<Sending>, String> {
    if event.only_if != Condition::default() || !event.runs_on_web() {
        return Ok(None);
    }
    let selectors = event.target.as_ref().map(|target| target.selectors.clone()).unwrap_or_default();
    // Which of several a visitor's mouse would meet first is not told here: all have to be fit.
    let found = || CompiledRule::usable(&selectors).count(document).nodes().to_vec();
    match &event.trigger {
        Trigger::Submit { .. } => {
            let found = found();
            if found.is_empty() {
                return Ok(None);
            }
            for node in found {
                let Some(form) = form_of(document, node) else {
                    return Err("what it sends is no form that can be looked through".to_owned());
                };
                may_be_sent(document, form)?;
            }
            Ok(Some(Sending { selectors, action: Action::Submit }))
        }
        // The click itself is tried without it; what the shop and its tools make of a product in the cart is not.
        Trigger::Click => {
            let form = |node| form_of(document, node).filter(|_| submits(document, node));
            let forms: Option<Vec<NodeId>> = found().into_iter().map(form).collect();
            let fits = |forms: &Vec<NodeId>| {
                !forms.is_empty() && forms.iter().all(|&form| adds_to_cart(document, form))
            };
            let Some(forms) = forms.filter(fits) else { return Ok(None) };
            forms.iter().try_for_each(|&form| may_be_sent(document, form))?;
            Ok(Some(Sending { selectors, action: Action::Click }))
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

/// Its address speaks of a cart and of adding, part by part, or a control of it is called so.
fn adds_to_cart(document: &Document, form: NodeId) -> bool {
    let action = document.attribute(form, "action").unwrap_or_default().to_lowercase();
    let address = action.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = address.split(['/', '.', '-', '_']).collect();
    let is_cart = parts.iter().any(|part| CARTS.contains(part));
    let adds = parts.iter().any(|part| ["add", "addtocart"].contains(part));
    let is_named = || {
        let names = controls(document, form).filter_map(|node| document.attribute(node, "name"));
        names.map(str::to_lowercase).any(|name| ADDING.contains(&name.as_str()) || is_cart && name == "add")
    };
    is_cart && adds || is_named()
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
    fn what_is_sent_is_judged_as_the_page_is_then() -> Result<(), serde_json::Error> {
        let page = |field: &str| {
            let nodes = serde_json::json!([
                { "p": -1, "t": "html" },
                { "p": 0, "t": "form", "a": ["action", "/find"] },
                { "p": 1, "t": "input", "a": ["type", field, "name", "it"] },
                { "p": 1, "t": "button" },
            ]);
            let page = serde_json::json!({ "url": "", "title": "", "viewport": [1, 1], "scroll": [0, 0], "nodes": nodes });
            serde_json::from_value::<Snapshot>(page)
        };
        let sends = Some(Box::new(event(Trigger::SUBMIT, "form")));
        let selectors = vec![Selector::new("form")];
        let act = Act { event: EventId("it".into()), selectors, action: Action::Submit, sends };
        let told = |snapshot: &Snapshot| as_shown(&act, snapshot, "https://www.shop.example/");
        assert_eq!(told(&page("hidden")?), Ok(act.clone()));
        assert_eq!(told(&page("password")?), Err("its form asks for a password".to_owned()));
        let gone = Act { sends: Some(Box::new(event(Trigger::SUBMIT, "#other"))), ..act.clone() };
        assert!(as_shown(&gone, &page("hidden")?, "https://www.shop.example/").is_err());
        // What sends nothing needs no leave.
        let plain = Act { sends: None, ..act.clone() };
        assert_eq!(as_shown(&plain, &page("password")?, "https://www.shop.example/"), Ok(plain.clone()));
        Ok(())
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
            ("<form action='/checkout#pay'><input name=note></form>", Some("leads to the checkout")),
            (
                "<form action='/index.php?route=checkout/confirm'><input name=x></form>",
                Some("leads to the checkout"),
            ),
            ("<form action='/?wc-ajax=checkout'><input name=x></form>", Some("leads to the checkout")),
            ("<form action=/x><input name=q><button>Order now</button></form>", Some("paying or ordering")),
            ("<form action=/x><input name=q><button>注文する</button></form>", Some("paying or ordering")),
            ("<form action=/x><input name=firstname></form>", Some("who somebody is")),
            ("<form action=/x><input name='visitor[name]'></form>", Some("who somebody is")),
            ("<form action=/x><textarea name=body></textarea></form>", Some("words of one's own")),
            ("<form action=/x><input type=checkbox name=ok required></form>", Some("as it stands")),
            ("<form action=/x><input name=q required></form>", Some("as it stands")),
            ("<form action=/x><input name=q required value=1></form>", None),
            ("<form action=/account/address><input name=q></form>", Some("an account")),
            ("<form action='/index.php?route=account/logout'><input name=q></form>", Some("an account")),
            ("<form action=/x><button>Delete</button></form>", Some("taking something away")),
            (
                "<form action=/search><input name=q></form><form action=/x><input type=email></form>",
                Some("an e-mail"),
            ),
            (
                "<base href=https://other.example/><form action=/search><input name=q></form>",
                Some("not known"),
            ),
            ("<form action=https://www.shop.example:8443/s><input name=q></form>", Some("another site")),
            (
                "<form action=/cart><input name=note><button name=checkout>Next</button></form>",
                Some("paying"),
            ),
            (
                "<form action=/cart><button>Update</button><button formaction=/checkouts/new>Go</button></form>",
                Some("leads to the checkout"),
            ),
            ("<form action=/cart><button>Zur Kasse</button></form>", Some("paying")),
            ("<form action=/orders method=post><button>Send</button></form>", Some("an order")),
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
        for other in ["/baggage/address", "/carte/addresses", "/cart"] {
            let html = format!("<form action={other}><button name=x>Go</button></form>");
            assert_eq!(told(&html, Trigger::AddToCart, "")?, Ok(None), "{other}");
        }
        let gift = "<form action=/cart/add><input type=email name=to><button name=add>Add</button></form>";
        assert!(told(gift, Trigger::AddToCart, "")?.is_err());
        assert!(told(gift, Trigger::Click, "button")?.is_err());
        assert_eq!(told(shop, Trigger::Change, "[name=id]")?, Ok(None));
        Ok(())
    }
}
