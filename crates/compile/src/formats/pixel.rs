//! A plan as code for a custom pixel in Shopify's customer events. What the code does lies in `ui/page/pixel`; here it
//! is decided what goes where, so that nothing is counted twice.

use std::collections::BTreeMap;

use waymark_model::naming::convention::Convention;
use waymark_model::naming::destinations::name_at;
use waymark_model::{
    DestinationKind, Event, FormatSettings, PixelCheckout, PixelForward, PixelSettings, Plan,
};

use super::destinations::{NO_ID, endpoints, has, measurement_ids, name, others};
use super::{Loss, LossKind, words};
use crate::escape::as_expression;
use crate::runtime::PIXEL;
use crate::{CompileError, config};

/// Shopify's events of the checkout, and what Google calls them where it has a word.
const CHECKOUT: [(&str, &str); 6] = [
    ("checkout_started", "begin_checkout"),
    ("checkout_contact_info_submitted", ""),
    ("checkout_address_info_submitted", ""),
    ("checkout_shipping_info_submitted", "add_shipping_info"),
    ("payment_info_submitted", "add_payment_info"),
    ("checkout_completed", "purchase"),
];

/// Where the pixel can send.
const TOLD: [DestinationKind; 3] = [DestinationKind::Ga4, DestinationKind::Meta, DestinationKind::Endpoint];

/// The code.
pub fn write(plan: &Plan, given: &FormatSettings) -> Result<(Vec<u8>, Vec<Loss>), CompileError> {
    let google = measurement_ids(plan, given);
    let meta = given.meta_pixel.as_deref().unwrap_or_default();
    let endpoints = endpoints(plan, given);
    let mut losses = overall(plan, &google, meta);
    let settings = PixelSettings {
        revision: config::of_plan(plan)?.revision,
        visitor_days: plan.privacy.visitor_days,
        events: events(plan, !endpoints.is_empty(), &mut losses),
        checkout: checkout(plan, !endpoints.is_empty(), &mut losses),
        endpoints,
    };
    let code = format!(
        "/*\n\
         Waymark's custom pixel. Shopify admin > Settings > Customer events > Add custom pixel: paste all of it.\n\
         Permission: not required (the pixel asks the visitor's consent itself, for each destination).\n\
         */\n\
         // Measurement IDs of Google Analytics 4.\n\
         const WAYMARK_GOOGLE = {};\n\
         // Id of your Meta pixel, digits only; empty for none.\n\
         const WAYMARK_META = {};\n\
         const WAYMARK = {};\n\
         {PIXEL}",
        as_expression(&serde_json::to_string(&google)?),
        as_expression(&serde_json::to_string(meta)?),
        as_expression(&serde_json::to_string(&settings)?),
    );
    Ok((code.into_bytes(), losses))
}

/// The event's name at a destination; none where it does not go.
fn sent_as(event: &Event, kind: DestinationKind, plan: &Plan) -> Option<String> {
    event.goes_to(kind).then(|| name(event, kind, plan))
}

/// What the runtime publishes. Where it sends to a destination itself, the pixel does not do it again.
fn events(plan: &Plan, has_endpoint: bool, losses: &mut Vec<Loss>) -> Vec<PixelForward> {
    let mut forwards: Vec<PixelForward> = Vec::new();
    for event in &plan.events {
        if let Some(loss) = Loss::of_left_out(event) {
            losses.push(loss);
            continue;
        }
        let mut lose = |kind, what: &str, why: &str| losses.push(Loss::of(event, kind, what, why));
        let Some(published) = sent_as(event, DestinationKind::Shopify, plan) else {
            let why = "It is switched off for Shopify's customer events, so the pixel never hears of it.";
            lose(LossKind::Missing, "switched off", why);
            continue;
        };
        let to = |kind| sent_as(event, kind, plan).filter(|_| !has(plan, kind));
        let forward = PixelForward {
            published,
            id: event.id.clone(),
            google: to(DestinationKind::Ga4),
            meta: to(DestinationKind::Meta),
            endpoint: to(DestinationKind::Endpoint).filter(|_| has_endpoint),
            parameters: event.parameters.iter().map(|parameter| parameter.name.clone()).collect(),
        };
        for kind in TOLD.into_iter().filter(|kind| !has(plan, *kind) && !event.goes_to(*kind)) {
            let what = format!("switched off for {}", kind.label());
            lose(LossKind::Missing, &what, "The pixel does not forward it there either.");
        }
        if forward.google.is_none() && forward.meta.is_none() && forward.endpoint.is_none() {
            continue;
        }
        match forwards.iter_mut().find(|other| other.published == forward.published) {
            None => forwards.push(forward),
            Some(other) => {
                if names(other) != names(&forward) {
                    let what = "two events of one name";
                    let why = "Another event is published under the same name, so the pixel forwards both as the first.";
                    lose(LossKind::Differs, what, why);
                }
                let more = forward.parameters.into_iter().filter(|name| !other.parameters.contains(name));
                let more: Vec<String> = more.collect();
                other.parameters.extend(more);
            }
        }
    }
    forwards
}

