//! Cases where the element is there: on its own page, in other releases, on other pages of the type, in other shops.

use waymark_app::evaluating::Case;

use super::Place;
use crate::corpus::Shop;
use crate::error::Result;

/// Concepts that name what a shop sells, so that two shops' elements are not the same one.
const WARES: [&str; 1] = ["category_link"];

/// Cases of one element within its shop.
pub(super) fn cases(place: &Place<'_>, cases: &mut Vec<Case>) -> Result {
    let element = &place.shop.truth.elements[place.element];
    let mut add = |set: &str, there: &Place<'_>| {
        let set = if place.is_set() { "sets" } else { set };
        let case = place.case(set, there.shop, there.release, there.page);
        cases.push(Case { accept: vec![there.css().to_owned()], ..case });
    };
    add("same", place);
    for release in place.shop.truth.releases.iter().filter(|release| *release != place.release) {
        if let Some(there) = place.at(release, place.page)? {
            add("releases", &there);
        }
    }
    for page in &element.also {
        if let Some(there) = place.at(place.release, page)? {
            add("products", &there);
        }
    }
    Ok(())
}

/// Cases of each element in every other shop that has its concept, on the newest release there.
pub(super) fn replaced(shops: &[Shop], cases: &mut Vec<Case>) -> Result {
    for (old, new) in shops.iter().flat_map(|old| shops.iter().map(move |new| (old, new))) {
        let Some(newest) = new.truth.releases.last().filter(|_| old.truth.shop != new.truth.shop) else {
            continue;
        };
        for (name, element) in old.truth.elements.iter().filter(|(_, element)| !element.multiple) {
            let kind = &old.truth.pages[&element.page].kind;
            let Some((other, page)) = counterpart(new, element.concept.as_deref(), kind) else { continue };
            let Some(there) = Place::of(new, other, newest, page)? else { continue };
            for release in &old.truth.releases {
                let Some(place) = Place::of(old, name, release, &element.page)? else { continue };
                let case = place.case("replaced", new, newest, page);
                cases.push(Case { accept: vec![there.css().to_owned()], ..case });
                super::gone::deleted(&place, "replaced", &there, cases);
            }
        }
    }
    Ok(())
}

/// The element of a shop with this concept, described on a page of this type.
fn counterpart<'a>(shop: &'a Shop, concept: Option<&str>, kind: &str) -> Option<(&'a str, &'a str)> {
    let concept = concept.filter(|concept| !WARES.contains(concept))?;
    let found = shop.truth.elements.iter().find(|(_, element)| {
        !element.multiple
            && element.concept.as_deref() == Some(concept)
            && shop.truth.pages[&element.page].kind == kind
    });
    found.map(|(name, element)| (name.as_str(), element.page.as_str()))
}
