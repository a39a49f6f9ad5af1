//! Measurements, each by its name: what a marketer waits for, and what a visitor loads. They print and judge
//! nothing; the aims stand beside the numbers.

mod bytes;
mod page;
mod start;

use std::fmt;

use crate::error::{Error, Result};

/// A page of this many elements is what picking is measured on.
pub const ELEMENTS: usize = 5_000;

/// One number of a report, with what is aimed at.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// What came out, with its unit.
    pub value: String,
    /// What is aimed at; empty where nothing is.
    pub aim: &'static str,
}

impl fmt::Display for Figure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let aim = if self.aim.is_empty() { String::new() } else { format!("  (aim: {})", self.aim) };
        write!(out, "{:<58}{:>30}{aim}", self.what, self.value)
    }
}

/// Measures what is asked for by its name, or everything.
pub async fn run(name: Option<&str>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    let mut known = false;
    let mut wanted = |own: &str| {
        let is_wanted = name.is_none_or(|name| name == own);
        known |= is_wanted;
        is_wanted
    };
    if wanted("bytes") {
        figures.extend(bytes::measure()?);
    }
    if wanted("start") {
        figures.extend(start::measure().await?);
    }
    if wanted("page") {
        figures.extend(page::picks().await?);
    }
    if wanted("hover") {
        figures.extend(page::hovers().await?);
    }
    if known {
        return Ok(figures);
    }
    Err(Error::Page(format!("there is no measurement {}", name.unwrap_or_default())))
}

/// The smallest value that at least this share of the values does not exceed; 0 for none.
fn percentile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or_default()
}

/// Median and 95th percentile as one figure.
fn spread(what: &str, values: &[f64], unit: &str, aim: &'static str) -> Figure {
    let (half, most) = (percentile(values, 0.5), percentile(values, 0.95));
    Figure {
        what: format!("{what} ({} times)", values.len()),
        value: format!("p50 {half:.2} {unit}, p95 {most:.2} {unit}"),
        aim,
    }
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        assert!((percentile(&values, 0.5) - 10.0).abs() < f64::EPSILON);
        assert!((percentile(&values, 0.95) - 19.0).abs() < f64::EPSILON);
        assert!(percentile(&[], 0.5).abs() < f64::EPSILON);
    }
}
