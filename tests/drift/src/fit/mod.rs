//! The trainer: fits the weights by which elements are found again, and the facts on which a find is believed,
//! to cases whose truth is known. What a model is, is `waymark_identify::locate`'s; here are only the numbers.
//!
//! Two fits follow each other. `ranking` learns what each likeness is worth, so that the right candidate comes
//! first among all of a page, and the right old element first among all that could explain it. `belief` then
//! learns when the first is to be believed, by `boosting`. Both are judged on shops that they have not seen.

mod belief;
pub(crate) mod boosting;
mod gather;
pub(crate) mod ranking;
mod report;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::json;
use waymark_app::evaluating::{Case, read_cases};
use waymark_identify::locate::{Aspect, Model};

use crate::cases::is_made;
use crate::error::Result;
pub use report::Report;

/// Pull of every worth towards zero.
const DECAY: f32 = 0.0004;

/// A case with the shop that it is left out with.
pub(crate) struct Taught {
    pub shop: String,
    pub case: Case,
    /// Made by the mutator or otherwise synthetic: trains, but is never counted.
    pub is_made: bool,
}

/// Fits a model to files of cases. `start` is the model to begin with.
pub fn fit(files: &[PathBuf], start: &Model, date: &str) -> Result<(Model, Report)> {
    let mut taught = Vec::new();
    for file in files {
        let cases = read_cases(file)?;
        taught.extend(cases.into_iter().filter(|case| !case.multiple).map(|case| Taught {
            shop: shop_of(&case.old),
            is_made: is_made(&case.set),
            case,
        }));
    }
    let shops: BTreeSet<&str> =
        taught.iter().filter(|each| !each.is_made).map(|each| each.shop.as_str()).collect();
    let mut report = Report::default();
    for &shop in &shops {
        let (apart, rest): (Vec<&Taught>, Vec<&Taught>) = taught.iter().partition(|each| each.shop == shop);
        let model = fitted(&rest, start)?;
        report.add(shop, &gather::facts(&apart, &model)?, &model);
    }
    let mut model = fitted(&taught.iter().collect::<Vec<_>>(), start)?;
    model.fitted = json!({
        "date": date,
        "corpus": shops,
        "cases": taught.len(),
        "leaveOneShopOut": report.rows(),
    });
    Ok((model, report))
}

fn fitted(taught: &[&Taught], start: &Model) -> Result<Model> {
    let mut model = start.clone();
    // What is gathered are the hardest candidates, which change as the model learns.
    for _ in 0..2 {
        let lists = gather::lists(taught, &model)?;
        let mut worths = Aspect::ALL.map(|aspect| model.worth.get(&aspect).copied().unwrap_or_default());
        ranking::fit(&lists, &mut worths, DECAY);
        model.worth = Aspect::ALL.into_iter().zip(worths).collect();
    }
    let facts = gather::facts(taught, &model)?;
    belief::fit(&facts, &mut model);
    Ok(model)
}

/// The folder of the shop that a page belongs to: `oscar` of `corpus/oscar/4.2.1/product.html`.
fn shop_of(page: &Path) -> String {
    let folder = page.parent().and_then(Path::parent).and_then(Path::file_name);
    folder.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
