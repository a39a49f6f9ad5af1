//! A container by other people's hands: tags of Google Analytics 4 whose triggers Waymark has become drafts, all
//! else is listed with the reason. What would fire more often than in the container does not become a draft.

mod addresses;
mod conditions;
mod lookup;
mod parameters;
mod triggers;

use std::collections::HashSet;

use serde::Serialize;
use serde_json::Value;
use waymark_model::naming::event_name_problems;
use waymark_model::{Event, EventId, Limit, Status, Trigger as What};

use crate::config::fingerprint;

use super::container::{ContainerVersion, File, Tag, find, text};
use lookup::Lookup;

/// Largest file that is read, in bytes. Google's own limit for a container is far below.
pub const LARGEST: usize = 20_000_000;
/// Tags, triggers, variables, and times that a tag names a trigger, at most of each. Containers that load have hundreds.
const MOST: usize = 5_000;

/// What became of a container.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Drafts, in the order of the container's tags.
    pub events: Vec<Event>,
    /// What did not become one, or not whole.
    pub rest: Vec<NotUnderstood>,
}

/// Something in a container that is not in the drafts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NotUnderstood {
    /// What it is: the tag's name, and what of it.
    pub what: String,
    /// Why, as a sentence.
    pub why: String,
}

/// Why a file is no container.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It is too large to be one.
    #[error("it is larger than {} MB", LARGEST / 1_000_000)]
    TooLarge,
    /// It has more in it than a container can.
    #[error("it has more than {MOST} tags, triggers or variables")]
    TooMany,
    /// It is no JSON.
    #[error("the file is no JSON: {0}")]
    NotJson(#[source] serde_json::Error),
    /// It is JSON of another kind.
    #[error("the file is no export of a Tag Manager container: it has no \"containerVersion\"")]
    NotAContainer,
    /// It was exported by a Tag Manager of long ago, or of one to come.
    #[error("the container has the export format {0:?}; only 2 is known")]
    Version(String),
    /// It is a container for something else than web pages.
    #[error("the container is for {0}, not for web pages")]
    NotWeb(String),
    /// Something in it has another shape than containers have.
    #[error("the container is not built as Tag Manager builds them: {0}")]
    Shape(#[source] serde_json::Error),
}

/// Reads a container for the shop at this host, whose pages lie below a base: what it asks of other pages is not the shop's.
pub fn import_gtm(json: &str, shop: &str, base: &str) -> Result<Imported, ImportError> {
    if json.len() > LARGEST {
        return Err(ImportError::TooLarge);
    }
    let mut value: Value =
        serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(ImportError::NotJson)?;
    if !value.get("containerVersion").is_some_and(Value::is_object) {
        return Err(ImportError::NotAContainer);
    }
    match value.get("exportFormatVersion") {
        Some(version) if version.as_f64() == Some(2.0) || version.as_str() == Some("2") => {
            value["exportFormatVersion"] = Value::from(2);
        }
        other => return Err(ImportError::Version(other.map_or_else(String::new, Value::to_string))),
    }
    even(&mut value["containerVersion"]);
    let file: File = serde_json::from_value(value).map_err(ImportError::Shape)?;
    let contexts = &file.container_version.container.usage_context;
    if let Some(other) = contexts.first().filter(|_| !contexts.iter().any(|kind| same(kind, "web"))) {
        return Err(ImportError::NotWeb(other.to_lowercase().replace('_', " ")));
    }
    let ContainerVersion { tag, trigger, variable, .. } = &file.container_version;
    let pairs = tag.iter().map(|tag| tag.firing_trigger_id.len()).sum();
    if [tag.len(), trigger.len(), variable.len(), pairs].iter().any(|many| *many > MOST) {
        return Err(ImportError::TooMany);
    }
    Ok(Import::of(&file, shop, base).run())
}

/// Numbers and switches are texts in a container, whatever made it; what is null is not there.
fn even(value: &mut Value) {
    match value {
        Value::Object(entries) => {
            entries.retain(|_, entry| !entry.is_null());
            for (key, entry) in entries.iter_mut() {
                match entry {
                    Value::Number(number) => *entry = Value::String(number.to_string()),
                    Value::Bool(yes) if key == "value" => *entry = Value::String(yes.to_string()),
                    other => even(other),
                }
            }
        }
        Value::Array(entries) => {
            for entry in entries {
                match entry {
                    Value::Number(number) => *entry = Value::String(number.to_string()),
                    other => even(other),
                }
            }
        }
        _ => {}
    }
}

/// Whether two words of a closed set are one: an export writes `LINK_CLICK`, the API `linkClick`.
fn same(one: &str, other: &str) -> bool {
    let plain = |word: &str| word.replace('_', "").to_ascii_lowercase();
    plain(one) == plain(other)
}

struct Import<'a> {
    file: &'a File,
    lookup: Lookup<'a>,
    events: Vec<Event>,
    known: HashSet<EventId>,
    rest: Vec<NotUnderstood>,
}