/// Under which names it goes on.
fn names(forward: &PixelForward) -> [&Option<String>; 3] {
    [&forward.google, &forward.meta, &forward.endpoint]
}

/// What only a pixel sees. Where the plan has an event of its own under the same name, that one counts.
fn checkout(plan: &Plan, has_endpoint: bool, losses: &mut Vec<Loss>) -> Vec<PixelCheckout> {
    let mut own: BTreeMap<(DestinationKind, String), &Event> = BTreeMap::new();
    for event in plan.events.iter().filter(|event| event.runs_on_web()) {
        for kind in TOLD {
            own.extend(sent_as(event, kind, plan).map(|name| ((kind, name), event)));
        }
    }
    let mut free = |standard: &str, kind: DestinationKind, name: String| match own.get(&(kind, name.clone()))
    {
        None => Some(name),
        Some(event) => {
            losses.push(Loss::of(
                event,
                LossKind::Differs,
                format!("{name} at {}", kind.label()),
                format!("This event counts there under that name, so Shopify's {standard} is not forwarded as well."),
            ));
            None
        }
    };
    CHECKOUT
        .into_iter()
        .map(|(standard, word)| {
            let google = if word.is_empty() { standard } else { word };
            let meta = Some(name_at(google, DestinationKind::Meta, Convention::default()))
                .filter(|meta| meta != google);
            PixelCheckout {
                standard: standard.to_owned(),
                google: free(standard, DestinationKind::Ga4, google.to_owned()),
                meta: meta.and_then(|meta| free(standard, DestinationKind::Meta, meta.into_owned())),
                endpoint: has_endpoint
                    .then(|| free(standard, DestinationKind::Endpoint, google.to_owned()))
                    .flatten(),
            }
        })
        .collect()
}

/// What is about the whole pixel.
fn overall(plan: &Plan, google: &[String], meta: &str) -> Vec<Loss> {
    let mut losses = Vec::new();
    let mut lose = |kind, what: &str, why: String| losses.push(Loss::overall(kind, what, why));
    lose(
        LossKind::NeedsRuntime,
        "what fires events",
        "A pixel cannot see the page: what fires events, on which elements, pages and visitors, how often, and what is read for them is done by Waymark's runtime on the shop, which publishes them to the pixel. Only the checkout's own events need no runtime.".to_owned(),
    );
    lose(
        LossKind::Missing,
        "shop's name, status, stage, phase, weight, key events, platforms, owner, description and notes",
        "They are for people and reports; the pixel forwards names and parameters.".to_owned(),
    );
    if !has(plan, DestinationKind::Shopify) {
        let why = "Switch on Shopify customer events as a destination of the plan, or the pixel hears of the checkout only.";
        lose(LossKind::ToDo, "Shopify customer events", why.to_owned());
    }
    if google.iter().any(|id| id == NO_ID) {
        let why = format!(
            "Write yours in place of {NO_ID} at the beginning of the code; until then nothing goes to Google Analytics."
        );
        lose(LossKind::ToDo, "measurement ID", why);
    }
    if meta.is_empty() {
        let why = "Write your Meta pixel's id at the beginning of the code if Meta shall get anything; the plan has none.";
        lose(LossKind::ToDo, "Meta pixel", why.to_owned());
    }
    for kind in TOLD.into_iter().filter(|kind| has(plan, *kind)) {
        let why = "The runtime on the shop sends its events there itself, so the pixel forwards the checkout only. If the shop's theme has no such script, take the destination out of the plan, and the pixel forwards everything.";
        lose(LossKind::Differs, kind.label(), why.to_owned());
    }
    let [google, meta, endpoint] = TOLD;
    if let Some(others) = others(plan, &[google, meta, endpoint, DestinationKind::Shopify]) {
        let why = format!(
            "The pixel does not send to {others}; what the plan says of that is the runtime's, on the shop's pages."
        );
        lose(LossKind::Missing, "other destinations", why);
    }
    let consent = words::consent(plan.privacy.consent);
    lose(
        LossKind::Differs,
        "consent",
        format!("The pixel asks Shopify's customer privacy and nothing else. The plan says: {consent}."),
    );
    lose(
        LossKind::Missing,
        "personal data",
        "E-mail addresses, names, telephone numbers and addresses of the checkout are never forwarded, nor is the checkout's own address.".to_owned(),
    );
    losses
}
