//! What a container has besides tags and triggers that become drafts: it is said, and never makes drafts that fire more
//! often, or a file that takes minutes to read.

use serde_json::Value;
use waymark_compile::formats::{ImportError, Imported, import_gtm};

use super::{EXAMPLE, refused, whys};

/// The example with something else in its tags and triggers.
fn changed(change: impl FnOnce(&mut Value)) -> Imported {
    let mut container: Value = serde_json::from_str(EXAMPLE).unwrap();
    change(&mut container["containerVersion"]);
    import_gtm(&container.to_string(), "shop.example", "").unwrap()
}

fn each_tag(version: &mut Value, change: impl Fn(&mut Value)) {
    version["tag"].as_array_mut().unwrap().iter_mut().for_each(change);
}

#[test]
fn a_tag_that_fires_for_a_time_only_is_left_out_and_what_else_it_has_is_said() {
    let plain = changed(|_| ());
    assert!(!plain.events.is_empty());
    let scheduled = changed(|version| {
        each_tag(version, |tag| tag["scheduleEndMs"] = Value::from(1_700_000_000_000_u64));
    });
    assert_eq!(scheduled.events, []);
    assert!(scheduled.rest.iter().any(|rest| rest.why.contains("span of time")), "{:?}", scheduled.rest);
    let more = changed(|version| {
        each_tag(version, |tag| {
            tag["liveOnly"] = Value::Bool(true);
            tag["setupTag"] = serde_json::json!([{ "tagName": "before" }]);
        });
        version["zone"] = serde_json::json!([{ "name": "Agency" }]);
    });
    assert_eq!(more.events.len(), plain.events.len());
    for part in ["published container only", "right before or after"] {
        assert!(more.rest.iter().any(|rest| rest.why.contains(part)), "{part}: {:?}", more.rest);
    }
    assert_eq!(whys(&more, "zone \"Agency\"").len(), 1);
}

#[test]
fn variables_that_drafts_cannot_have_are_listed_and_fixed_texts_are_not() {
    let imported = changed(|version| {
        version["variable"] = serde_json::json!([
            { "name": "Shop code", "type": "jsm", "variableId": "1" },
            { "name": "Price", "type": "v", "variableId": "2" },
            { "name": "Currency", "type": "c", "variableId": "3",
              "parameter": [{ "type": "TEMPLATE", "key": "value", "value": "EUR" }] },
        ]);
    });
    for name in ["Shop code", "Price"] {
        assert_eq!(whys(&imported, &format!("variable \"{name}\"")).len(), 1, "{:?}", imported.rest);
    }
    assert!(whys(&imported, "variable \"Currency\"").is_empty(), "{:?}", imported.rest);
}

#[test]
fn triggers_of_one_number_are_told_and_overlong_ones_not_read() {
    let twice = changed(|version| {
        let mut again = version["trigger"][0].clone();
        again["name"] = Value::from("again");
        version["trigger"].as_array_mut().unwrap().push(again);
    });
    assert!(whys(&twice, "trigger \"again\"")[0].contains("has its number"), "{:?}", twice.rest);
    let long = changed(|version| {
        for trigger in version["trigger"].as_array_mut().unwrap() {
            trigger["notes"] = Value::from("x".repeat(20_000));
        }
    });
    assert!(long.rest.iter().any(|rest| rest.why.contains("longer than any")), "{:?}", long.rest);
}

#[test]
fn a_container_with_more_in_it_than_one_can_have_is_refused() {
    let mut container: Value = serde_json::from_str(EXAMPLE).unwrap();
    let tag = container["containerVersion"]["tag"][0].clone();
    container["containerVersion"]["tag"] = Value::Array(vec![tag; 5_001]);
    assert!(matches!(refused(&container.to_string()), ImportError::TooMany));
}
