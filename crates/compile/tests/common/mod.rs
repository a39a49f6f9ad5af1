//! Plans to compile.

use waymark_model::{
    Event, EventId, Hop, Parameter, Phase, Plan, Scope, Selector, Shop, ShopSlug, Source, Stage, Status,
    Target, Trigger, Weight, page_type::defaults,
};

/// A plan with these events.
pub fn plan(events: Vec<Event>) -> Plan {
    let shop = Shop {
        slug: ShopSlug("shop.example".into()),
        url: "https://shop.example/en-gb/".into(),
        name: "Shop".into(),
    };
    Plan { page_types: defaults(), events, ..Plan::empty(shop) }
}

/// An event with this trigger on a button, as little as there can be.
pub fn event(id: &str, trigger: Trigger) -> Event {
    let target = trigger
        .needs_target()
        .then(|| Target { selectors: vec![Selector::new("main button")], ..Target::default() });
    Event {
        target,
        stage: Stage::Bofu,
        phase: Phase::Intent,
        weight: Weight::clamped(8),
        ..Event::new(EventId(id.into()), format!("event_{id}"), trigger)
    }
}

/// A plan that uses everything a plan can use, with one paused event.
pub fn full() -> Plan {
    let mut click = event("click", Trigger::Click);
    click.scope = Scope { page_types: vec!["product".into()], url: Some("/products/*".into()) };
    click.target = Some(Target {
        selectors: vec![
            Selector {
                css: "form[action*=\"/cart/add\"] button[name=\"add\"]".into(),
                within: vec![Hop::Frame("iframe#buy".into()), Hop::Shadow("product-form".into())],
                text: None,
                alone: false,
            },
            Selector {
                css: "main button".into(),
                within: vec![],
                text: Some("Add to cart".into()),
                alone: false,
            },
        ],
        ..Target::default()
    });
    click.parameters = [
        ("element_text", Source::ElementText),
        ("link_url", Source::Link),
        ("page_type", Source::PageType),
        ("field", Source::FieldName),
        ("campaign", Source::Literal { value: "Été </script>".into() }),
    ]
    .map(|(name, from)| Parameter { name: name.into(), from })
    .into();
    let mut paused = event("paused", Trigger::Click);
    paused.status = Status::Paused;
    let mut view = event("view", Trigger::PageView);
    view.is_macro = true;
    plan(vec![click, event("submit", Trigger::SUBMIT), paused, event("change", Trigger::Change), view])
}
