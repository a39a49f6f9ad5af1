//! The corpus: shops in several releases, with the truth about their elements. `corpus/README.md` says what the
//! files hold. Which cases are made of it lies in `cases`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use waymark_identify::{Count, Document, NodeId, count};
use waymark_model::Selector;

use crate::error::{Error, Result};

/// One shop in all its releases.
#[derive(Debug)]
pub struct Shop {
    /// What `truth.json` says.
    pub truth: Truth,
    folder: PathBuf,
    pages: BTreeMap<(String, String), Document>,
}

/// `truth.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct Truth {
    /// Short name.
    pub shop: String,
    /// Oldest first.
    pub releases: Vec<String>,
    /// By name.
    pub pages: BTreeMap<String, Page>,
    /// By name.
    pub elements: BTreeMap<String, Element>,
}

/// A page of a shop.
#[derive(Clone, Debug, Deserialize)]
pub struct Page {
    /// Pages of one type come from one template.
    #[serde(rename = "type")]
    pub kind: String,
    /// Releases that have no such page.
    #[serde(default)]
    pub missing: Vec<String>,
}

/// A logical element of a shop.
#[derive(Clone, Debug, Deserialize)]
pub struct Element {
    /// The page it is described on.
    pub page: String,
    /// What it is for; the same in every shop.
    #[serde(default)]
    pub concept: Option<String>,
    /// Other pages of the type that have it.
    #[serde(default)]
    pub also: Vec<String>,
    /// Other pages of the type that do not have it, in any release.
    #[serde(default)]
    pub absent: Vec<String>,
    /// It is a set.
    #[serde(default)]
    pub multiple: bool,
    /// Its selector in each release that has it.
    pub css: BTreeMap<String, Option<String>>,
}

impl Element {
    /// Its selector in a release, if the release has it.
    #[must_use]
    pub fn css(&self, release: &str) -> Option<&str> {
        self.css.get(release).and_then(Option::as_deref)
    }

    /// The pages that have it, the one it is described on first.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.page).chain(&self.also).map(String::as_str)
    }
}

/// The corpus of this repository.
#[must_use]
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Reads every shop of a corpus, by name, and parses its pages.
pub fn read(folder: &Path) -> Result<Vec<Shop>> {
    let entries = std::fs::read_dir(folder).map_err(Error::file(folder))?;
    let mut folders: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.join("truth.json").is_file())
        .collect();
    folders.sort();
    folders.into_iter().map(Shop::read).collect()
}

impl Shop {
    fn read(folder: PathBuf) -> Result<Self> {
        let file = folder.join("truth.json");
        let json = std::fs::read_to_string(&file).map_err(Error::file(&file))?;
        let truth: Truth = serde_json::from_str(&json).map_err(Error::json(&file))?;
        let mut shop = Self { truth, folder, pages: BTreeMap::new() };
        for release in shop.truth.releases.clone() {
            for (name, page) in &shop.truth.pages {
                if !page.missing.contains(&release) {
                    let path = shop.path(&release, name);
                    let html = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
                    let page = Document::from_html(&html).map_err(|source| Error::Page { path, source })?;
                    shop.pages.insert((release.clone(), name.clone()), page);
                }
            }
        }
        Ok(shop)
    }

    /// Where a page lies.
    #[must_use]
    pub fn path(&self, release: &str, page: &str) -> PathBuf {
        self.folder.join(release).join(format!("{page}.html"))
    }

    /// A page, if the release has it.
    #[must_use]
    pub fn page(&self, release: &str, page: &str) -> Option<&Document> {
        self.pages.get(&(release.to_owned(), page.to_owned()))
    }

    /// Every page that there is, with its release and name.
    pub fn all_pages(&self) -> impl Iterator<Item = (&str, &str, &Document)> {
        self.pages.iter().map(|((release, page), document)| (release.as_str(), page.as_str(), document))
    }

    /// What a logical element is on a page of a release: nothing when page or element are not there, an error when its
    /// selector does not match exactly it.
    pub fn element(&self, name: &str, release: &str, page: &str) -> Result<Option<Vec<NodeId>>> {
        let element = &self.truth.elements[name];
        let (Some(css), Some(document)) = (element.css(release), self.page(release, page)) else {
            return Ok(None);
        };
        let nodes = matches(document, css);
        let is_right = if element.multiple { nodes.len() > 1 } else { nodes.len() == 1 };
        if is_right {
            return Ok(Some(nodes));
        }
        Err(Error::Truth {
            element: format!("{name} of {} {release}, {page}", self.truth.shop),
            css: css.to_owned(),
            matched: nodes.len(),
        })
    }
}

/// What a selector matches on a page; nothing when it is not CSS.
#[must_use]
pub fn matches(page: &Document, css: &str) -> Vec<NodeId> {
    let selector = Selector::new(css);
    match count(page, &[selector]) {
        Count::Matched { nodes, .. } => nodes,
        _ => Vec::new(),
    }
}
