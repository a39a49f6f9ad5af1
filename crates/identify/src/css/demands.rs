//! What a selector demands that can be looked up before anything is matched: names an element must have, names that must
//! be around it, names and links that must be somewhere on the page. All of it is necessary and nothing is sufficient.

use selectors::attr::{AttrSelectorOperator, ParsedCaseSensitivity};
use selectors::parser::{Combinator, Component, Selector};

use super::Grammar;
use crate::document::Key;

/// What a selector demands.
#[derive(Clone, Debug, Default)]
pub(crate) struct Demands {
    /// What an element must have; empty where the selector does not say so.
    pub keys: Box<[Key]>,
    /// One of these an element must have; empty where the selector does not say so.
    pub either: Box<[Key]>,
    /// Each of these an element around it must have.
    pub around: Box<[Key]>,
    /// Each of these some element of the page must have, `keys` and `around` included.
    pub page: Box<[Key]>,
    /// Each of these must be part of some link of the page.
    pub links: Box<[Box<str>]>,
}

impl Demands {
    /// Those of a selector list.
    pub fn of(list: &[Selector<Grammar>]) -> Self {
        let [only] = list else {
            return Self { either: of_each(list).unwrap_or_default(), ..Self::default() };
        };
        let (mut page, mut links) = (Vec::new(), Vec::new());
        of_page(only, &mut page, &mut links);
        Self {
            keys: only.iter().filter_map(key).collect(),
            either: only.iter().find_map(either).unwrap_or_default(),
            around: around(only),
            page: page.into(),
            links: links.into(),
        }
    }
}

/// What a component asks an element to have. A value is asked for together with its attribute.
fn key(component: &Component<Grammar>) -> Option<Key> {
    match component {
        Component::ID(id) => Some(Key::id(id.as_str())),
        Component::Class(class) => Some(Key::class(class.as_str())),
        // Names with capitals compare differently in HTML and SVG, so they are no key.
        Component::LocalName(name) if name.name == name.lower_name => Some(Key::tag(&name.name.0)),
        Component::AttributeInNoNamespace { local_name, operator, value, case_sensitivity } => {
            let value = value.as_str();
            let narrow = match (operator, &*local_name.0) {
                (_, "class" | "id") => None,
                (AttrSelectorOperator::Equal, _) => Key::value(&local_name.0, value),
                (AttrSelectorOperator::Suffix, "href" | "action") => Key::last_segment(value),
                _ => None,
            };
            Some(
                narrow
                    .filter(|_| is_exact(*case_sensitivity))
                    .unwrap_or_else(|| Key::attribute(&local_name.0)),
            )
        }
        Component::AttributeInNoNamespaceExists { local_name, local_name_lower }
            if local_name == local_name_lower =>
        {
            Some(Key::attribute(&local_name.0))
        }
        _ => None,
    }
}

fn is_exact(case: ParsedCaseSensitivity) -> bool {
    matches!(case, ParsedCaseSensitivity::ExplicitCaseSensitive | ParsedCaseSensitivity::CaseSensitive)
}

/// What a component asks an element to have one of.
fn either(component: &Component<Grammar>) -> Option<Box<[Key]>> {
    match component {
        Component::Is(list) | Component::Where(list) => of_each(list.slice()),
        _ => None,
    }
}

/// For each selector something that what it matches must have; nothing where one of them does not say so.
fn of_each(list: &[Selector<Grammar>]) -> Option<Box<[Key]>> {
    list.iter().map(|selector| selector.iter().find_map(key)).collect()
}

/// What elements around the one that matches must have. What is before a sibling is around both.
fn around(selector: &Selector<Grammar>) -> Box<[Key]> {
    let mut keys = Vec::new();
    let mut is_around = false;
    for component in selector.iter_raw_match_order() {
        match component {
            Component::Combinator(Combinator::Child | Combinator::Descendant) => is_around = true,
            Component::Combinator(Combinator::NextSibling | Combinator::LaterSibling) => is_around = false,
            // Whatever lies behind the others is in another tree.
            Component::Combinator(_) => break,
            component if is_around => keys.extend(key(component)),
            _ => {}
        }
    }
    keys.into()
}

/// What some elements of the page must have, those that are asked for inside of others included.
fn of_page(selector: &Selector<Grammar>, keys: &mut Vec<Key>, links: &mut Vec<Box<str>>) {
    for component in selector.iter_raw_match_order() {
        keys.extend(key(component));
        match component {
            Component::Has(list) => {
                if let [only] = &**list {
                    of_page(&only.selector, keys, links);
                }
            }
            Component::AttributeInNoNamespace { local_name, operator, value, case_sensitivity }
                if *local_name.0 == *"href"
                    && *operator == AttrSelectorOperator::Substring
                    && is_exact(*case_sensitivity) =>
            {
                links.push(value.as_str().into());
            }
            _ => {}
        }
    }
}
