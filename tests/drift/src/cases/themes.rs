//! Cases of the made themes: one shop drawn by several themes. They train and guard and are never counted. `themes`
//! looks for an element in every other theme, `themes/phone` on the same page of a phone, `themes/products` on other
//! products' pages; what ends in `absent` is not there by nature, what ends in `deleted` was taken out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use waymark_app::evaluating::Case;

use crate::error::{Error, Result};

/// Of so many cases one is tried with its element deleted: each needs a page of its own.
const DELETED: usize = 5;
/// Elements that stand for a place in a list of products: another theme has another product there, or two links to the
/// same one.
const PLACES: [&str; 9] = [
    "recommended_1",
    "recommended_2",
    "featured_1",
    "featured_2",
    "card_1",
    "card_2",
    "card_3",
    "cart_recommended",
    "line_1_link",
];
/// Where an element of a product's page is looked for within its theme.
const WITHIN: [(&str, &str); 3] =
    [("phone", "product-phone"), ("products", "product-b"), ("products", "product-sold")];

/// A logical element.
#[derive(Clone, Debug, Deserialize)]
pub struct Element {
    /// The page it is described on.
    pub page: String,
    /// It is a set.
    #[serde(default)]
    pub multiple: bool,
}

/// Where an element is in a theme: the same selector on all pages of its kind, or one for each page.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Where {
    All(String),
    Each(BTreeMap<String, Option<String>>),
}

/// One theme.
#[derive(Debug)]
pub struct Theme {
    folder: PathBuf,
    css: BTreeMap<String, Where>,
}

impl Theme {
    /// The selector of an element on a page; nothing where the theme does not have it there.
    #[must_use]
    pub fn css(&self, element: &str, page: &str) -> Option<&str> {
        match self.css.get(element)? {
            Where::All(css) => Some(css),
            Where::Each(pages) => pages.get(page)?.as_deref(),
        }
    }

    /// Where a page lies.
    #[must_use]
    pub fn path(&self, page: &str) -> PathBuf {
        self.folder.join(format!("{page}.html"))
    }

    /// Whether an element is on a page or not is known: a selector for all pages says nothing of a sold-out product.
    fn is_known(&self, element: &str, page: &str) -> bool {
        match self.css.get(element) {
            None => true,
            Some(Where::All(_)) => page != "product-sold",
            Some(Where::Each(pages)) => pages.contains_key(page),
        }
    }
}

/// The elements and all themes, by name.
pub fn read() -> Result<(BTreeMap<String, Element>, Vec<Theme>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let elements = json(&folder.join("elements.json"))?;
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&folder)
        .map_err(Error::file(&folder))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.join("css.json").is_file())
        .collect();
    folders.sort();
    let theme = |folder: PathBuf| Ok(Theme { css: json(&folder.join("css.json"))?, folder });
    Ok((elements, folders.into_iter().map(theme).collect::<Result<_>>()?))
}

fn json<T: DeserializeOwned>(file: &Path) -> Result<T> {
    let text = std::fs::read_to_string(file).map_err(Error::file(file))?;
    serde_json::from_str(&text).map_err(Error::json(file))
}

/// All cases.
pub fn cases() -> Result<Vec<Case>> {
    let (elements, themes) = read()?;
    let mut cases = Vec::new();
    let is_place = |name: &str| PLACES.iter().any(|place| name.starts_with(place));
    for (name, element) in elements.iter().filter(|(name, element)| element.multiple || !is_place(name)) {
        for old in &themes {
            let Some(css) = old.css(name, &element.page) else { continue };
            let case = Case {
                old: old.path(&element.page),
                element: css.to_owned(),
                multiple: element.multiple,
                ..Case::default()
            };
            for new in themes.iter().filter(|new| new.folder != old.folder) {
                add("themes", &case, new, name, &element.page, &mut cases);
            }
            for (set, page) in WITHIN.iter().filter(|_| element.page == "product") {
                add(&format!("themes/{set}"), &case, old, name, page, &mut cases);
            }
            if element.page == "home" {
                add("themes/phone", &case, old, name, "home-phone", &mut cases);
            }
        }
    }
    Ok(cases)
}

fn add(set: &str, case: &Case, theme: &Theme, element: &str, page: &str, cases: &mut Vec<Case>) {
    if !theme.is_known(element, page) {
        return;
    }
    let case = Case { new: theme.path(page), ..case.clone() };
    let Some(css) = theme.css(element, page) else {
        cases.push(Case { set: format!("{set}/absent"), ..case });
        return;
    };
    if cases.len().is_multiple_of(DELETED) && !case.multiple {
        let delete = vec![css.to_owned()];
        cases.push(Case { set: format!("{set}/deleted"), delete, ..case.clone() });
    }
    cases.push(Case { set: set.to_owned(), accept: vec![css.to_owned()], ..case });
}
