//! Cases in the form in which the locators of others are asked: elements by their number in document order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use waymark_app::evaluating::{each_group, read_cases};
use waymark_identify::selectors::path;
use waymark_identify::{Document, NodeId};

use super::rows::Found;
use crate::error::Result;
use crate::peers::{Locator, View};

/// One case about one element. Sets are nothing that the others know.
#[derive(Clone, Debug)]
pub struct Query {
    /// What the case is counted with.
    pub set: String,
    /// The page the element is on.
    pub old: PathBuf,
    /// Its number.
    pub element: usize,
    /// Its path.
    pub path: String,
    /// The page it is looked for on.
    pub new: PathBuf,
    /// What is right there, by number on the untouched page.
    pub accept: Vec<usize>,
    /// What is deleted there.
    pub deleted: Vec<usize>,
}

/// Reads the cases of a file that are about one element.
pub fn read(file: &Path) -> Result<Vec<Query>> {
    let cases = read_cases(file)?;
    let groups = each_group(&cases, |group| {
        let old = Numbers::of(&group.old);
        let mut queries = Vec::new();
        for search in &group.searches {
            let new = Numbers::of(&search.new);
            for trial in search.trials.iter().filter(|trial| !trial.case.multiple) {
                queries.push((
                    trial.index,
                    Query {
                        set: trial.case.set.clone(),
                        old: trial.case.old.clone(),
                        element: old.of_all(&trial.element).first().copied().unwrap_or_default(),
                        path: path(&group.old, trial.element[0]),
                        new: trial.case.new.clone(),
                        accept: new.of_all(&trial.truth.accept),
                        deleted: new.of_all(&trial.delete),
                    },
                ));
            }
        }
        Ok(queries)
    })?;
    let in_order: BTreeMap<usize, Query> = groups.into_iter().flatten().collect();
    Ok(in_order.into_values().collect())
}

/// Elements of a page in document order.
struct Numbers(Vec<NodeId>);

impl Numbers {
    fn of(page: &Document) -> Self {
        Self(page.descendant_elements(page.root()).collect())
    }

    fn of_all(&self, nodes: &[NodeId]) -> Vec<usize> {
        nodes.iter().filter_map(|node| self.0.binary_search(node).ok()).collect()
    }
}

/// Puts the queries to a locator, on all cores.
pub fn put(queries: &[Query], views: &BTreeMap<&Path, View<'_>>, locator: &dyn Locator) -> Found {
    let mut by_search: BTreeMap<(&Path, usize, &Path), Vec<usize>> = BTreeMap::new();
    for (index, query) in queries.iter().enumerate() {
        by_search.entry((&query.old, query.element, &query.new)).or_default().push(index);
    }
    let searches: Vec<_> = by_search.into_iter().collect();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<Option<Vec<usize>>>> = Mutex::new(vec![None; queries.len()]);
    let busy = Mutex::new(0.0);
    let work = || {
        while let Some(((old, element, new), indexes)) = searches.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (Some(old), Some(new)) = (views.get(old), views.get(new)) else { continue };
            let gone: Vec<Vec<bool>> =
                indexes.iter().map(|&index| new.without(&queries[index].deleted)).collect();
            let gone: Vec<&[bool]> = gone.iter().map(Vec::as_slice).collect();
            let begun = Instant::now();
            let answers = locator.find(old, *element, new, &gone);
            let took = begun.elapsed().as_secs_f64() * 1000.0;
            if let Ok(mut busy) = busy.lock() {
                *busy += took;
            }
            if let Ok(mut done) = done.lock() {
                for (&index, answer) in indexes.iter().zip(answers) {
                    done[index] = Some(answer);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let answers = done.into_inner().unwrap_or_default();
    let ms = busy.into_inner().unwrap_or_default() / searches.len().max(1) as f64;
    Found {
        name: locator.name().to_owned(),
        answers: answers.into_iter().map(Option::unwrap_or_default).collect(),
        describing_ms: None,
        ms,
    }
}
