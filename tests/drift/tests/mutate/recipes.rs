//! Each recipe does what its name says to a small product page.

use waymark_drift::mutate::{Recipe, mutate, removal, twins, words};
use waymark_identify::{Document, NodeId};

use crate::pages::{PRODUCT, one, tracked};
use crate::witness::{Outcome, outcome};

const SEEDS: std::ops::Range<u64> = 0..40;

pub fn all(seed: u64) -> Vec<(&'static str, Recipe)> {
    vec![
        ("update", Recipe::update()),
        ("major", Recipe::major()),
        ("hashed", Recipe::hashed()),
        ("translated", Recipe::translated()),
        ("retexted", Recipe::retexted()),
        ("twins", Recipe::twins()),
        ("gone", Recipe::gone()),
        ("product", Recipe::product()),
        ("phone", Recipe::phone()),
        ("mixed", Recipe::mixed(seed)),
    ]
}

/// The name of what is around an element by class, id or tag.
fn is_in(page: &Document, node: NodeId, class: &str) -> bool {
    page.ancestors(node).any(|above| {
        page.attribute(above, "class").is_some_and(|classes| classes.split(' ').any(|known| known == class))
    })
}

#[test]
fn the_same_seed_gives_the_same_page() {
    for (name, recipe) in all(7) {
        let first = mutate(PRODUCT, &tracked(), &recipe, 7).unwrap();
        assert_eq!(first, mutate(PRODUCT, &tracked(), &recipe, 7).unwrap(), "{name}");
        let others =
            SEEDS.filter(|&seed| mutate(PRODUCT, &tracked(), &recipe, seed).unwrap().html != first.html);
        assert!(others.count() >= 20, "{name} does the same whatever the seed");
    }
}

#[test]
fn every_recipe_changes_the_page() {
    let untouched = mutate(PRODUCT, &tracked(), &Recipe::default(), 0).unwrap();
    for seed in SEEDS {
        for (name, recipe) in all(seed) {
            let mutated = mutate(PRODUCT, &tracked(), &recipe, seed).unwrap();
            assert_ne!(mutated.html, untouched.html, "{name}, seed {seed}");
        }
    }
}

#[test]
fn nothing_is_done_by_an_empty_recipe() {
    let Outcome { mutated, truth, witnessed, .. } = outcome(PRODUCT, &tracked(), &Recipe::default(), 1);
    assert_eq!(truth, witnessed);
    assert!(!mutated.html.contains("data-drift-mark"));
    assert_eq!(truth[12].len(), 4);
}

#[test]
fn only_removal_makes_an_element_gone() {
    for seed in SEEDS {
        for (name, recipe) in all(seed).into_iter().filter(|(name, _)| !matches!(*name, "gone" | "mixed")) {
            let mutated = mutate(PRODUCT, &tracked(), &recipe, seed).unwrap();
            assert!(mutated.truth.iter().all(Option::is_some), "{name}, seed {seed}");
        }
        let gone = outcome(PRODUCT, &tracked(), &Recipe::gone(), seed);
        assert!(gone.mutated.truth.iter().any(Option::is_none), "seed {seed}");
        for (paths, witnessed) in gone.mutated.truth.iter().zip(&gone.witnessed) {
            assert!(paths.is_some() || witnessed.is_empty(), "seed {seed}");
        }
    }
}

#[test]
fn removed_alone_leaves_what_it_was_part_of() {
    let recipe = Recipe::default().with(removal::alone, 1.0);
    let removed = outcome(PRODUCT, &[one("button[name=add]")], &recipe, 3);
    assert_eq!(removed.mutated.truth, [None]);
    assert!(removed.mutated.html.contains("/cart/add") && !removed.mutated.html.contains("name=\"add\""));
    let recipe = Recipe::default().with(removal::with_component, 1.0);
    let removed = outcome(PRODUCT, &[one("#newsletter button")], &recipe, 3);
    assert!(!removed.mutated.html.contains("contact[email]"));
}

#[test]
fn twins_are_not_the_truth() {
    let recipe = Recipe::twins();
    let mut copies = 0;
    for seed in SEEDS {
        let twinned = outcome(PRODUCT, &tracked(), &recipe, seed);
        for (truth, witnessed) in twinned.truth.iter().zip(&twinned.witnessed) {
            copies += witnessed.len() - truth.len();
            for &node in truth {
                assert!(witnessed.contains(&node));
                for class in
                    ["sticky-bar", "carousel--recent", "slick-cloned", "menu-drawer", "popup", "quick-view"]
                {
                    assert!(
                        !is_in(&twinned.page, node, class),
                        "seed {seed}: a copy in {class} is taken for true"
                    );
                }
            }
        }
    }
    assert!(copies > 100, "only {copies} copies");
    let sticky = outcome(PRODUCT, &tracked(), &Recipe::default().with(twins::sticky_bar, 1.0), 1);
    assert_eq!(sticky.witnessed[0].len(), 2);
}

#[test]
fn a_translation_says_the_shop_s_words_and_keeps_what_a_server_reads() {
    let recipe = Recipe::default().with(words::translate, 1.0);
    let pages: Vec<String> =
        SEEDS.map(|seed| mutate(PRODUCT, &tracked(), &recipe, seed).unwrap().html).collect();
    for word in
        ["In den Warenkorb", "Ajouter au panier", "Aggiungi al carrello", "カートに入れる", "कार्ट में जोड़ें"]
    {
        assert!(pages.iter().any(|page| page.contains(word)), "{word} is in no page");
    }
    for page in pages {
        assert!(!page.contains("Add to cart") && !page.contains("placeholder=\"Search\""));
        assert!(page.contains("name=\"quantity\"") && page.contains("/cart/add\""));
    }
}

#[test]
fn another_product_has_another_name_price_and_address_and_the_same_form() {
    let mutated = mutate(PRODUCT, &tracked(), &Recipe::product(), 5).unwrap();
    for old in ["Fell Crew", "fell-crew", "£128.00", "4455667788", "6d30a642ea133b14f6effb952c62475c"] {
        assert!(!mutated.html.contains(old), "{old} is still there");
    }
    assert!(mutated.html.contains("name=\"add\"") && mutated.html.contains("action=\"/cart/add\""));
    // The card in which one link is tracked keeps what tells it from the other cards.
    assert!(mutated.html.contains("/products/dale-hat") && mutated.html.contains("£28.00"));
}

#[test]
fn hashing_leaves_no_authored_class_of_the_product_form() {
    for seed in SEEDS {
        let html = mutate(PRODUCT, &tracked(), &Recipe::hashed(), seed).unwrap().html;
        let left = ["product-form__submit", "product__title", "header__nav", "card__link", "footer__column"]
            .into_iter()
            .filter(|class| html.contains(&format!("class=\"{class}\"")));
        assert!(left.count() <= 1, "seed {seed}");
    }
}

#[test]
fn a_selector_that_matches_something_else_is_refused() {
    for css in [".nowhere", "li a", "((("] {
        let error = mutate(PRODUCT, &[one(css)], &Recipe::update(), 1).unwrap_err();
        assert!(error.to_string().starts_with(css), "{error}");
    }
}
