//! Cases of pages that the mutator made out of the corpus. They train and guard; what they say is never counted
//! among the results, which is why their sets begin with `made`.

use std::path::Path;

use waymark_app::evaluating::Case;

use crate::corpus::Shop;
use crate::error::{Error, Result};
use crate::mutate::{Recipe, Tracked, mutate};

/// A recipe with its name.
type Named = (&'static str, fn() -> Recipe);

/// Recipes that are kept apart by name.
const RECIPES: [Named; 9] = [
    ("update", Recipe::update),
    ("major", Recipe::major),
    ("hashed", || Recipe::update().and(Recipe::hashed())),
    ("translated", || Recipe::update().and(Recipe::translated())),
    ("retexted", || Recipe::update().and(Recipe::retexted())),
    ("twins", || Recipe::update().and(Recipe::twins())),
    ("gone", || Recipe::update().and(Recipe::gone())),
    ("gone-major", || Recipe::major().and(Recipe::gone())),
    ("phone", || Recipe::update().and(Recipe::phone())),
];

/// Makes pages below a folder and returns their cases: each page of the corpus by a few of the recipes, another
/// few for every `seed`.
pub fn cases(shops: &[Shop], folder: &Path, seeds: u64) -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    for shop in shops {
        let pages: Vec<(&str, &str)> = shop.all_pages().map(|(release, page, _)| (release, page)).collect();
        for (number, (release, page)) in (0u64..).zip(pages) {
            for seed in 0..seeds {
                // Every page meets every recipe in the end, but not all of them at once.
                let (name, recipe) = RECIPES[((number + seed) % RECIPES.len() as u64) as usize];
                let made =
                    folder.join("made").join(&shop.truth.shop).join(format!("{release}-{name}-{seed}"));
                cases.extend(of_page(shop, release, page, &made, (name, &recipe(), number * 31 + seed))?);
            }
        }
    }
    Ok(cases)
}

fn of_page(
    shop: &Shop,
    release: &str,
    page: &str,
    folder: &Path,
    (name, recipe, seed): (&str, &Recipe, u64),
) -> Result<Vec<Case>> {
    let path = shop.path(release, page);
    let html = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
    let mut tracked = Vec::new();
    for (element, truth) in &shop.truth.elements {
        if !truth.multiple
            && truth.pages().any(|own| own == page)
            && let Some(css) = truth.css(release)
            && shop.element(element, release, page)?.is_some()
        {
            tracked.push(Tracked { css: css.to_owned(), multiple: false });
        }
    }
    if tracked.is_empty() {
        return Ok(Vec::new());
    }
    // A page that the parser repairs beyond recognition teaches nothing.
    let made = match mutate(&html, &tracked, recipe, seed) {
        Err(Error::Repaired) => return Ok(Vec::new()),
        made => made?,
    };
    std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let new = folder.join(format!("{page}.html"));
    std::fs::write(&new, &made.html).map_err(Error::file(&new))?;
    let mut cases = Vec::new();
    for (each, truth) in tracked.into_iter().zip(made.truth) {
        let accept = truth.unwrap_or_default();
        let set = if accept.is_empty() { format!("made/{name}/gone") } else { format!("made/{name}") };
        let case = Case { set, old: path.clone(), element: each.css, new: new.clone(), ..Case::default() };
        if !accept.is_empty() {
            let set = format!("made/{name}/deleted");
            cases.push(Case { set, delete: accept.clone(), ..case.clone() });
        }
        cases.push(Case { accept, ..case });
    }
    Ok(cases)
}
