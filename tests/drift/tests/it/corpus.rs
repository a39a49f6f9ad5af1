//! The truth about the corpus is true: its selectors match exactly what they should, and there is enough of it.

use waymark_drift::cases::{all, sample, themes};
use waymark_drift::corpus::{folder, matches, read};
use waymark_identify::Document;

#[test]
fn every_selector_matches_exactly_its_element() {
    let mut checked = 0;
    for shop in read(&folder()).unwrap() {
        for (name, element) in &shop.truth.elements {
            for release in &shop.truth.releases {
                for page in element.pages() {
                    checked += usize::from(shop.element(name, release, page).unwrap().is_some());
                }
                for page in &element.absent {
                    let (Some(css), Some(document)) = (element.css(release), shop.page(release, page)) else {
                        continue;
                    };
                    assert_eq!(matches(document, css), [], "{name} is on {page} of {release}");
                }
            }
            assert!(
                element.css.values().any(Option::is_some),
                "{name} of {} is in no release",
                shop.truth.shop
            );
        }
    }
    assert!(checked > 300, "only {checked} selectors were there to check");
}

#[test]
fn names_in_the_truth_are_names_of_something() {
    for shop in read(&folder()).unwrap() {
        for (name, element) in &shop.truth.elements {
            for page in element.pages().chain(element.absent.iter().map(String::as_str)) {
                assert!(shop.truth.pages.contains_key(page), "{name} is on {page}, which is no page");
            }
            for release in element.css.keys() {
                assert!(shop.truth.releases.contains(release), "{name} is in {release}, which is no release");
            }
        }
    }
}

#[test]
fn every_shop_has_elements_and_releases_enough() {
    let shops = read(&folder()).unwrap();
    assert!(!shops.is_empty());
    for shop in shops {
        assert!(shop.truth.elements.len() >= 25, "{} has too few elements", shop.truth.shop);
        assert!(shop.truth.releases.len() >= 2, "{} does not drift", shop.truth.shop);
    }
}

#[test]
fn a_sample_is_another_page_of_the_type_than_the_two_that_are_compared() {
    let shops = read(&folder()).unwrap();
    let mut cases = all(&shops).unwrap();
    sample(&shops, &mut cases, 2);
    let mut sampled = 0;
    for case in &cases {
        assert!(case.samples.len() <= 2);
        for page in &case.samples {
            assert!(*page != case.old && *page != case.new && page.parent() == case.old.parent());
            sampled += 1;
        }
    }
    assert!(sampled > 1_000, "{sampled} samples");
}

#[test]
fn every_selector_of_the_made_themes_matches_exactly_its_element() {
    let (elements, themes) = themes::read().unwrap();
    assert_eq!(themes.len(), 8);
    let mut checked = 0;
    for theme in themes {
        for page in [
            "product",
            "product-b",
            "product-sold",
            "product-phone",
            "home",
            "home-phone",
            "collection",
            "cart",
        ] {
            let html = std::fs::read_to_string(theme.path(page)).unwrap();
            let document = Document::from_html(&html).unwrap();
            let own =
                |element: &themes::Element| page == element.page || page == format!("{}-phone", element.page);
            for (name, element) in elements.iter().filter(|(_, element)| own(element)) {
                let Some(css) = theme.css(name, page) else { continue };
                let found = matches(&document, css).len();
                let is_right = if element.multiple { found > 1 } else { found == 1 };
                assert!(is_right, "{name}: {css} matches {found} on {}", theme.path(page).display());
                checked += 1;
            }
        }
    }
    assert!(checked > 900, "only {checked} selectors were there to check");
}
