//! What destinations would get of an event that fired in a test, under which consent, in words for the panel.
//! The runtime says what it would call and what it saw; what follows from that is decided here.

use waymark_model::{Purpose, TestConsent};

use crate::pane::Delivery;
use crate::view::{DeliveryView, Outcome, Outcomes};
use crate::words;

/// Longest call that is shown, in characters.
const MAX_SHOWN: usize = 2000;

/// A delivery as the panel shows it. `send`: it was really sent; `consent`: what the visitor was taken to have said.
pub(crate) fn view(delivery: &Delivery, send: bool, consent: Option<TestConsent>) -> DeliveryView {
    let purpose = delivery.destination.purpose();
    let outcome = |allowed: bool, is_real: bool| match (allowed, delivery.ready) {
        (false, _) => Outcome::Held,
        (true, false) => Outcome::Waiting,
        (true, true) if is_real && send => Outcome::Sent,
        (true, true) => Outcome::WouldSend,
    };
    let under = |answer: TestConsent| outcome(allows(answer, purpose), consent == Some(answer));
    DeliveryView {
        destination: delivery.destination,
        label: words::of_destination(delivery.destination).label.to_owned(),
        call: call(delivery),
        purpose,
        outcomes: Outcomes {
            page: consent.is_none().then(|| outcome(delivery.allowed, true)),
            granted: under(TestConsent::Granted),
            denied: under(TestConsent::Denied),
            gpc: under(TestConsent::Gpc),
        },
    }
}

/// Whether what a visitor said covers a purpose. Global Privacy Control refuses the sale and sharing of data, which
/// advertising is.
fn allows(answer: TestConsent, purpose: Option<Purpose>) -> bool {
    match (answer, purpose) {
        (_, None) | (TestConsent::Granted, _) => true,
        (TestConsent::Denied, _) => false,
        (TestConsent::Gpc, Some(purpose)) => purpose != Purpose::Marketing,
    }
}

/// The call as code: `gtag("event", "add_to_cart", {...})`.
fn call(Delivery { call, args, .. }: &Delivery) -> String {
    let args: Vec<String> = args.iter().map(ToString::to_string).collect();
    format!("{call}({})", args.join(", ")).chars().take(MAX_SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use waymark_model::DestinationKind;

    use super::*;

    fn delivery(destination: DestinationKind, ready: bool, allowed: bool) -> Delivery {
        let args = vec![serde_json::json!("event"), serde_json::json!({"n": 1})];
        Delivery { destination, call: "gtag".to_owned(), args, ready, allowed }
    }

    #[test]
    fn a_measuring_tool_waits_for_consent_but_not_for_global_privacy_control() {
        let shown = view(&delivery(DestinationKind::Ga4, true, false), false, None);
        assert_eq!(shown.call, r#"gtag("event", {"n":1})"#);
        let Outcomes { page, granted, denied, gpc } = shown.outcomes;
        assert_eq!(page, Some(Outcome::Held));
        assert_eq!((granted, denied, gpc), (Outcome::WouldSend, Outcome::Held, Outcome::WouldSend));
    }

    #[test]
    fn advertising_is_refused_by_global_privacy_control() {
        let shown = view(&delivery(DestinationKind::Meta, true, true), true, Some(TestConsent::Granted));
        assert_eq!(shown.outcomes.page, None, "what the page says was not asked");
        assert_eq!((shown.outcomes.granted, shown.outcomes.gpc), (Outcome::Sent, Outcome::Held));
    }

    #[test]
    fn what_stays_in_the_page_needs_nobodys_word_and_a_missing_library_is_told() {
        let shown = view(&delivery(DestinationKind::DataLayer, true, true), false, None);
        assert_eq!(shown.outcomes.denied, Outcome::WouldSend);
        let missing = view(&delivery(DestinationKind::Klaviyo, false, true), true, None);
        assert_eq!(missing.outcomes.page, Some(Outcome::Waiting));
    }
}
