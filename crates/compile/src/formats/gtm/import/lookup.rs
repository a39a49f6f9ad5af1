//! What a container's names stand for: its variables, and Tag Manager's own.

use std::collections::{HashMap, HashSet};

use super::super::container::{ContainerVersion, Parameter, Trigger, Variable, text};
use super::super::{PAGE_TYPE, STAGE, WEIGHT};
use super::same;

/// Names of a container.
pub struct Lookup<'a> {
    version: &'a ContainerVersion,
    variables: HashMap<&'a str, &'a Variable>,
    triggers: HashMap<&'a str, &'a Trigger>,
    /// Numbers of triggers that are not read: every tag that fires on one would copy it.
    too_long: HashSet<&'a str>,
    /// Host of the shop that the container is read for.
    pub shop: &'a str,
    /// Where the shop's pages begin on it; empty for the root.
    pub base: &'a str,
}

/// Characters of a trigger or of a text with its constants filled in, at most.
const LONGEST: usize = 16_384;

/// A host without `www.`, which shops have or have not.
fn plain(host: &str) -> String {
    let host = host.to_ascii_lowercase();
    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
}

fn is_shop(host: &str, shop: &str) -> bool {
    !shop.is_empty() && plain(host) == plain(shop)
}

/// What a reference stands for.
pub enum Meaning<'a> {
    /// One of Tag Manager's own, by its type in capitals.
    Own(String),
    /// A fixed text.
    Constant(&'a str),
    /// The page's type, as Waymark's exports have it.
    PageType,
    /// The event's stage, likewise.
    Stage(&'a str),
    /// The event's weight, likewise.
    Weight(u8),
    /// Anything else.
    Other,
}

impl<'a> Lookup<'a> {
    pub fn of(version: &'a ContainerVersion, shop: &'a str, base: &'a str) -> Self {
        let mut lookup = Self {
            version,
            variables: HashMap::new(),
            triggers: HashMap::new(),
            too_long: HashSet::new(),
            shop,
            base,
        };
        for variable in &version.variable {
            lookup.variables.entry(&variable.name).or_insert(variable);
        }
        for trigger in &version.trigger {
            lookup.triggers.entry(&trigger.trigger_id).or_insert(trigger);
            if serde_json::to_string(trigger).is_ok_and(|written| written.len() > LONGEST) {
                lookup.too_long.insert(&trigger.trigger_id);
            }
        }
        lookup
    }

    /// Whether a host is the shop's own, with or without `www.`
    pub fn is_shop(&self, host: &str) -> bool {
        is_shop(host, self.shop)
    }

    /// The shop's host, without `www.`
    pub fn plain_host(&self) -> String {
        plain(self.shop)
    }

    /// What follows in an address without scheme that begins with the shop's host.
    pub fn within_shop<'v>(&self, address: &'v str) -> Option<&'v str> {
        let at = address.find(['/', '?', '#']).unwrap_or(address.len());
        self.is_shop(&address[..at]).then(|| &address[at..])
    }

    /// The first trigger with a number.
    pub fn trigger(&self, id: &str) -> Option<&'a Trigger> {
        self.triggers.get(id).copied()
    }

    /// Whether a trigger is longer than is read.
    pub fn is_too_long(&self, trigger: &Trigger) -> bool {
        self.too_long.contains(trigger.trigger_id.as_str())
    }

    /// What a text that is one reference, `{{Name}}`, stands for; none for other texts.
    pub fn meaning(&self, value: &str) -> Option<Meaning<'a>> {
        let name = value.trim().strip_prefix("{{")?.strip_suffix("}}")?;
        if name.contains("{{") || name.contains("}}") {
            return None;
        }
        let name = name.trim();
        Some(match self.variable(name) {
            Some(variable) if same(&variable.kind, "remm") && name == PAGE_TYPE => Meaning::PageType,
            Some(variable) if variable.kind == "c" => {
                let value = text(&variable.parameter, "value").unwrap_or_default();
                if name.strip_prefix(STAGE) == Some(value) {
                    Meaning::Stage(value)
                } else if let Some(weight) = name.strip_prefix(WEIGHT).and_then(|weight| weight.parse().ok())
                {
                    Meaning::Weight(weight)
                } else {
                    Meaning::Constant(value)
                }
            }
            Some(_) => Meaning::Other,
            None => Meaning::Own(self.built_in(name)),
        })
    }

    /// Whether drafts can have what a variable stands for: a fixed text, or what Waymark's own exports know.
    pub fn is_taken_over(&self, variable: &Variable) -> bool {
        match self.meaning(&format!("{{{{{}}}}}", variable.name)) {
            Some(Meaning::Other | Meaning::Own(_)) | None => false,
            Some(_) => self.variable(&variable.name).is_some_and(|first| std::ptr::eq(first, variable)),
        }
    }

    /// The text with all references filled in; none where one is not fixed.
    pub fn constant(&self, value: &str) -> Option<String> {
        let mut out = String::new();
        let mut rest = value;
        while let Some((before, after)) = rest.split_once("{{") {
            let (name, after) = after.split_once("}}")?;
            let variable = self.variable(name.trim()).filter(|variable| variable.kind == "c")?;
            let value = text(&variable.parameter, "value")?;
            // What a constant refers to in turn is not followed: it may lead in a circle.
            if value.contains("{{") {
                return None;
            }
            if out.len() + before.len() + value.len() > LONGEST {
                return None;
            }
            out += before;
            out += value;
            rest = after;
        }
        Some(out + rest)
    }

    /// Ids of the page types that Waymark's own table knows.
    pub fn page_type_ids(&self) -> Vec<&'a str> {
        let table = self.variable(PAGE_TYPE).and_then(|variable| find_list(&variable.parameter, "map"));
        let rows = table.unwrap_or_default();
        rows.iter().filter_map(|row| text(&row.map, "value")).collect()
    }

    fn variable(&self, name: &str) -> Option<&'a Variable> {
        self.variables.get(name).copied()
    }

    /// The type of one of Tag Manager's own variables. Containers name them; without, they go by their usual names.
    fn built_in(&self, name: &str) -> String {
        let named = self.version.built_in_variable.iter().find(|variable| variable.name == name);
        let kind = named.map_or(name, |variable| variable.kind.as_str());
        let words: String = kind
            .chars()
            .flat_map(|letter| {
                let starts_word =
                    letter.is_ascii_uppercase() && kind.chars().any(|other| other.is_ascii_lowercase());
                starts_word.then_some('_').into_iter().chain([if letter == ' ' {
                    '_'
                } else {
                    letter.to_ascii_uppercase()
                }])
            })
            .collect();
        let mut plain = String::new();
        for letter in words.trim_matches('_').chars() {
            if letter != '_' || !plain.ends_with('_') {
                plain.push(letter);
            }
        }
        plain.replace("_U_R_L", "_URL").replace("_I_D", "_ID").replace("__", "_")
    }
}

fn find_list<'a>(parameters: &'a [Parameter], key: &str) -> Option<&'a [Parameter]> {
    super::super::container::find(parameters, key).map(|parameter| parameter.list.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_variables_go_by_their_type() {
        let version = ContainerVersion::default();
        for (name, expected) in [
            ("Click Element", "CLICK_ELEMENT"),
            ("Page URL", "PAGE_URL"),
            ("Click ID", "CLICK_ID"),
            ("Scroll Depth Threshold", "SCROLL_DEPTH_THRESHOLD"),
            ("clickUrl", "CLICK_URL"),
            ("PAGE_PATH", "PAGE_PATH"),
        ] {
            assert_eq!(Lookup::of(&version, "shop.example", "").built_in(name), expected);
        }
    }
}
