//! Where a plan's events go and under which names, for formats that send them on.

use waymark_model::naming::destinations::sent_name;
use waymark_model::{Destination, DestinationKind, Event, FormatSetting, FormatSettings, Plan};

/// Stands for a measurement ID that nobody has told.
pub const NO_ID: &str = "G-XXXXXXXXXX";

/// The event's name at a destination.
pub fn name(event: &Event, kind: DestinationKind, plan: &Plan) -> String {
    sent_name(event, kind, plan.naming).into_owned()
}

/// Whether the plan has a destination of the kind.
pub fn has(plan: &Plan, kind: DestinationKind) -> bool {
    plan.destinations.iter().any(|destination| destination.kind() == kind)
}

/// The properties of Google Analytics, at least one. Where the plan does not say which, the settings do; else it is
/// [`NO_ID`].
pub fn measurement_ids(plan: &Plan, settings: &FormatSettings) -> Vec<String> {
    let unsaid = settings.measurement_id.as_deref().unwrap_or(NO_ID);
    let ids = plan.destinations.iter().filter_map(|destination| match destination {
        Destination::Ga4 { measurement_id } => Some(measurement_id.as_deref().unwrap_or(unsaid)),
        _ => None,
    });
    let mut ids: Vec<String> = ids.map(str::to_owned).collect();
    if ids.is_empty() {
        ids.push(unsaid.to_owned());
    }
    ids
}

/// Servers of the shop's own: the plan's, or else the one that the settings say.
pub fn endpoints(plan: &Plan, settings: &FormatSettings) -> Vec<String> {
    let said = plan.destinations.iter().filter_map(|destination| match destination {
        Destination::Endpoint { url } => Some(url.clone()),
        _ => None,
    });
    let mut said: Vec<String> = said.collect();
    if said.is_empty() {
        said.extend(settings.endpoint.clone());
    }
    said
}

/// Whether the plan leaves it open.
pub fn wants(plan: &Plan, setting: FormatSetting) -> bool {
    match setting {
        FormatSetting::MeasurementId => {
            measurement_ids(plan, &FormatSettings::default()).iter().any(|id| id == NO_ID)
        }
        FormatSetting::MetaPixel => true,
        FormatSetting::Endpoint => !has(plan, DestinationKind::Endpoint),
    }
}

/// What people call the plan's destinations, but for some kinds; none where there are no others.
pub fn others(plan: &Plan, but: &[DestinationKind]) -> Option<String> {
    let kinds = plan.destinations.iter().map(Destination::kind).filter(|kind| !but.contains(kind));
    let labels: Vec<&str> = kinds.map(DestinationKind::label).collect();
    (!labels.is_empty()).then(|| labels.join(", "))
}
