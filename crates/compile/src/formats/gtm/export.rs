//! A plan as a container to import: folder, triggers, tags of Google Analytics 4, variables, consent. Which events
//! Tag Manager fires by itself is decided in `native`; what is lost of the plan as a whole is told in `report`.

mod parts;
mod report;

use std::collections::{BTreeMap, BTreeSet};

use waymark_model::naming::required_parameters;
use waymark_model::page_path::base_of;
use waymark_model::{ConsentRule, DestinationKind, Event, FormatSettings, Limit, Millis, Plan, Source};

use self::parts::{braces, notes, number, setting, unique};
use super::container::{
    BuiltInVariable, Condition, ConsentSettings, Container, ContainerVersion, File, Folder, Parameter, Tag,
    Trigger, Variable,
};
use super::native::{Native, native, page_type_rows, value};
use super::{MEASUREMENT_ID, PAGE_TYPE, STAGE, WEIGHT};
use crate::CompileError;
use crate::formats::calendar::Moment;
use crate::formats::destinations::{has, measurement_ids, name};
use crate::formats::words::json_word;
use crate::formats::{Loss, LossKind};

/// The account and container of a file that belongs to none yet.
const NONE: &str = "0";
/// The folder.
const FOLDER: &str = "1";
/// Tag Manager's own trigger that fires before all others.
const INITIALIZATION: &str = "2147479573";
/// Name of the variable with the identity of what the runtime pushed.
const EVENT_ID: &str = "Waymark - Event ID";

/// Tag Manager's own variables, by name.
const BUILT_IN: [(&str, &str); 9] = [
    ("Page URL", "PAGE_URL"),
    ("Click Element", "CLICK_ELEMENT"),
    ("Form Element", "FORM_ELEMENT"),
    ("Scroll Depth Threshold", "SCROLL_DEPTH_THRESHOLD"),
    ("History Source", "HISTORY_SOURCE"),
    ("New History URL", "NEW_HISTORY_URL"),
    ("Old History URL", "OLD_HISTORY_URL"),
    ("Event", "EVENT"),
    ("Page Path", "PAGE_PATH"),
];

/// Writes the container file.
pub fn write(
    plan: &Plan,
    settings: &FormatSettings,
    at: Millis,
) -> Result<(Vec<u8>, Vec<Loss>), CompileError> {
    let mut writer = Writer {
        plan,
        base: base_of(&plan.shop.url),
        measurements: measurements(plan, settings),
        tags: Vec::new(),
        triggers: Vec::new(),
        variables: BTreeMap::new(),
        losses: Vec::new(),
        by_runtime: 0,
    };
    writer.google_tags();
    for event in &plan.events {
        writer.event(event);
    }
    let losses = [report::overall(&writer), writer.losses.clone()].concat();
    let file = writer.file(at);
    Ok((serde_json::to_vec_pretty(&file)?, losses))
}

/// The variables with measurement IDs, by name.
fn measurements(plan: &Plan, settings: &FormatSettings) -> Vec<(String, String)> {
    let name =
        |at: usize| if at == 0 { MEASUREMENT_ID.to_owned() } else { format!("{MEASUREMENT_ID} {}", at + 1) };
    measurement_ids(plan, settings).into_iter().enumerate().map(|(at, id)| (name(at), id)).collect()
}

struct Writer<'a> {
    plan: &'a Plan,
    base: String,
    measurements: Vec<(String, String)>,
    tags: Vec<Tag>,
    triggers: Vec<Trigger>,
    variables: BTreeMap<String, Variable>,
    losses: Vec<Loss>,
    /// How many events wait for the runtime.
    by_runtime: usize,
}

