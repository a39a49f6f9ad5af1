//! The shape of a container file (`exportFormatVersion` 2), as far as it is written or read here. Reading leaves out
//! what it does not know.
#![expect(clippy::struct_field_names, reason = "the fields are called as in the file")]

use serde::{Deserialize, Serialize};

/// The whole file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct File {
    pub export_format_version: u32,
    pub export_time: String,
    pub container_version: ContainerVersion,
}

/// Everything in a container.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainerVersion {
    pub path: String,
    pub account_id: String,
    pub container_id: String,
    pub container_version_id: String,
    pub container: Container,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tag: Vec<Tag>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trigger: Vec<Trigger>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variable: Vec<Variable>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub folder: Vec<Folder>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub built_in_variable: Vec<BuiltInVariable>,
    /// Templates, zones, clients and transformations are read only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom_template: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub zone: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub client: Vec<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transformation: Vec<Named>,
    pub fingerprint: String,
}

/// What the container is called.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Container {
    pub path: String,
    pub account_id: String,
    pub container_id: String,
    pub name: String,
    pub public_id: String,
    pub usage_context: Vec<String>,
    pub fingerprint: String,
}

/// Something that is sent.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Tag {
    pub account_id: String,
    pub container_id: String,
    pub tag_id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameter: Vec<Parameter>,
    pub fingerprint: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub firing_trigger_id: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocking_trigger_id: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parent_folder_id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notes: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub paused: bool,
    pub tag_firing_option: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monitoring_metadata: Option<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent_settings: Option<ConsentSettings>,
    /// Milliseconds since 1970 before which it does not fire; read only, like all that follows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub schedule_start_ms: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub schedule_end_ms: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub live_only: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub setup_tag: Vec<serde_json::Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub teardown_tag: Vec<serde_json::Value>,
}

/// Something of a container of which only the name is read.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Named {
    pub name: String,
}

/// What a tag needs the visitor's word for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ConsentSettings {
    pub consent_status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consent_type: Option<Parameter>,
}

/// What makes tags fire.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Trigger {
    pub account_id: String,
    pub container_id: String,
    pub trigger_id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub fingerprint: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parent_folder_id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notes: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub filter: Vec<Condition>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub auto_event_filter: Vec<Condition>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom_event_filter: Vec<Condition>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameter: Vec<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_for_tags: Option<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_validation: Option<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_for_tags_timeout: Option<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_trigger_id: Option<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<Parameter>,
}

/// What must hold for a trigger to fire.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Condition {
    #[serde(rename = "type")]
    pub kind: String,
    pub parameter: Vec<Parameter>,
}

/// A named value of a tag, trigger or condition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Parameter {
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<Parameter>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub map: Vec<Parameter>,
}

/// A value by name.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Variable {
    pub account_id: String,
    pub container_id: String,
    pub variable_id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameter: Vec<Parameter>,
    pub fingerprint: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parent_folder_id: String,
    pub format_value: serde_json::Map<String, serde_json::Value>,
}

/// A folder of the workspace.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Folder {
    pub account_id: String,
    pub container_id: String,
    pub folder_id: String,
    pub name: String,
    pub fingerprint: String,
}

/// One of Tag Manager's own variables.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct BuiltInVariable {
    pub account_id: String,
    pub container_id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub name: String,
}

impl Parameter {
    fn new(kind: &str, key: &str) -> Self {
        let key = Some(key.to_owned()).filter(|key| !key.is_empty());
        Self { kind: kind.to_owned(), key, ..Self::default() }
    }

    /// A text, in which `{{Name}}` stands for a variable.
    pub fn template(key: &str, value: impl Into<String>) -> Self {
        Self { value: Some(value.into()), ..Self::new("TEMPLATE", key) }
    }

    /// A yes or no.
    pub fn boolean(key: &str, value: bool) -> Self {
        Self { value: Some(value.to_string()), ..Self::new("BOOLEAN", key) }
    }

    /// A list.
    pub fn list(key: &str, list: Vec<Self>) -> Self {
        Self { list, ..Self::new("LIST", key) }
    }

    /// Named values in a list.
    pub fn map(map: Vec<Self>) -> Self {
        Self { map, ..Self::new("MAP", "") }
    }
}

impl Condition {
    /// That a variable stands in a relation to a value.
    pub fn new(kind: &str, variable: &str, value: impl Into<String>) -> Self {
        let parameter = vec![
            Parameter::template("arg0", format!("{{{{{variable}}}}}")),
            Parameter::template("arg1", value),
        ];
        Self { kind: kind.to_owned(), parameter }
    }

    /// That a variable has this value, whatever it is. A variable's name in it would be filled in.
    pub fn literally(variable: &str, value: &str) -> Self {
        if value.contains("{{") {
            Self::new("MATCH_REGEX", variable, format!("^{}$", super::address::escaped(value)))
        } else {
            Self::new("EQUALS", variable, value)
        }
    }

    /// The same without regard to case.
    pub fn ignoring_case(mut self) -> Self {
        self.parameter.push(Parameter::boolean("ignore_case", true));
        self
    }

    /// That it does not.
    pub fn negated(mut self) -> Self {
        self.parameter.push(Parameter::boolean("negate", true));
        self
    }

    /// The value of one of its parts.
    pub fn part(&self, key: &str) -> Option<&str> {
        text(&self.parameter, key)
    }

    /// Whether a switch of it is on.
    pub fn is(&self, key: &str) -> bool {
        self.part(key) == Some("true")
    }
}

/// The text of the parameter with this key.
pub fn text<'a>(parameters: &'a [Parameter], key: &str) -> Option<&'a str> {
    find(parameters, key)?.value.as_deref()
}

/// The parameter with this key.
pub fn find<'a>(parameters: &'a [Parameter], key: &str) -> Option<&'a Parameter> {
    parameters.iter().find(|parameter| parameter.key.as_deref() == Some(key))
}
