//! What conditions are held against: the link and the form themselves, not what lies in or around them, and the pages below
//! the shop's address.

use serde_json::{Value, json};
use waymark_compile::formats::{Imported, import_gtm};

use super::EXAMPLE;

/// The selector of a trigger with these conditions: variable, operator, value.
fn css_of(kind: &str, conditions: &[(&str, &str, &str)]) -> String {
    let imported = read(kind, conditions, "");
    let [event] = &imported.events[..] else { panic!("{:?}", imported.rest) };
    event.target.as_ref().unwrap().selectors[0].css.clone()
}

/// A tag with a trigger of these conditions, read for a shop below a base.
fn read(kind: &str, conditions: &[(&str, &str, &str)], base: &str) -> Imported {
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
    let tag = version["tag"].as_array_mut().unwrap();
    tag.retain(|tag| tag["type"] == "gaawe");
    tag.truncate(1);
    tag[0]["firingTriggerId"] = json!(["900"]);
    version["trigger"] = json!([{ "triggerId": "900", "name": "it", "type": kind, "filter": filter }]);
    import_gtm(&container.to_string(), "shop.example", base).unwrap()
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

#[test]
fn pages_are_those_below_the_shop_s_address() {
    for (base, variable, operator, value, expected) in [
        ("/store", "Page Path", "STARTS_WITH", "/store/products/", Ok(Some("/products/*"))),
        ("/store", "Page Path", "CONTAINS", "/products/", Ok(Some("*/products/*"))),
        ("/store", "Page URL", "EQUALS", "https://shop.example/store/cart", Ok(Some("/cart"))),
        ("/store", "Page Path", "STARTS_WITH", "/store", Ok(None)),
        ("/store", "Page Path", "STARTS_WITH", "/storefront/", Err("below /store")),
        ("/store", "Page URL", "CONTAINS", "shop.example/blog/", Err("below /store")),
        ("", "Page Hostname", "EQUALS", "www.shop.example", Ok(None)),
        ("", "Page Hostname", "MATCH_REGEX", r"^(www\.)?shop\.example$", Ok(None)),
        ("", "Page Hostname", "EQUALS", "checkout.shop.example", Err("another site")),
        ("", "Page URL", "CONTAINS", "shop.example", Ok(None)),
        ("", "Page URL", "CONTAINS", "shop.example/cart", Ok(Some("/cart*"))),
        ("", "Page URL", "MATCH_REGEX", r"shop\.example/cart", Ok(Some("/cart*"))),
    ] {
        let conditions = [(variable, operator, value), ("Click Element", "CSS_SELECTOR", ".cta")];
        let imported = read("CLICK", &conditions, base);
        match expected {
            Ok(url) => {
                assert_eq!(imported.events[0].scope.url.as_deref(), url, "{variable} {operator} {value}");
            }
            Err(why) => {
                assert_eq!(imported.events, [], "{variable} {operator} {value}");
                assert!(imported.rest.iter().any(|rest| rest.why.contains(why)), "{:?}", imported.rest);
            }
        }
    }
}