impl Writer<'_> {
    /// Google's tag for each property. It sends no page view of its own, so that one that is on the shop already is
    /// not doubled.
    fn google_tags(&mut self) {
        for (name, id) in self.measurements.clone() {
            self.variable(&name, "c", vec![Parameter::template("value", id)]);
            let settings = setting("send_page_view", "false");
            let parameter = vec![
                Parameter::template("tagId", braces(&name)),
                Parameter::list("configSettingsTable", vec![settings]),
            ];
            self.tag(
                &format!("Waymark - Google tag{}", number(&name)),
                "googtag",
                Tag { parameter, firing_trigger_id: vec![INITIALIZATION.to_owned()], ..Tag::default() },
            );
        }
    }

    fn event(&mut self, event: &Event) {
        if let Some(loss) = Loss::of_left_out(event) {
            return self.losses.push(loss);
        }
        if !event.goes_to(DestinationKind::Ga4) {
            return self.lose(
                event,
                LossKind::Missing,
                "switched off",
                "It is switched off for Google Analytics, and the container sends nowhere else.",
            );
        }
        if event.is_macro {
            self.lose(
                event,
                LossKind::ToDo,
                "key event",
                "Mark it as a key event in Google Analytics; a container cannot.",
            );
        }
        let is_native = native(event, self.plan, &self.base);
        let (fired_by, parameters) = match is_native {
            Ok(Native { triggers, differs }) => {
                for (what, why) in differs {
                    self.lose(event, LossKind::Differs, &what, &format!("{why}."));
                }
                let values =
                    event.parameters.iter().filter_map(|each| Some((&each.name, value(each, event)?)));
                let values: Vec<_> = values.map(|(name, value)| setting(name, &value)).collect();
                self.used_by(event);
                (self.fired_by(event, triggers), values)
            }
            Err(obstacles) => {
                self.by_runtime += 1;
                for (what, why) in obstacles {
                    let why =
                        format!("{why}, so Waymark's runtime fires this event. It has to be on the shop.");
                    self.lose(event, LossKind::NeedsRuntime, &what, &why);
                }
                let trigger = self.pushed(event);
                let names: Vec<&String> = event.parameters.iter().map(|each| &each.name).collect();
                let values = names.into_iter().map(|name| setting(name, &self.data_layer(name))).collect();
                (self.fired_by(event, vec![trigger]), values)
            }
        };
        self.commerce(event);
        let name = name(event, DestinationKind::Ga4, self.plan);
        if name != event.name {
            let why =
                format!("It is {name} at Google Analytics, and so the tag and an import have that name.");
            self.lose(event, LossKind::Differs, "name", &why);
        }
        self.ga4_tags(event, &name, &fired_by, &parameters);
    }

    /// The trigger for what the runtime pushes of the event.
    fn pushed(&mut self, event: &Event) -> Trigger {
        let kind = DestinationKind::DataLayer;
        if !has(self.plan, kind) || !event.goes_to(kind) {
            self.lose(
                event,
                LossKind::ToDo,
                "data layer",
                "Switch on the data layer as a destination of this event, or Tag Manager never hears of it.",
            );
        }
        let id = self.data_layer_named(EVENT_ID, "waymark.id");
        Trigger {
            kind: "CUSTOM_EVENT".to_owned(),
            custom_event_filter: vec![Condition::literally("_event", &name(event, kind, self.plan))],
            filter: vec![Condition::literally(&id, &event.id.0)],
            ..Trigger::default()
        }
    }

    fn ga4_tags(&mut self, event: &Event, name: &str, fired_by: &[String], settings: &[Parameter]) {
        for (measurement, _) in self.measurements.clone() {
            let parameter = vec![
                Parameter::boolean("sendEcommerceData", false),
                Parameter::boolean("enhancedUserId", false),
                Parameter::list("eventSettingsTable", settings.to_vec()),
                Parameter::template("eventName", name),
                Parameter::template("measurementIdOverride", braces(&measurement)),
            ];
            self.tag(
                &format!("Waymark - {}{}", event.name, number(&measurement)),
                "gaawe",
                Tag {
                    parameter,
                    firing_trigger_id: fired_by.to_vec(),
                    notes: notes(event),
                    tag_firing_option: match event.limit {
                        Limit::Page => "ONCE_PER_LOAD".to_owned(),
                        _ => String::new(),
                    },
                    ..Tag::default()
                },
            );
        }
    }

    /// Google's shop events have products in a list, which only a destination that knows what they mean can make.
    fn commerce(&mut self, event: &Event) {
        let name = name(event, DestinationKind::Ga4, self.plan);
        let wants_items = required_parameters(&name).any(|wanted| wanted == "items");
        let about_product =
            |name: &str| name.starts_with("item_") || ["price", "quantity", "cart_total"].contains(&name);
        if wants_items && event.parameters.iter().any(|each| about_product(&each.name)) {
            self.lose(
                event,
                LossKind::Differs,
                "products",
                "The tag sends item_id, price and the like as plain parameters; Google's shop reports want them in items and value, as the runtime's own Google Analytics destination sends them.",
            );
        }
    }

    /// Gives triggers ids, names and the folder; the ids.
    fn fired_by(&mut self, event: &Event, triggers: Vec<Trigger>) -> Vec<String> {
        let mut ids = Vec::new();
        for trigger in triggers {
            let kind = trigger.kind.to_lowercase().replace('_', " ");
            let taken: Vec<&str> = self.triggers.iter().map(|other| other.name.as_str()).collect();
            let name = unique(&format!("Waymark - {} - {kind}", event.name), &taken);
            let id = (self.triggers.len() + 1).to_string();
            ids.push(id.clone());
            self.triggers.push(Trigger {
                account_id: NONE.to_owned(),
                container_id: NONE.to_owned(),
                trigger_id: id,
                name,
                fingerprint: NONE.to_owned(),
                parent_folder_id: FOLDER.to_owned(),
                ..trigger
            });
        }
        ids
    }

    fn tag(&mut self, name: &str, kind: &str, tag: Tag) {
        let taken: Vec<&str> = self.tags.iter().map(|other| other.name.as_str()).collect();
        let name = unique(name, &taken);
        let firing = Some(tag.tag_firing_option).filter(|option| !option.is_empty());
        self.tags.push(Tag {
            account_id: NONE.to_owned(),
            container_id: NONE.to_owned(),
            tag_id: (self.tags.len() + 1).to_string(),
            name,
            kind: kind.to_owned(),
            fingerprint: NONE.to_owned(),
            parent_folder_id: FOLDER.to_owned(),
            tag_firing_option: firing.unwrap_or_else(|| "ONCE_PER_EVENT".to_owned()),
            monitoring_metadata: Some(Parameter::map(Vec::new())),
            consent_settings: Some(self.consent()),
            ..tag
        });
    }

    /// What the visitor has to allow before a tag fires.
    fn consent(&self) -> ConsentSettings {
        match self.plan.privacy.consent {
            ConsentRule::Page => ConsentSettings {
                consent_status: "NEEDED".to_owned(),
                consent_type: Some(Parameter::list("", vec![Parameter::template("", "analytics_storage")])),
            },
            ConsentRule::Merchant => {
                ConsentSettings { consent_status: "NOT_SET".to_owned(), consent_type: None }
            }
        }
    }

    /// Variables that the event's own triggers and parameters name.
    fn used_by(&mut self, event: &Event) {
        let stage = json_word(&event.stage);
        self.variable(&format!("{STAGE}{stage}"), "c", vec![Parameter::template("value", stage)]);
        let weight = event.weight.get().to_string();
        self.variable(&format!("{WEIGHT}{weight}"), "c", vec![Parameter::template("value", weight)]);
        let rows = page_type_rows(&self.plan.page_types, &self.base).into_iter().map(|(regex, id)| {
            Parameter::map(vec![Parameter::template("key", regex), Parameter::template("value", id)])
        });
        let parameter = vec![
            Parameter::template("input", "{{Page URL}}"),
            Parameter::boolean("setDefaultValue", true),
            Parameter::template("defaultValue", "other"),
            Parameter::boolean("fullMatch", true),
            Parameter::boolean("replaceAfterMatch", false),
            Parameter::boolean("ignoreCase", true),
            Parameter::list("map", rows.collect()),
        ];
        let uses = |each: &waymark_model::Parameter| each.from == Source::PageType;
        if !event.scope.page_types.is_empty() || event.parameters.iter().any(uses) {
            self.variable(PAGE_TYPE, "remm", parameter);
        }
    }

    /// The variable, as a value, for a parameter that the runtime pushes.
    fn data_layer(&mut self, parameter: &str) -> String {
        braces(&self.data_layer_named(&format!("Waymark - DLV {parameter}"), parameter))
    }

    fn data_layer_named(&mut self, name: &str, path: &str) -> String {
        let parameter = vec![
            Parameter { kind: "INTEGER".to_owned(), ..Parameter::template("dataLayerVersion", "2") },
            Parameter::boolean("setDefaultValue", false),
            Parameter::template("name", path),
        ];
        self.variable(name, "v", parameter);
        name.to_owned()
    }

    fn variable(&mut self, name: &str, kind: &str, parameter: Vec<Parameter>) {
        self.variables.entry(name.to_owned()).or_insert_with(|| Variable {
            account_id: NONE.to_owned(),
            container_id: NONE.to_owned(),
            name: name.to_owned(),
            kind: kind.to_owned(),
            parameter,
            fingerprint: NONE.to_owned(),
            parent_folder_id: FOLDER.to_owned(),
            ..Variable::default()
        });
    }

    fn lose(&mut self, event: &Event, kind: LossKind, what: &str, why: &str) {
        let mut why = why.to_owned();
        if let Some(first) = why.get(..1) {
            let first = first.to_uppercase();
            why.replace_range(..1, &first);
        }
        self.losses.push(Loss::of(event, kind, what, why));
    }

    fn file(self, at: Millis) -> File {
        let text = serde_json::to_string(&(&self.tags, &self.triggers)).unwrap_or_default();
        let mut named: BTreeSet<&str> = BTreeSet::new();
        let variables: Vec<Variable> = self
            .variables
            .values()
            .filter(|variable| text.contains(&braces(&variable.name)))
            .cloned()
            .enumerate()
            .map(|(at, variable)| Variable { variable_id: (at + 1).to_string(), ..variable })
            .collect();
        let all = serde_json::to_string(&variables).unwrap_or_default() + &text;
        named.extend(BUILT_IN.iter().map(|(name, _)| *name).filter(|name| all.contains(&braces(name))));
        let built_in = BUILT_IN.iter().filter(|(name, _)| named.contains(name));
        let owned = || NONE.to_owned();
        File {
            export_format_version: 2,
            export_time: Moment::of(at).to_string(),
            container_version: ContainerVersion {
                path: "accounts/0/containers/0/versions/0".to_owned(),
                account_id: owned(),
                container_id: owned(),
                container_version_id: owned(),
                container: Container {
                    path: "accounts/0/containers/0".to_owned(),
                    account_id: owned(),
                    container_id: owned(),
                    name: format!("Waymark - {}", self.plan.shop.name),
                    public_id: "GTM-XXXXXXX".to_owned(),
                    usage_context: vec!["WEB".to_owned()],
                    fingerprint: owned(),
                },
                tag: self.tags,
                trigger: self.triggers,
                variable: variables,
                folder: vec![Folder {
                    account_id: owned(),
                    container_id: owned(),
                    folder_id: FOLDER.to_owned(),
                    name: "Waymark".to_owned(),
                    fingerprint: owned(),
                }],
                built_in_variable: built_in
                    .map(|(name, kind)| BuiltInVariable {
                        account_id: owned(),
                        container_id: owned(),
                        kind: (*kind).to_owned(),
                        name: (*name).to_owned(),
                    })
                    .collect(),
                fingerprint: owned(),
                ..ContainerVersion::default()
            },
        }
    }
}
