//! The config document of a plan and its revision.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use waymark_model::naming::destinations::sent_name;
use waymark_model::page_path::base_of;
use waymark_model::{
    Condition, Config, ConfigEvent, Destination, DestinationKind, Event, Limit, PageType, Plan, Scope,
    Selector, Sending, Source, page_type,
};

use crate::CompileError;
use crate::features::needs_index;
use crate::keys::index_of;
use crate::parts::{folded, unfolded};
use crate::short::shortened;

/// The plan without its paused events and those for apps only.
fn active(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.events.retain(Event::runs_on_web);
    plan
}

/// The config of a plan, revision filled in.
pub fn of_plan(plan: &Plan) -> Result<Config, CompileError> {
    let mut config = Config {
        schema: Config::SCHEMA,
        revision: String::new(),
        base: base_of(&plan.shop.url),
        page_types: plan.page_types.clone(),
        destinations: plan.destinations.clone(),
        privacy: plan.privacy.clone(),
        events: active(plan).events.iter().map(|event| sent_event(event, plan)).collect(),
        parts: vec![],
        index: String::new(),
    };
    config = rewritten(config);
    if needs_index(&config) {
        config.index = index_of(&config.events);
        config = folded(config);
    }
    config.revision = fingerprint(&to_json(&config)?);
    Ok(config)
}

/// The config with all its selectors written out as this version writes them, as short as they can be: two configs of
/// different versions can be compared then.
#[must_use]
pub fn rewritten(config: Config) -> Config {
    let mut config = unfolded(config);
    config.events.iter_mut().for_each(shorten);
    config
}

/// Shortens all selectors of an event.
fn shorten(event: &mut ConfigEvent) {
    for selector in selectors_of(event) {
        selector.css = shortened(&selector.css);
    }
}

/// All selectors of an event: those of its element and those of what its parameters read.
pub fn selectors_of(event: &mut ConfigEvent) -> impl Iterator<Item = &mut Selector> {
    let elsewhere = event.parameters.iter_mut().flat_map(|parameter| match &mut parameter.from {
        Source::Element { selectors, .. } => selectors.as_mut_slice(),
        _ => &mut [],
    });
    event.selectors.iter_mut().chain(elsewhere)
}

/// How the event goes to the plan's destinations, where that differs from its own name.
fn sendings(event: &Event, plan: &Plan) -> BTreeMap<DestinationKind, Sending> {
    plan.destinations
        .iter()
        .map(Destination::kind)
        .filter_map(|kind| {
            if event.send.get(&kind).is_some_and(|sending| sending.off) {
                return Some((kind, Sending { off: true, name: None }));
            }
            let name = sent_name(event, kind, plan.naming).into_owned();
            (name != event.name).then_some((kind, Sending { off: false, name: Some(name) }))
        })
        .collect()
}

/// The document: one line, fields in the order of the types, no white space. Maps do not occur in it.
pub fn to_json(config: &Config) -> Result<String, CompileError> {
    Ok(serde_json::to_string(config)?)
}

/// What makes an event fire and what it sends, as a fingerprint of 16 hex digits. A proof belongs to a
/// definition: it is void when this changes, and stays good when only stage, weight or notes do. Where an event may fire
/// is said by the plan's page types too.
pub fn definition(event: &Event, page_types: &[PageType]) -> Result<String, CompileError> {
    defined_by(&compiled_event(event), page_types)
}

/// The definition of a compiled event of a `rewritten` config, or of one of its own: what was published by an older version
/// can be compared with an event as it would be published now.
pub fn compiled_definition(event: &ConfigEvent, page_types: &[PageType]) -> Result<String, CompileError> {
    let mut event = event.clone();
    shorten(&mut event);
    defined_by(&event, page_types)
}

fn defined_by(seen: &ConfigEvent, page_types: &[PageType]) -> Result<String, CompileError> {
    let firing =
        serde_json::to_string(&(&seen.name, &seen.trigger, &seen.scope, &seen.selectors, &seen.parameters))?;
    let restricted = serde_json::to_string(&(&seen.limit, seen.debounce_millis, &seen.only_if))?;
    let unrestricted = serde_json::to_string(&(Limit::default(), 0, Condition::default()))?;
    // Events without such options keep the proofs that were made before there were any.
    let mut said = if restricted == unrestricted { firing } else { firing + &restricted };
    if let Some(deciding) = deciding(&seen.scope, page_types) {
        said += &serde_json::to_string(deciding)?;
    }
    Ok(fingerprint(&said))
}

/// The page types that decide which pages a scope takes, where they are not the usual ones: a page is of the first type
/// that recognises it, so those before count too.
fn deciding<'a>(scope: &Scope, page_types: &'a [PageType]) -> Option<&'a [PageType]> {
    let last = page_types.iter().rposition(|kind| scope.page_types.contains(&kind.id))?;
    let deciding = &page_types[..=last];
    (!page_type::defaults().starts_with(deciding)).then_some(deciding)
}

/// First 16 hex digits of the text's SHA-256.
pub fn fingerprint(text: &str) -> String {
    let first =
        Sha256::digest(text.as_bytes()).iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    format!("{first:016x}")
}

/// An event with how it goes to its plan's destinations.
fn sent_event(event: &Event, plan: &Plan) -> ConfigEvent {
    ConfigEvent { send: sendings(event, plan), ..compiled_event(event) }
}

/// An event as the runtime knows it, wherever it goes.
#[must_use]
pub fn compiled_event(event: &Event) -> ConfigEvent {
    let target = event.target.as_ref().filter(|_| event.trigger.takes_target());
    ConfigEvent {
        id: event.id.clone(),
        name: event.name.clone(),
        trigger: event.trigger.clone(),
        scope: event.scope.clone(),
        limit: event.limit,
        debounce_millis: event.debounce_millis,
        only_if: event.only_if.clone(),
        send: BTreeMap::new(),
        selectors: target.map(|target| target.selectors.clone()).unwrap_or_default(),
        parameters: event.parameters.clone(),
        stage: event.stage,
        phase: event.phase,
        weight: event.weight,
        is_macro: event.is_macro,
    }
}
