//! The bench: Waymark and the locators of others on the same cases, in one run, counted in the same way.

mod browser;
mod queries;
mod report;
mod rows;
mod speed;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use waymark_app::evaluating::evaluate;
use waymark_identify::Document;

use crate::error::{Error, Result};
use crate::peers::View;
use crate::peers::healenium::Healenium;
use crate::peers::robula::Robula;
use crate::peers::similo::Similo;
use crate::{cases, corpus, pairs};
use queries::Query;

/// Runs everything on the cases of the corpus, which are written into a folder, and returns the report as Markdown.
pub fn run(folder: &Path) -> Result<String> {
    std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let shops = corpus::read(&corpus::folder())?;
    let file = folder.join("cases.jsonl");
    cases::write(&cases::all(&shops)?, &file)?;

    let evaluation = evaluate(&file)?;
    let queries = queries::read(&file)?;
    let pages = pages(&queries)?;
    let seen = browser::ask(&pages, &queries, &folder.join("job.json"))?;
    let views: BTreeMap<&Path, View<'_>> = pages
        .iter()
        .zip(seen.bounds)
        .map(|((path, page), bounds)| {
            let view = View::new(page, bounds.clone());
            // The locators of others see the page by Chromium's numbers.
            let same = view.elements.len() == bounds.len();
            same.then_some((path.as_path(), view)).ok_or_else(|| Error::Trees { page: path.clone() })
        })
        .collect::<Result<_>>()?;

    let mut rows = rows::of_waymark(&evaluation);
    rows.extend(seen.locators.into_iter().map(|found| rows::of_found(&queries, found)));
    for locator in [
        &Robula as &dyn crate::peers::Locator,
        &Similo { mutual: false },
        &Similo { mutual: true },
        &Healenium,
    ] {
        rows.push(rows::of_found(&queries, queries::put(&queries, &views, locator)));
    }
    let measured = pairs::measure(&corpus::folder())?;
    // Last, when nothing else of the bench is running.
    let speed = speed::measure(&corpus::folder())?;
    Ok(report::markdown(&report::Facts {
        shops: &shops,
        seen: &seen.about,
        evaluation: &evaluation,
        rows: &rows,
        pairs: &measured,
        speed: &speed,
    }))
}

/// The part of the report about the public element pairs.
pub fn pairs() -> Result<String> {
    Ok(report::pairs(&pairs::measure(&corpus::folder())?))
}

/// The part of the report about speed.
pub fn speed() -> Result<String> {
    Ok(report::speed(&speed::measure(&corpus::folder())?))
}

/// Every page that is asked about, parsed.
fn pages(queries: &[Query]) -> Result<BTreeMap<PathBuf, Document>> {
    let mut pages = BTreeMap::new();
    for path in queries.iter().flat_map(|query| [&query.old, &query.new]) {
        if !pages.contains_key(path) {
            let html = std::fs::read_to_string(path).map_err(Error::file(path))?;
            let page =
                Document::from_html(&html).map_err(|source| Error::Page { path: path.clone(), source })?;
            pages.insert(path.clone(), page);
        }
    }
    Ok(pages)
}
