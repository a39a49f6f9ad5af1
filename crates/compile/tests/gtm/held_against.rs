//! What conditions of links and forms are held against: the link and the form themselves, not what lies in or around them.

use serde_json::{Value, json};
use waymark_compile::formats::import_gtm;

use super::EXAMPLE;

/// The selector of a trigger with these conditions: variable, operator, value.
fn css_of(kind: &str, conditions: &[(&str, &str, &str)]) -> String {
    let mut container: Value = serde_json::from_str(EXAMPLE).unwrap();
    let version = &mut container["containerVersion"];
    let filter: Vec<Value> = conditions
        .iter()
        .map(|(variable, operator, value)| {
            json!({ "type": operator, "parameter": [
                { "type": "TEMPLATE", "key": "arg0", "value": format!("{{{{{variable}}}}}") },
                { "type": "TEMPLATE", "key": "arg1", "value": value },
            ] })
        })
        .collect();
    let tag = &mut version["tag"].as_array_mut().unwrap();
    tag.retain(|tag| tag["type"] == "gaawe");
    tag.truncate(1);
    tag[0]["firingTriggerId"] = json!(["900"]);
    version["trigger"] = json!([{ "triggerId": "900", "name": "it", "type": kind, "filter": filter }]);
    let imported = import_gtm(&container.to_string(), "shop.example").unwrap();
    let [event] = &imported.events[..] else { panic!("{:?}", imported.rest) };
    event.target.as_ref().unwrap().selectors[0].css.clone()
}

#[test]
fn just_links_wants_a_link() {
    for (conditions, expected) in [
        (&[("Click Element", "CSS_SELECTOR", ".cta")][..], ":is(a, area)[href]:is(.cta)"),
        // Of a link inside, Tag Manager would hold the selector against the link.
        (&[("Click Element", "CSS_SELECTOR", ".cta, .cta *")], ":is(a, area)[href]:is(.cta, .cta *)"),
        (&[("Click Classes", "CONTAINS", "cta")], ":is(a, area)[href][class*=\"cta\"]"),
        (
            &[("Click Element", "CSS_SELECTOR", "nav a, .cta"), ("Click ID", "EQUALS", "x")],
            ":is(a, area)[href]:is(nav a, .cta)[id=\"x\"]",
        ),
        (&[("Click Text", "EQUALS", "Contact")], ":is(a, area)[href]"),
    ] {
        assert_eq!(css_of("LINK_CLICK", conditions), expected);
    }
    assert_eq!(css_of("CLICK", &[("Click Element", "CSS_SELECTOR", ".cta, .cta *")]), ".cta");
}

#[test]
fn a_form_s_conditions_are_about_the_form_itself() {
    for (conditions, expected) in [
        (&[("Form Classes", "CONTAINS", "newsletter")][..], "form[class*=\"newsletter\"]"),
        (&[("Form ID", "EQUALS", "join")], "form[id=\"join\"]"),
        (&[("Form Element", "CSS_SELECTOR", ".newsletter")], "form:is(.newsletter)"),
        (
            &[("Form Element", "CSS_SELECTOR", ".foot, .foot *"), ("Form ID", "EQUALS", "join")],
            "form:is(.foot, .foot *)[id=\"join\"]",
        ),
        // As Waymark exports a form by what is around it.
        (&[("Form Element", "CSS_SELECTOR", ".foot, .foot *")], ".foot"),
    ] {
        assert_eq!(css_of("FORM_SUBMISSION", conditions), expected);
    }
}
