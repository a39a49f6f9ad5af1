//! How a model did on a shop that it had not seen.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value, json};
use waymark_identify::locate::{Model, Weights};

use super::gather::Judged;

/// Counts by shop and set, and by set alone.
#[derive(Debug, Default)]
pub struct Report {
    rows: BTreeMap<(String, String), Row>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Row {
    n: usize,
    correct: usize,
    wrong: usize,
    /// The right candidate was the best, whether believed or not.
    first: usize,
}

impl Report {
    /// Counts what a model says of a shop's cases.
    pub(super) fn add(&mut self, shop: &str, judged: &[Judged], model: &Model) {
        let weights = Weights::new(model);
        for each in judged.iter().filter(|each| !each.is_made) {
            let is_believed =
                weights.probability(&each.facts) >= model.confidence && each.margin >= model.margin;
            for shop in [shop, "all"] {
                let row = self.rows.entry((each.set.clone(), shop.to_owned())).or_default();
                row.n += 1;
                row.first += usize::from(each.is_right);
                row.correct += usize::from(is_believed && each.is_right || !is_believed && !each.is_there);
                row.wrong += usize::from(is_believed && !each.is_right);
            }
        }
    }

    /// The rows of all shops together.
    pub(super) fn rows(&self) -> Value {
        let rows = self.rows.iter().filter(|((_, shop), _)| shop == "all");
        rows.map(|((set, _), row)| {
            let share = |part: usize| (part as f64 * 1000.0 / row.n.max(1) as f64).round() / 10.0;
            (set.clone(), json!({ "n": row.n, "correct": share(row.correct), "wrong": share(row.wrong) }))
        })
        .collect::<serde_json::Map<_, _>>()
        .into()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((set, shop), row) in &self.rows {
            let share = |part: usize| part as f64 * 100.0 / row.n.max(1) as f64;
            writeln!(
                formatter,
                "{set:<22} {shop:<12} n {:>5}  correct {:>5.1} %  wrong {:>5.1} %  right is first {:>5.1} %",
                row.n,
                share(row.correct),
                share(row.wrong),
                share(row.first)
            )?;
        }
        Ok(())
    }
}
