//! What becomes of the events of small plans when their page types change.

use super::*;
use crate::page_type::defaults;
use crate::{EventId, Scope, Shop, ShopSlug, Trigger};

fn event(name: &str, page_types: &[&str], url: Option<&str>) -> Event {
    let page_types = page_types.iter().map(|kind| (*kind).to_owned()).collect();
    let scope = Scope { page_types, url: url.map(str::to_owned) };
    Event { scope, ..Event::new(EventId(name.into()), name.into(), Trigger::PageView) }
}

fn plan(events: Vec<Event>) -> Plan {
    let shop = Shop { slug: ShopSlug("s".into()), url: "https://s.example/".into(), name: "S".into() };
    Plan { page_types: defaults(), events, ..Plan::empty(shop) }
}

fn edits(plan: &Plan) -> Vec<PageTypeEdit> {
    let as_it_is = |kind: &PageType| PageTypeEdit {
        was: Some(kind.id.clone()),
        id: kind.id.clone(),
        patterns: kind.patterns.clone(),
    };
    plan.page_types.iter().map(as_it_is).collect()
}

fn without(plan: &Plan, id: &str) -> Plan {
    let rest: Vec<_> = edits(plan).into_iter().filter(|edit| edit.id != id).collect();
    edited(plan, &rest)
}

#[test]
fn what_is_not_changed_stays_byte_for_byte() {
    let plan = plan(vec![event("a", &["product", "gone_long_ago"], None)]);
    assert_eq!(edited(&plan, &edits(&plan)), plan);
}

#[test]
fn events_follow_the_name_of_their_page_type() {
    let plan = plan(vec![event("a", &["cart", "product"], Some("/x")), event("b", &[], None)]);
    let mut renamed = edits(&plan);
    renamed[1].id = " item ".into();
    let after = edited(&plan, &renamed);
    assert_eq!(after.page_types[1].id, "item");
    assert_eq!(after.events[0].scope.page_types, ["cart", "item"]);
    assert_eq!(after.events[1], plan.events[1]);
}

#[test]
fn two_page_types_can_change_their_names_with_each_other() {
    let plan = plan(vec![event("a", &["product"], None), event("b", &["cart"], None)]);
    let mut swapped = edits(&plan);
    swapped[1].id = "cart".into();
    swapped[3].id = "product".into();
    let after = edited(&plan, &swapped);
    assert_eq!(after.events[0].scope.page_types, ["cart"]);
    assert_eq!(after.events[1].scope.page_types, ["product"]);
}

#[test]
fn an_event_without_its_page_type_fires_nowhere_else() {
    let plan = plan(vec![
        event("one_address", &["blog"], None),
        event("several_addresses", &["content"], None),
        event("with_address", &["blog"], Some("/blogs/a*")),
        event("other_types", &["blog", "product"], None),
    ]);
    let after = without(&plan, "blog");
    let active = |event: &Event| event.status != Status::Paused;
    assert_eq!(after.events[0].scope, Scope { page_types: vec![], url: Some("/blogs/*".into()) });
    assert!(active(&after.events[0]), "the same pages as before");
    assert!(!active(&after.events[2]), "the address alone may mean more pages");
    assert_eq!(after.events[3].scope.page_types, ["product"]);
    assert!(active(&after.events[3]));
    let after = without(&plan, "content");
    assert!(!active(&after.events[1]));
    assert!(after.events.iter().all(|event| event.scope != Scope::default()), "no event may fire everywhere");
}

#[test]
fn it_is_said_before_what_becomes_of_the_events() {
    let plan = plan(vec![
        event("read", &["blog"], None),
        event("share", &["blog"], Some("/blogs/a*")),
        event("add", &["product", "blog"], None),
        event("sign_up", &["blog", "product"], None),
    ]);
    assert_eq!(
        words_of_loss(&plan, "blog").unwrap(),
        "share is paused, because nothing says where else it may fire; read is kept for its address alone; add and sign_up \
         are kept for their other page types."
    );
    assert_eq!(words_of_loss(&plan, "cart"), None);
    assert_eq!(listed(&["a", "b", "c", "d"]), "a, b and 2 more");
}

#[test]
fn pages_about_a_person_keep_the_name_by_which_nothing_is_kept_of_them() {
    let plan = plan(Vec::new());
    let mut changed = edits(&plan);
    assert!(check_edits(&plan, &changed).is_empty());
    let at = changed.iter().position(|edit| edit.id == "checkout").unwrap();
    changed[at].patterns.push("/kasse".into());
    assert!(check_edits(&plan, &changed).is_empty(), "its addresses may change");
    changed[at].id = "till".into();
    assert_eq!(check_edits(&plan, &changed)[0].entry, Some(at));
    changed.retain(|edit| edit.id != "account" && edit.id != "till");
    assert_eq!(check_edits(&plan, &changed).len(), 2);
}