impl<'a> Import<'a> {
    fn of(file: &'a File, shop: &'a str, base: &'a str) -> Self {
        Self {
            file,
            lookup: Lookup::of(&file.container_version, shop, base),
            events: Vec::new(),
            known: HashSet::new(),
            rest: Vec::new(),
        }
    }

    fn run(mut self) -> Imported {
        let version = &self.file.container_version;
        for tag in &version.tag {
            if same(&tag.kind, "gaawe") {
                self.event_tag(tag);
            } else {
                self.leave(&tag.name, not_an_event(&tag.kind));
            }
        }
        let used: HashSet<&String> = version.tag.iter().flat_map(|tag| &tag.firing_trigger_id).collect();
        let mut seen = HashSet::new();
        for trigger in &version.trigger {
            let what = format!("trigger \"{}\"", trigger.name);
            if !seen.insert(&trigger.trigger_id) {
                self.leave(&what, "Another trigger has its number, and is taken for it.");
            } else if !used.contains(&trigger.trigger_id) {
                self.leave(&what, "No tag fires on it.");
            }
        }
        for variable in &version.variable {
            if !self.lookup.is_taken_over(variable) {
                let why = "Its value is made up in the page or by Tag Manager: say in the plan where a parameter comes from.";
                self.leave(&format!("variable \"{}\"", variable.name), why);
            }
        }
        let kinds = [
            ("template", &version.custom_template),
            ("zone", &version.zone),
            ("client", &version.client),
            ("transformation", &version.transformation),
        ];
        for (kind, all) in kinds {
            for each in all {
                self.leave(&format!("{kind} \"{}\"", each.name), "A plan has nothing like it.");
            }
        }
        Imported { events: self.events, rest: self.rest }
    }

    fn leave(&mut self, what: &str, why: impl Into<String>) {
        self.rest.push(NotUnderstood { what: what.to_owned(), why: why.into() });
    }

    fn event_tag(&mut self, tag: &Tag) {
        let Some(written) = text(&tag.parameter, "eventName").and_then(|name| self.lookup.constant(name))
        else {
            return self.leave(&tag.name, "Its event's name is made up in the page; a plan has fixed names.");
        };
        if !tag.blocking_trigger_id.is_empty() {
            return self.leave(
                &tag.name,
                "It has exceptions, which a plan does not know, and would fire too often.",
            );
        }
        if !(tag.schedule_start_ms.is_empty() && tag.schedule_end_ms.is_empty()) {
            return self.leave(
                &tag.name,
                "It fires within a span of time only, which a plan does not know, and would fire too often.",
            );
        }
        if tag.firing_trigger_id.is_empty() {
            return self.leave(&tag.name, "It has no trigger.");
        }
        let name = acceptable(&written);
        if name != written {
            let why = format!(
                "Its event's name is \"{written}\", which a plan does not take; the draft is called {name}."
            );
            self.leave(&tag.name, why);
        }
        let (understood, refused) = triggers::of_tag(tag, &self.lookup);
        for (trigger, why) in refused {
            self.leave(&format!("{}, trigger \"{trigger}\"", tag.name), why);
        }
        let is_any = !understood.is_empty();
        for fired in understood {
            for remark in fired.remarks {
                self.leave(&format!("{}, trigger \"{}\"", tag.name, fired.name), remark);
            }
            let mut event = Event::new(EventId(String::new()), name.clone(), fired.trigger);
            event.target = fired.target;
            event.scope = fired.scope;
            event.status = if tag.paused { Status::Paused } else { Status::Draft };
            event.limit =
                if same(&tag.tag_firing_option, "oncePerLoad") { Limit::Page } else { Limit::EveryTime };
            event.description =
                format!("From Tag Manager: tag \"{}\", trigger \"{}\".", tag.name, fired.name);
            let refused = parameters::read(&mut event, tag, &self.lookup);
            for (parameter, why) in refused {
                self.leave(&format!("{}, parameter {parameter}", tag.name), why);
            }
            event.id = self.identity(tag, &event);
            // The same tag may name a trigger twice.
            if self.known.insert(event.id.clone()) {
                self.events.push(event);
            }
        }
        if is_any {
            self.settings_left_out(tag);
        }
    }

