//! Events as a person could make them, drawn at random.

use crate::common::event;
use proptest::prelude::*;
use waymark_model::{Event, Limit, Parameter, Per, Scope, Selector, Source, Stage, Trigger, Weight};

/// An event of which each part is one that a container may be able to say, or not.
pub fn any_event() -> impl Strategy<Value = Event> {
    let trigger = prop_oneof![
        4 => Just(Trigger::Click),
        2 => Just(Trigger::SUBMIT),
        1 => Just(Trigger::PageView),
        2 => (1_u8..=100, prop_oneof![Just(0_u32), 100_u32..5000], prop_oneof![Just(Per::Page), Just(Per::Element)])
            .prop_map(|(percent, millis, per)| Trigger::Visible { percent, millis, per }),
        1 => Just(Trigger::Scroll { percents: vec![25, 90] }),
        1 => Just(Trigger::Change),
        1 => Just(Trigger::Exit),
        1 => Just(Trigger::Time { seconds: vec![30] }),
    ];
    let css = prop_oneof![
        Just("form"),
        Just("main button"),
        Just("a[href*=\"/cart\"], .buy:is(a, b)"),
        Just("[title='a, b'] > i"),
        Just("ul *"),
        Just("p, p *"),
    ];
    let text = prop_oneof![4 => Just(None), 1 => Just(Some("Buy".to_owned()))];
    let pattern = prop_oneof![
        Just(None),
        Just(Some("/products/*")),
        Just(Some("/")),
        Just(Some("/search?q=*")),
        Just(Some("/de/*")),
        Just(Some("*/a*b")),
    ];
    let kinds = prop::sample::subsequence(vec!["product", "cart", "home"], 0..=2);
    let source = prop_oneof![
        3 => "[a-z ]{1,8}".prop_map(|value| Source::Literal { value }),
        1 => Just(Source::Literal { value: "{{Click URL}}".into() }),
        1 => Just(Source::PageType),
        1 => Just(Source::Stage),
        1 => Just(Source::Weight),
        1 => Just(Source::Milestone),
        1 => Just(Source::Device),
    ];
    let limit = prop_oneof![3 => Just(Limit::EveryTime), 1 => Just(Limit::Page), 1 => Just(Limit::Visitor)];
    let name = prop_oneof![
        Just("add_to_cart"),
        Just("checkout_start"),
        "[a-z]{3,6}_seen".prop_map(|name| &*name.leak())
    ];
    let extras = (prop::collection::vec(source, 0..3), limit, any::<bool>(), 1_u8..=10, name);
    (trigger, css, text, pattern, kinds, extras).prop_map(
        |(trigger, css, text, url, kinds, (sources, limit, bofu, weight, name))| {
            let mut event = event("x", trigger);
            name.clone_into(&mut event.name);
            if let Some(target) = &mut event.target {
                target.selectors = vec![Selector { text, ..Selector::new(css) }];
            }
            event.scope = Scope {
                page_types: kinds.into_iter().map(str::to_owned).collect(),
                url: url.map(str::to_owned),
            };
            let numbered = sources.into_iter().enumerate();
            event.parameters =
                numbered.map(|(at, from)| Parameter { name: format!("p{at}"), from }).collect();
            event.limit = limit;
            event.stage = if bofu { Stage::Bofu } else { Stage::Tofu };
            event.weight = Weight::clamped(weight);
            event
        },
    )
}
