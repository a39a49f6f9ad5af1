//! The public element pairs: attributes of elements of public sites before and after years of change. Pages are not
//! known, so the fitted model cannot be asked; its comparison and its trainer can. Whatever is measured is measured on
//! sites that were left out of the fit.

mod archive;
mod aspects;
mod belief;
mod facts;
mod fingerprints;
mod ranks;
mod rarity;
mod similo;
mod validation;

use std::path::Path;

use crate::error::Result;
use archive::Site;
use ranks::Compared;
pub use validation::Counts;

/// Where the pairs lie in the corpus.
const ARCHIVE: &str = "element-pairs/similo2js.tar.xz";

/// What was measured on the pairs.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Sites with usable pairs.
    pub sites: usize,
    /// Usable pairs.
    pub pairs: usize,
    /// Mean number of candidates of a pair.
    pub candidates: f64,
    /// By what was measured.
    pub rows: Vec<(&'static str, Counts)>,
}

/// Measures Similo and the product's comparison on the pairs of the corpus in this folder.
pub fn measure(corpus: &Path) -> Result<Measured> {
    let sites = archive::read(&corpus.join(ARCHIVE))?;
    let mut measured = similo_alone(&sites);
    let compared: Vec<Compared> = sites.iter().map(Compared::of).collect();
    let (ranked, believed) = validation::validate(&compared);
    measured.rows.push(("Waymark's comparison, worths fitted", ranked));
    measured.rows.push(("Waymark's comparison, worths and belief fitted", believed));
    Ok(measured)
}

/// Measures Similo, which needs no fit, on the sites with at most so many candidates.
pub fn measure_similo(corpus: &Path, candidates: usize) -> Result<Measured> {
    let mut sites = archive::read(&corpus.join(ARCHIVE))?;
    sites.retain(|site| site.new.len() <= candidates);
    Ok(similo_alone(&sites))
}

fn similo_alone(sites: &[Site]) -> Measured {
    let pairs: usize = sites.iter().map(|site| site.old.len()).sum();
    let candidates: usize = sites.iter().map(|site| site.old.len() * site.new.len()).sum();
    let forced = sites.iter().map(similo::right).sum();
    Measured {
        sites: sites.len(),
        pairs,
        candidates: candidates as f64 / pairs.max(1) as f64,
        rows: vec![("Similo", Counts { forced, correct: forced, wrong: pairs - forced, gone: 0 })],
    }
}