    fn settings_left_out(&mut self, tag: &Tag) {
        if !(tag.setup_tag.is_empty() && tag.teardown_tag.is_empty()) {
            self.leave(&tag.name, "The tags that fire right before or after it are not part of the draft.");
        }
        if tag.live_only {
            self.leave(
                &tag.name,
                "It fires in the published container only; the draft fires in tests as well.",
            );
        }
        let needs_consent =
            tag.consent_settings.as_ref().is_some_and(|it| same(&it.consent_status, "needed"));
        if needs_consent {
            self.leave(&tag.name, "The consent that it asks for is that of the plan's destinations now.");
        }
        if text(&tag.parameter, "sendEcommerceData") == Some("true") {
            self.leave(&tag.name, "It sends the data layer's e-commerce object, which a plan does not know.");
        }
        for (key, what) in [
            ("eventSettingsVariable", "settings from a variable"),
            ("userProperties", "user properties"),
            ("userPropertiesTable", "user properties"),
        ] {
            let has_any = find(&tag.parameter, key).is_some_and(|each| {
                !each.list.is_empty() || each.value.as_deref().is_some_and(|value| !value.is_empty())
            });
            if has_any {
                self.leave(&tag.name, format!("Its {what} are left out."));
            }
        }
    }

    /// The same for the same tag and trigger, so that a container that is imported again brings nothing twice.
    fn identity(&self, tag: &Tag, event: &Event) -> EventId {
        let container = &self.file.container_version.container.public_id;
        let said = serde_json::to_string(&(
            container,
            &tag.name,
            &event.name,
            &event.trigger,
            &event.target,
            &event.scope,
        ));
        EventId(format!("gtm-{}", fingerprint(&said.unwrap_or_default())))
    }
}

/// The name if a plan takes it, or else the nearest that it does.
fn acceptable(name: &str) -> String {
    if event_name_problems(name).is_empty() {
        return name.to_owned();
    }
    let mut plain = String::new();
    for letter in name.chars() {
        let letter = if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '_' };
        if letter != '_' || !(plain.is_empty() || plain.ends_with('_')) {
            plain.push(letter);
        }
    }
    let plain: String = plain.chars().take(30).collect();
    let plain = plain.trim_matches('_');
    let candidates = [plain.to_owned(), format!("{plain}_event"), format!("shop_{plain}")];
    let fine = candidates.into_iter().find(|name| !plain.is_empty() && event_name_problems(name).is_empty());
    fine.unwrap_or_else(|| "imported_event".to_owned())
}

/// Why a tag of another kind is no event.
fn not_an_event(kind: &str) -> String {
    let what = match kind {
        "googtag" | "gaawc" => {
            return "Google's tag is no event; choose Google Analytics 4 as a destination instead."
                .to_owned();
        }
        "html" => "own HTML or script",
        "img" => "own picture",
        "ua" => "Universal Analytics, which Google has switched off",
        "awct" | "awcc" => "a conversion of Google Ads",
        "sp" => "remarketing of Google Ads",
        "gclidw" => "Google's conversion linker",
        "flc" | "fls" => "Floodlight",
        template if template.starts_with("cvt_") => "a template from the gallery",
        _ => "a tag for another tool",
    };
    format!("It is {what}; only event tags of Google Analytics 4 are understood.")
}

/// Whether it is about an element, so that parameters can be read from one.
fn has_element(trigger: &What) -> bool {
    trigger.needs_target()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kept_or_made_acceptable() {
        for (written, expected) in [
            ("add_to_cart", "add_to_cart"),
            ("Add To Cart", "add_to_cart"),
            ("click", "click_event"),
            ("ga_foo", "shop_ga_foo"),
            ("2nd click", "shop_2nd_click"),
            ("größe", "gr_e"),
            ("!!!", "imported_event"),
        ] {
            assert_eq!(acceptable(written), expected);
        }
    }
}
