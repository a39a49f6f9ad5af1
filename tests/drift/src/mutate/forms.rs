//! What forms carry along and how they let choose. Fields that a shop's server reads keep their names.

use ego_tree::NodeId;

use super::kinds::adds_to_cart;
use super::{Page, Random};

/// Hidden fields that platforms and apps add.
const HIDDEN: [(&str, &str); 7] = [
    ("form_type", "product"),
    ("utf8", "✓"),
    ("section-id", "main"),
    ("return_to", "/"),
    ("_token", "c3f9"),
    ("contact[tags]", "newsletter"),
    ("properties[_source]", "theme"),
];
/// Fields without which the form does something else.
const NEEDED: [&str; 8] = ["id", "quantity", "q", "next", "variant", "product", "action", "type"];

/// Lets a share of the forms gain or lose hidden fields.
pub fn change_hidden_fields(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("hidden");
    for form in page.elements() {
        if page.tag(form) != "form" || !random.chance(intensity) {
            continue;
        }
        for field in page.elements_in(form) {
            let is_hidden = page.tag(field) == "input" && page.get(field, "type") == "hidden";
            if is_hidden
                && !NEEDED.contains(&page.get(field, "name"))
                && !page.is_tracked(field)
                && random.chance(0.5)
            {
                page.detach(field);
            }
        }
        for _ in 0..random.below(3) {
            let (name, value) = random.pick(&HIDDEN).copied().unwrap_or_default();
            let is_there = page.elements_in(form).iter().any(|&field| page.get(field, "name") == name);
            if is_there {
                continue;
            }
            let field = page.create("input", &[("type", "hidden"), ("name", name), ("value", value)]);
            page.prepend(form, field);
        }
    }
}

/// Turns a share of the select lists that let choose a variant into radio buttons and the other way round, where
/// nothing in them is tracked: of the parts of one there is no counterpart in the other.
pub fn swap_choices(page: &mut Page, random: &Random, intensity: f64) {
    let mut random = random.keyed("choices");
    for node in page.elements() {
        if !page.is_attached(node) || page.holds_tracked(node) || !random.chance(intensity) {
            continue;
        }
        match page.tag(node) {
            "select" => into_radios(page, node),
            "fieldset" => into_select(page, node),
            _ => {}
        }
    }
}

fn into_radios(page: &mut Page, select: NodeId) {
    let options: Vec<NodeId> =
        page.elements_in(select).into_iter().filter(|&option| page.tag(option) == "option").collect();
    let label = page.elements().into_iter().find(|&label| {
        let id = page.get(select, "id");
        page.tag(label) == "label" && !id.is_empty() && page.get(label, "for") == id
    });
    // A label that is tracked would lose what it labels; long lists stay lists.
    let is_tracked = label.is_some_and(|label| page.holds_tracked(label));
    if !(2..=8).contains(&options.len()) || is_tracked || page.is_among_phrases(select) {
        return;
    }
    let name = page.get(select, "name").to_owned();
    let group = page.create("fieldset", &[("class", "choice-group")]);
    if let Some(label) = label {
        let words = page.text(label);
        let legend = page.create("legend", &[]);
        page.set_text(legend, &words);
        page.append(group, legend);
        page.detach(label);
    }
    for (number, option) in options.into_iter().enumerate() {
        let words = page.text(option);
        let value = page.attribute(option, "value").unwrap_or(&words).to_owned();
        let id = format!("choice-{}-{number}", name.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        let radio =
            page.create("input", &[("type", "radio"), ("name", &name), ("value", &value), ("id", &id)]);
        let label = page.create("label", &[("for", &id)]);
        page.set_text(label, &words);
        page.append(group, radio);
        page.append(group, label);
    }
    page.insert_before(select, group);
    page.detach(select);
}

fn into_select(page: &mut Page, group: NodeId) {
    let parts = page.elements_in(group);
    let radios: Vec<NodeId> = parts
        .iter()
        .copied()
        .filter(|&part| page.tag(part) == "input" && page.get(part, "type") == "radio")
        .collect();
    let others = parts.iter().any(|&part| {
        matches!(page.tag(part), "button" | "a" | "select" | "textarea")
            || (page.tag(part) == "input" && page.get(part, "type") != "radio")
    });
    let Some(&first) = radios.first().filter(|_| radios.len() >= 2 && !others) else { return };
    let name = page.get(first, "name").to_owned();
    let select = page.create("select", &[("name", &name)]);
    for radio in radios {
        let value = page.get(radio, "value").to_owned();
        let option = page.create("option", &[("value", &value)]);
        page.set_text(option, &value);
        page.append(select, option);
    }
    if let Some(&legend) = parts.iter().find(|&&part| page.tag(part) == "legend") {
        let words = page.text(legend);
        page.set(select, "aria-label", words.split(':').next().unwrap_or_default());
    }
    page.insert_before(group, select);
    page.detach(group);
}

/// Whether an element is in a form that adds a product to the cart.
pub(super) fn is_in_product_form(page: &Page, node: NodeId) -> bool {
    page.form_of(node).is_some_and(|form| adds_to_cart(page.get(form, "action")))
}
