//! "All like this one" as one target: which elements are alike, selectors that match all of them, and the set
//! found again or missed.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use waymark_identify::{Document, NodeId, alike, count, describe_set, locate};
use waymark_model::Verdict;

fn shop(class: &str, products: &[&str], extra: &str) -> Document {
    let cards: Vec<String> = products
        .iter()
        .map(|name| {
            format!(
                "<li class=\"{class}\"><a class=title href=/products/{name}><h3>{name}</h3></a>\
                 <span class=price>$10</span><button class=quick>Quick view</button></li>"
            )
        })
        .collect();
    let cards = cards.concat();
    let html = format!(
        "<!doctype html><header><nav><a href=/>Home</a><a href=/collections/all>All</a><a href=/pages/about>About</a></nav></header>\
         <main><h1>Mugs</h1><ul class=\"product-grid\">{cards}</ul>{extra}</main>\
         <footer><ul class=links><li><a href=/policies/privacy>Privacy</a></li><li><a href=/policies/terms>Terms</a></li></ul></footer>"
    );
    Document::from_html(&html).expect("a page")
}

fn links(document: &Document) -> Vec<NodeId> {
    let found = document.descendant_elements(document.root());
    found.filter(|&node| document.attribute(node, "class") == Some("title")).collect()
}

#[test]
fn the_same_part_of_every_card_is_alike() {
    let page = shop("card", &["red", "blue", "green"], "");
    let titles = links(&page);
    assert_eq!(alike(&page, titles[1]), titles);
    let heading =
        page.descendant_elements(page.root()).find(|&node| page.tag(node) == "h1").expect("a heading");
    assert_eq!(alike(&page, heading), [heading]);
}

#[test]
fn a_set_has_selectors_for_all_of_it_and_nothing_else() {
    let page = shop("card", &["red", "blue", "green"], "");
    let titles = links(&page);
    let target = describe_set(&page, &titles).expect("a description").target;
    assert!(target.multiple);
    assert!(!target.selectors.is_empty());
    assert_eq!(count(&page, &target.selectors).nodes(), titles);
}

#[test]
fn a_set_is_found_again_with_other_members_and_other_names() {
    let old = shop("card", &["red", "blue", "green"], "");
    let described = describe_set(&old, &links(&old)).expect("a description");
    let same = shop("card", &["red", "white", "black", "grey"], "");
    let found = locate(&described.target, Some(&described.scene), &same);
    assert_eq!((found.verdict, found.nodes), (Verdict::Intact, links(&same)));
    assert_eq!(described.label, "Product links");
    assert_eq!(found.reasons, ["found again as a set: 4 product links instead of 3"]);
    let found = locate(&described.target, Some(&described.scene), &old);
    assert_eq!(found.reasons, ["3 of 3 product links found"]);
    let renamed = shop("tile", &["red", "white"], "");
    let found = locate(&described.target, Some(&described.scene), &renamed);
    assert_eq!(found.nodes, links(&renamed), "{:?} {:?}", found.verdict, found.reasons);
}

#[test]
fn a_set_that_is_gone_is_missing() {
    let old = shop("card", &["red", "blue", "green"], "");
    let described = describe_set(&old, &links(&old)).expect("a description");
    let empty = shop("card", &[], "<p>Nothing here yet.</p>");
    let found = locate(&described.target, Some(&described.scene), &empty);
    assert_eq!(found.nodes, [], "{:?} {:?}", found.verdict, found.reasons);
}

/// A menu with the links to these addresses, and the elements of those into a collection.
fn menu(class: &str, addresses: &[&str]) -> (Document, Vec<NodeId>) {
    let links: Vec<String> =
        addresses.iter().map(|address| format!("<a class={class} href={address}>To {address}</a>")).collect();
    let html = format!(
        "<!doctype html><header><nav class=bar>{}</nav></header><main><h1>Hi</h1></main>",
        links.concat()
    );
    let page = Document::from_html(&html).expect("a page");
    let of_collections = page
        .descendant_elements(page.root())
        .filter(|&node| page.attribute(node, "href").is_some_and(|href| href.starts_with("/collections/")))
        .collect();
    (page, of_collections)
}

#[test]
fn of_a_menu_only_the_links_that_lead_where_all_of_the_set_do() {
    let (old, members) =
        menu("item", &["/collections/new", "/collections/sale", "/pages/about", "/pages/jobs"]);
    let described = describe_set(&old, &members).expect("a description");
    assert_eq!(count(&old, &described.target.selectors).nodes(), members);
    let (new, there) =
        menu("link", &["/pages/jobs", "/collections/old", "/pages/about", "/collections/sale"]);
    let found = locate(&described.target, Some(&described.scene), &new);
    assert_eq!(found.nodes, there, "{found:?}");
    let (gone, _) = menu("item", &["/pages/about", "/pages/jobs", "/pages/imprint"]);
    let found = locate(&described.target, Some(&described.scene), &gone);
    assert_eq!((found.verdict, found.nodes), (Verdict::Missing, Vec::new()), "{:?}", found.reasons);
}

#[test]
fn a_set_of_one_is_that_one_as_long_as_its_rule_matches_it() {
    let product = |choices: &[&str]| {
        let select = |name: &&str| {
            format!("<label>{name}<select name=options[{name}]><option>A<option>B</select></label>")
        };
        let choices = choices.iter().map(select).collect::<Vec<_>>().concat();
        Document::from_html(&format!(
            "<!doctype html><main><h1>Mug</h1><form action=/cart/add class=product-form>{choices}<button name=add>Add</button></form></main>"
        ))
        .expect("a page")
    };
    let selects = |page: &Document| -> Vec<NodeId> {
        page.descendant_elements(page.root()).filter(|&node| page.tag(node) == "select").collect()
    };
    let old = product(&["Size"]);
    let described = describe_set(&old, &selects(&old)).expect("a description");
    let found = locate(&described.target, Some(&described.scene), &old);
    assert_eq!((found.verdict, found.nodes), (Verdict::Intact, selects(&old)), "{:?}", found.reasons);
    let gone = product(&[]);
    let found = locate(&described.target, Some(&described.scene), &gone);
    assert_eq!((found.verdict, found.nodes), (Verdict::Missing, Vec::new()), "{:?}", found.reasons);
    let several = product(&["Size", "Colour"]);
    let found = locate(&described.target, Some(&described.scene), &several);
    assert!(matches!(found.verdict, Verdict::Intact | Verdict::Missing), "never a stranger: {found:?}");
    let sort = Document::from_html("<!doctype html><main><h1>Mugs</h1><form action=/collections/all><label>Sort<select name=sort_by><option>A<option>B</select></label></form></main>").expect("a page");
    let found = locate(&described.target, Some(&described.scene), &sort);
    assert_eq!(found.nodes, [], "{:?} {:?}", found.verdict, found.reasons);
}
